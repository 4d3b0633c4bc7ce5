"""What a handler does with a case: read, decide by the rules, write under the version that was read (protocol 50)."""

from dataclasses import dataclass

from graph.errors import NotFound
from plugin.casebook.book import Dossier, Logregel
from plugin.flows import concept, weergave
from plugin.flows.bewerking import GEWIJZIGD, Blad, bewaar, is_actueel
from plugin.flows.brief import WORD, bijlagenaam, letter_van
from plugin.flows.diensten import Diensten
from plugin.flows.herhaling import eerder
from plugin.flows.manifest import bewijs_pad
from plugin.flows.opening import for_handler, ingezien
from plugin.flows.uitvoering import lokaal, vandaag
from plugin.flows.voorstel import maak_voorstel
from plugin.protocol.geweest import dag_geweest
from plugin.protocol.invoer import GesprekIn, VoorstelIn
from plugin.protocol.maatregelen.na_herkenning import past_nog
from plugin.protocol.ondertekening import postvak_van
from plugin.protocol.toegang import Wie, may_sign
from plugin.protocol.verloop import concept_loopt, mag_nog, start_concept
from plugin.protocol.verloop import leg_gesprek_vast as leg_gesprek_vast_in_zaak
from plugin.protocol.weigering import Weigering
from plugin.protocol.woordvoering import sprekers
from plugin.protocol.zaak import Gesprek, Zaak

__all__ = ["GEWIJZIGD", "Bestand", "Blad"]


@dataclass(frozen=True)
class Bestand:
    naam: str
    soort: str
    inhoud: bytes


def zaak(diensten: Diensten, wie: Wie, referentie: str) -> Blad | None:
    dossier = for_handler(diensten, wie, referentie)
    if dossier is None:
        return None
    return whole_case(diensten, wie, ingezien(diensten, wie, dossier))


def whole_case(diensten: Diensten, wie: Wie, dossier: Dossier) -> Blad:
    """All that this handler may know: also of the same agressor, who may speak (37), which clocks run (25, 26)."""
    blad = _blad(dossier)
    more = {
        "herhaling": eerder(diensten, wie, dossier.zaak),
        "sprekers": list(sprekers(dossier.zaak, diensten.profiel)),
        **weergave.lopende_termijnen(dossier.zaak, diensten.profiel),
    }
    return Blad(blad.inhoud | more, blad.etag)


def leg_gesprek_vast(
    diensten: Diensten, wie: Wie, referentie: str, etag: str, gesprek: GesprekIn
) -> Blad | Weigering | None:
    """A talk with the melder, noted by a handler (protocol 13). One that is still to come opens no measure."""
    dossier = for_handler(diensten, wie, referentie)
    if dossier is None:
        return None
    day = lokaal(diensten, gesprek.datum)
    if isinstance(been := dag_geweest(day, vandaag(diensten)), Weigering):
        return been
    noted = Gesprek(
        soort=gesprek.soort,
        datum=day,
        verslag=gesprek.verslag,
        door=wie.oid,
        vastgelegd_op=diensten.now(),
    )
    changed = leg_gesprek_vast_in_zaak(dossier.zaak, noted)
    regel = _regel(diensten, wie, referentie, "gesprek vastgelegd", gesprek.soort)
    saved = _saved(diensten, dossier, etag, changed, regel)
    return saved if isinstance(saved, Weigering) else _blad(saved)


def stel_maatregel_voor(
    diensten: Diensten, wie: Wie, referentie: str, etag: str, voorstel: VoorstelIn
) -> Blad | Weigering | None:
    """A measure, with the question to the betrokkene (protocol 14). The answer holds id, version and state."""
    dossier = for_handler(diensten, wie, referentie)
    if dossier is None:
        return None
    proposed = maak_voorstel(diensten, dossier.zaak, voorstel, wie.oid)
    regel = _regel(diensten, wie, referentie, "maatregel voorgesteld", voorstel.soort)
    saved = _saved(diensten, dossier, etag, proposed, regel)
    if isinstance(saved, Weigering):
        return saved
    made = saved.zaak.maatregelen[-1]
    return Blad({"id": made.id, "versie": made.toestemming.versie, "status": made.status}, saved.etag)


def maak_concept(
    diensten: Diensten, wie: Wie, referentie: str, etag: str, maatregel_id: str
) -> Blad | Weigering | None:
    """Start the draft. While it is busy or ready, the answer is how it stands; there is never a second one."""
    dossier = for_handler(diensten, wie, referentie)
    if dossier is None or (measure := dossier.zaak.maatregel(maatregel_id)) is None:
        return None
    if concept_loopt(measure):
        return _begun(diensten, dossier, maatregel_id)
    today = vandaag(diensten)
    for allowed in (
        may_sign(dossier.zaak, measure.ondertekenaar, diensten.profiel),
        mag_nog(measure, today),
        past_nog(dossier.zaak, measure, diensten.profiel, today),
    ):
        if isinstance(allowed, Weigering):
            return allowed
    letter = letter_van(diensten, measure)
    mailbox = postvak_van(diensten.profiel, measure.ondertekenaar)
    started = start_concept(dossier.zaak, maatregel_id, letter.text, mailbox)
    regel = _regel(diensten, wie, referentie, "concept gevraagd", maatregel_id)
    saved = _saved(diensten, dossier, etag, started, regel)
    return saved if isinstance(saved, Weigering) else _begun(diensten, saved, maatregel_id)


def bewijs(diensten: Diensten, wie: Wie, referentie: str, bewijs_id: str) -> Bestand | None:
    """The original, byte for byte."""
    dossier = for_handler(diensten, wie, referentie)
    piece = dossier and next((one for one in dossier.zaak.bewijs if one.id == bewijs_id), None)
    if not piece:
        return None
    diensten.casebook.log(_regel(diensten, wie, referentie, "bewijs ingezien", bewijs_id))
    try:
        return Bestand(piece.naam, piece.soort, diensten.casebook.read(bewijs_pad(referentie, piece.bestand)))
    except NotFound:
        return None


def document(diensten: Diensten, wie: Wie, referentie: str, maatregel_id: str) -> Bestand | None:
    """The Word document of a draft."""
    dossier = for_handler(diensten, wie, referentie)
    measure = dossier and dossier.zaak.maatregel(maatregel_id)
    if not dossier or not measure or measure.concept is None or measure.concept.document is None:
        return None
    diensten.casebook.log(_regel(diensten, wie, referentie, "brief ingezien", maatregel_id))
    try:
        content = diensten.casebook.read(measure.concept.document)
    except NotFound:
        return None
    return Bestand(bijlagenaam(dossier.zaak, measure), WORD, content)


def _begun(diensten: Diensten, dossier: Dossier, maatregel_id: str) -> Blad:
    """The flow of this attempt is in the queue, once; a repeat also mends a start that was cut off."""
    measure = dossier.zaak.maatregel(maatregel_id)
    if measure is None or measure.concept is None:
        raise LookupError("a draft that was started stands in its case")
    flow = concept.flow_id(dossier.zaak.referentie, measure)
    diensten.engine.enqueue(concept.NAAM, flow, dossier.zaak.referentie, maatregel_id)
    return Blad({"status": measure.concept.status}, dossier.etag)


def _saved(
    diensten: Diensten, dossier: Dossier, etag: str, changed: Zaak | Weigering, regel: Logregel
) -> Dossier | Weigering:
    if not is_actueel(dossier, etag):
        return GEWIJZIGD
    return changed if isinstance(changed, Weigering) else bewaar(diensten, dossier, changed, regel)


def _blad(dossier: Dossier) -> Blad:
    return Blad(weergave.voor_behandelaar(dossier.zaak, dossier.etag), dossier.etag)


def _regel(diensten: Diensten, wie: Wie, referentie: str, handeling: str, wat: str) -> Logregel:
    return Logregel(referentie, handeling, wat, wie.oid, wie.herkomst, diensten.now())
