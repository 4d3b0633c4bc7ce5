"""The handler's side beside talks and measures: support, order, threat, hand-over, closing."""

from apiflask import APIBlueprint
from flask import Response

from plugin.flows import afhandeling as flows
from plugin.flows import nasleep
from plugin.identity import Role
from plugin.protocol.invoer import (
    DreigingIn,
    NazorgIn,
    OrdeIn,
    OverdragenIn,
    PersoonIn,
    SluitenIn,
    TaakIn,
    WoordvoeringIn,
    ZaakbriefIn,
)
from plugin.web import answer
from plugin.web.asked import diensten, if_match, wie
from plugin.web.guards import guard
from plugin.web.outcomes import WORD

afhandeling = APIBlueprint("afhandeling", __name__, url_prefix="/api/zaken/<ref>", tag="Behandelaar")
afhandeling.before_request(guard(Role.BEHANDELAAR))


@afhandeling.post("/nazorg")
@afhandeling.input(NazorgIn, arg_name="gegeven")
def nazorg(ref: str, gegeven: NazorgIn) -> Response:
    """Record an offer of support and its answer."""
    return answer.sheet(flows.leg_nazorg_vast(diensten(), wie(), ref, if_match(), gegeven), 201)


@afhandeling.post("/sluiten")
@afhandeling.input(SluitenIn, arg_name="gegeven")
def sluiten(ref: str, gegeven: SluitenIn) -> Response:
    """Close the case."""
    return answer.sheet(flows.sluit(diensten(), wie(), ref, if_match(), gegeven))


@afhandeling.post("/orde")
@afhandeling.input(OrdeIn, arg_name="gegeven")
def orde(ref: str, gegeven: OrdeIn) -> Response:
    """Record what the voorzitter did in a meeting."""
    return answer.sheet(flows.leg_orde_vast(diensten(), wie(), ref, if_match(), gegeven), 201)


@afhandeling.post("/dreiging")
@afhandeling.input(DreigingIn, arg_name="gegeven")
def dreiging(ref: str, gegeven: DreigingIn) -> Response:
    """Say that the threat goes on, or has ended."""
    return answer.sheet(flows.zet_dreiging(diensten(), wie(), ref, if_match(), gegeven))


@afhandeling.post("/taken")
@afhandeling.input(TaakIn, arg_name="gegeven")
def taken(ref: str, gegeven: TaakIn) -> Response:
    """Tick a practical task off, or open it again."""
    return answer.sheet(flows.zet_taak(diensten(), wie(), ref, if_match(), gegeven))


@afhandeling.post("/overdragen")
@afhandeling.input(OverdragenIn, arg_name="gegeven")
def overdragen(ref: str, gegeven: OverdragenIn) -> Response:
    """Hand the case over."""
    return answer.sheet(flows.draag_over(diensten(), wie(), ref, if_match(), gegeven))


@afhandeling.post("/agressor")
@afhandeling.input(PersoonIn, arg_name="gegeven")
def agressor(ref: str, gegeven: PersoonIn) -> Response:
    """Say who a named ambtsdrager is."""
    return answer.sheet(flows.herken_agressor(diensten(), wie(), ref, if_match(), gegeven))


@afhandeling.post("/betrokkene")
@afhandeling.input(PersoonIn, arg_name="gegeven")
def betrokkene(ref: str, gegeven: PersoonIn) -> Response:
    """Link the account of the person a melding is about."""
    return answer.sheet(flows.koppel_betrokkene(diensten(), wie(), ref, if_match(), gegeven))


@afhandeling.post("/woordvoering")
@afhandeling.input(WoordvoeringIn, arg_name="gegeven")
def woordvoering(ref: str, gegeven: WoordvoeringIn) -> Response:
    """Record who speaks, and what was agreed."""
    return answer.sheet(flows.leg_woordvoering_vast(diensten(), wie(), ref, if_match(), gegeven), 201)


@afhandeling.post("/brieven")
@afhandeling.input(ZaakbriefIn, arg_name="gegeven")
def brieven(ref: str, gegeven: ZaakbriefIn) -> Response:
    """Have a letter to the betrokkene drafted."""
    return answer.sheet(flows.maak_brief(diensten(), wie(), ref, if_match(), gegeven), 202)


@afhandeling.get("/brieven/<brief_id>/document")
def brief_document(ref: str, brief_id: str) -> Response:
    """The Word document of a letter of the case."""
    return answer.download(nasleep.brief_document(diensten(), wie(), ref, brief_id), WORD)
