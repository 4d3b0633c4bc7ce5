"""Where a measure stands for a handler, and what can be done with it now; read from the case as the API shows it."""

from datetime import date, datetime
from typing import Any

from plugin.protocol.maatregel import AFZEGGEN, GESPREKSOORTEN, loopt_op, wacht_op_gesprek
from plugin.protocol.terms import ConceptStatus, MaatregelStatus, Uitvoerder
from plugin.protocol.uitvoering import NIET_VASTGESTELD
from plugin.protocol.zaak import VOLGENDE
from plugin.web.termijn_words import Termijn, termijn
from plugin.web.words import Chip, lokaal
from plugin.web.zaak_terms import MAATREGEL_STANDEN, ZONDER_VRAAG, woord

LOPEND = (
    MaatregelStatus.TOESTEMMING_GEVRAAGD,
    MaatregelStatus.AKKOORD,
    MaatregelStatus.CONCEPT_BEZIG,
    MaatregelStatus.CONCEPT,
)
MET_BRIEF = (*LOPEND, MaatregelStatus.UITGEVOERD, MaatregelStatus.AFGEROND)


def stand(one: dict[str, Any]) -> Chip:
    """Ready is what a person may send; until then the draft is being made."""
    status = MaatregelStatus(one["status"])
    if status is MaatregelStatus.AKKOORD and not one["toestemming_nodig"]:
        return ZONDER_VRAAG
    return MAATREGEL_STANDEN[MaatregelStatus.CONCEPT_BEZIG if is_bezig(one) else status]


def is_bezig(one: dict[str, Any]) -> bool:
    concept = one["concept"]
    under_way = one["status"] in (MaatregelStatus.CONCEPT_BEZIG, MaatregelStatus.CONCEPT)
    return bool(under_way and concept and concept["status"] == ConceptStatus.BEZIG)


def is_klaar(one: dict[str, Any]) -> bool:
    """The draft stands in the mailbox, with its recipient."""
    return bool(one["status"] == MaatregelStatus.CONCEPT and not is_bezig(one))


def is_te_maken(one: dict[str, Any]) -> bool:
    """A handler can have the draft made now."""
    return bool(one["status"] == MaatregelStatus.AKKOORD and one["uitvoerder"] == Uitvoerder.PROVINCIE)


def is_uit_te_voeren(one: dict[str, Any]) -> bool:
    """Somebody can say now that it was done: the draft is ready, or the melder does it without one."""
    by_melder = one["uitvoerder"] == Uitvoerder.MELDER and one["status"] == MaatregelStatus.AKKOORD
    return by_melder or is_klaar(one)


def is_af_te_ronden(one: dict[str, Any]) -> bool:
    return bool(one["status"] == MaatregelStatus.UITGEVOERD)


def is_over(one: dict[str, Any], today: date) -> bool:
    """Carried out, and its last day or its talk is past; what has neither can be rounded off at once."""
    end, talk = one["einddatum"], one["gesprek_op"]
    ended = end is None or date.fromisoformat(end) < today
    held = talk is None or datetime.fromisoformat(talk).date() <= today
    return is_af_te_ronden(one) and ended and held


def wacht_op(one: dict[str, Any]) -> bool:
    """The invitation went out, and the talk is still to be held."""
    return wacht_op_gesprek(one["soort"], one["status"], one["uitvoerder"])


def is_afgezegd(one: dict[str, Any]) -> bool:
    """The other was invited to a talk that does not take place after all."""
    sent = bool(one["concept"] and one["concept"].get("verstuurd"))
    return sent and one["soort"] in GESPREKSOORTEN and one["status"] in AFZEGGEN


def is_af_te_zeggen(one: dict[str, Any], today: date) -> bool:
    """The betrokkene withdrew, and the day of the talk is still to come: somebody has to tell the other.

    Until a handler records that it was said.
    """
    withdrawn = kan_afgezegd(one) and one["status"] == MaatregelStatus.INGETROKKEN
    return bool(withdrawn and one["gesprek_op"]) and not is_voorbij(one, today)


def kan_afgezegd(one: dict[str, Any]) -> bool:
    """A handler can record that the other knows that the talk does not take place."""
    return is_afgezegd(one) and one["afgezegd_op"] is None


def is_voorbij(one: dict[str, Any], today: date) -> bool:
    """The day of the talk is past."""
    talk = one["gesprek_op"]
    return talk is not None and datetime.fromisoformat(talk).date() < today


def kan_vervallen(one: dict[str, Any]) -> bool:
    return MaatregelStatus.VERVALLEN in VOLGENDE[MaatregelStatus(one["status"])] or wacht_op(one)


def document_van(one: dict[str, Any]) -> str | None:
    """Where the Word document can be fetched, as long as there is one."""
    concept = one["concept"]
    if not concept or MaatregelStatus(one["status"]) not in MET_BRIEF or is_bezig(one):
        return None
    address: str | None = concept["document"]
    return address


def is_te_vervangen(one: dict[str, Any]) -> bool:
    """The letter can be changed in Word and put back."""
    return document_van(one) is not None and MaatregelStatus(one["status"]) in LOPEND


def is_vastgesteld(one: dict[str, Any]) -> bool:
    """Is it known what was sent?"""
    return one["verzonden_sha256"] not in (None, NIET_VASTGESTELD)


def termijn_van(one: dict[str, Any], today: date) -> Termijn | None:
    """The deadline, as long as it still means something."""
    if one["status"] not in LOPEND or not one["termijn"]:
        return None
    return termijn(woord(one["soort"]), date.fromisoformat(one["termijn"]), today)


def loopt_nog(one: dict[str, Any], today: date) -> bool:
    """Does it hold today?"""
    end = one["einddatum"] and date.fromisoformat(one["einddatum"])
    return loopt_op(one["status"], end, (said["uitkomst"] for said in one["reacties"]), today)


def dag_van(written: str, zone: str) -> date:
    return lokaal(written, zone).date()
