"""The words of a mail as plain text: readable, never HTML, and never at the price of a stuck service."""

from __future__ import annotations

import time
from email.message import EmailMessage

import pytest

from plugin.intake.files import EML, MSG, PNG
from plugin.intake.leesbaar import LONGEST, leesbaar, words_of
from tests.tenant_process import ROOT

HOSTILE = (
    "<html><head><title>weg</title><style>p{color:red}</style></head><body><p>Eerste <b>regel</b></p>"
    "<script>alert('nee')</script><img src=https://volgt.example/x.png alt=nee><div>Tweede&nbsp;regel</div>"
    "<!-- <p>verborgen</p> --><a href='https://kwaad.example'>klik</a></body></html>"
)


def mail(plain: str | None = None, page: str | None = None) -> bytes:
    made = EmailMessage()
    made["From"], made["Subject"] = "Boze Burger <boos@elders.example>", "Uw stem"
    if plain is not None:
        made.set_content(plain)
    if page is not None:
        made.add_alternative(page, subtype="html") if plain is not None else made.set_content(
            page, subtype="html"
        )
    return made.as_bytes()


def text(content: bytes) -> str:
    found = leesbaar(content, EML)
    assert found is not None
    return found.tekst


def test_plain_text_is_taken_before_html() -> None:
    found = leesbaar(mail("Dit is gewone tekst.", "<p>Dit niet.</p>"), EML)
    assert found is not None
    assert (found.onderwerp, found.van) == ("Uw stem", "Boze Burger <boos@elders.example>")
    assert found.tekst == "Dit is gewone tekst."


def test_of_html_only_the_words_that_a_reader_sees_are_left() -> None:
    assert text(mail(page=HOSTILE)) == "Eerste regel\n\nTweede regel\nklik"


@pytest.mark.parametrize("name", ["dreigmail", "intimidatie", "scheldmail"])
def test_the_mails_of_the_examples_can_be_read(name: str) -> None:
    words = text((ROOT / "examples" / f"{name}.eml").read_bytes())
    assert len(words.splitlines()) > 3
    assert "=" not in words


def test_an_attached_text_is_no_part_of_what_was_written() -> None:
    made = EmailMessage()
    made["From"] = "a@elders.example"
    made.set_content("Het bericht.")
    made.add_attachment("De bijlage.", filename="bijlage.txt")
    assert text(made.as_bytes()) == "Het bericht."


def test_signs_that_nobody_sees_and_rows_of_empty_lines_go() -> None:
    assert text(mail("een\u202e\u200b twee\n\n\n\n\ndrie\x07")) == "een twee\n\ndrie"


def test_a_very_long_mail_is_cut_and_says_so() -> None:
    found = leesbaar(mail("woord " * LONGEST), EML)
    assert found is not None
    assert (len(found.tekst), found.afgebroken) == (LONGEST, True)


@pytest.mark.parametrize(
    "content", [b"", b"From: a@b.example\n\n", b"From: a@b.example\nContent-Type: image/png\n\nx"]
)
def test_without_words_there_is_nothing_to_read(content: bytes) -> None:
    assert leesbaar(content, EML) is None


def test_what_is_no_mail_is_not_read() -> None:
    assert leesbaar(b"From: a@b.example\n\nHallo", PNG) is None
    assert leesbaar(b"geen container", MSG) is None


@pytest.mark.parametrize(
    "piece", ["<!--", "<a ", "</a", "<![CDATA[", "<?", "<div>", "&#", "<script>", "<a b='"]
)
def test_a_page_made_to_keep_us_busy_is_read_at_once(piece: str) -> None:
    begun = time.process_time()
    words_of(piece * (2_000_000 // len(piece)))
    assert time.process_time() - begun < 8


def test_a_mail_in_a_hundred_layers_is_left_alone() -> None:
    layers = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (number, number) for number in range(100)
    )
    assert leesbaar(b"From: a@b.example\n" + layers + b"Content-Type: text/plain\n\ndiep\n", EML) is None
