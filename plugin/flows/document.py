"""A handler changes the letter in Word and puts it back; other words need other consent (protocol 14).

First the case says so, under the version that was read: from then on the old yes counts no more. Then the draft
follows: its recipient goes before the new letter is attached. Whoever is first, no changed letter can be sent
without a yes to its words.
"""

import uuid

from graph.errors import NotFound
from plugin.casebook.book import Dossier, Logregel
from plugin.flows import bewerking, casechange
from plugin.flows.bewerking import Blad, Uitkomst
from plugin.flows.brief import bijlagenaam, marker, postvak_met_concept, zet_bijlage
from plugin.flows.diensten import Diensten
from plugin.flows.engine import patient, step, story
from plugin.flows.opening import for_handler
from plugin.letters import LetterError, put_back
from plugin.protocol.naamgeving import times_named
from plugin.protocol.terms import MaatregelStatus
from plugin.protocol.toegang import Wie, may_sign
from plugin.protocol.toestemming import Vraag
from plugin.protocol.uitvoering import document_bijgewerkt, mag_vervangen, vervang_document
from plugin.protocol.weigering import Onbruikbaar, Weigering
from plugin.protocol.zaak import Maatregel, Zaak

NAAM = "document_v1"
VERSTUURD = Weigering("De brief is al verstuurd. Leg vast dat deze maatregel is uitgevoerd.")
VERDWENEN = Weigering(
    "Het concept staat niet meer in het postvak. Laat de maatregel vervallen en stel hem opnieuw voor."
)
NAAM_ZONDER_TOESTEMMING = Onbruikbaar(
    "In de brief staat de naam van de betrokkene. Daar is geen toestemming voor. Haal de naam weg."
)


@story(NAAM)
def document(referentie: str, maatregel_id: str) -> None:
    """Bring the draft up to date: recipient out where consent is gone, then the letter, then the old letters go."""
    patient(haal_geadresseerde_weg, referentie, maatregel_id)
    patient(vervang_bijlage, referentie, maatregel_id)
    patient(meld_bijgewerkt, referentie, maatregel_id)


def vervang(
    diensten: Diensten, wie: Wie, referentie: str, etag: str, maatregel_id: str, docx: bytes
) -> Uitkomst:
    """Take the document over. The answer holds id, version and state of the measure."""
    dossier = for_handler(diensten, wie, referentie)
    if dossier is None or (measure := dossier.zaak.maatregel(maatregel_id)) is None:
        return None
    zaak = dossier.zaak
    signs = may_sign(zaak, measure.ondertekenaar, diensten.profiel)
    for allowed in (bewerking.is_actueel(dossier, etag), mag_vervangen(zaak, maatregel_id), signs):
        if isinstance(allowed, Weigering):
            return allowed
    stands = _draft_stands(diensten, zaak, measure)
    words = _words(diensten, zaak, measure, docx)
    if isinstance(stands, Weigering):
        return stands
    return (
        words if isinstance(words, Weigering) else _taken_over(diensten, wie, dossier, measure, docx, words)
    )


def flow_id(referentie: str, maatregel: Maatregel) -> str:
    """One story for each document that was put back."""
    return f"{NAAM}/{referentie}/{maatregel.id}/{len(maatregel.brief.oude_documenten)}"


@step("haal_geadresseerde_weg")
def haal_geadresseerde_weg(diensten: Diensten, referentie: str, maatregel_id: str) -> None:
    """Where the betrokkene is asked again nobody can send meanwhile. What is consented to keeps its recipient."""
    zaak, measure = _read(diensten, referentie, maatregel_id)
    if not _follows(measure) or measure.status is MaatregelStatus.CONCEPT:
        return
    for draft_id in _drafts(diensten, zaak, measure):
        diensten.mailbox.address(postvak_met_concept(measure), draft_id, [])


@step("vervang_bijlage")
def vervang_bijlage(diensten: Diensten, referentie: str, maatregel_id: str) -> None:
    """The new letter in place of the old one, in the draft and in the dossier."""
    zaak, measure = _read(diensten, referentie, maatregel_id)
    if not _follows(measure) or measure.brief.document is None:
        return
    try:
        docx = diensten.casebook.read(measure.brief.document)
        for draft_id in _drafts(diensten, zaak, measure):
            zet_bijlage(diensten, postvak_met_concept(measure), draft_id, bijlagenaam(zaak, measure), docx)
    except NotFound:  # consent went meanwhile, and everything of the letter with it
        return
    for path in measure.brief.oude_documenten:
        diensten.casebook.destroy(path)


@step("meld_bijgewerkt")
def meld_bijgewerkt(diensten: Diensten, referentie: str, maatregel_id: str) -> None:
    _, measure = _read(diensten, referentie, maatregel_id)
    handeling = "concept bijgewerkt"
    regel = Logregel(
        referentie, handeling, f"maatregel {maatregel_id}", "dienst", "dienst", diensten.now(),
        sleutel=f"{flow_id(referentie, measure)}/{handeling}",
    )  # fmt: skip
    casechange.change(diensten, referentie, lambda zaak: document_bijgewerkt(zaak, maatregel_id), regel)


def _words(diensten: Diensten, zaak: Zaak, measure: Maatregel, docx: bytes) -> str | Onbruikbaar:
    """The words of the new document; a sentence when they cannot be told for sure, or name whom they may not."""
    concept = measure.concept
    try:
        text = put_back(
            docx, diensten.casebook.read(concept.document) if concept and concept.document else b""
        )
    except LetterError as error:
        return Onbruikbaar(str(error))
    if not measure.noemt_betrokkene and _is_added(diensten, zaak, measure, text):
        return NAAM_ZONDER_TOESTEMMING
    return text


def _is_added(diensten: Diensten, zaak: Zaak, measure: Maatregel, text: str) -> bool:
    """Is the betrokkene named more often than in the words that were shown?"""
    asked = measure.toestemming.huidige_vraag
    now, before = (
        times_named(diensten.profiel, zaak, measure.geadresseerde, words)
        for words in (text, asked.tekst if asked else "")
    )
    return now > before


def _taken_over(
    diensten: Diensten, wie: Wie, dossier: Dossier, measure: Maatregel, docx: bytes, text: str
) -> Uitkomst:
    """Stored under a name of its own before the case names it; of two at once the second leaves nothing."""
    referentie = dossier.zaak.referentie
    path = f"{referentie}/brieven/{measure.id}-{measure.brief.sjabloon}-{uuid.uuid4().hex}.docx"
    changed = vervang_document(dossier.zaak, measure.id, path, _question(diensten, wie, measure, text))
    if isinstance(changed, Weigering):
        return changed
    diensten.casebook.store({path: lambda: docx})
    entry = bewerking.regel(diensten, wie, referentie, "brief gewijzigd", measure.id)
    saved = bewerking.bewaar(diensten, dossier, changed, entry)
    if isinstance(saved, Weigering):
        diensten.casebook.destroy(path)
        return saved
    after = saved.zaak.maatregel(measure.id) or measure
    diensten.engine.enqueue(NAAM, flow_id(referentie, after), referentie, measure.id)
    answer = {"id": after.id, "versie": after.toestemming.versie, "status": after.status}
    return Blad(answer, saved.etag)


def _question(diensten: Diensten, wie: Wie, measure: Maatregel, text: str) -> Vraag | None:
    """The same question about other words; None when they are the same."""
    asked = measure.toestemming.huidige_vraag
    if asked is None or asked.tekst == text:
        return None
    fresh = {
        "versie": asked.versie + 1,
        "tekst": text,
        "gevraagd_op": diensten.now(),
        "gevraagd_door": wie.oid,
    }
    return asked.model_copy(update=fresh)


def _draft_stands(diensten: Diensten, zaak: Zaak, measure: Maatregel) -> bool | Weigering:
    found = diensten.mailbox.find(postvak_met_concept(measure), marker(zaak, measure))
    if any(not draft.is_draft for draft in found):
        return VERSTUURD
    return True if found else VERDWENEN


def _drafts(diensten: Diensten, zaak: Zaak, measure: Maatregel) -> list[str]:
    found = diensten.mailbox.find(postvak_met_concept(measure), marker(zaak, measure))
    return [draft.id for draft in found if draft.is_draft]


def _follows(measure: Maatregel) -> bool:
    """Is there still a draft that must follow the letter?"""
    return measure.concept is not None and measure.concept.bijwerken


def _read(diensten: Diensten, referentie: str, maatregel_id: str) -> tuple[Zaak, Maatregel]:
    zaak = casechange.read(diensten, referentie).zaak
    measure = zaak.maatregel(maatregel_id)
    if measure is None:
        raise NotFound("unknownMeasure")
    return zaak, measure
