"""What a handler looks at without changing the case: a text that was folded, a proposal before it is made."""

import threading

from plugin.casebook.book import Logregel
from plugin.flows.behandeling import Bestand, Blad, bewijs, whole_case
from plugin.flows.diensten import Diensten
from plugin.flows.opening import for_handler
from plugin.flows.voorstel import maak_voorstel
from plugin.intake import beeld
from plugin.intake.files import EML, MSG
from plugin.intake.leesbaar import Leesbaar, leesbaar
from plugin.protocol.invoer import VoorstelIn
from plugin.protocol.toegang import Wie
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Zaak

NIET_LEESBAAR = Weigering("Wij kunnen hier geen tekst uit halen. Download het origineel om het te lezen.")
# So many wait for a picture, each with its original in memory; the other threads stay free for who reports.
_looking = threading.BoundedSemaphore(3)
VERSLAG, AANVULLING = "verslag-", "aanvulling-"


def opnieuw(diensten: Diensten, wie: Wie, referentie: str) -> Blad | None:
    """The case as it is now, for a page that this person has open already; it is a look like any other (protocol 48)."""
    dossier = for_handler(diensten, wie, referentie)
    if dossier is None:
        return None
    diensten.casebook.log(_regel(diensten, wie, referentie, "zaak opnieuw ingezien", "zaak"))
    return whole_case(diensten, wie, dossier)


def tekst(diensten: Diensten, wie: Wie, referentie: str, wat: str) -> str | None:
    """One text of the case, shown because somebody asked for it; every opening is logged (protocol 48)."""
    dossier = for_handler(diensten, wie, referentie)
    found = dossier and _texts(dossier.zaak).get(wat)
    if not found:
        return None
    diensten.casebook.log(_regel(diensten, wie, referentie, "tekst ingezien", wat))
    return found


def mailtekst(diensten: Diensten, wie: Wie, referentie: str, bewijs_id: str) -> Leesbaar | Weigering | None:
    """The words of a mail that is evidence, as plain text; the look is logged as one at the piece."""
    bestand = bewijs(diensten, wie, referentie, bewijs_id)
    if bestand is None:
        return None
    kind = next((one for one in (EML, MSG) if one.media == bestand.soort), None)
    found = leesbaar(bestand.inhoud, kind) if kind else None
    return found or NIET_LEESBAAR


def afbeelding(diensten: Diensten, wie: Wie, referentie: str, bewijs_id: str) -> Bestand | Weigering | None:
    """A picture that is evidence, drawn anew and kept nowhere; the look is logged as one at the piece."""
    if not _looking.acquire(blocking=False):
        return beeld.DRUK
    try:
        bestand = bewijs(diensten, wie, referentie, bewijs_id)
        made = bestand and beeld.voorbeeld(bestand.inhoud, bestand.soort)
    finally:
        _looking.release()
    return Bestand(f"{bewijs_id}{beeld.SUFFIX}", beeld.SOORT, made) if isinstance(made, bytes) else made


def voorbeeld(diensten: Diensten, wie: Wie, referentie: str, voorstel: VoorstelIn) -> Zaak | Weigering | None:
    """The case with the measure that this proposal would bring, as its last; nothing is asked of anybody yet."""
    dossier = for_handler(diensten, wie, referentie)
    if dossier is None:
        return None
    proposed = maak_voorstel(diensten, dossier.zaak, voorstel, wie.oid)
    if isinstance(proposed, Weigering):
        return proposed
    diensten.casebook.log(_regel(diensten, wie, referentie, "voorbeeld bekeken", voorstel.soort))
    return proposed


def _texts(zaak: Zaak) -> dict[str, str | None]:
    told = zaak.melding
    talks = {f"{VERSLAG}{number}": talk.verslag for number, talk in enumerate(zaak.gesprekken, 1)}
    added = {f"{AANVULLING}{number}": one.tekst for number, one in enumerate(zaak.aanvullingen, 1)}
    return {
        "gebeurtenis": told.gebeurtenis,
        "reactie": told.reactie,
        "contactverloop": told.contactverloop,
        **talks,
        **added,
    }


def _regel(diensten: Diensten, wie: Wie, referentie: str, handeling: str, wat: str) -> Logregel:
    return Logregel(referentie, handeling, wat, wie.oid, wie.herkomst, diensten.now())
