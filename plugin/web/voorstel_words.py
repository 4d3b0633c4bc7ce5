"""A proposal in words: which kinds there are, what one asks, and what the melder will read before it is asked."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from plugin.flows.bewerking import Blad
from plugin.flows.keuze import Keuze
from plugin.protocol.berichten import voluit
from plugin.protocol.invoer import VoorstelIn
from plugin.protocol.maatregelen.overzicht import Mogelijkheid
from plugin.protocol.profiel import Profiel
from plugin.protocol.termijnen import lokale_dag
from plugin.protocol.terms import MaatregelSoort, MaatregelStatus
from plugin.protocol.zaak import Zaak
from plugin.web.beslisser import over_beslisser
from plugin.web.eigen_woorden import eigen
from plugin.web.maatregel_feiten import dag_van_tekst
from plugin.web.voorstel_velden import GETALLEN, JA, LEEG, MOMENTEN, velden
from plugin.web.words import dag_met_jaar, hoofdletter, moment
from plugin.web.zaak_terms import UITLEG, UITVOERDERS, woord

GEVRAAGD = "De vraag is gesteld. Zonder ja gebeurt er niets."
VASTGELEGD = "De maatregel staat in de zaak. Hiervoor is geen toestemming nodig."
NIET_TE_TEKENEN = "Er is nu niemand die deze brief mag ondertekenen."
TOESTEMMING = "Wij vragen het eerst aan de melder. Zonder ja gebeurt er niets."
GEEN_TOESTEMMING = "Niet nodig: dit hoort bij het ambt van de voorzitter."
NIETS_ZONDER_JA = "Zolang de melder niets zegt, gebeurt er niets. Er gaat nu geen brief weg."
LATER_VERSTUURD = "Er gaat nu geen brief weg. Iemand anders verstuurt hem later zelf."
SCHADE = "Voor schade van {organisatie} is geen toestemming nodig. Voor schade van de melder wel."


def keuze(adres: str, choice: Keuze, waarmee: str) -> dict[str, Any]:
    """The kinds that are open, each with its address; the closed ones by the sentence that closes them.

    `waarmee` is the part of the address that says on which version of the case this builds.
    """
    closed: dict[str, list[str]] = {}
    for one in choice.mogelijk:
        if one.weigering is not None:
            closed.setdefault(one.weigering.reden, []).append(woord(one.soort))
    return {
        "open": [
            {
                "naam": hoofdletter(woord(one.soort)),
                "uitleg": UITLEG[one.soort],
                "adres": f"{adres}/voorstel/{one.soort}?{waarmee}",
            }
            for one in choice.mogelijk
            if one.weigering is None
        ],
        "dicht": [(", ".join(kinds), sentence) for sentence, kinds in closed.items()],
    }


def formulier(choice: Keuze, soort: MaatregelSoort, profiel: Profiel, now: datetime) -> dict[str, Any]:
    """Who decides and signs, on what ground, and the fields of this kind."""
    one = next(found for found in choice.mogelijk if found.soort is soort)
    today = lokale_dag(now, profiel.termijnen.tijdzone)
    signer = choice.ondertekenaar
    return {
        "soort": soort.value,
        "naam": hoofdletter(woord(soort)),
        "uitleg": UITLEG[soort],
        "dicht": one.weigering.reden if one.weigering is not None else "" if signer else NIET_TE_TEKENEN,
        "feiten": [
            ("Wie besluit", hoofdletter(one.besluit)),
            ("Wie tekent", hoofdletter(profiel.functies[signer].titel) if signer else "Niemand"),
            ("Grond", hoofdletter(one.grond)),
            ("Toestemming", over_beslisser(_consent(one, profiel), namens=choice.namens_ander)),
        ],
        "velden": velden(soort, one, choice.agressor, today.isoformat(), profiel, namens=choice.namens_ander),
        "eigenaren": (
            ("provincie", hoofdletter(profiel.organisatie.kort)),
            ("melder", over_beslisser("De melder", namens=choice.namens_ander)),
        ),
        "ja": JA,
        "getallen": GETALLEN,
        "momenten": MOMENTEN,
        "leeg": LEEG,
    }


def voorbeeld(zaak: Zaak, voorstel: VoorstelIn, profiel: Profiel) -> dict[str, Any]:
    """What the betrokkene reads of the last measure of this case, and the same choices to be sent as they are."""
    measure, namens = zaak.maatregelen[-1], zaak.namens_ander
    asked, asks = measure.toestemming.huidige_vraag, measure.toestemming_nodig
    button = "Vraag toestemming aan de melder" if asks else "Leg deze maatregel vast"
    return {
        "vraag": asked.vraag if asked else "",
        "brief": asked.tekst if asked else "",
        "kop": over_beslisser(f"Dit leest de melder, versie {measure.toestemming.versie}", namens=namens),
        "feiten": [
            (over_beslisser(label, namens=namens), words) for label, words in _facts(zaak, profiel) if words
        ],
        "velden": list(_fields(voorstel.model_dump(mode="json", exclude_none=True))),
        "knop": over_beslisser(button, namens=namens),
        "slot": over_beslisser(NIETS_ZONDER_JA, namens=namens) if asks else LATER_VERSTUURD,
        "ja": JA,
        "getallen": GETALLEN,
        "leeg": LEEG,
    }


def voorgesteld(outcome: object) -> str:
    """What was just done, by the state the measure began in."""
    by_office = isinstance(outcome, Blad) and outcome.inhoud["status"] == MaatregelStatus.AKKOORD
    return VASTGELEGD if by_office else GEVRAAGD


def _consent(one: Mogelijkheid, profiel: Profiel) -> str:
    if one.soort is MaatregelSoort.SCHADE:
        return eigen(SCHADE, profiel)
    return TOESTEMMING if one.vraagt_toestemming else GEEN_TOESTEMMING


def _facts(zaak: Zaak, profiel: Profiel) -> Iterator[tuple[str, str]]:
    measure, zone = zaak.maatregelen[-1], profiel.termijnen.tijdzone
    yield "Met wie", hoofdletter(voluit(measure.geadresseerde))
    yield "Wie besluit", hoofdletter(measure.besluit)
    does = eigen(UITVOERDERS[measure.uitvoerder], profiel)
    yield "Wie doet het", over_beslisser(does, namens=zaak.namens_ander)
    yield (
        "Naam van de melder",
        "Staat wel in de brief" if measure.noemt_betrokkene else "Staat niet in de brief",
    )
    if measure.gesprek_op:
        yield "Gesprek", hoofdletter(moment(measure.gesprek_op, zone))
    if measure.einddatum and measure.van:
        first = dag_met_jaar(dag_van_tekst(measure.van, zone))
        yield "Van en tot en met", f"{hoofdletter(first)} tot en met {dag_met_jaar(measure.einddatum)}"


def _fields(given: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """The choices as the fields of a form, with the names they were sent under."""
    match given:
        case dict():
            for key, value in given.items():
                yield from _fields(value, f"{name}.{key}" if name else key)
        case list():
            for number, value in enumerate(given):
                yield from _fields(value, f"{name}.{number}")
        case bool():
            yield name, "true" if given else "false"
        case _:
            yield name, str(given)
