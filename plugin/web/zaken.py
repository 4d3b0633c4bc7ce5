"""The handler's side: cases, talks, measures, drafts. Every change builds on the version that was read."""

from apiflask import APIBlueprint
from flask import Response

from plugin.flows import behandeling, meekijken, politiepak, zoeken
from plugin.identity import Role
from plugin.protocol.invoer import GesprekIn, VoorstelIn
from plugin.protocol.lijst import Lijstvraag
from plugin.web import answer
from plugin.web.asked import diensten, if_match, wie
from plugin.web.guards import guard
from plugin.web.outcomes import PICTURE, WORD

zaken = APIBlueprint("zaken", __name__, url_prefix="/api/zaken", tag="Behandelaar")
zaken.before_request(guard(Role.BEHANDELAAR))


@zaken.get("")
@zaken.input(Lijstvraag, location="query", arg_name="vraag")
def lijst(vraag: Lijstvraag) -> Response:
    """The cases you may handle, a page at a time."""
    return answer.json(answer.found(zoeken.zaken(diensten(), wie(), vraag)))


@zaken.get("/<ref>")
def zaak(ref: str) -> Response:
    """One case in full."""
    return answer.sheet(behandeling.zaak(diensten(), wie(), ref))


@zaken.post("/<ref>/gesprekken")
@zaken.input(GesprekIn, arg_name="gesprek")
def gesprek_vastleggen(ref: str, gesprek: GesprekIn) -> Response:
    """Record a talk with the melder."""
    return answer.sheet(behandeling.leg_gesprek_vast(diensten(), wie(), ref, if_match(), gesprek), 201)


@zaken.post("/<ref>/maatregelen")
@zaken.input(VoorstelIn, arg_name="voorstel")
def maatregel_voorstellen(ref: str, voorstel: VoorstelIn) -> Response:
    """Propose a measure; the betrokkene is asked for consent."""
    return answer.sheet(behandeling.stel_maatregel_voor(diensten(), wie(), ref, if_match(), voorstel), 201)


@zaken.post("/<ref>/maatregelen/<maatregel_id>/concept")
def concept_maken(ref: str, maatregel_id: str) -> Response:
    """Start the draft; a person sends it."""
    return answer.sheet(behandeling.maak_concept(diensten(), wie(), ref, if_match(), maatregel_id), 202)


@zaken.get("/<ref>/maatregelen/<maatregel_id>/document")
def document(ref: str, maatregel_id: str) -> Response:
    """The Word document of a draft."""
    return answer.download(behandeling.document(diensten(), wie(), ref, maatregel_id), WORD)


@zaken.get("/<ref>/bewijs/<bewijs_id>")
def bewijs(ref: str, bewijs_id: str) -> Response:
    """A piece of evidence, byte for byte as it was received."""
    return answer.download(behandeling.bewijs(diensten(), wie(), ref, bewijs_id))


@zaken.get("/<ref>/bewijs/<beeld_id>/voorbeeld")
def voorbeeld(ref: str, beeld_id: str) -> Response:
    """A picture that is evidence, drawn anew to be looked at: small, upright, without metadata."""
    return answer.download(meekijken.afbeelding(diensten(), wie(), ref, beeld_id), PICTURE)


@zaken.get("/<ref>/dossier.zip")
def dossier(ref: str) -> Response:
    """The dossier for the police, when the betrokkene agreed to that step."""
    return answer.archive(politiepak.dossier(diensten(), wie(), ref))
