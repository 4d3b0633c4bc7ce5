"""A case as the API shows it to a handler: a line of a list, and in full."""

from datetime import UTC, datetime
from typing import Any

from plugin.protocol.inzageverzoek import te_kiezen
from plugin.protocol.maatregelen.politie import LAAT_BEVESTIGEN
from plugin.protocol.na_uitvoering import nog_open
from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import ConceptStatus, MaatregelSoort
from plugin.protocol.uitvoering import NIET_VASTGESTELD
from plugin.protocol.wekker import betalen_tot, biedt_opnieuw, eerste_aanbod, klacht_tot
from plugin.protocol.zaak import Bewijsstuk, Maatregel, Zaak, Zaakbrief


def geschreven(moment: datetime) -> str:
    """UTC in whole seconds, with Z."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def bewijs(piece: Bewijsstuk) -> dict[str, Any]:
    return {"id": piece.id, "naam": piece.naam, "sha256": piece.sha256, "bytes": piece.bytes}


def stuk(piece: Bewijsstuk) -> dict[str, Any]:
    received = geschreven(piece.ontvangen_op)
    return {**bewijs(piece), "soort": piece.soort, "ontvangen_op": received, "van": piece.van}


def regel(zaak: Zaak, etag: str) -> dict[str, Any]:
    """One line of the list: no name and no content, because others may see the screen."""
    return {
        "referentie": zaak.referentie,
        "status": zaak.status,
        "ontvangen_op": geschreven(zaak.ontvangen_op),
        "route": zaak.melding.route,
        "gesproken": bool(zaak.gesprekken),
        "geopend_op": zaak.geopend and geschreven(zaak.geopend.op),
        "lezen_voor": zaak.lezen_voor and geschreven(zaak.lezen_voor),
        "dreiging": zaak.dreiging,
        "behandelaar": zaak.behandelaar,
        "eerst_herkennen": zaak.eerst_herkennen,
        "nazorg_vast": sorted({one.voor for one in zaak.nazorg}),
        "nazorg_opnieuw": biedt_opnieuw(zaak),
        "nazorg_vanaf": offered.isoformat() if (offered := eerste_aanbod(zaak)) else None,
        "maatregelen": [_step(measure) for measure in zaak.maatregelen],
        "etag": etag,
    }


def taak(zaak: Zaak, oid: str) -> dict[str, str] | None:
    """What Teams could not tell this person stands in the page, without a word of content (protocol 40)."""
    waits = zaak.niet_bereikt_op is not None and oid in zaak.te_melden
    return {"soort": "niet_bereikt", "referentie": zaak.referentie} if waits else None


def voor_behandelaar(zaak: Zaak, etag: str) -> dict[str, Any]:
    """Everything a reader of the case may know."""
    return {
        **regel(zaak, etag),
        "vasthouden": zaak.vasthouden and zaak.vasthouden.model_dump(mode="json"),
        "beperkt": zaak.beperkt and zaak.beperkt.model_dump(mode="json"),
        "melding": zaak.melding.model_dump(mode="json"),
        "agressor": zaak.agressor,
        "melder": zaak.melder.model_dump(mode="json"),
        "betrokkene": zaak.betrokkene.model_dump(mode="json"),
        "bevestigd_op": zaak.bevestigd_op and geschreven(zaak.bevestigd_op),
        "lezers": list(zaak.lezers),
        "bewijs": [stuk(piece) for piece in zaak.bewijs],
        "aanvullingen": [one.model_dump(mode="json", exclude={"sleutel"}) for one in zaak.aanvullingen],
        "wensen": [one.model_dump(mode="json", exclude={"sleutel"}) for one in zaak.wensen],
        "gesprekken": [talk.model_dump(mode="json") for talk in zaak.gesprekken],
        "maatregelen": [_measure(zaak, measure) for measure in zaak.maatregelen],
        "inzage_kiezen": [measure.id for measure in te_kiezen(zaak)],
        "nazorg": [one.model_dump(mode="json") for one in zaak.nazorg],
        "orde": [one.model_dump(mode="json") for one in zaak.orde],
        "taken": [one.model_dump(mode="json") for one in zaak.taken],
        "wijzigingen": [one.model_dump(mode="json") for one in zaak.wijzigingen],
        "geopend": zaak.geopend and zaak.geopend.model_dump(mode="json"),
        "doorgegeven": [{"aan": one.aan, "op": geschreven(one.op)} for one in zaak.doorgegeven],
        "brieven": [_letter(zaak, one) for one in zaak.brieven],
        "woordvoering": [one.model_dump(mode="json") for one in zaak.woordvoering],
        "afsluiting": zaak.afsluiting and zaak.afsluiting.model_dump(mode="json"),
    }


def lopende_termijnen(zaak: Zaak, profiel: Profiel) -> dict[str, Any]:
    """The clocks of a case beside the terms of its measures: until when a complaint can be made, a claim is to be paid."""
    complaint = klacht_tot(zaak, profiel)
    due = {one.id: until for one in zaak.maatregelen if (until := betalen_tot(one, profiel))}
    return {
        "klacht_tot": complaint and complaint.isoformat(),
        "betalen_tot": {name: until.isoformat() for name, until in due.items()},
    }


def _letter(zaak: Zaak, brief: Zaakbrief) -> dict[str, Any]:
    """A letter of the case beside its measures: where its draft stands."""
    address = f"/api/zaken/{zaak.referentie}/brieven/{brief.id}/document"
    facts = {"id", "soort", "status", "ondertekenaar"}
    bare = brief.model_dump(mode="json", include=facts)
    return {
        **bare,
        "gemaakt_op": geschreven(brief.gemaakt_op),
        "webLink": brief.web_link,
        "document": address if brief.document else None,
    }


def _step(measure: Maatregel) -> dict[str, Any]:
    """Where a measure stands, without a word of why or towards whom."""
    facts = (
        "id",
        "soort",
        "status",
        "uitvoerder",
        "ondertekenaar",
        "voorgesteld_op",
        "termijn",
        "einddatum",
        "gesprek_op",
        "afgezegd_op",
    )
    bare = measure.model_dump(mode="json", include=set(facts))
    draft = measure.concept
    return {**bare, "concept": draft and {"status": draft.status, "verstuurd": draft.verstuurd}}


def question(measure: Maatregel) -> dict[str, Any]:
    question = measure.toestemming.huidige_vraag
    return {
        "id": measure.id,
        "soort": measure.soort,
        "status": measure.status,
        "versie": measure.toestemming.versie,
        "vraag": question.vraag if question else None,
        "tekst": question.tekst if question else None,
    }


def _measure(zaak: Zaak, measure: Maatregel) -> dict[str, Any]:
    whole = measure.model_dump(mode="json", exclude={"brief", "concept", "toestemming"})
    ledger = measure.toestemming
    asked = {"versie", "vraag", "gevraagd_op", "gevraagd_door"}
    legal = measure.termijn and measure.soort in (MaatregelSoort.MELDING_POLITIE, MaatregelSoort.AANGIFTE)
    return {
        **whole,
        "let_op": LAAT_BEVESTIGEN if legal else None,
        "nog_open": nog_open(measure) if measure.soort is MaatregelSoort.SCHADE else None,
        **question(measure),
        "vragen": [question.model_dump(mode="json", include=asked) for question in ledger.vragen],
        "antwoorden": [given.model_dump(mode="json") for given in ledger.antwoorden],
        "concept": _concept(zaak, measure),
    }


def _concept(zaak: Zaak, measure: Maatregel) -> dict[str, Any] | None:
    concept = measure.concept
    if concept is None:
        return None
    gone = concept.status is ConceptStatus.INGETROKKEN
    unsent = measure.verzonden_sha256 == NIET_VASTGESTELD  # then the draft went for good
    address = f"/api/zaken/{zaak.referentie}/maatregelen/{measure.id}/document"
    return {
        "status": concept.status,
        "webLink": None if gone or unsent else concept.web_link,
        "document": address if concept.document and not gone else None,
        "verstuurd": concept.verstuurd,
    }
