"""Meldingen written together: all of them durable, and one that cannot be written harms no other."""

import threading
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import exc

from plugin.intake.database import SpoolUnavailable, engine_for
from plugin.intake.group import Group

ROWS = sa.Table("rows", sa.MetaData(), sa.Column("name", sa.Text, primary_key=True))


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[sa.Engine]:
    engine = engine_for(f"sqlite:///{tmp_path / 'group.sqlite'}")
    ROWS.metadata.create_all(engine)
    yield engine
    engine.dispose()


def _insert(name: str, connection: sa.Connection) -> None:
    connection.execute(sa.insert(ROWS), {"name": name})


def _names(engine: sa.Engine) -> set[str]:
    with engine.connect() as connection:
        return set(connection.execute(sa.select(ROWS.c.name)).scalars())


def _refuse(_connection: sa.Connection) -> None:
    raise SpoolUnavailable("this one alone")


def _side_by_side(group: Group, names: list[str]) -> Counter[str]:
    """Commit all names at once; how many times each way of ending came."""
    ended: Counter[str] = Counter()
    together = threading.Barrier(len(names))

    def one(name: str) -> None:
        together.wait(10)
        try:
            group.commit(partial(_insert, name))
            ended["kept"] += 1
        except exc.IntegrityError:
            ended["refused"] += 1

    threads = [threading.Thread(target=one, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return ended


def test_thirty_at_once_are_all_kept(engine: sa.Engine) -> None:
    names = [f"n{number}" for number in range(30)]
    assert _side_by_side(Group(engine), names) == {"kept": 30}
    assert _names(engine) == set(names)


def test_of_the_same_name_five_times_one_is_kept_and_the_others_lose_nothing(engine: sa.Engine) -> None:
    names = [*(f"n{number}" for number in range(10)), *["same"] * 5]
    assert _side_by_side(Group(engine), names) == {"kept": 11, "refused": 4}
    assert _names(engine) == set(names)


def test_many_commits_share_a_transaction(engine: sa.Engine) -> None:
    commits: list[int] = []
    sa.event.listen(engine, "commit", lambda _connection: commits.append(1))
    group, first, waiting = Group(engine), threading.Event(), threading.Event()

    def slow(connection: sa.Connection) -> None:
        first.set()
        waiting.wait(10)
        _insert("slow", connection)

    leader = threading.Thread(target=group.commit, args=(slow,))
    leader.start()
    first.wait(10)
    others = [threading.Thread(target=group.commit, args=(partial(_insert, f"n{n}"),)) for n in range(8)]
    for other in others:
        other.start()
    while len(group.waiting) < len(others):
        threading.Event().wait(0.005)
    waiting.set()
    for thread in (leader, *others):
        thread.join(10)
    assert len(_names(engine)) == 9
    assert len(commits) == 2


def test_one_that_is_refused_by_our_own_check_leaves_the_others_alone(engine: sa.Engine) -> None:
    group, ended = Group(engine), Counter[str]()

    def one(number: int) -> None:
        try:
            group.commit(_refuse if number % 3 == 0 else partial(_insert, f"n{number}"))
            ended["kept"] += 1
        except SpoolUnavailable:
            ended["refused"] += 1

    threads = [threading.Thread(target=one, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert ended == {"kept": 8, "refused": 4}
    assert _names(engine) == {f"n{number}" for number in range(12) if number % 3}


def test_who_waited_too_long_is_refused_and_never_written(
    engine: sa.Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    group, first, waiting = Group(engine), threading.Event(), threading.Event()

    def slow(connection: sa.Connection) -> None:
        first.set()
        waiting.wait(10)
        _insert("slow", connection)

    leader = threading.Thread(target=group.commit, args=(slow,))
    leader.start()
    first.wait(10)
    monkeypatch.setattr("plugin.intake.group.LONGEST_WAIT", 0.05)
    with pytest.raises(exc.TimeoutError):
        group.commit(partial(_insert, "too late"))
    waiting.set()
    leader.join(10)
    group.commit(partial(_insert, "after"))
    assert _names(engine) == {"slow", "after"}


def test_an_error_of_the_database_reaches_everyone_and_the_next_can_write_again(engine: sa.Engine) -> None:
    group = Group(engine)
    with pytest.raises(exc.OperationalError):
        group.commit(lambda connection: connection.exec_driver_sql("insert into nowhere values (1)") and None)
    group.commit(partial(_insert, "after"))
    assert _names(engine) == {"after"}


def test_writers_that_bypass_the_group_wait_in_line_too(engine: sa.Engine) -> None:
    def write(number: int) -> None:
        with engine.begin() as connection:
            _insert(f"n{number}", connection)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(15)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(_names(engine)) == 15
