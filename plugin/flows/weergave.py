"""A case as the API shows it: to the melder in plain terms, to a handler in full."""

from datetime import UTC, datetime
from typing import Any

from plugin.protocol.berichten import aangeduid
from plugin.protocol.maatregelen.politie import LAAT_BEVESTIGEN
from plugin.protocol.terms import ConceptStatus, MaatregelSoort
from plugin.protocol.toegang import is_betrokkene
from plugin.protocol.zaak import Bewijsstuk, Maatregel, Zaak


def geschreven(moment: datetime) -> str:
    """UTC in whole seconds, with Z."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def voor_melder(zaak: Zaak, verwerking: str, oid: str) -> dict[str, Any]:
    """What melder and betrokkene may know; `u_beslist` says whether this person answers the questions."""
    return {
        "referentie": zaak.referentie,
        "status": zaak.status,
        "ontvangen_op": geschreven(zaak.ontvangen_op),
        "verwerking": verwerking,
        "maatregelen": [_asked(measure) for measure in zaak.maatregelen],
        "bewijs": [bewijs(piece) for piece in zaak.bewijs],
        "gesprekken": [{"datum": talk.datum.isoformat(), "door": talk.door} for talk in zaak.gesprekken],
        "lezers": list(zaak.lezers),
        "u_beslist": is_betrokkene(zaak, oid),
    }


def eigen_gegevens(zaak: Zaak, oid: str) -> dict[str, Any]:
    """All that a melder or betrokkene told and answered, and what was asked; not the notes of handlers."""
    return {
        **voor_melder(zaak, "gemeld", oid),
        "melding": zaak.melding.model_dump(mode="json"),
        "aanvullingen": [one.model_dump(mode="json", exclude={"sleutel"}) for one in zaak.aanvullingen],
        "wensen": [one.model_dump(mode="json", exclude={"sleutel"}) for one in zaak.wensen],
        "toestemmingen": [
            {"maatregel": one.id, **one.toestemming.model_dump(mode="json")} for one in zaak.maatregelen
        ],
    }


def bewijs(piece: Bewijsstuk) -> dict[str, Any]:
    return {"id": piece.id, "naam": piece.naam, "sha256": piece.sha256, "bytes": piece.bytes}


def regel(zaak: Zaak, etag: str) -> dict[str, Any]:
    """One line of the list: no name and no content, because others may see the screen."""
    return {
        "referentie": zaak.referentie,
        "status": zaak.status,
        "ontvangen_op": geschreven(zaak.ontvangen_op),
        "route": zaak.melding.route,
        "gesproken": bool(zaak.gesprekken),
        "maatregelen": [_step(measure) for measure in zaak.maatregelen],
        "etag": etag,
    }


def voor_behandelaar(zaak: Zaak, etag: str) -> dict[str, Any]:
    """Everything a reader of the case may know."""
    return {
        **regel(zaak, etag),
        "melding": zaak.melding.model_dump(mode="json"),
        "melder": zaak.melder.model_dump(mode="json"),
        "betrokkene": zaak.betrokkene.model_dump(mode="json"),
        "lezers": list(zaak.lezers),
        "eerst_herkennen": zaak.eerst_herkennen,
        "bewijs": [{**bewijs(piece), "soort": piece.soort} for piece in zaak.bewijs],
        "aanvullingen": [one.model_dump(mode="json", exclude={"sleutel"}) for one in zaak.aanvullingen],
        "wensen": [one.model_dump(mode="json", exclude={"sleutel"}) for one in zaak.wensen],
        "gesprekken": [talk.model_dump(mode="json") for talk in zaak.gesprekken],
        "maatregelen": [_measure(zaak, measure) for measure in zaak.maatregelen],
        "nazorg": [one.model_dump(mode="json") for one in zaak.nazorg],
        "orde": [one.model_dump(mode="json") for one in zaak.orde],
        "dreiging": zaak.dreiging,
        "behandelaar": zaak.behandelaar,
        "afsluiting": zaak.afsluiting and zaak.afsluiting.model_dump(mode="json"),
    }


def _step(measure: Maatregel) -> dict[str, Any]:
    """Where a measure stands, without a word of why or towards whom."""
    facts = ("id", "soort", "status", "uitvoerder", "ondertekenaar", "voorgesteld_op", "termijn")
    bare = measure.model_dump(mode="json", include=set(facts))
    return {**bare, "concept": measure.concept and {"status": measure.concept.status}}


def _question(measure: Maatregel) -> dict[str, Any]:
    question = measure.toestemming.huidige_vraag
    return {
        "id": measure.id,
        "soort": measure.soort,
        "status": measure.status,
        "versie": measure.toestemming.versie,
        "vraag": question.vraag if question else None,
        "tekst": question.tekst if question else None,
    }


def _asked(measure: Maatregel) -> dict[str, Any]:
    """A question with all that its answer binds, and what was answered so far (protocol 14)."""
    question, given = measure.toestemming.huidige_vraag, measure.toestemming.laatste_antwoord
    facts = {
        "uitvoerder": measure.uitvoerder,
        "met_wie": aangeduid(measure.geadresseerde),
        "noemt_betrokkene": measure.noemt_betrokkene,
        "toestemming_nodig": measure.toestemming_nodig,
        "gevraagd_op": geschreven(question.gevraagd_op) if question else None,
        "gevraagd_door": question.gevraagd_door if question else None,
        "antwoord": {"antwoord": given.antwoord, "op": geschreven(given.op)} if given else None,
    }
    return {**_question(measure), **facts}


def _measure(zaak: Zaak, measure: Maatregel) -> dict[str, Any]:
    whole = measure.model_dump(mode="json", exclude={"brief", "concept", "toestemming"})
    ledger = measure.toestemming
    asked = {"versie", "vraag", "gevraagd_op", "gevraagd_door"}
    legal = measure.termijn and measure.soort in (MaatregelSoort.MELDING_POLITIE, MaatregelSoort.AANGIFTE)
    return {
        **whole,
        "let_op": LAAT_BEVESTIGEN if legal else None,
        **_question(measure),
        "vragen": [question.model_dump(mode="json", include=asked) for question in ledger.vragen],
        "antwoorden": [given.model_dump(mode="json") for given in ledger.antwoorden],
        "concept": _concept(zaak, measure),
    }


def _concept(zaak: Zaak, measure: Maatregel) -> dict[str, Any] | None:
    concept = measure.concept
    if concept is None:
        return None
    gone = concept.status is ConceptStatus.INGETROKKEN
    address = f"/api/zaken/{zaak.referentie}/maatregelen/{measure.id}/document"
    return {
        "status": concept.status,
        "webLink": None if gone else concept.web_link,
        "document": address if concept.document and not gone else None,
    }
