"""What becomes of a measure once it is agreed: carried out, rounded off, dropped, or its letter changed (protocol 14, 18)."""

from datetime import date

from plugin.protocol.geweest import NOG_NIET_GEWEEST
from plugin.protocol.na_uitvoering import VOOR_UITVOERING
from plugin.protocol.nasleep import Politie
from plugin.protocol.politiepak import POLITIE
from plugin.protocol.terms import ConceptStatus, MaatregelStatus, Uitvoerder, ZaakStatus
from plugin.protocol.toestemming import Vraag
from plugin.protocol.verloop import (
    GEEN_CONCEPT,
    GESLOTEN,
    ONBEKENDE_MAATREGEL,
    WORDT_BIJGEWERKT,
    may_become,
    zonder_concept,
)
from plugin.protocol.weigering import Onbruikbaar, Weigering
from plugin.protocol.zaak import Maatregel, Zaak

NIET_VASTGESTELD = "niet vastgesteld"
NIET_BIJ_DE_POLITIE = Onbruikbaar(
    "Een nummer van de politie hoort bij een melding bij de politie of aangifte."
)
NIET_AF_TE_ZEGGEN = Weigering("Hier is geen gesprek af te zeggen, of het is al gedaan.")
GEEN_BRIEF = Weigering("Er staat nog geen brief klaar. Maak eerst het concept.")


def uitgevoerd(
    zaak: Zaak, maatregel_id: str, op: date, vandaag: date, sha256: str, politie: Politie | None = None
) -> Zaak | Weigering:
    """Somebody sent the letter, or the melder did it. `sha256` is of the letter as it was sent, if anybody can tell."""
    maatregel = _open(zaak, maatregel_id)
    if isinstance(maatregel, Weigering):
        return maatregel
    if politie and maatregel.soort not in POLITIE:
        return NIET_BIJ_DE_POLITIE
    if op > vandaag:
        return NOG_NIET_GEWEEST
    if not _can_be_done(maatregel):
        return Weigering("Dit kan nog niet. Leg het vast als het concept klaarstaat en u het hebt verstuurd.")
    known = {"uitgevoerd_op": op, "verzonden_sha256": sha256, "politie": politie}
    return zaak.met_maatregel(maatregel.naar(MaatregelStatus.UITGEVOERD, **known))


def afgerond(
    zaak: Zaak, maatregel_id: str, op: date, vandaag: date, uitkomst: str | None = None
) -> Zaak | Weigering:
    """It has had its effect: the talk was held, the damage was paid, the police are done.

    A ban that still runs can be rounded off too, so that the case can be closed; it holds until its last day all the
    same, unless a decision ends it earlier (protocol 27).
    """
    maatregel = _open(zaak, maatregel_id)
    if isinstance(maatregel, Weigering):
        return maatregel
    if op > vandaag:
        return NOG_NIET_GEWEEST
    if maatregel.status is not MaatregelStatus.UITGEVOERD:
        return Weigering("Deze maatregel is nog niet uitgevoerd, of al afgerond.")
    if maatregel.uitgevoerd_op and op < maatregel.uitgevoerd_op:
        return VOOR_UITVOERING
    return zaak.met_maatregel(maatregel.naar(MaatregelStatus.AFGEROND, afgerond_op=op, uitkomst=uitkomst))


def vervallen(zaak: Zaak, maatregel_id: str, reden: str) -> Zaak | Weigering:
    """It will not be done. What was drafted goes for good."""
    maatregel = _open(zaak, maatregel_id)
    if isinstance(maatregel, Weigering):
        return maatregel
    if not may_become(maatregel, MaatregelStatus.VERVALLEN):
        return Weigering("Deze maatregel is al uitgevoerd of beëindigd. Hij kan niet meer vervallen.")
    return zonder_concept(zaak, maatregel.naar(MaatregelStatus.VERVALLEN, vervallen_reden=reden))


def afgezegd(zaak: Zaak, maatregel_id: str, op: date, vandaag: date) -> Zaak | Weigering:
    """The other was told that the talk does not take place after all (protocol 15); of a closed case as well."""
    maatregel = zaak.maatregel(maatregel_id)
    if maatregel is None:
        return ONBEKENDE_MAATREGEL
    if not maatregel.is_af_te_zeggen:
        return NIET_AF_TE_ZEGGEN
    if op > vandaag:
        return NOG_NIET_GEWEEST
    if maatregel.uitgevoerd_op and op < maatregel.uitgevoerd_op:
        return VOOR_UITVOERING
    return zaak.met_maatregel(maatregel.model_copy(update={"afgezegd_op": op}))


def mag_vervangen(zaak: Zaak, maatregel_id: str) -> bool | Weigering:
    """Is there a letter that can be changed now? Not while its draft is being made, and not once it was carried out."""
    maatregel = _open(zaak, maatregel_id)
    if isinstance(maatregel, Weigering):
        return maatregel
    if maatregel.status not in _TE_VERVANGEN or maatregel.concept is None or not maatregel.concept.document:
        return GEEN_BRIEF
    return WORDT_BIJGEWERKT if maatregel_id in zaak.werk else True


def vervang_document(zaak: Zaak, maatregel_id: str, pad: str, vraag: Vraag | None) -> Zaak | Weigering:
    """Another Word document is the letter. With other words, `vraag`, it waits for consent again (protocol 14).

    The draft in the mailbox is brought up to date afterwards: that is work.
    """
    allowed, maatregel = mag_vervangen(zaak, maatregel_id), zaak.maatregel(maatregel_id)
    if isinstance(allowed, Weigering):
        return allowed
    if maatregel is None or maatregel.concept is None or maatregel.concept.document is None:
        return GEEN_BRIEF
    old = (*maatregel.brief.oude_documenten, maatregel.concept.document)
    changes: dict[str, object] = {
        "brief": maatregel.brief.model_copy(update={"document": pad, "oude_documenten": old}),
        "concept": maatregel.concept.model_copy(
            update={"document": pad, "status": ConceptStatus.BEZIG, "bijwerken": True}
        ),
    }
    if vraag:
        changes["toestemming"] = maatregel.toestemming.gevraagd(vraag)
    asks = vraag is not None and maatregel.toestemming_nodig
    asking = asks and maatregel.status is not MaatregelStatus.TOESTEMMING_GEVRAAGD
    moved = maatregel.naar(MaatregelStatus.TOESTEMMING_GEVRAAGD) if asking else maatregel
    return zaak.met_maatregel(moved.model_copy(update=changes)).met_werk(maatregel_id)


def document_bijgewerkt(zaak: Zaak, maatregel_id: str) -> Zaak | Weigering:
    """The draft shows the changed document. Ready to send it is only where consent stands."""
    maatregel = zaak.maatregel(maatregel_id)
    if maatregel is None or maatregel.concept is None or not maatregel.concept.bijwerken:
        return GEEN_CONCEPT
    stands = maatregel.status is MaatregelStatus.CONCEPT
    status = ConceptStatus.GEREED if stands else ConceptStatus.BEZIG
    concept = maatregel.concept.model_copy(update={"bijwerken": False, "status": status})
    return zaak.met_maatregel(maatregel.model_copy(update={"concept": concept})).zonder_werk(maatregel_id)


_TE_VERVANGEN = (MaatregelStatus.CONCEPT, MaatregelStatus.TOESTEMMING_GEVRAAGD, MaatregelStatus.AKKOORD)


def _open(zaak: Zaak, maatregel_id: str) -> Maatregel | Weigering:
    if zaak.status is ZaakStatus.AFGESLOTEN:
        return GESLOTEN
    return zaak.maatregel(maatregel_id) or ONBEKENDE_MAATREGEL


def _can_be_done(maatregel: Maatregel) -> bool:
    """The draft is ready to send; or the melder does it, and then there is no draft."""
    if maatregel.uitvoerder is Uitvoerder.MELDER:
        return maatregel.status is MaatregelStatus.AKKOORD
    ready = maatregel.concept is not None and maatregel.concept.status is ConceptStatus.GEREED
    return ready and maatregel.status is MaatregelStatus.CONCEPT
