"""What is asked for each kind of measure: one list of fields per kind, of which one form is made (protocol 18-28, 38)."""

from dataclasses import dataclass, replace

from plugin.protocol.maatregelen.overzicht import Mogelijkheid
from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import MaatregelSoort
from plugin.protocol.toestemming import Geadresseerde
from plugin.web.beslisser import over_beslisser
from plugin.web.words import hoofdletter

HOEFT_NIET = "hoeft niet"
JA_NEE = (("true", "Ja"), ("false", "Nee"))
# How a form is read: true or false, numbers, moments, what counts when it is empty too; `*` is the number of a row.
JA = "details.noemt_betrokkene details.herhaald details.klacht details.beveiliging"
GETALLEN = "details.posten.*.bedrag"
MOMENTEN = "details.datum"
LEEG = "details.geadresseerde.naam details.geadresseerde.email"


@dataclass(frozen=True)
class Veld:
    """One question. `soort`: datum, moment, bedrag, kort, lang, email, keuze or posten.

    A `keuze` has `keuzes` and what is set; a `datum` may have a last day; `plek` makes its id stand once on the page.
    """

    naam: str
    soort: str
    label: str
    hint: str = ""
    verplicht: bool = False
    keuzes: tuple[tuple[str, str], ...] = ()
    gekozen: str = ""
    uiterlijk: str = ""
    plek: str = "voorstel"

    @property
    def id(self) -> str:
        return f"{self.plek}-{self.naam.replace('.', '-')}"


KRITIEK = Veld(
    "reden",
    "lang",
    "Waarom is dit agressie, en geen kritiek?",
    "Kritiek mag, ook scherpe kritiek. Schrijf kort op waarom dit verder gaat.",
    verplicht=True,
)
WAAROM = Veld("reden", "lang", "Waarom stelt u dit voor?", verplicht=True)
NOEMEN = Veld(
    "details.noemt_betrokkene",
    "keuze",
    "Noemt de brief de melder?",
    keuzes=(("false", "Nee"), ("true", "Ja, met naam")),
    gekozen="false",
)
AAN = (
    Veld(
        "details.geadresseerde.naam",
        "kort",
        "Naam van de ander",
        "Wat wij van de ander weten, staat er al. Klopt het niet? Verander het, of maak het leeg.",
    ),
    Veld("details.geadresseerde.email", "email", "E-mailadres van de ander"),
)
GESPREK = Veld(
    "details.datum",
    "moment",
    "Dag en tijd van het gesprek",
    "Vult u niets in? Dan stellen wij een dag binnen de termijn voor.",
)
BEVEILIGING = Veld(
    "details.beveiliging",
    "keuze",
    "Wilt u beveiliging bij het gesprek?",
    "Vraag die zelf aan, op de pagina Preventie. De ander leest dit niet.",
    keuzes=(("false", "Nee"), ("true", "Ja")),
    gekozen="false",
)
KLACHT = Veld(
    "details.klacht",
    "keuze",
    "Welk papier maken wij klaar?",
    "Een klacht ondertekent de betrokkene zelf, met naam. Laat een jurist bevestigen of dat nodig is.",
    keuzes=(("false", "Gegevens voor de aangifte"), ("true", "Een klacht")),
    gekozen="false",
)
HERHAALD = Veld(
    "details.herhaald",
    "keuze",
    "Verstoorde deze persoon de orde al eerder?",
    keuzes=JA_NEE,
    gekozen="",
    verplicht=True,
)
GEBOUW = (
    Veld("details.motivering", "lang", "Waarom is dit nodig?", "Dit komt in de brief."),
    Veld("details.evenredigheid", "lang", "Waarom is dit niet te zwaar?", "Dit komt in de brief."),
)
POSTEN = Veld("details.posten", "posten", "Wat is er beschadigd?", verplicht=True)

TOWARDS_THE_OTHER = (
    MaatregelSoort.STOPGESPREK,
    MaatregelSoort.ORDEGESPREK,
    MaatregelSoort.WAARSCHUWING,
    MaatregelSoort.ONTZEGGING_GEBOUW,
    MaatregelSoort.ONTZEGGING_VERGADERING,
)
WITH_A_RECIPIENT = (*TOWARDS_THE_OTHER, MaatregelSoort.SCHADE)


def velden(
    soort: MaatregelSoort,
    mogelijk: Mogelijkheid,
    aan: Geadresseerde,
    vandaag: str,
    profiel: Profiel,
    *,
    namens: bool,
) -> list[Veld]:
    """The fields of this kind, in the order in which they are asked; `aan` is the other, as far as known.

    `namens`: somebody reported for the betrokkene.
    """
    asks = mogelijk.vraagt_toestemming or soort is MaatregelSoort.SCHADE
    return [
        KRITIEK if soort in TOWARDS_THE_OTHER else WAAROM,
        *_own(soort, vandaag, profiel),
        *((_by_whom(profiel, namens=namens),) if mogelijk.door_melder else ()),
        *((replace(NOEMEN, label=over_beslisser(NOEMEN.label, namens=namens)),) if asks else ()),
        *(_towards(aan) if soort in WITH_A_RECIPIENT else ()),
    ]


def _towards(aan: Geadresseerde) -> tuple[Veld, ...]:
    return tuple(
        replace(veld, gekozen=known or "") for veld, known in zip(AAN, (aan.naam, aan.email), strict=True)
    )


def _by_whom(profiel: Profiel, *, namens: bool) -> Veld:
    themselves = over_beslisser("De melder zelf", namens=namens)
    return Veld(
        "uitvoerder",
        "keuze",
        "Wie doet het?",
        keuzes=(("provincie", hoofdletter(profiel.organisatie.kort)), ("melder", themselves)),
        gekozen="provincie",
    )


def _own(soort: MaatregelSoort, vandaag: str, profiel: Profiel) -> tuple[Veld, ...]:
    """What only this kind asks."""
    months, days = profiel.duur.ontzegging_vergadering_maanden, profiel.duur.ontzegging_gebouw_dagen
    own: dict[MaatregelSoort, tuple[Veld, ...]] = {
        MaatregelSoort.STOPGESPREK: (GESPREK, BEVEILIGING),
        MaatregelSoort.ORDEGESPREK: (GESPREK, BEVEILIGING),
        MaatregelSoort.ONTZEGGING_GEBOUW: (
            *_period(vandaag, f"Hoogstens {days} dagen na de eerste dag."),
            *GEBOUW,
        ),
        MaatregelSoort.ONTZEGGING_VERGADERING: (
            HERHAALD,
            *_period(vandaag, f"Hoogstens {months} maanden na de eerste dag."),
        ),
        MaatregelSoort.SCHADE: (POSTEN,),
        MaatregelSoort.AANGIFTE: (KLACHT,),
        MaatregelSoort.INFORMEREN_AMBTSDRAGERS: (_gremium(profiel),),
    }
    return own.get(soort, ())


def _period(vandaag: str, longest: str) -> tuple[Veld, Veld]:
    return (
        Veld("van", "datum", "Eerste dag", verplicht=True, gekozen=vandaag),
        Veld("tot", "datum", "Laatste dag", longest, verplicht=True),
    )


def _gremium(profiel: Profiel) -> Veld:
    meeting = profiel.vergadering
    choices = (("ps", meeting.volksvertegenwoordiging), ("gs", meeting.bestuur))
    return Veld("details.gremium", "keuze", "Voor welke besloten vergadering?", keuzes=choices, gekozen="ps")
