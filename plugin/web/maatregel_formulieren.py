"""What can be recorded of a measure, each as a folded form made of fields: carried out, ended, paid, answered, dropped."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from plugin.protocol.maatregel import GESPREKSOORTEN
from plugin.protocol.na_uitvoering import ONTZEGGINGEN
from plugin.protocol.nasleep import Besluituitkomst, Reactiesoort
from plugin.protocol.politiepak import POLITIE
from plugin.protocol.terms import MaatregelSoort, Uitvoerder, ZaakStatus
from plugin.web import maatregel_stand as nu
from plugin.web.voorstel_velden import Veld
from plugin.web.zaak_terms import AFGELOPEN, BRIEF_VERSTUURD, GEDAAN, ROND_AF, ROND_AF_LOOPT

NIET_VERSTUURD = "Staat het concept dan nog in het postvak? Wij halen het weg. Verstuur het dus eerst."
WAAROM_NIET = Veld("reden", "lang", "Waarom gaat dit niet door?", verplicht=True)
BEDRAG = Veld("bedrag", "bedrag", "Bedrag in euro", verplicht=True)
VERSLAG = (
    Veld("datum", "moment", "Dag en tijd van het gesprek", verplicht=True),
    Veld("aanwezig", "kort", "Wie waren erbij?", "Schrijf functies op, geen namen.", verplicht=True),
    Veld("oorzaak", "lang", "Wat was de oorzaak?", verplicht=True),
    Veld("afspraken", "lang", "Wat is afgesproken?", verplicht=True),
)
POLITIEGEGEVENS = (
    Veld("politienummer", "kort", "Nummer van de politie", "Dit staat op het papier dat de politie gaf."),
    Veld("vpt_code", "kort", "VPT-code", "Hieraan ziet de politie dat het om een publieke taak gaat."),
)
UITKOMST = Veld("uitkomst", "lang", "Wat kwam eruit?", "De melder leest dit ook.")
ZIENSWIJZE = ((Reactiesoort.ZIENSWIJZE.value, "Een eigen kijk op de zaak (zienswijze)"),)
BEZWAAR = ((Reactiesoort.BEZWAAR.value, "Een bezwaar"),)
UITKOMSTEN = (
    (Besluituitkomst.BLIJFT.value, "Het blijft zoals het is"),
    (Besluituitkomst.INGEKORT.value, "Het wordt korter"),
    (Besluituitkomst.INGETROKKEN.value, "Het vervalt"),
)


@dataclass(frozen=True)
class Formulier:
    """One fold. `pad` is where it goes, below the measure; `vast` are values that nobody fills in."""

    pad: str
    kop: str
    velden: tuple[Veld, ...]
    knop: str = "Leg vast"
    vast: tuple[tuple[str, str], ...] = ()
    getallen: str = ""
    momenten: str = ""


def formulieren(one: dict[str, Any], zaakstatus: str, today: date) -> list[Formulier]:
    """What can be recorded now, the likeliest first; in a closed case what is said and decided of a running ban, and that a
    talk was called off."""
    if zaakstatus != ZaakStatus.AFGESLOTEN:
        return [_placed(form, one["id"]) for form in _possible(one, today)]
    return [_placed(form, one["id"]) for form in _once_closed(one, _day(today), today)]


def _placed(form: Formulier, measure: str) -> Formulier:
    """The fields under ids that stand once on the page."""
    fields = tuple(replace(veld, plek=f"{form.pad}-{len(form.vast)}-{measure}") for veld in form.velden)
    return replace(form, velden=fields)


def _possible(one: dict[str, Any], today: date) -> Iterator[Formulier]:
    soort, day = MaatregelSoort(one["soort"]), _day(today)
    if nu.is_uit_te_voeren(one):
        by_melder = one["uitvoerder"] == Uitvoerder.MELDER
        said = "Leg vast dat de melder dit deed" if by_melder else GEDAAN.get(soort, BRIEF_VERSTUURD)
        when = day if by_melder else replace(day, hint=NIET_VERSTUURD)
        yield Formulier("uitgevoerd", said, (when, *(POLITIEGEGEVENS if soort in POLITIE else ())))
    yield from _called_off(one, day)
    if one["uitgevoerd_op"]:
        yield from _afterwards(one, soort, day)
        yield from _reactions(one, soort, day, today)
    if nu.is_af_te_ronden(one):
        outcome = (UITKOMST,) if soort in POLITIE else ()
        said = ROND_AF_LOOPT if nu.loopt_nog(one, today) else AFGELOPEN.get(soort, ROND_AF)
        yield Formulier("afgerond", said, (day, *outcome))
    if nu.kan_vervallen(one):
        said = "Leg vast dat het gesprek niet doorgaat" if nu.wacht_op(one) else "Laat vervallen"
        yield Formulier("vervallen", said, (WAAROM_NIET,), "Laat de maatregel vervallen")


def _once_closed(one: dict[str, Any], day: Veld, today: date) -> Iterator[Formulier]:
    yield from _called_off(one, day)
    if nu.loopt_nog(one, today):
        yield from _reactions(one, MaatregelSoort(one["soort"]), day, today)


def _called_off(one: dict[str, Any], day: Veld) -> Iterator[Formulier]:
    if nu.kan_afgezegd(one):
        yield Formulier("afgezegd", "Leg vast dat de ander het weet", (day,))


def _afterwards(one: dict[str, Any], soort: MaatregelSoort, day: Veld) -> Iterator[Formulier]:
    """What follows on a measure that was carried out (protocol 18, 21, 25)."""
    if soort in GESPREKSOORTEN and not nu.is_afgezegd(one):
        yield Formulier(
            "verslag", "Maak een verslag van het gesprek", VERSLAG, "Maak het verslag", momenten="datum"
        )
    if one.get("nog_open"):
        yield Formulier("betalingen", "Leg een betaling vast", (day, BEDRAG), getallen="bedrag")


def _reactions(one: dict[str, Any], soort: MaatregelSoort, day: Veld, today: date) -> Iterator[Formulier]:
    """What the other says, and what is decided: on that, or to end a running ban earlier (protocol 21)."""
    yield Formulier("reacties", "Leg vast wat de ander ervan vindt", _reaction(soort, day))
    decided = (("soort", Reactiesoort.BESLUIT.value),)
    if one["reacties"]:
        yield Formulier("reacties", "Leg het besluit daarop vast", _decision(soort, day), vast=decided)
    elif nu.loopt_nog(one, today):
        fields = _decision(soort, day, UITKOMSTEN[1:])
        yield Formulier("reacties", "Laat de ontzegging eerder stoppen", fields, vast=decided)


def _reaction(soort: MaatregelSoort, day: Veld) -> tuple[Veld, ...]:
    kinds = ZIENSWIJZE + BEZWAAR if soort in ONTZEGGINGEN else ZIENSWIJZE
    chosen = kinds[0][0] if len(kinds) == 1 else ""
    what = Veld("soort", "keuze", "Wat is het?", keuzes=kinds, gekozen=chosen, verplicht=True)
    return (what, day, Veld("tekst", "lang", "Wat zei of schreef de ander?", verplicht=True))


def _decision(
    soort: MaatregelSoort, day: Veld, uitkomsten: tuple[tuple[str, str], ...] = UITKOMSTEN
) -> tuple[Veld, ...]:
    outcomes = uitkomsten if soort in ONTZEGGINGEN else (UITKOMSTEN[0], UITKOMSTEN[2])
    until = Veld("tot", "datum", "Nieuwe laatste dag", "Alleen als het korter wordt.")
    return (
        Veld("uitkomst", "keuze", "Wat is besloten?", keuzes=outcomes, verplicht=True),
        *((until,) if soort in ONTZEGGINGEN else ()),
        day,
        Veld("tekst", "lang", "Waarom?", verplicht=True),
    )


def _day(today: date) -> Veld:
    day = today.isoformat()
    return Veld("datum", "datum", "Op welke dag?", verplicht=True, gekozen=day, uiterlijk=day)
