"""A handler records what follows on a measure: payments, a view, an objection, a decision (protocol 21, 25)."""

from functools import partial

from graph.errors import NotFound
from plugin.flows import bewerking, briefopzet
from plugin.flows.behandeling import Bestand
from plugin.flows.bewerking import Uitkomst
from plugin.flows.brief import WORD
from plugin.flows.diensten import Diensten
from plugin.flows.opening import for_handler
from plugin.flows.uitvoering import lokaal, vandaag, wijzig_maatregel
from plugin.protocol.invoer import BetalingIn, ReactieIn, VerslagIn
from plugin.protocol.na_uitvoering import betaald, gereageerd
from plugin.protocol.nasleep import Betaling, Reactie
from plugin.protocol.toegang import Wie


def betaling(
    diensten: Diensten, wie: Wie, referentie: str, etag: str, maatregel_id: str, gegeven: BetalingIn
) -> Uitkomst:
    """None for an unknown case or measure."""
    paid = Betaling(
        datum=lokaal(diensten, gegeven.datum),
        bedrag=gegeven.bedrag,
        door=wie.oid,
        vastgelegd_op=diensten.now(),
    )
    rule = partial(betaald, maatregel_id=maatregel_id, betaling=paid, vandaag=vandaag(diensten))
    return wijzig_maatregel(diensten, wie, referentie, etag, maatregel_id, rule, "betaling vastgelegd")


def reactie(
    diensten: Diensten, wie: Wie, referentie: str, etag: str, maatregel_id: str, gegeven: ReactieIn
) -> Uitkomst:
    """None for an unknown case or measure."""
    said = Reactie(
        soort=gegeven.soort,
        datum=lokaal(diensten, gegeven.datum),
        tekst=gegeven.tekst,
        uitkomst=gegeven.uitkomst,
        tot=lokaal(diensten, gegeven.tot) if gegeven.tot else None,
        door=wie.oid,
        vastgelegd_op=diensten.now(),
    )
    rule = partial(
        gereageerd,
        maatregel_id=maatregel_id,
        reactie=said,
        vandaag=vandaag(diensten),
        profiel=diensten.profiel,
    )
    return wijzig_maatregel(
        diensten, wie, referentie, etag, maatregel_id, rule, f"{gegeven.soort} vastgelegd"
    )


def verslag(
    diensten: Diensten, wie: Wie, referentie: str, etag: str, maatregel_id: str, gegeven: VerslagIn
) -> Uitkomst:
    """None for an unknown case or measure."""
    rule = partial(
        briefopzet.verslag, diensten, maatregel_id=maatregel_id, gegeven=gegeven, now=diensten.now()
    )
    return wijzig_maatregel(diensten, wie, referentie, etag, maatregel_id, rule, "verslag gevraagd")


def brief_document(diensten: Diensten, wie: Wie, referentie: str, brief_id: str) -> Bestand | None:
    """The Word document of a letter of the case."""
    dossier = for_handler(diensten, wie, referentie)
    brief = dossier and dossier.zaak.zaakbrief(brief_id)
    if not brief or brief.document is None:
        return None
    diensten.casebook.log(bewerking.regel(diensten, wie, referentie, "brief ingezien", brief_id))
    try:
        content = diensten.casebook.read(brief.document)
    except NotFound:
        return None
    return Bestand(f"{referentie}-{brief.soort}.docx", WORD, content)
