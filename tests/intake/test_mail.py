"""Who sent a mail is found in any mail, and no mail can make the reader fall over."""

import time
import tracemalloc
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugin.intake.files import EML, MSG, PNG
from plugin.intake.mail import UNKNOWN, MailFacts, facts, senders
from tests.intake import mails
from tests.intake.mails import AGRESSOR, POLITICUS


@pytest.mark.parametrize("name", mails.FOUND)
def test_the_senders_are_found(name: str) -> None:
    mail, expected = mails.FOUND[name]
    assert senders(mail, EML) == expected


@pytest.mark.parametrize("name", mails.HOSTILE)
def test_a_hostile_mail_gets_an_answer_in_time(name: str) -> None:
    mail = mails.HOSTILE[name]()
    for kind in (EML, MSG):
        begin = time.process_time()
        assert isinstance(senders(mail, kind), tuple)
        assert isinstance(facts(mail, kind), MailFacts)
        assert time.process_time() - begin < 3


@pytest.mark.parametrize(
    ("mail", "expected"),
    [
        (mails.outlook(), (AGRESSOR,)),
        (mails.outlook(embedded="Ander@Voorbeeld.example"), (AGRESSOR, "ander@voorbeeld.example")),
        (mails.outlook(attached=mails.wrapped(mails.PLAIN)), (AGRESSOR, POLITICUS)),
        (
            mails.outlook(attached=mails.outlook("ander@voorbeeld.example")),
            (AGRESSOR, "ander@voorbeeld.example"),
        ),
    ],
    ids=["plain", "mail embedded", "eml attached", "msg attached"],
)
def test_the_senders_in_a_msg_are_found(mail: bytes, expected: tuple[str, ...]) -> None:
    assert senders(mail, MSG) == expected


def test_the_senders_in_a_msg_inside_a_mail_are_found() -> None:
    mail = mails.wrapped_base64(mails.outlook(embedded="ander@voorbeeld.example"), "oud.msg")
    assert senders(mail, EML) == (POLITICUS, AGRESSOR, "ander@voorbeeld.example")


@pytest.mark.parametrize(("levels", "reached"), [(20, True), (21, False)])
def test_mails_in_mails_are_followed_to_a_depth_of_twenty(levels: int, reached: bool) -> None:
    assert (AGRESSOR in senders(mails.deep(levels), EML)) == reached


def test_a_name_that_looks_like_an_address_is_no_sender() -> None:
    mail = f'From: "cdk@provincie.example" <{AGRESSOR}>\r\n\r\nx'.encode()
    assert senders(mail, EML) == (AGRESSOR,)


def test_receivers_are_no_senders() -> None:
    assert POLITICUS not in senders(mails.PLAIN, EML)


def test_a_photo_has_no_senders() -> None:
    assert senders(mails.PLAIN, PNG) == ()
    assert facts(mails.PLAIN, PNG) == MailFacts()


def test_the_facts_of_a_mail_are_read() -> None:
    assert facts(mails.PLAIN, EML) == MailFacts(
        onderwerp="U krijgt hier spijt van",
        van=f"Boze Burger <{AGRESSOR}>",
        datum=datetime(2026, 11, 23, 21, 14, 3, tzinfo=timezone(timedelta(hours=1))),
        message_id="<een@voorbeeld.example>",
    )


def test_the_facts_of_a_msg_are_read() -> None:
    assert facts(mails.outlook(), MSG) == MailFacts(
        onderwerp="U krijgt hier spijt van",
        van=f"Boze Burger <{AGRESSOR}>",
        datum=datetime(2026, 11, 23, 20, 14, 3, tzinfo=UTC),
        message_id="<een@x>",
    )


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        (b"=?utf-8?q?Caf=C3=A9?=", "Café"),
        (b"=?utf-8?b?8J+Yoc2f?= x", "😡͟ x"),
        (b"=?iso-8859-1?q?Caf=E9?= en meer", "Café en meer"),
        ("Café".encode(), "Café"),
        (b"=?utf-8?q?Hoi=0D=0ABcc:_x@b.example?=", "Hoi Bcc: x@b.example"),
        (b"=?utf-8?q?a=E2=80=AEb?=", "a b"),
        (b"a\0b\x1b[31mc", "a b [31mc"),
        (b"x" * 400, "x" * 255),
        (b"", UNKNOWN),
        ("Café".encode("latin-1"), UNKNOWN),
        (b"=?x-niet?q?Caf=E9?=", UNKNOWN),
        (b"=?utf-8?q?Caf=E9?=", UNKNOWN),
        ("=?utf-8?q?Caf=C3=A9?= Café".encode(), UNKNOWN),
        (b"x\r\nSubject: y", UNKNOWN),
    ],
)
def test_a_subject_is_right_or_unknown(raw: bytes, shown: str) -> None:
    assert facts(mails.subject(raw), EML).onderwerp == shown


@pytest.mark.parametrize(
    ("raw", "moment"),
    [
        (b"Mon, 23 Nov 2026 21:14:03 +0100", datetime(2026, 11, 23, 20, 14, 3, tzinfo=UTC)),
        (b"23 Nov 2026 21:14 GMT", datetime(2026, 11, 23, 21, 14, tzinfo=UTC)),
        (b"Mon, 23 Nov 2026 21:14:03", None),
        (b"Mon, 23 Nov 2026 21:14:03 -0000", None),
        (b"gisteren", None),
        (b"Mon, 99 Nov 2026 21:14:03 +0100", None),
        (b"Mon, 23 Nov 2026 21:14:03 +9999", None),
        (b"\xff", None),
        (b"", None),
    ],
)
def test_a_date_is_right_or_unknown(raw: bytes, moment: datetime | None) -> None:
    assert facts(mails.date(raw), EML).datum == moment


@settings(max_examples=300)
@given(st.data())
def test_a_damaged_mail_gets_an_answer(data: st.DataObject) -> None:
    kind, mail = data.draw(
        st.sampled_from(
            [(EML, mails.deep(2)), (MSG, mails.outlook(embedded="a@b.example")), (EML, mails.PLAIN)]
        )
    )
    damaged = bytearray(mail)
    for at, byte in data.draw(
        st.lists(st.tuples(st.integers(0, len(mail) - 1), st.integers(0, 255)), max_size=20)
    ):
        damaged[at] = byte
    cut = bytes(damaged[: data.draw(st.integers(0, len(mail)))])
    assert isinstance(senders(cut, kind), tuple)
    assert isinstance(facts(cut, kind), MailFacts)


def test_names_that_stand_for_the_same_bytes_are_not_read_hundreds_of_times() -> None:
    mail = mails.outlook_with_shared_streams(names=400, size=2_000_000)
    tracemalloc.start()
    try:
        assert senders(mail, MSG)[0] == AGRESSOR
        assert tracemalloc.get_traced_memory()[1] < 100_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "name", ["25 MB of base64 in itself", "25 MB fifty deep", "mails with thousands of senders"]
)
def test_a_hostile_mail_stays_under_300_mb(name: str) -> None:
    mail = mails.HOSTILE[name]()
    tracemalloc.start()
    try:
        senders(mail, EML)
        assert len(mail) + tracemalloc.get_traced_memory()[1] < 300_000_000
    finally:
        tracemalloc.stop()
