"""A bare alarm to the beheerder, when a melding stays on our own disk for hours (protocol 10, 40)."""

from datetime import timedelta

from graph.errors import Conflict, Transient
from plugin.flows.diensten import Diensten
from plugin.flows.engine import patient, step, story
from plugin.flows.notificatie import vertel_kaal

NAAM = "alarm_v1"


@story(NAAM)
def alarm(referentie: str) -> None:
    patient(waarschuw_beheerder, referentie)


@step("sla_alarm")
def sla_alarm(diensten: Diensten) -> None:
    """Every 15 minutes, before anything that SharePoint could hold up."""
    begin_alarmen(diensten)


def begin_alarmen(diensten: Diensten) -> None:
    """One alarm for each melding that is still sealed here after so many hours, however often this is asked."""
    long_ago = diensten.now() - timedelta(hours=diensten.profiel.termijnen.alarm_uren)
    for one in diensten.spool.unfinished(long_ago):
        if one.fase == "verzegeld":
            diensten.engine.enqueue(NAAM, f"alarm/{one.id}", one.referentie)


@step("waarschuw_beheerder")
def waarschuw_beheerder(diensten: Diensten, referentie: str) -> None:
    """A beheerder whom Teams refuses is no reason to try for ever: who keeps the service reads its log.

    Also one who is a party gets it: it says only that something waits, and nobody else can mend that. What waits may be
    past opening, so who its parties are is not asked.
    """
    rules = diensten.profiel
    holder = rules.met_functie(rules.routering.beheerder)
    answers = vertel_kaal(diensten, referentie, [holder.oid], "alarm") if holder else []
    for error in answers:
        if isinstance(error, Transient | Conflict):
            raise error
