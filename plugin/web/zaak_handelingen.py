"""What a handler records on the page of a case beside its measures; the same acts as in the API."""

from flask import Response

from plugin.flows import afhandeling as flows
from plugin.flows import behandeling
from plugin.identity import Role
from plugin.protocol.invoer import (
    DreigingIn,
    GesprekIn,
    NazorgIn,
    OrdeIn,
    OverdragenIn,
    PersoonIn,
    SluitenIn,
    TaakIn,
    WoordvoeringIn,
    ZaakbriefIn,
)
from plugin.web.asked import diensten, if_match, wie
from plugin.web.fragments import fragments
from plugin.web.zaak_antwoord import NIETS, na

zaak_handelingen = fragments("zaak_handelingen", "zaken", Role.BEHANDELAAR)
GESPREK = ("Uw tekst staat hieronder.", "Sla mijn tekst op")
DREIGING = {
    True: "De dreiging staat aan. Iedereen in deze zaak ziet dat niemand uitspraken doet.",
    False: "De dreiging staat uit.",
}


@zaak_handelingen.post("/<ref>/gesprekken")
@zaak_handelingen.input(GesprekIn, arg_name="gegeven")
def gesprek(ref: str, gegeven: GesprekIn) -> Response:
    """Record a talk with the melder."""
    outcome = behandeling.leg_gesprek_vast(diensten(), wie(), ref, if_match(), gegeven)
    return na(ref, outcome, "Het gesprek is vastgelegd.", GESPREK)


@zaak_handelingen.post("/<ref>/nazorg")
@zaak_handelingen.input(NazorgIn, arg_name="gegeven")
def nazorg(ref: str, gegeven: NazorgIn) -> Response:
    """Record an offer of support and its answer."""
    outcome = flows.leg_nazorg_vast(diensten(), wie(), ref, if_match(), gegeven)
    return na(ref, outcome, "Het antwoord is vastgelegd.")


@zaak_handelingen.post("/<ref>/taken")
@zaak_handelingen.input(TaakIn, arg_name="gegeven")
def taken(ref: str, gegeven: TaakIn) -> Response:
    """Tick a practical task off, or open it again."""
    done = "De taak is afgevinkt." if gegeven.gedaan else "De taak staat weer open."
    return na(ref, flows.zet_taak(diensten(), wie(), ref, if_match(), gegeven), done, NIETS)


@zaak_handelingen.post("/<ref>/orde")
@zaak_handelingen.input(OrdeIn, arg_name="gegeven")
def orde(ref: str, gegeven: OrdeIn) -> Response:
    """Record what the voorzitter did in a meeting."""
    outcome = flows.leg_orde_vast(diensten(), wie(), ref, if_match(), gegeven)
    return na(ref, outcome, "De stap in de vergadering is vastgelegd.")


@zaak_handelingen.post("/<ref>/dreiging")
@zaak_handelingen.input(DreigingIn, arg_name="gegeven")
def dreiging(ref: str, gegeven: DreigingIn) -> Response:
    """Say that the threat goes on, or has ended."""
    outcome = flows.zet_dreiging(diensten(), wie(), ref, if_match(), gegeven)
    return na(ref, outcome, DREIGING[gegeven.actief], NIETS)


@zaak_handelingen.post("/<ref>/overdragen")
@zaak_handelingen.input(OverdragenIn, arg_name="gegeven")
def overdragen(ref: str, gegeven: OverdragenIn) -> Response:
    """Hand the case over, or take it."""
    outcome = flows.draag_over(diensten(), wie(), ref, if_match(), gegeven)
    return na(ref, outcome, "De behandelaar is vastgelegd. Een nieuwe lezer krijgt bericht.")


@zaak_handelingen.post("/<ref>/woordvoering")
@zaak_handelingen.input(WoordvoeringIn, arg_name="gegeven")
def woordvoering(ref: str, gegeven: WoordvoeringIn) -> Response:
    """Record who speaks, and what was agreed."""
    outcome = flows.leg_woordvoering_vast(diensten(), wie(), ref, if_match(), gegeven)
    return na(ref, outcome, "Vastgelegd is wie het woord voert.")


@zaak_handelingen.post("/<ref>/brieven")
@zaak_handelingen.input(ZaakbriefIn, arg_name="gegeven")
def brief(ref: str, gegeven: ZaakbriefIn) -> Response:
    """Have a letter to the betrokkene drafted."""
    outcome = flows.maak_brief(diensten(), wie(), ref, if_match(), gegeven)
    return na(ref, outcome, "De brief wordt klaargezet. Een mens verstuurt hem.", NIETS)


@zaak_handelingen.post("/<ref>/agressor")
@zaak_handelingen.input(PersoonIn, arg_name="gegeven")
def agressor(ref: str, gegeven: PersoonIn) -> Response:
    """Say who the agressor is."""
    outcome = flows.herken_agressor(diensten(), wie(), ref, if_match(), gegeven)
    return na(ref, outcome, "Vastgelegd is wie de agressor is. De lezers zijn daarop aangepast.")


@zaak_handelingen.post("/<ref>/betrokkene")
@zaak_handelingen.input(PersoonIn, arg_name="gegeven")
def betrokkene(ref: str, gegeven: PersoonIn) -> Response:
    """Link the account of the person a melding is about."""
    outcome = flows.koppel_betrokkene(diensten(), wie(), ref, if_match(), gegeven)
    return na(ref, outcome, "De betrokkene is gekoppeld, en antwoordt voortaan zelf.")


@zaak_handelingen.post("/<ref>/sluiten")
@zaak_handelingen.input(SluitenIn, arg_name="gegeven")
def sluiten(ref: str, gegeven: SluitenIn) -> Response:
    """Close the case."""
    return na(ref, flows.sluit(diensten(), wie(), ref, if_match(), gegeven), "De zaak is gesloten.")
