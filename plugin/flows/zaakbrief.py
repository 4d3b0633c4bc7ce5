"""A letter of the case that is no measure becomes a draft in the mailbox of who signs (protocol 18, 30, 31)."""

from collections.abc import Callable
from functools import partial
from typing import Any

from graph.errors import Refused
from plugin.casebook.book import Logregel
from plugin.flows import casechange
from plugin.flows.brief import WORD, een_concept, ontvanger
from plugin.flows.diensten import Diensten
from plugin.flows.engine import patient, step, story
from plugin.protocol.beperking import mag_werken
from plugin.protocol.terms import ConceptStatus
from plugin.protocol.toegang import may_sign
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Zaak
from plugin.protocol.zaakbrief import Zaakbrief

NAAM = "zaakbrief_v1"


@story(NAAM)
def zaakbrief(referentie: str, brief_id: str) -> None:
    """Make the draft, and say in the case that it stands; or take away what may not stand any more."""
    made = patient(maak_brief, referentie, brief_id)
    if not (made and patient(leg_brief_vast, referentie, brief_id, made)):
        patient(ruim_brief_op, referentie, brief_id)


def flow_id(referentie: str, brief: Zaakbrief) -> str:
    return f"zaakbrief/{referentie}/{brief.id}/{brief.status}"


@step("maak_brief")
def maak_brief(diensten: Diensten, referentie: str, brief_id: str) -> dict[str, Any] | None:
    """The document and the draft, each found before it is made again. None when it may not stand."""
    zaak, brief = _read(diensten, referentie, brief_id)
    if brief.status is ConceptStatus.INGETROKKEN or not mag_werken(zaak):
        return None
    if not may_sign(zaak, brief.ondertekenaar, diensten.profiel):
        return None
    letter = diensten.letters.write(brief.brief.sjabloon, brief.brief.velden)
    path, name = _pad(referentie, brief), f"{referentie}-{brief.soort}.docx"
    diensten.casebook.store({path: lambda: letter.docx})
    draft = een_concept(diensten, brief.postvak, merk(referentie, brief), brief.brief)
    if not any(one.name == name for one in diensten.mailbox.attachments(brief.postvak, draft.id)):
        diensten.mailbox.attach(brief.postvak, draft.id, name, letter.docx, WORD)
    if brief.geadresseerde.email:
        recipient = ontvanger(brief.geadresseerde.naam, brief.geadresseerde.email)
        diensten.mailbox.address(brief.postvak, draft.id, [recipient])
    return {"bericht": draft.id, "web_link": draft.web_link, "document": path}


@step("leg_brief_vast")
def leg_brief_vast(diensten: Diensten, referentie: str, brief_id: str, made: dict[str, Any]) -> bool:
    """The case names the draft. False when who was to sign became a party meanwhile, or the case was restricted."""
    ready = made | {"status": ConceptStatus.GEREED}
    saved = _change(
        diensten, referentie, brief_id, "brief klaargezet", partial(_stands, brief_id=brief_id, ready=ready)
    )
    brief = saved.zaakbrief(brief_id) if isinstance(saved, Zaak) else None
    return brief is not None and brief.status is ConceptStatus.GEREED


@step("ruim_brief_op")
def ruim_brief_op(diensten: Diensten, referentie: str, brief_id: str) -> None:
    """Draft and document go for good. A mail that somebody sent stays what it is: sent."""
    _, brief = _read(diensten, referentie, brief_id)
    for draft in diensten.mailbox.find(brief.postvak, merk(referentie, brief)):
        if draft.is_draft:
            diensten.mailbox.delete_for_good(brief.postvak, draft.id)
    diensten.casebook.destroy(_pad(referentie, brief))
    _change(diensten, referentie, brief_id, "brief verwijderd", partial(_gone, brief_id=brief_id))


def _pad(referentie: str, brief: Zaakbrief) -> str:
    return f"{referentie}/brieven/{brief.id}-{brief.soort}.docx"


def merk(referentie: str, brief: Zaakbrief) -> str:
    """What finds the draft again: the value of its extended property."""
    return f"{referentie}/{brief.id}"


def _stands(zaak: Zaak, brief_id: str, ready: dict[str, Any]) -> Zaak | Weigering:
    brief = zaak.zaakbrief(brief_id)
    if brief is None or brief.status is ConceptStatus.INGETROKKEN:
        return zaak
    if isinstance(allowed := mag_werken(zaak), Weigering):
        return allowed
    return zaak.met_zaakbrief(brief.model_copy(update=ready)).zonder_werk(brief_id)


def _gone(zaak: Zaak, brief_id: str) -> Zaak:
    brief = zaak.zaakbrief(brief_id)
    if brief is None:
        return zaak
    bare = {"status": ConceptStatus.INGETROKKEN, "bericht": None, "document": None, "web_link": None}
    return zaak.met_zaakbrief(brief.model_copy(update=bare)).zonder_werk(brief_id)


def _read(diensten: Diensten, referentie: str, brief_id: str) -> tuple[Zaak, Zaakbrief]:
    zaak = casechange.read(diensten, referentie).zaak
    brief = zaak.zaakbrief(brief_id)
    if brief is None:
        raise Refused("unknownLetter")
    return zaak, brief


def _change(
    diensten: Diensten,
    referentie: str,
    brief_id: str,
    handeling: str,
    rule: Callable[[Zaak], Zaak | Weigering],
) -> Zaak | Weigering:
    regel = Logregel(
        referentie, handeling, f"brief {brief_id}", "dienst", "dienst", diensten.now(),
        sleutel=f"{referentie}/{brief_id}/{handeling}",
    )  # fmt: skip
    return casechange.change(diensten, referentie, rule, regel)
