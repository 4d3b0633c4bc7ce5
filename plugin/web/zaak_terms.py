"""The words of the protocol as a handler reads them: the terms of the field, where the melder gets everyday ones."""

from collections.abc import Iterable

from plugin.protocol.terms import (
    Aard,
    Functiegebonden,
    GesprekSoort,
    Hoedanigheid,
    MaatregelSoort,
    MaatregelStatus,
    Route,
    Uitvoerder,
    WensAgressor,
    WensZelf,
)
from plugin.web.words import Chip, hoofdletter

ROUTES = {
    Route.HULP: "help en vervolg",
    Route.OVERLEG: "eerst overleggen",
    Route.REGISTRATIE: "alleen registreren",
    Route.ORDEVERSTORING: "orde verstoord in een vergadering",
}
# Where the word is not the value itself.
AFWIJKEND: dict[str, str] = {
    Aard.EER_EN_GOEDE_NAAM: "aantasting van eer en goede naam",
    Aard.LICHAMELIJK_LETSEL: "lichamelijk letsel",
    "email": "e-mail",
    "social_media": "sociale media",
    "provinciehuis": "in het provinciehuis",
    "prive": "thuis of privé",
    WensZelf.HULP_FAMILIE: "hulp voor de familie",
    WensZelf.GESPREK: "een gesprek",
    WensAgressor.NOG_GEEN_KEUZE: "nog geen keuze bij de melding",
    MaatregelSoort.ONTZEGGING_GEBOUW: "ontzegging van het gebouw",
    MaatregelSoort.ONTZEGGING_VERGADERING: "ontzegging van de vergadering",
    MaatregelSoort.SCHADE: "schade terugvragen",
    MaatregelSoort.MELDING_POLITIE: "melding bij de politie",
    MaatregelSoort.INFORMEREN_AMBTSDRAGERS: "andere ambtsdragers informeren",
}
HOEDANIGHEDEN = {
    Hoedanigheid.ONBEKEND: "Onbekend",
    Hoedanigheid.BURGER: "Individuele burger",
    Hoedanigheid.COLLECTIEF: "Collectief",
    Hoedanigheid.NAMENS_ORGANISATIE: "Iemand namens een organisatie",
    Hoedanigheid.AMBTSDRAGER: "Politieke ambtsdrager",
}
FUNCTIEGEBONDEN = {
    Functiegebonden.JA: "Ja",
    Functiegebonden.NEE: "Nee. De melder krijgt wel steun.",
    Functiegebonden.ONDUIDELIJK: "Onduidelijk",
}
GESPREKKEN = {
    GesprekSoort.INTAKE: "Gesprek met de melder",
    GesprekSoort.NAZORG: "Gesprek over nazorg",
}
UITVOERDERS = {Uitvoerder.PROVINCIE: "De provincie", Uitvoerder.MELDER: "De melder zelf"}
MAATREGEL_STANDEN = {
    MaatregelStatus.TOESTEMMING_GEVRAAGD: Chip("wacht", "klok", "Toestemming gevraagd"),
    MaatregelStatus.AKKOORD: Chip("goed", "vink", "Melder is akkoord"),
    MaatregelStatus.GEWEIGERD: Chip("neutraal", "streep", "Melder wil dit niet"),
    MaatregelStatus.INGETROKKEN: Chip("neutraal", "streep", "Ingetrokken"),
    MaatregelStatus.CONCEPT_BEZIG: Chip("info", "klok", "Concept wordt klaargezet"),
    MaatregelStatus.CONCEPT: Chip("goed", "vink", "Concept staat klaar"),
    MaatregelStatus.UITGEVOERD: Chip("goed", "vink", "Uitgevoerd"),
    MaatregelStatus.AFGEROND: Chip("goed", "vink", "Afgerond"),
    MaatregelStatus.VERVALLEN: Chip("neutraal", "streep", "Vervallen"),
}


def woord(term: str) -> str:
    """One term in a sentence: 'sociale media'."""
    return AFWIJKEND.get(term, term.replace("_", " "))


def reeks(terms: Iterable[str]) -> str:
    """Some terms as a sentence: 'Bedreiging, belediging'; empty without any."""
    return hoofdletter(", ".join(woord(term) for term in terms))
