"""The service is killed while it destroys cases: each goes on where it was, and ends whole (protocol 49)."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from plugin.casebook.book import Logregel
from plugin.flows.diensten import Diensten
from plugin.main import Checked, put_together
from plugin.protocol.terms import MaatregelStatus, ZaakStatus
from plugin.protocol.vernietiging import Akkoord, Voorstel
from plugin.protocol.zaak import Afsluiting
from plugin.settings import load
from tests.faults.house import House
from tests.faults.killing import LATENCY_MS, kill_at_a_call
from tests.faults.standing import SITE, State, drafts_of, slots_of, wait_until_nothing_is_left, work_left
from tests.faults.story import (
    Sent,
    agree,
    ask_draft,
    report,
    side_by_side,
    wait_until_drafted,
    wait_until_told,
)
from tests.protocol.bouwstenen import GRIFFIER

CASES, KILLS, FEWEST = 4, 8, 4


@pytest.mark.timeout(300)
def test_a_destruction_that_is_killed_again_and_again_ends_whole(house: House) -> None:
    settings = load({name: value for name, value in house.web.env.items() if name.startswith("MELD_")})
    diensten = put_together(settings, Checked.of(settings))
    gone = side_by_side(lambda number: report(house.web, number), range(CASES))
    wait_until_told(house.web, gone)
    side_by_side(lambda sent: agree(house.web, sent), gone[:2])
    side_by_side(lambda sent: ask_draft(house.web, sent), gone[:2])
    wait_until_drafted(house.web, gone[:2])
    wait_until_nothing_is_left(house.database)
    for sent in gone:
        _half_agreed(diensten, sent.referentie)
    house.tenant.latency(LATENCY_MS)
    for sent in gone:
        _agree(house, sent)
    killed = _kill_while_it_destroys(house)
    house.tenant.latency(0)
    house.web.wait_ready()
    wait_until_nothing_is_left(house.database, 90)
    assert killed >= FEWEST
    for sent in gone:
        _ended_whole(house.tenant.state(), sent.referentie)


def _half_agreed(diensten: Diensten, ref: str) -> None:
    """A closed case that was proposed, with one of the two who must agree; what was drafted stands in the mailbox."""
    dossier, now = diensten.casebook.find(ref), diensten.now()
    assert dossier is not None
    first = Akkoord(door=GRIFFIER, op=now)
    proposal = Voorstel(voorgesteld_op=now, orgaan="wij", jaren=3, selectielijst="-", akkoord=(first,))
    ended = [one.model_copy(update={"status": MaatregelStatus.AFGEROND}) for one in dossier.zaak.maatregelen]
    closed = {
        "status": ZaakStatus.AFGESLOTEN,
        "afsluiting": Afsluiting(op=now, door=GRIFFIER, reden="klaar"),
        "maatregelen": tuple(ended),
        "vernietiging": proposal,
    }
    entry = Logregel(ref, "vernietiging voorgesteld", "zaak", "dienst", "dienst", now)
    diensten.casebook.save(dossier, dossier.zaak.model_copy(update=closed), entry)


def _agree(house: House, sent: Sent) -> None:
    with house.web.client("provinciesecretaris") as http:
        rows = http.get("/api/vernietiging").json()["items"]
        version = next(one["etag"] for one in rows if one["referentie"] == sent.referentie)
        said = http.post(
            f"/api/vernietiging/{sent.referentie}/akkoord", headers={"If-Match": version}, json={}
        )
        assert said.status_code == 200, said.text


def _kill_while_it_destroys(house: House) -> int:
    """How often it was killed while some destruction was not at its end."""
    dice, last = random.Random(49), house.tenant.last_request()  # noqa: S311 - the same moments in each run
    for turn in range(KILLS):
        if not work_left(house.database).get("stories"):
            return turn
        last = kill_at_a_call(house, dice, last, turn)
    return KILLS


def _ended_whole(state: State, ref: str) -> None:
    """Nothing readable stands anywhere; one declaration; each fact once in the log."""
    rows = [row for row in state["lists"][SITE]["Meldingen"] if row["Referentie"] == ref]
    assert not any(row.get("Stand") for row in rows), f"{ref}: row"
    assert not [row for row in state["lists"][SITE]["Maatregelen"] if row["Referentie"] == ref]
    files = [*state["files"].get(SITE, {}), *state["recycled_files"].get(SITE, [])]
    about = [path for path in files if ref in path]
    assert [path.partition("/")[0] for path in about] == ["vernietigd"], f"{ref}: files {about}"
    assert (drafts_of(state, ref), slots_of(state, ref)) == ([], []), f"{ref}: drafts and slots"
    logged = Counter(row["Handeling"] for row in state["lists"][SITE]["Logboek"] if row["Referentie"] == ref)
    assert (logged["vernietiging begonnen"], logged["zaak vernietigd"]) == (1, 1), f"{ref}: log"
