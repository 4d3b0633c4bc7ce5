"""What may be recorded once a measure was carried out: payments, a view, an objection, the decision on it (protocol 21, 25)."""

from datetime import date, timedelta
from decimal import Decimal

from plugin.protocol.details import Schadedetails, details_van
from plugin.protocol.geweest import NOG_NIET_GEWEEST
from plugin.protocol.nasleep import Besluituitkomst, Betaling, Reactie, Reactiesoort
from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import MaatregelSoort, MaatregelStatus, ZaakStatus
from plugin.protocol.verloop import GESLOTEN, ONBEKENDE_MAATREGEL
from plugin.protocol.weigering import Onbruikbaar, Weigering
from plugin.protocol.zaak import Maatregel, Zaak

ONTZEGGINGEN = (MaatregelSoort.ONTZEGGING_GEBOUW, MaatregelSoort.ONTZEGGING_VERGADERING)
EERDER_VOORBIJ = (Besluituitkomst.INGEKORT, Besluituitkomst.INGETROKKEN)
GEEN_CLAIM = Weigering("Betalingen horen bij een schadeclaim die is verstuurd.")
TE_VEEL = Onbruikbaar("Zo is er meer betaald dan er gevraagd is. Kijk het bedrag na.")
NOG_NIET_UITGEVOERD = Weigering("Deze maatregel is nog niet uitgevoerd. Leg dat eerst vast.")
GEEN_BEZWAAR_MOGELIJK = Weigering(
    "Bezwaar kan alleen tegen een ontzegging. Leg dit vast als zienswijze, of als gesprek."
)
NIETS_TE_BESLISSEN = Weigering("Er is nog geen zienswijze of bezwaar. Leg dat eerst vast.")
ALLEEN_KORTER = Onbruikbaar("Een ontzegging kan zo alleen korter worden. Kies een eerdere dag.")
VOOR_UITVOERING = Onbruikbaar("Deze dag ligt vóór de dag van uitvoeren. Kies een latere dag.")


def betaald(zaak: Zaak, maatregel_id: str, betaling: Betaling, vandaag: date) -> Zaak | Weigering:
    """Something was paid on a claim; never more than was claimed."""
    claim = _done(zaak, maatregel_id, betaling.datum, vandaag)
    if isinstance(claim, Weigering):
        return claim
    if claim.soort is not MaatregelSoort.SCHADE:
        return GEEN_CLAIM
    if _cents(betaling.bedrag) > _cents(nog_open(claim)):
        return TE_VEEL
    return zaak.met_maatregel(claim.model_copy(update={"betalingen": (*claim.betalingen, betaling)}))


def nog_open(claim: Maatregel) -> float:
    """What is still to be paid on a claim, in euro."""
    details = details_van(claim.soort, claim.details)
    items = details.posten if isinstance(details, Schadedetails) else ()
    owed = sum(_cents(one.bedrag) for one in items)
    return float((owed - sum(_cents(one.bedrag) for one in claim.betalingen)) / 100)


def gereageerd(
    zaak: Zaak, maatregel_id: str, reactie: Reactie, vandaag: date, profiel: Profiel
) -> Zaak | Weigering:
    """A view, an objection, or the decision on it. A withdrawn ban ends that day; a shortened one on its new day."""
    measure = _done(zaak, maatregel_id, reactie.datum, vandaag)
    if isinstance(measure, Weigering):
        return measure
    refused = _refusal(measure, reactie)
    if refused is not None:
        return refused
    said = reactie.model_copy(update={"op_tijd": _in_time(measure, reactie, profiel)})
    grown = measure.model_copy(update={"reacties": (*measure.reacties, said)})
    return zaak.met_maatregel(_after_decision(grown, said))


def _refusal(measure: Maatregel, reactie: Reactie) -> Weigering | None:
    """A ban can be ended or shortened of one's own accord; any other decision is one on what was said."""
    if reactie.soort is Reactiesoort.BEZWAAR and measure.soort not in ONTZEGGINGEN:
        return GEEN_BEZWAAR_MOGELIJK
    own = reactie.uitkomst in EERDER_VOORBIJ and measure.soort in ONTZEGGINGEN
    if reactie.soort is Reactiesoort.BESLUIT and not (measure.reacties or own):
        return NIETS_TE_BESLISSEN
    shorter = reactie.uitkomst is Besluituitkomst.INGEKORT
    if shorter and not (measure.einddatum and reactie.tot and reactie.tot < measure.einddatum):
        return ALLEEN_KORTER
    return None


def _in_time(measure: Maatregel, reactie: Reactie, profiel: Profiel) -> bool:
    """The letter names both terms, counted from the day it was sent, which may lie weeks after the day it was written
    (Awb article 6:8); the last day still counts."""
    sent = measure.uitgevoerd_op or reactie.datum
    terms = {
        Reactiesoort.ZIENSWIJZE: timedelta(days=profiel.bezwaar.zienswijze_dagen),
        Reactiesoort.BEZWAAR: timedelta(weeks=profiel.bezwaar.weken),
    }
    return reactie.soort not in terms or reactie.datum <= sent + terms[reactie.soort]


def _after_decision(measure: Maatregel, said: Reactie) -> Maatregel:
    if said.uitkomst is Besluituitkomst.INGEKORT and said.tot:
        return measure.model_copy(update={"einddatum": said.tot, "tot": said.tot.isoformat()})
    gone = said.uitkomst is Besluituitkomst.INGETROKKEN
    if gone and measure.status is MaatregelStatus.UITGEVOERD:
        return measure.naar(MaatregelStatus.AFGEROND, afgerond_op=said.datum)
    return measure


def _done(zaak: Zaak, maatregel_id: str, op: date, vandaag: date) -> Maatregel | Weigering:
    """The measure, if it was carried out and this day can be. Of a ban that still runs also in a closed case."""
    measure = zaak.maatregel(maatregel_id)
    runs = measure is not None and measure.loopt_op(vandaag)
    if zaak.status is ZaakStatus.AFGESLOTEN and not runs:
        return GESLOTEN
    if measure is None:
        return ONBEKENDE_MAATREGEL
    if measure.uitgevoerd_op is None:
        return NOG_NIET_UITGEVOERD
    if op > vandaag:
        return NOG_NIET_GEWEEST
    return VOOR_UITVOERING if op < measure.uitgevoerd_op else measure


def _cents(euro: float) -> Decimal:
    return Decimal(round(euro * 100))
