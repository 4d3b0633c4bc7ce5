"""The letter of a measure: where it stands, what it says, and the draft that carries it."""

from graph.errors import Refused
from graph.mailbox import Draft
from plugin.flows.diensten import Diensten
from plugin.letters import Letter, letter_text
from plugin.protocol.zaak import Brief, Maatregel, Zaak

LONGEST_NAME = 200
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def letter_van(diensten: Diensten, maatregel: Maatregel) -> Letter:
    """The letter as consent was asked for it: by hand where somebody changed it, else from its template."""
    if maatregel.brief.document:
        docx = diensten.casebook.read(maatregel.brief.document)
        return Letter(docx, letter_text(docx))
    return diensten.letters.write(maatregel.brief.sjabloon, maatregel.brief.velden)


def marker(zaak: Zaak, maatregel: Maatregel) -> str:
    """What finds the draft again: the value of its extended property."""
    return f"{zaak.referentie}/{maatregel.id}"


def bijlagenaam(zaak: Zaak, maatregel: Maatregel) -> str:
    return f"{zaak.referentie}-{maatregel.brief.sjabloon}.docx"


def sjabloon_pad(zaak: Zaak, maatregel: Maatregel) -> str:
    """Where the letter stands as its template made it."""
    return f"{zaak.referentie}/brieven/{maatregel.id}-{maatregel.brief.sjabloon}.docx"


def document_pad(zaak: Zaak, maatregel: Maatregel) -> str:
    return maatregel.brief.document or sjabloon_pad(zaak, maatregel)


def alle_paden(zaak: Zaak, maatregel: Maatregel) -> set[str]:
    """Every place where a letter of this measure may stand."""
    brief = maatregel.brief
    return {sjabloon_pad(zaak, maatregel), document_pad(zaak, maatregel), *brief.oude_documenten}


def draft_met_brief(diensten: Diensten, zaak: Zaak, maatregel: Maatregel, letter: Letter) -> Draft:
    """One draft with the letter attached."""
    postvak = postvak_met_concept(maatregel)
    draft = een_concept(diensten, postvak, marker(zaak, maatregel), maatregel.brief)
    name = bijlagenaam(zaak, maatregel)
    if maatregel.brief.document:
        zet_bijlage(diensten, postvak, draft.id, name, letter.docx)
    elif not any(one.name == name for one in diensten.mailbox.attachments(postvak, draft.id)):
        diensten.mailbox.attach(postvak, draft.id, name, letter.docx, WORD)
    return draft


def een_concept(diensten: Diensten, postvak: str, merk: str, brief: Brief) -> Draft:
    """The one draft with this mark. What an attempt that was cut off left behind is used, not doubled."""
    found = [draft for draft in diensten.mailbox.find(postvak, merk) if draft.is_draft]
    for double in found[1:]:
        diensten.mailbox.delete_for_good(postvak, double.id)
    if found:
        return found[0]
    mail = diensten.letters.mail(brief.sjabloon, brief.velden)
    return diensten.mailbox.create_draft(postvak, subject=mail.subject, html=mail.html, marker_value=merk)


def zet_bijlage(diensten: Diensten, postvak: str, draft_id: str, name: str, docx: bytes) -> None:
    """Of this name exactly this file is attached; it comes before what it replaces goes."""
    box = diensten.mailbox
    standing = [one for one in box.attachments(postvak, draft_id) if one.name == name]
    same = [one for one in standing if box.attachment_content(postvak, draft_id, one.id) == docx]
    if not same:
        box.attach(postvak, draft_id, name, docx, WORD)
    for old in standing:
        if old not in same[:1]:
            box.detach(postvak, draft_id, old.id)


def ontvanger(naam: str | None, adres: str) -> tuple[str, str]:
    """Name and address as a mail takes them: the name on one line, and with an end."""
    return " ".join((naam or adres).split())[:LONGEST_NAME], adres


def postvak_met_concept(maatregel: Maatregel) -> str:
    if maatregel.concept is None:
        raise Refused("noMailbox")
    return maatregel.concept.postvak
