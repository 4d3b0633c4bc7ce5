"""The spool keeps what was received, gives the same answer twice, and forgets for good."""

import gc
import os
import tracemalloc
import weakref
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
import time_machine

from plugin.intake.database import STUK, ZENDING, engine_for
from plugin.intake.seal import SealBroken, SealingKeys
from plugin.intake.spool import (
    Clash,
    Gone,
    ReferenceTaken,
    Repeated,
    Sealed,
    Spool,
    SpoolUnavailable,
    TooLarge,
    TooMany,
)
from tests.intake.conftest import NOON, PNG, filled, inzending

MB = 1024 * 1024
CHUNK = 256 * 1024


def sealed(spool: Spool, *contents: bytes, **changes: object) -> str:
    result = spool.seal(filled(spool, *contents), inzending(**changes))
    assert isinstance(result, Sealed)
    return result.id


def rows(engine: sa.Engine, table: sa.Table) -> int:
    with engine.connect() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()


def test_a_sealed_melding_opens_as_it_was_sent(spool: Spool) -> None:
    zending = spool.open(sealed(spool, PNG + b"x"))
    assert zending.melding == inzending().melding
    assert zending.persoon == inzending().persoon
    assert (zending.referentie, zending.soort, zending.ontvangen_op) == ("M-7K3QX2VD", "melding", NOON)
    assert [(b["nummer"], b["naam"], b["opslagnaam"], b["bytes"]) for b in zending.bestanden] == [
        (1, "foto.png", "01-foto.png", 9)
    ]


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 6 * MB + 1])
def test_files_come_back_byte_for_byte(spool: Spool, size: int) -> None:
    content = os.urandom(size)
    upload = filled(spool, content, b"tweede")
    assert upload.streams[0].content() == content
    result = spool.seal(upload, inzending())
    assert isinstance(result, Sealed)
    assert spool.read(spool.open(result.id), 1) == content
    assert spool.read(spool.open(result.id), 2) == b"tweede"


def test_a_file_can_be_read_from_any_place_before_it_is_sealed(spool: Spool) -> None:
    upload = filled(spool, bytes(range(256)) * 2048)
    stream = upload.streams[0]
    stream.seek(CHUNK - 2)
    assert stream.read(2) == b"\xfe\xff"
    assert stream.read(2) == b"\x00\x01"
    assert stream.seek(-1, os.SEEK_END) == 2 * CHUNK - 1
    assert stream.read() == b"\xff"


def test_the_same_content_under_the_same_key_gets_the_first_answer(spool: Spool, engine: sa.Engine) -> None:
    first = sealed(spool, PNG)
    again = spool.seal(
        filled(spool, PNG), inzending(referentie="M-ANDERE", antwoord={"referentie": "M-ANDERE"})
    )
    assert again == Repeated(first, {"referentie": "M-7K3QX2VD"})
    assert (rows(engine, ZENDING), rows(engine, STUK)) == (1, 1)


@pytest.mark.parametrize(
    ("content", "changes"),
    [
        (PNG + b"anders", {}),
        (PNG, {"melding": {"route": "overleg"}}),
        (PNG, {"soort": "bewijs"}),
    ],
)
def test_other_content_under_the_same_key_clashes(
    spool: Spool, engine: sa.Engine, content: bytes, changes: dict[str, object]
) -> None:
    sealed(spool, PNG)
    assert spool.seal(filled(spool, content), inzending(**changes)) == Clash()
    assert rows(engine, STUK) == 1


def test_the_same_key_of_another_person_is_another_melding(spool: Spool) -> None:
    sealed(spool)
    assert isinstance(spool.seal(filled(spool), inzending(oid="statenlid2", referentie="M-2")), Sealed)


def test_the_order_of_fields_does_not_matter(spool: Spool) -> None:
    sealed(spool, melding={"a": 1, "b": 2})
    assert isinstance(spool.seal(filled(spool), inzending(melding={"b": 2, "a": 1})), Repeated)


def test_a_taken_reference_asks_for_a_new_one_and_loses_nothing(spool: Spool) -> None:
    sealed(spool, PNG)
    upload = filled(spool, PNG + b"2")
    with pytest.raises(ReferenceTaken):
        spool.seal(upload, inzending(sleutel="andere"))
    result = spool.seal(upload, inzending(sleutel="andere", referentie="M-NIEUW"))
    assert isinstance(result, Sealed)
    assert spool.read(spool.open(result.id), 1) == PNG + b"2"


def test_more_evidence_may_come_under_the_same_reference(spool: Spool) -> None:
    sealed(spool)
    for key in ("a", "b"):
        assert isinstance(spool.seal(filled(spool, PNG), inzending(soort="bewijs", sleutel=key)), Sealed)


@pytest.mark.parametrize("size", [100, 5 * MB])
def test_of_twenty_identical_submissions_at_once_exactly_one_wins(
    spool: Spool, engine: sa.Engine, size: int
) -> None:
    content = PNG + os.urandom(size)
    uploads = [filled(spool, content) for _ in range(20)]
    with ThreadPoolExecutor(20) as pool:
        results = list(
            pool.map(
                lambda pair: spool.seal(
                    pair[1], inzending(referentie=f"M-{pair[0]}", antwoord={"referentie": f"M-{pair[0]}"})
                ),
                enumerate(uploads),
            )
        )
    winners = [result for result in results if isinstance(result, Sealed)]
    others = [result for result in results if isinstance(result, Repeated)]
    assert (len(winners), len(others)) == (1, 19)
    answer = {"referentie": spool.open(winners[0].id).referentie}
    assert all(other == Repeated(winners[0].id, answer) for other in others)
    assert rows(engine, STUK) == -(-len(content) // CHUNK)
    assert spool.read(spool.open(winners[0].id), 1) == content


def test_a_repeat_is_recognised_after_the_keys_were_rotated(engine: sa.Engine, spool: Spool) -> None:
    first = sealed(spool, PNG)
    rotated = Spool(engine, SealingKeys([b"2" * 32, b"1" * 32]))
    assert isinstance(rotated.seal(filled(rotated, PNG), inzending()), Repeated)
    assert rotated.read(rotated.open(first), 1) == PNG
    assert [each.id for each in rotated.of_owner("statenlid1")] == [first]


def test_an_upload_is_let_go_of_as_soon_as_nobody_uses_it(spool: Spool) -> None:
    """Megabytes of each melding would else lie here until the collector comes by."""
    upload = filled(spool, PNG * CHUNK)
    gone = weakref.ref(upload)
    spool.seal(upload, inzending())

    gc.disable()
    try:
        del upload
        assert gone() is None
    finally:
        gc.enable()


# --- limits ---


def test_a_file_of_25_mb_is_taken_and_a_byte_more_is_not(spool: Spool) -> None:
    upload = spool.begin()
    stream = upload.file("film.mp4", "video/mp4")
    for _ in range(25):
        stream.write(bytes(MB))
    with pytest.raises(TooLarge) as refused:
        stream.write(b"x")
    assert (refused.value.kind, refused.value.nummer) == ("bestand", 1)


def test_files_of_60_mb_together_are_taken_and_a_byte_more_is_not(spool: Spool) -> None:
    upload = spool.begin()
    for _ in range(3):
        stream = upload.file("film.mp4", "video/mp4")
        for _ in range(20):
            stream.write(bytes(MB))
        stream.seek(0)
    with pytest.raises(TooLarge) as refused:
        upload.file("nog een", "").write(b"x")
    assert (refused.value.kind, refused.value.nummer) == ("samen", 4)


def test_the_eleventh_file_is_refused(spool: Spool) -> None:
    upload = filled(spool, *[PNG] * 10)
    with pytest.raises(TooMany):
        upload.file("elfde", "")


def test_25_mb_passes_in_little_memory(spool: Spool) -> None:
    tracemalloc.start()
    try:
        upload = spool.begin()
        stream = upload.file("film.mp4", "video/mp4")
        block = os.urandom(65536)
        for _ in range(400):
            stream.write(block)
        result = spool.seal(upload, inzending())
        assert isinstance(result, Sealed)
        assert len(spool.read(spool.open(result.id), 1)) == 25 * MB
        assert tracemalloc.get_traced_memory()[1] < 60 * MB
    finally:
        tracemalloc.stop()


# --- ending ---


def test_a_destroyed_melding_is_gone_and_its_answer_is_still_given(spool: Spool, engine: sa.Engine) -> None:
    id_ = sealed(spool, PNG)
    spool.destroy(id_, "opgeslagen")
    spool.destroy(id_, "opgeslagen")
    for look in (lambda: spool.open(id_), lambda: spool.read(spool.open(id_), 1)):
        with pytest.raises(Gone):
            look()
    assert rows(engine, STUK) == 0
    assert isinstance(spool.seal(filled(spool, PNG), inzending()), Repeated)


def test_destroying_one_melding_leaves_the_others(spool: Spool) -> None:
    first, second = sealed(spool, PNG), sealed(spool, PNG, sleutel="b", referentie="M-2")
    spool.destroy(first, "opgeslagen")
    assert spool.read(spool.open(second), 1) == PNG


@pytest.mark.parametrize("id_", ["onbekend", ""])
def test_an_unknown_id_is_gone(spool: Spool, id_: str) -> None:
    with pytest.raises(Gone):
        spool.open(id_)


def test_an_unknown_file_is_gone(spool: Spool) -> None:
    with pytest.raises(Gone):
        spool.read(spool.open(sealed(spool, PNG)), 2)


@pytest.mark.parametrize(
    "harm",
    [
        sa.delete(STUK).where(STUK.c.nr == 1),
        sa.delete(STUK).where(STUK.c.nr == 2),
        sa.update(STUK).where(STUK.c.nr == 1).values(bestand=9),
        sa.update(STUK).where(STUK.c.nr == 0).values(bytes=b"iets anders"),
    ],
    ids=["hole", "cut short", "moved", "changed"],
)
def test_a_harmed_file_does_not_open(spool: Spool, engine: sa.Engine, harm: sa.Executable) -> None:
    id_ = sealed(spool, os.urandom(3 * CHUNK))
    with engine.begin() as connection:
        connection.execute(harm)
    with pytest.raises(SealBroken):
        spool.read(spool.open(id_), 1)


def test_swapped_chunks_do_not_open(spool: Spool, engine: sa.Engine) -> None:
    id_ = sealed(spool, os.urandom(3 * CHUNK))
    with engine.begin() as connection:
        for old, new in ((0, 7), (1, 0), (7, 1)):
            connection.execute(sa.update(STUK).where(STUK.c.nr == old).values(nr=new))
    with pytest.raises(SealBroken):
        spool.read(spool.open(id_), 1)


def test_a_last_chunk_is_sealed_as_the_last_and_one_before_it_is_not(spool: Spool) -> None:
    upload = filled(spool, os.urandom(2 * CHUNK))
    assert upload.chunk(1, 1, last=True)
    for nr, last in ((0, True), (1, False)):
        with pytest.raises(SealBroken):
            upload.chunk(1, nr, last=last)


def test_an_abandoned_upload_is_swept_after_an_hour_and_a_sealed_one_never(
    spool: Spool, engine: sa.Engine
) -> None:
    kept = sealed(spool, PNG)
    begun = filled(spool, bytes(6 * MB)).begun
    assert rows(engine, STUK) > 10
    assert spool.sweep(begun + timedelta(minutes=59)) == 0
    assert spool.sweep(begun + timedelta(minutes=61)) > 0
    assert rows(engine, STUK) == 1
    assert spool.read(spool.open(kept), 1) == PNG


def test_an_upload_that_lost_chunks_to_the_sweep_is_not_confirmed(spool: Spool) -> None:
    upload = filled(spool, bytes(6 * MB))
    spool.sweep(upload.begun + timedelta(hours=2))
    with pytest.raises(SpoolUnavailable):
        spool.seal(upload, inzending())
    assert spool.of_owner("statenlid1") == []


def test_an_upload_of_nearly_an_hour_is_not_confirmed_so_the_sweep_cannot_pass_it(spool: Spool) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        upload = filled(spool, bytes(6 * MB))
        clock.shift(timedelta(minutes=51))
        with pytest.raises(SpoolUnavailable):
            spool.seal(upload, inzending())


def test_what_was_destroyed_is_forgotten_and_what_waits_is_kept(spool: Spool) -> None:
    done, waiting = sealed(spool), sealed(spool, sleutel="b", referentie="M-2")
    spool.destroy(done, "opgeslagen")
    assert spool.forget(NOON) == 0
    assert spool.forget(NOON + timedelta(seconds=1)) == 1
    assert [each.id for each in spool.of_owner("statenlid1")] == [waiting]


# --- questions ---


def test_unfinished_is_what_was_not_reported_and_is_old_enough(spool: Spool) -> None:
    ids = [
        sealed(spool, sleutel=key, referentie=key, ontvangen_op=NOON + timedelta(hours=n))
        for n, key in enumerate("abc")
    ]
    spool.phase(ids[0], "gemeld")
    spool.phase(ids[1], "opgeslagen")
    assert [one.id for one in spool.unfinished(NOON + timedelta(hours=2))] == [ids[1]]
    assert [one.id for one in spool.unfinished(NOON + timedelta(hours=3))] == [ids[1], ids[2]]


def test_a_person_sees_the_phase_of_what_they_sent_newest_first(spool: Spool) -> None:
    first = sealed(spool)
    sealed(spool, sleutel="b", referentie="M-2", ontvangen_op=NOON + timedelta(hours=1))
    sealed(spool, oid="statenlid2", referentie="M-3")
    spool.phase(first, "opgeslagen")
    assert [(each.referentie, each.fase) for each in spool.of_owner("statenlid1")] == [
        ("M-2", "verzegeld"),
        ("M-7K3QX2VD", "opgeslagen"),
    ]


@pytest.mark.parametrize(
    ("since", "count"),
    [(NOON, 2), (NOON + timedelta(minutes=1), 1), (NOON + timedelta(hours=1), 0)],
)
def test_accepted_meldingen_are_counted_per_person_and_repeats_are_not(
    spool: Spool, since: datetime, count: int
) -> None:
    sealed(spool)
    sealed(spool, sleutel="b", referentie="M-2", ontvangen_op=NOON + timedelta(minutes=30))
    sealed(spool, sleutel="c", soort="bewijs", ontvangen_op=NOON + timedelta(minutes=30))
    sealed(spool, oid="statenlid2", referentie="M-3", ontvangen_op=NOON + timedelta(minutes=30))
    spool.seal(filled(spool), inzending())
    assert spool.accepted_since("statenlid1", since) == count


def test_making_the_tables_twice_keeps_what_is_there(spool: Spool) -> None:
    id_ = sealed(spool)
    spool.create_tables()
    assert spool.open(id_).referentie == "M-7K3QX2VD"


@pytest.mark.parametrize(
    "away", ["sqlite:////bestaat/niet/spool.sqlite", "postgresql+psycopg://x@127.0.0.1:9/x"]
)
def test_a_database_that_is_away_is_named_so_without_values(keys: SealingKeys, away: str) -> None:
    spool = Spool(engine_for(away), keys)
    calls = (
        spool.create_tables,
        lambda: spool.seal(spool.begin(), inzending()),
        lambda: filled(spool, bytes(5 * MB)),
        lambda: spool.open("x"),
        lambda: spool.phase("x", "gemeld"),
        lambda: spool.destroy("x", "opgeslagen"),
        lambda: spool.unfinished(NOON),
        lambda: spool.of_owner("statenlid1"),
        lambda: spool.accepted_since("statenlid1", NOON),
        lambda: spool.sweep(NOON),
        lambda: spool.forget(NOON),
    )
    for call in calls:
        with pytest.raises(SpoolUnavailable) as refused:
            call()
        assert "statenlid1" not in str(refused.value)


def test_a_planted_word_is_in_no_file_while_2_mb_arrives_or_after(
    keys: SealingKeys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_temp = tmp_path / "tijdelijk"
    own_temp.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(own_temp))
    spool = Spool(engine_for(f"sqlite:///{tmp_path}/spool.sqlite"), keys)
    spool.create_tables()
    word = b"kwartelkoning"

    def seen() -> list[Path]:
        files = [path for path in tmp_path.rglob("*") if path.is_file()]
        return [path for path in files if word in path.read_bytes()]

    upload = spool.begin()
    for nummer in range(1, 4):
        stream = upload.file(f"{word.decode()} {nummer}.png", "image/png")
        for _ in range(32):
            stream.write(word * 5041)
            assert seen() == []
    text = word.decode()
    result = spool.seal(
        upload,
        inzending(
            melding={"gebeurtenis": text},
            persoon={"naam": text},
            antwoord={"x": text},
            oid=text,
            sleutel=text,
        ),
    )
    assert isinstance(result, Sealed)
    assert seen() == []
    spool.destroy(result.id, "opgeslagen")
    assert seen() == []
    assert list(own_temp.iterdir()) == []


def test_after_destroying_the_sealed_bytes_are_out_of_the_database_files(
    keys: SealingKeys, tmp_path: Path
) -> None:
    engine = engine_for(f"sqlite:///{tmp_path}/spool.sqlite")
    spool = Spool(engine, keys)
    spool.create_tables()
    id_ = sealed(spool, os.urandom(3 * CHUNK))
    with engine.connect() as connection:
        samples = [bytes(b)[2000:2100] for b in connection.execute(sa.select(STUK.c.bytes)).scalars()]
        samples.append(bytes(connection.execute(sa.select(ZENDING.c.sleutel)).scalar_one()))

    def present() -> int:
        data = b"".join(path.read_bytes() for path in tmp_path.glob("spool.sqlite*"))
        return sum(sample in data for sample in samples)

    assert present() == 4
    spool.destroy(id_, "opgeslagen")
    assert present() == 0
