"""A whole life of the service: years of cases, each closed, kept for its term, and destroyed on the word of two people.

Time is an argument: the clock of the services stands where the test puts it, and the nights are asked for by their date.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
import sqlalchemy as sa

from plugin.casebook.book import Dossier, Logregel
from plugin.casebook.leegmaken import LEEG
from plugin.casebook.rows import case_fields
from plugin.flows import behandeling, bewaren, register, verzoeken
from plugin.flows.aanname import Aangenomen, neem_aan
from plugin.flows.antwoord import beantwoord
from plugin.flows.bewerking import Blad
from plugin.flows.diensten import Diensten
from plugin.flows.logboek import afwijkingen, alle_ketens
from plugin.flows.werker import NACHT, Werker
from plugin.intake.database import STUK, ZENDING
from plugin.main import LOCKS, Checked, prepare, put_together
from plugin.protocol import afhandeling
from plugin.protocol.invoer import GesprekIn, VoorstelIn
from plugin.protocol.melding import Melding
from plugin.protocol.referentie import nieuwe_referentie
from plugin.protocol.terms import Antwoord, MaatregelStatus, NazorgAntwoord, NazorgVoor, ZaakStatus
from plugin.protocol.toegang import Wie
from plugin.protocol.verzoek import VerzoekIn, Verzoeksoort
from plugin.protocol.zaak import Afsluiting, Nazorg, Zaak
from plugin.settings import load
from tests.faults.house import own_tenant
from tests.faults.story import side_by_side
from tests.loops import apart
from tests.protocol.bouwstenen import ANDER_STATENLID, GRIFFIER, SECRETARIS, STATENLID, een_melding, een_zaak
from tests.rig import settings_env
from tests.service_process import eventually
from tests.tenant_process import TenantProcess

CASES, REGISTER = "/sites/agressiemeldingen", "/sites/agressieregister"
WORD = "Zeldzaamwoord"
YEARS, QUARTERS, LIVED, SEEDED = 5, 4, 2, 8  # 200 cases in all
pytestmark = pytest.mark.timeout(900)
HANDLER, SECOND = Wie(GRIFFIER, "", "proef"), Wie(SECRETARIS, "", "proef")
PNG = b"\x89PNG\r\n\x1a\n " + WORD.encode()


@dataclasses.dataclass
class Life:
    """The services with a clock of our own, and all references that ever were."""

    tenant: TenantProcess
    diensten: Diensten
    clock: list[datetime]
    refs: list[str] = dataclasses.field(default_factory=list)

    @property
    def now(self) -> datetime:
        return self.clock[0]

    def year(self) -> None:
        """Meldingen come in each quarter and are closed in its time; most of them stand there as others once did."""
        begun, received, rows = list[str](), list[tuple[str, datetime]](), list[dict[str, Any]]()
        for _ in range(QUARTERS):
            begun += [self._received(number) for number in range(LIVED)]
            received += [(ref, self.now) for ref in self.refs[-LIVED:]]
            rows += self._seeded()
            self.clock[0] += timedelta(days=91)
        self.tenant.control("POST", "seed", json={"site": CASES, "list": "Meldingen", "rows": rows})
        eventually(lambda: not self.diensten.engine.unfinished(begun), "all are stored", 120)
        side_by_side(self._with_a_draft, [ref for ref, _ in received[LIVED - 1 :: LIVED]])
        side_by_side(lambda one: self._closed(*one), received)

    def night(self) -> None:
        self._done([(NACHT, self.now), (register.NAAM, self.now)])

    def ask(self) -> None:
        """A request that prevents, with its draft."""
        given = VerzoekIn(soort=Verzoeksoort.TRAINING, wanneer=WORD, toelichting=WORD)
        assert isinstance(verzoeken.vraag(self.diensten, HANDLER, "een", given), dict)

    def asked(self) -> bool:
        """Does the request still stand, with its draft?"""
        state = self.state()
        rows = {row["Soort"] for row in state["lists"][CASES]["Verzoeken"]}
        marks = json.dumps([one["properties"] for box in state["messages"].values() for one in box])
        assert (Verzoeksoort.TRAINING in rows) == ("verzoek/" in marks)
        return Verzoeksoort.TRAINING in rows

    @contextlib.contextmanager
    def closed_mailboxes(self) -> Iterator[None]:
        self.tenant.fault(method="*", path="/users/[^/]+/messages", kind="403", times=10_000)
        yield
        self.tenant.clear_faults()

    def agree(self) -> None:
        """Two persons agree to all that is proposed, and what they agreed to goes."""
        refs = list[str]()
        for who in (HANDLER, SECOND):
            proposed = bewaren.voorstellen(self.diensten, who)["items"]
            refs = [one["referentie"] for one in proposed]
            assert all(side_by_side(partial(self._agreed, who), proposed))
        for (
            ref
        ) in refs:  # one by one: asking for all at once, all the time, would slow down what is waited for
            eventually(partial(self._is_gone, ref), f"{ref} is destroyed", 180)

    def _is_gone(self, referentie: str) -> bool:
        return bool(ended := self.destructions(referentie)) and not self.diensten.engine.unfinished(ended)

    def destructions(self, referentie: str) -> list[str]:
        """The stories that took this case away."""
        return [name for name in self.stories() if name.startswith(f"vernietiging/{referentie}/")]

    def stories(self) -> list[str]:
        with self.diensten.engine.database.connect() as connection:
            return list(connection.exec_driver_sql("select workflow_uuid from workflow_status").scalars())

    def _agreed(self, who: Wie, one: dict[str, Any]) -> bool:
        return isinstance(bewaren.keur_goed(self.diensten, who, one["referentie"], one["etag"]), Blad)

    def state(self) -> dict[str, Any]:
        return self.tenant.state()

    def cases(self) -> set[str]:
        return {row["Referentie"] for row in self.state()["lists"][CASES]["Meldingen"]}

    def totals(self) -> dict[str, int]:
        rows = self.state()["lists"][REGISTER]["Cijfers"]
        return {row["Periode"]: row["Aantal"] for row in rows if row["Onderwerp"] == "Meldingen"}

    def _seeded(self) -> list[dict[str, Any]]:
        """The rows of cases that were closed today."""
        end = Afsluiting(op=self.now, door=GRIFFIER, reden="klaar")
        refs = [nieuwe_referentie() for _ in range(SEEDED)]
        told = een_melding(gebeurtenis=WORD, aard=["bedreiging"])
        zaken = [
            een_zaak(
                referentie=ref, sleutel=ref, ontvangen_op=self.now, melding=told, afsluiting=end,
                status=ZaakStatus.AFGESLOTEN,
            )
            for ref in refs
        ]  # fmt: skip
        self.refs[:0] = refs
        return [case_fields(one) for one in zaken]

    def _received(self, number: int) -> str:
        upload = self.diensten.spool.begin()
        if number == 0:
            upload.file("foto.png", "image/png").write(PNG)
        told = {
            "route": "hulp",
            "gebeurtenis": f"{WORD} {number}",
            "aard": ["bedreiging"],
            "agressor": {"hoedanigheid": "burger", "naam": WORD, "email": "boos@elders.example"},
        }
        wie = Wie((STATENLID, ANDER_STATENLID)[number % 2], "Statenlid", "proef")
        accepted = neem_aan(self.diensten, upload, Melding.model_validate(told), wie, str(uuid.uuid4()))
        assert isinstance(accepted, Aangenomen)
        self.refs.append(accepted.antwoord["referentie"])
        return next(
            one.id for one in self.diensten.spool.of_owner(wie.oid) if one.referentie == self.refs[-1]
        )

    def _with_a_draft(self, ref: str) -> None:
        """A talk, a measure, a yes, a draft in the mailbox and a slot in the calendar; then it lapses, unsent."""
        diensten, day = self.diensten, f"{self.now:%Y-%m-%d}"
        talk = GesprekIn.model_validate({"soort": "intake", "datum": day, "verslag": WORD})
        sheet = behandeling.leg_gesprek_vast(diensten, HANDLER, ref, self._etag(ref), talk)
        asked = VoorstelIn.model_validate({"soort": "waarschuwing", "reden": WORD, "uitvoerder": "provincie"})
        assert isinstance(sheet, Blad)
        sheet = behandeling.stel_maatregel_voor(diensten, HANDLER, ref, sheet.etag, asked)
        assert isinstance(sheet, Blad)
        beantwoord(diensten, Wie(ANDER_STATENLID, "", "proef"), ref, "m1", Antwoord.AKKOORD, 1)
        assert isinstance(behandeling.maak_concept(diensten, HANDLER, ref, self._etag(ref), "m1"), Blad)
        eventually(lambda: self._draft_is_ready(ref), "the draft is ready", 60)

    def _draft_is_ready(self, ref: str) -> bool:
        measure = self._case(ref).zaak.maatregel("m1")
        return measure is not None and measure.concept is not None and measure.concept.status == "gereed"

    def _closed(self, ref: str, at: datetime) -> None:
        """By the rules, in one change."""
        dossier = self._case(ref)
        zaak: Any = dossier.zaak
        for voor in NazorgVoor:
            offer = Nazorg(
                voor=voor,
                antwoord=NazorgAntwoord.NEE,
                datum=at.date(),
                door=GRIFFIER,
                vastgelegd_op=at,
            )
            zaak = afhandeling.leg_nazorg_vast(zaak, offer)
        ended = tuple(one.model_copy(update={"status": MaatregelStatus.AFGEROND}) for one in zaak.maatregelen)
        end = Afsluiting(op=at, door=GRIFFIER, reden="klaar")
        closed = afhandeling.sluit(zaak.model_copy(update={"maatregelen": ended}), end)
        assert isinstance(closed, Zaak)
        entry = Logregel(ref, "zaak gesloten", "zaak", GRIFFIER, "proef", self.now)
        self.diensten.casebook.save(dossier, closed, entry)

    def hold(self, ref: str, reden: str | None) -> None:
        assert isinstance(bewaren.houd_vast(self.diensten, HANDLER, ref, self._etag(ref), reden), Blad)

    def _case(self, ref: str) -> Dossier:
        dossier = self.diensten.casebook.find(ref)
        assert dossier is not None
        return dossier

    def _etag(self, ref: str) -> str:
        return self._case(ref).etag

    def _done(self, stories: list[tuple[str, datetime]]) -> None:
        ids = [f"proef/{name}/{uuid.uuid4()}" for name, _ in stories]
        for (name, at), flow_id in zip(stories, ids, strict=True):
            self.diensten.engine.enqueue(name, flow_id, at, None)
        eventually(lambda: not self.diensten.engine.unfinished(ids), "the night is over", 180)
        assert not self.diensten.engine.failed(ids)


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Life]:
    folder = tmp_path_factory.mktemp("leven")
    tenant = own_tenant(folder)
    settings = load(settings_env(tenant, folder))
    clock = [datetime.now(UTC)]
    diensten = dataclasses.replace(put_together(settings, Checked.of(settings)), now=lambda: clock[0])
    prepare(settings, diensten)
    werker = Werker(diensten, settings.state_dir / LOCKS)
    apart(werker.start)
    with contextlib.ExitStack() as ends:
        ends.callback(tenant.stop)
        ends.callback(apart, werker.stop)
        yield Life(tenant, diensten, clock)


@pytest.fixture(scope="module")
def after(life: Life) -> dict[str, int]:
    """The totals as they stood before anything went; now every case is gone, one after a hold."""
    life.ask()
    for year in range(YEARS):
        life.year()
        with life.closed_mailboxes() if year == YEARS - 2 else contextlib.nullcontext():
            life.night()
        assert life.asked() == (year < YEARS - 1)
        life.agree()
    held, counted = life.refs[-1], life.totals()
    life.hold(held, "De strafzaak loopt nog.")
    life.clock[0] += timedelta(days=366 * 3 + 60)
    life.night()
    assert held not in {one["referentie"] for one in bewaren.voorstellen(life.diensten, HANDLER)["items"]}
    life.agree()
    life.hold(held, None)
    life.night()
    assert life.cases() == {held}
    life.agree()
    life.night()
    assert life.cases() == set()
    return counted


def test_the_register_keeps_its_totals_and_names_no_case_any_more(life: Life, after: dict[str, int]) -> None:
    assert sum(after.values()) == len(life.refs)
    assert life.totals() == after
    years = [path for path in life.state()["files"][CASES] if path.startswith("register/")]
    kept = [life.tenant.control("GET", "file", params={"site": CASES, "path": path}) for path in years]
    assert [one["geteld"] for one in kept] == [[]] * len(years)


@pytest.mark.usefixtures("after")
def test_nothing_readable_is_left_in_microsoft_365(life: Life) -> None:
    state = life.state()
    assert (state["lists"][CASES]["Meldingen"], state["lists"][CASES]["Maatregelen"]) == ([], [])
    assert {path.partition("/")[0] for path in state["files"][CASES]} == {"register", "vernietigd"}
    assert state["recycled_files"].get(CASES, []) == []
    texts = json.dumps({name: state[name] for name in ("lists", "messages", "events", "recycled_items")})
    assert WORD not in texts
    assert "boos@elders.example" not in texts
    assert not any(one["properties"] for box in state["messages"].values() for one in box)


@pytest.mark.usefixtures("after")
def test_nothing_of_a_case_is_left_on_our_own_disk(life: Life) -> None:
    with life.diensten.engine.database.connect() as connection:
        for table in (ZENDING, STUK):
            assert connection.scalar(sa.select(sa.func.count()).select_from(table)) == 0
    about = {name for name in life.stories() if any(ref in name for ref in life.refs)}
    assert about <= {name for ref in life.refs for name in life.destructions(ref)}


@pytest.mark.usefixtures("after")
def test_a_declaration_of_each_destruction_stays_and_says_what_lies_where_until_when(life: Life) -> None:
    paths = [path for path in life.state()["files"][CASES] if path.startswith("vernietigd/")]
    assert len(paths) == len(life.refs)
    said = life.tenant.control("GET", "file", params={"site": CASES, "path": paths[0]})
    gone = date.fromisoformat(said["vernietigd_op"])
    assert {one["door"] for one in said["goedgekeurd"]} == {"griffier", "provinciesecretaris"}
    assert said["bewaartermijn_jaren"] == 3
    assert (gone + timedelta(days=93)).isoformat() in said["blijft"][0]
    assert WORD not in json.dumps(said)


@pytest.mark.usefixtures("after")
def test_the_log_outlives_the_case_and_goes_at_its_own_term(life: Life) -> None:
    diensten = life.diensten
    first = life.refs[-1]
    assert [str(one) for one in afwijkingen(diensten, alle_ketens(diensten))] == []
    acts = [one.woorden["Handeling"] for one in diensten.casebook.logboek.regels(first)]
    assert (acts[0], acts[-1]) == ("melding opgeslagen", "zaak vernietigd")
    life.clock[0] += timedelta(days=366 * 6)
    life.night()
    assert list(diensten.casebook.logboek.regels(first)) == []
    assert not set(life.refs) & set(alle_ketens(diensten))
    said = [row for row in life.state()["lists"][CASES]["Logboek"] if row["Handeling"] == "logboek gewist"]
    assert set(life.refs) <= {row["Object"] for row in said}


@pytest.mark.usefixtures("after")
@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("Meldingen", {"Title", "Referentie", "Sleutel", "Ontvangen", "Stapel"}),
        ("Maatregelen", {"Title", "Referentie", "Sleutel"}),
        ("Logboek", {"Title", "Referentie", "Sleutel"}),
        ("Verzoeken", {"Title", "Sleutel", "Aangevraagd"}),
    ],
)
def test_the_bin_holds_of_each_row_no_more_than_what_it_was_about(
    life: Life, name: str, left: set[str]
) -> None:
    binned = life.state()["recycled_items"][CASES][name]
    assert binned
    assert {key for row in binned for key, value in row.items() if value is not None} == {"id", *left}
    assert {row["Title"] for row in binned} <= {LEEG, *life.refs}
