"""When a case may go, and who says so: the term, then a proposal, then two persons (protocol 49; Archiefwet)."""

from datetime import date, datetime, timedelta

from plugin.protocol.bewaartermijn import Bewaartermijn, Gegevens, termijn_voor
from plugin.protocol.profiel import Profiel
from plugin.protocol.register import is_dicht, jaar_van
from plugin.protocol.termijnen import lokale_dag, plus_maanden
from plugin.protocol.terms import ZaakStatus
from plugin.protocol.toegang import partijen_van
from plugin.protocol.verloop import BEPERKT
from plugin.protocol.vernietiging import Aanhouding, Akkoord, Voorstel
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Zaak

TWEE = 2
NOG_OPEN = Weigering("Deze zaak is nog niet gesloten. Alleen gesloten zaken kunnen worden vernietigd.")
GEEN_TERMIJN = Weigering("Voor deze zaak is nog geen bewaartermijn vastgesteld. Vul die in het profiel in.")
TE_VROEG = Weigering("De bewaartermijn van deze zaak is nog niet om.")
VASTGEHOUDEN = Weigering("Deze zaak wordt vastgehouden voor een lopende zaak. Hef dat eerst op.")
GEEN_VOORSTEL = Weigering("Voor deze zaak ligt er geen voorstel om haar te vernietigen.")
ZELFDE_PERSOON = Weigering("U gaf al akkoord. Een tweede persoon moet het ook goedvinden.")
BEGONNEN = Weigering("De vernietiging van deze zaak is al begonnen.")
NIET_VASTGEHOUDEN = Weigering("Deze zaak wordt niet vastgehouden.")
NIET_GOEDGEKEURD = Weigering("Twee personen moeten de vernietiging goedvinden.")


def termijn_van(zaak: Zaak, profiel: Profiel, gegevens: Gegevens = Gegevens.ZAAK) -> Bewaartermijn | None:
    return termijn_voor(profiel.bewaren, gegevens, zaak.betrokkene.functie)


def mag_weg_op(zaak: Zaak, profiel: Profiel) -> date | Weigering:
    """The first day on which the case may go: the term counts anew from what came in after the closing.

    A ban that still runs then keeps the case, for the reception needs its list (protocol 27).
    """
    if zaak.status is not ZaakStatus.AFGESLOTEN or zaak.afsluiting is None:
        return NOG_OPEN
    term = termijn_van(zaak, profiel)
    if term is None or term.jaren is None:
        return GEEN_TERMIJN
    last = lokale_dag(_laatste(zaak, zaak.afsluiting.op), profiel.termijnen.tijdzone)
    bans = [one.einddatum for one in zaak.maatregelen if one.einddatum and one.loopt_op(one.einddatum)]
    return max([plus_maanden(last, 12 * term.jaren), *(end + timedelta(days=1) for end in bans)])


def _laatste(zaak: Zaak, gesloten_op: datetime) -> datetime:
    words, pieces = (one.op for one in zaak.aanvullingen), (one.ontvangen_op for one in zaak.bewijs)
    return max([gesloten_op, *words, *pieces])


def trek_voorstel_in(zaak: Zaak) -> Zaak:
    """Something came in that nobody judged: a proposal that was not begun goes, with who agreed to it."""
    return zaak if is_begonnen(zaak) else zaak.model_copy(update={"vernietiging": None})


def is_begonnen(zaak: Zaak) -> bool:
    """From then on the case goes, and nothing more comes in."""
    return zaak.vernietiging is not None and zaak.vernietiging.begonnen_op is not None


def stel_vernietiging_voor(zaak: Zaak, profiel: Profiel, now: datetime) -> Zaak | Weigering:
    """The night proposes what is over its term. A case that the register still counts waits for that."""
    day, today = mag_weg_op(zaak, profiel), lokale_dag(now, profiel.termijnen.tijdzone)
    if isinstance(day, Weigering):
        return day
    if zaak.vasthouden or zaak.beperkt:
        return VASTGEHOUDEN if zaak.vasthouden else BEPERKT
    counted = is_dicht(jaar_van(zaak, zaak.ontvangen_op, profiel), today, profiel)
    if today < day or not counted:
        return TE_VROEG
    term = termijn_van(zaak, profiel)
    if zaak.vernietiging or term is None or term.jaren is None:
        return zaak
    proposal = Voorstel(
        voorgesteld_op=now, orgaan=term.orgaan, jaren=term.jaren, selectielijst=term.selectielijst
    )
    return zaak.model_copy(update={"vernietiging": proposal})


def houd_vast(zaak: Zaak, reden: str, door: str, now: datetime) -> Zaak | Weigering:
    """A running case stops destruction, and takes back a proposal that was not begun."""
    if is_begonnen(zaak):
        return BEGONNEN
    hold = Aanhouding(reden=reden, door=door, op=now)
    return zaak.model_copy(update={"vasthouden": hold, "vernietiging": None})


def laat_los(zaak: Zaak) -> Zaak | Weigering:
    """The running case is over; the night looks at the term again."""
    return zaak.model_copy(update={"vasthouden": None}) if zaak.vasthouden else NIET_VASTGEHOUDEN


def mag_beoordelen(zaak: Zaak, oid: str, profiel: Profiel) -> bool:
    """Whoever may handle cases and is no party to this one; nothing of the case is shown for it."""
    person = profiel.persoon(oid)
    return person is not None and mag_zien(oid, profiel) and not partijen_van(zaak).shuts_out(person)


def mag_zien(oid: str, profiel: Profiel) -> bool:
    """Who holds an office that handles cases; the role alone opens nothing."""
    person = profiel.persoon(oid)
    return person is not None and person.functie in profiel.routering.behandelaars


def keur_goed(zaak: Zaak, door: str, functie: str, now: datetime) -> Zaak | Weigering:
    """One of the two who must agree, with the office that they hold now."""
    proposal = zaak.vernietiging
    if proposal is None:
        return GEEN_VOORSTEL
    if proposal.begonnen_op:
        return BEGONNEN
    if door in {one.door for one in proposal.akkoord}:
        return ZELFDE_PERSOON
    agreed = (*proposal.akkoord, Akkoord(door=door, functie=functie, op=now))
    return zaak.model_copy(update={"vernietiging": proposal.model_copy(update={"akkoord": agreed})})


def is_goedgekeurd(zaak: Zaak) -> bool:
    return zaak.vernietiging is not None and len({one.door for one in zaak.vernietiging.akkoord}) >= TWEE


def begin(zaak: Zaak, now: datetime) -> Zaak | Weigering:
    """From here on the case goes; a hold that came first stops it."""
    if zaak.vasthouden or zaak.beperkt:
        return VASTGEHOUDEN if zaak.vasthouden else BEPERKT
    if not is_goedgekeurd(zaak) or zaak.vernietiging is None:
        return NIET_GOEDGEKEURD
    if zaak.vernietiging.begonnen_op:
        return zaak
    begun = zaak.vernietiging.model_copy(update={"begonnen_op": now})
    return zaak.model_copy(update={"vernietiging": begun})
