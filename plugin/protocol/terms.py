"""The closed vocabularies of the protocol (duties 2-5, 7, 18-26), with the words a person reads."""

from enum import StrEnum


class Route(StrEnum):
    """What the melder asks of the organisation (protocol 5)."""

    HULP = "hulp"
    OVERLEG = "overleg"
    REGISTRATIE = "registratie"
    ORDEVERSTORING = "ordeverstoring"


class Locatie(StrEnum):
    PROVINCIEHUIS = "provinciehuis"
    ELDERS = "elders"
    ONLINE = "online"
    PRIVE = "prive"


class Kanaal(StrEnum):
    EMAIL = "email"
    SOCIAL_MEDIA = "social_media"
    TELEFOON = "telefoon"
    BRIEF = "brief"
    PERSOONLIJK = "persoonlijk"
    VERGADERING = "vergadering"


class Aard(StrEnum):
    BEDREIGING = "bedreiging"
    INTIMIDATIE = "intimidatie"
    BELEDIGING = "belediging"
    DISCRIMINATIE = "discriminatie"
    EER_EN_GOEDE_NAAM = "eer_en_goede_naam"
    REPUTATIESCHADE = "reputatieschade"
    LICHAMELIJK_LETSEL = "lichamelijk_letsel"
    VERNIELING = "vernieling"


class Vorm(StrEnum):
    VERBAAL = "verbaal"
    FYSIEK = "fysiek"


class Richting(StrEnum):
    DIRECT = "direct"
    INDIRECT = "indirect"


class Functiegebonden(StrEnum):
    JA = "ja"
    NEE = "nee"
    ONDUIDELIJK = "onduidelijk"


class WensZelf(StrEnum):
    STEUN = "steun"
    GESPREK = "gesprek"
    PROFESSIONELE_HULP = "professionele_hulp"
    HULP_FAMILIE = "hulp_familie"
    VEILIGHEID = "veiligheid"


class MaatregelSoort(StrEnum):
    """What may be done towards the agressor, and the informing of others (protocol 18-26, 38)."""

    STOPGESPREK = "stopgesprek"
    ORDEGESPREK = "ordegesprek"
    WAARSCHUWING = "waarschuwing"
    ONTZEGGING_GEBOUW = "ontzegging_gebouw"
    ONTZEGGING_VERGADERING = "ontzegging_vergadering"
    SCHADE = "schade"
    MELDING_POLITIE = "melding_politie"
    AANGIFTE = "aangifte"
    INFORMEREN_AMBTSDRAGERS = "informeren_ambtsdragers"


class WensAgressor(StrEnum):
    NIETS = "niets"
    STOPGESPREK = "stopgesprek"
    ORDEGESPREK = "ordegesprek"
    WAARSCHUWING = "waarschuwing"
    ONTZEGGING_GEBOUW = "ontzegging_gebouw"
    ONTZEGGING_VERGADERING = "ontzegging_vergadering"
    SCHADE = "schade"
    MELDING_POLITIE = "melding_politie"
    AANGIFTE = "aangifte"
    NOG_GEEN_KEUZE = "nog_geen_keuze"


class Hoedanigheid(StrEnum):
    """In what capacity the agressor acted (protocol 4)."""

    ONBEKEND = "onbekend"
    BURGER = "burger"
    COLLECTIEF = "collectief"
    NAMENS_ORGANISATIE = "namens_organisatie"
    AMBTSDRAGER = "ambtsdrager"


class Ordestap(StrEnum):
    """What a voorzitter may do during a meeting, in this order (protocol 23)."""

    SCHORSEN = "schorsen"
    DOEN_VERTREKKEN = "doen_vertrekken"
    TOT_ORDE_ROEPEN = "tot_orde_roepen"
    WOORD_ONTNOMEN = "woord_ontnomen"
    VERWIJDERD = "verwijderd"


class ZaakStatus(StrEnum):
    ONTVANGEN = "ontvangen"
    IN_BEHANDELING = "in_behandeling"
    MAATREGELEN = "maatregelen"
    NAZORG = "nazorg"
    AFGESLOTEN = "afgesloten"


class MaatregelStatus(StrEnum):
    TOESTEMMING_GEVRAAGD = "toestemming_gevraagd"
    AKKOORD = "akkoord"
    GEWEIGERD = "geweigerd"
    INGETROKKEN = "ingetrokken"
    CONCEPT_BEZIG = "concept_bezig"
    CONCEPT = "concept"
    UITGEVOERD = "uitgevoerd"
    AFGEROND = "afgerond"
    VERVALLEN = "vervallen"


class ConceptStatus(StrEnum):
    BEZIG = "bezig"
    GEREED = "gereed"
    INGETROKKEN = "ingetrokken"


class Uitvoerder(StrEnum):
    PROVINCIE = "provincie"
    MELDER = "melder"


class Antwoord(StrEnum):
    """What the betrokkene says to a question (protocol 14, 15)."""

    AKKOORD = "akkoord"
    GEWEIGERD = "geweigerd"
    INGETROKKEN = "ingetrokken"


class GesprekSoort(StrEnum):
    INTAKE = "intake"
    NAZORG = "nazorg"


class NazorgVoor(StrEnum):
    """Support is offered to the melder, and as a separate line to the family (protocol 29)."""

    MELDER = "melder"
    FAMILIE = "familie"


class NazorgAntwoord(StrEnum):
    JA = "ja"
    NEE = "nee"
    LATER = "later"
    NVT = "nvt"


# How the organisation names the behaviour in a letter: firm, and without one word of what was said.
GEDRAG = {
    Aard.BEDREIGING: "bedreiging",
    Aard.INTIMIDATIE: "intimidatie",
    Aard.BELEDIGING: "belediging",
    Aard.DISCRIMINATIE: "discriminatie",
    Aard.EER_EN_GOEDE_NAAM: "aantasting van eer of goede naam",
    Aard.REPUTATIESCHADE: "het beschadigen van iemands naam",
    Aard.LICHAMELIJK_LETSEL: "lichamelijk geweld",
    Aard.VERNIELING: "vernieling",
}

KANAAL_WOORDEN = {
    Kanaal.EMAIL: "in een e-mail",
    Kanaal.SOCIAL_MEDIA: "op sociale media",
    Kanaal.TELEFOON: "aan de telefoon",
    Kanaal.BRIEF: "in een brief",
    Kanaal.PERSOONLIJK: "in een persoonlijk contact",
    Kanaal.VERGADERING: "in een vergadering",
}
