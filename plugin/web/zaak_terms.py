"""The words of the protocol as a handler reads them: the terms of the field, where the melder gets everyday ones."""

from collections.abc import Iterable

from plugin.protocol.terms import (
    Aard,
    Antwoord,
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
    "provinciehuis": "in ons gebouw",
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
# What is drafted of a measure, as it stands in a sentence.
STUKKEN = {
    MaatregelSoort.STOPGESPREK: "de uitnodiging voor het stopgesprek",
    MaatregelSoort.ORDEGESPREK: "de uitnodiging voor het ordegesprek",
    MaatregelSoort.WAARSCHUWING: "de waarschuwing",
    MaatregelSoort.ONTZEGGING_GEBOUW: "de brief over de toegang tot het gebouw",
    MaatregelSoort.ONTZEGGING_VERGADERING: "de brief over de toegang tot de vergadering",
    MaatregelSoort.SCHADE: "de brief over de schade",
    MaatregelSoort.MELDING_POLITIE: "de gegevens voor de politie",
    MaatregelSoort.AANGIFTE: "de gegevens voor de aangifte",
    MaatregelSoort.INFORMEREN_AMBTSDRAGERS: "de notitie voor de besloten vergadering",
}
UITLEG = {
    MaatregelSoort.STOPGESPREK: "Een gesprek: dit gedrag moet stoppen.",
    MaatregelSoort.ORDEGESPREK: "Hetzelfde, lichter.",
    MaatregelSoort.WAARSCHUWING: "Een brief die zegt waar de grens ligt.",
    MaatregelSoort.ONTZEGGING_GEBOUW: "Iemand mag een tijd het gebouw niet in.",
    MaatregelSoort.ONTZEGGING_VERGADERING: "Iemand mag een tijd niet bij de vergadering zijn.",
    MaatregelSoort.SCHADE: "De ander betaalt wat er kapot is.",
    MaatregelSoort.MELDING_POLITIE: "De politie weet wat er gebeurde.",
    MaatregelSoort.AANGIFTE: "De politie wordt gevraagd om te vervolgen.",
    MaatregelSoort.INFORMEREN_AMBTSDRAGERS: "Andere ambtsdragers horen het in een besloten vergadering.",
}
# What a handler records when it was done, and when it has ended.
GEDAAN = {
    MaatregelSoort.MELDING_POLITIE: "Leg vast dat de melding bij de politie is gedaan",
    MaatregelSoort.AANGIFTE: "Leg vast dat de aangifte is gedaan",
    MaatregelSoort.INFORMEREN_AMBTSDRAGERS: "Leg vast dat de vergadering het heeft gehoord",
}
BRIEF_VERSTUURD = "Leg vast dat de brief is verstuurd"
AFGELOPEN = {
    MaatregelSoort.STOPGESPREK: "Leg vast dat het gesprek is geweest",
    MaatregelSoort.ORDEGESPREK: "Leg vast dat het gesprek is geweest",
    MaatregelSoort.ONTZEGGING_GEBOUW: "Leg vast dat de ontzegging voorbij is",
    MaatregelSoort.ONTZEGGING_VERGADERING: "Leg vast dat de ontzegging voorbij is",
    MaatregelSoort.SCHADE: "Leg vast dat de schade is afgehandeld",
}
# What the log calls an act, as the time line says it; what stands elsewhere in the case is left out.
GEDAAN_DOOR_BEHANDELAAR = {
    "concept gevraagd": "concept gevraagd",
    "brief gewijzigd": "brief veranderd in Word",
    "maatregel uitgevoerd": "uitgevoerd",
    "maatregel afgerond": "afgerond",
    "maatregel vervallen": "vervallen",
    "gesprek afgezegd": "gesprek afgezegd",
    "dreiging aan": "de dreiging duurt voort",
    "dreiging uit": "de dreiging is voorbij",
    "betaling vastgelegd": "betaling vastgelegd",
    "zienswijze vastgelegd": "zienswijze vastgelegd",
    "bezwaar vastgelegd": "bezwaar vastgelegd",
    "besluit vastgelegd": "besluit vastgelegd",
    "woordvoering vastgelegd": "vastgelegd wie het woord voert",
    "verslag gevraagd": "verslag gevraagd",
    "zaak overgedragen": "behandelaar gekozen",
    "agressor herkend": "vastgelegd wie de agressor is",
    "betrokkene gekoppeld": "betrokkene gekoppeld",
    "taak gedaan": "praktische taak afgevinkt",
    "taak heropend": "praktische taak weer open",
    "zaak gesloten": "zaak gesloten",
}
ROND_AF = "Rond deze maatregel af"
ROND_AF_LOOPT = "Rond deze maatregel af. De ontzegging blijft gelden"
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
UITVOERDERS = {Uitvoerder.PROVINCIE: "{Organisatie}", Uitvoerder.MELDER: "De melder zelf"}
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

KORT = {
    Antwoord.AKKOORD: "Ja",
    Antwoord.GEWEIGERD: "Nee",
    Antwoord.INGETROKKEN: "Ingetrokken",
}
EIGENAREN = {"provincie": "{organisatie}", "melder": "de melder"}
UITKOMSTEN = {"blijft": "Het blijft zoals het is", "ingekort": "Korter", "ingetrokken": "Ingetrokken"}
ZONDER_VRAAG = Chip("goed", "vink", "Geen toestemming nodig")


def woord(term: str) -> str:
    """One term in a sentence: 'sociale media'."""
    return AFWIJKEND.get(term, term.replace("_", " "))


def reeks(terms: Iterable[str]) -> str:
    """Some terms as a sentence: 'Bedreiging, belediging'; empty without any."""
    return hoofdletter(", ".join(woord(term) for term in terms))
