"""Letters carry every word as it was given, and their text is what a reader of the document meets."""

import io
import shutil
import time
import zipfile
from pathlib import Path

import pytest
from docx import Document

from plugin.letters import LetterError, Letters, letter_text, put_back
from plugin.letters.fields import LETTERS, MAILS, TABLES, sample
from plugin.letters.filling import letter_environment
from plugin.protocol.profiel import Profiel

TEMPLATES = Path(__file__).parents[2] / "templates"
PROFILES = sorted((Path(__file__).parents[2] / "deploy" / "profiles").glob("*.toml"))
STOPGESPREK = "uitnodiging-stopgesprek"
VELDEN = {
    "organisatie": "Provincie Voorbeeld",
    "organisatie_adres": "Provinciehuis\nVoorbeeldlaan 1, 3500 AA Voorbeeldstad",
    "kenmerk": "M-7K2M9XQ4",
    "datum": "woensdag 2 december 2026",
    "geadresseerde": "boze.burger@voorbeeld.example",
    "aanhef": "Geachte heer of mevrouw",
    "gedrag": "dreigende woorden in een e-mail",
    "ambtsdrager": "een politieke ambtsdrager van onze provincie",
    "gesprek_datum": "dinsdag 8 december 2026, 14.00 uur",
    "gesprek_plaats": "Provinciehuis, kamer van de commissaris",
    "contact_naam": "Griffier Voorbeeld",
    "contact_functie": "griffier",
    "contact_telefoon": "030 000 00 03",
    "ondertekenaar_naam": "Commissaris Voorbeeld",
    "ondertekenaar_functie": "commissaris van de Koning",
}
HOSTILE = {
    "a tag of Word": "</w:t></w:r></w:p><w:p><w:r><w:t>nieuw",
    "the signs of XML": "A & B < C > \"D\" 'E' ]]> &amp; <!-- -->",
    "a sum in a template": "{{ 7*7 }} en {{ kenmerk }}",
    "a loop in a template": "{% for a in [1,2,3] %}x{% endfor %}{# niets #}",
    "the library's own signs": "{_{ naam }_} {_% raw %_} a_b",
    "a row of a table": "{%tr for a in b %} {%p if c %} {{r d }}",
    "a private attribute": "{{ ''.__class__.__mro__ }}",
    "an emoji and a flag": "👩🏽‍⚖️ 🇳🇱 ë",
    "ten thousand characters": "x<&" * 3333 + "y",
    "signs no font has": "\ue000 \ufdd0",
}


@pytest.fixture(scope="module")
def letters() -> Letters:
    return Letters(TEMPLATES)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))


def body_of(docx: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(io.BytesIO(docx)).paragraphs]


def replaced(path: Path, old: str, new: str) -> None:
    """Edits the words of a template as somebody in Word would."""
    document = Document(str(path))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace(old, new)
    document.save(str(path))


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("field", ["gedrag", "geadresseerde", "organisatie"])
def test_whatever_stands_in_a_field_comes_out_literally(letters: Letters, field: str, value: str) -> None:
    plain, letter = letters.write(STOPGESPREK, VELDEN), letters.write(STOPGESPREK, {**VELDEN, field: value})

    assert letter.text == plain.text.replace(VELDEN[field], value)
    assert len(body_of(letter.docx)) == len(body_of(plain.docx)), "no paragraph more than the template has"


@pytest.mark.parametrize(
    ("given", "seen"),
    [
        pytest.param(
            "een\x00twee\x0bdrie\x1bvier", "een\ufffdtwee\ufffddrie\ufffdvier", id="controls show as a mark"
        ),
        pytest.param("een\x0ctwee\x07drie", "een\ufffdtwee\ufffddrie", id="no page or paragraph of its own"),
        pytest.param("links\u202e\u2066rechts\u200f", "linksrechts", id="nothing turns the reading order"),
        pytest.param("een\ud800twee", "een\ufffdtwee", id="half a character"),
        pytest.param("een\r\ntwee\rdrie", "een\ntwee\ndrie", id="one kind of line end"),
    ],
)
def test_signs_that_could_break_or_turn_a_page_are_cleaned(letters: Letters, given: str, seen: str) -> None:
    letter = letters.write(STOPGESPREK, {**VELDEN, "gesprek_plaats": given})

    assert seen in letter.text
    assert len(body_of(letter.docx)) == len(body_of(letters.write(STOPGESPREK, VELDEN).docx))


def test_the_words_inside_a_list_are_cleaned_and_escaped_too() -> None:
    template = letter_environment().from_string("{% for post in posten %}[{{ post.tekst }}]{% endfor %}")

    assert template.render(posten=[{"tekst": "een\u202e\x00"}, {"tekst": "<b>"}]) == "[een\ufffd][&lt;b&gt;]"


def test_the_text_is_what_the_document_says_from_header_to_signature(letters: Letters) -> None:
    letter = letters.write(STOPGESPREK, VELDEN)
    document = Document(io.BytesIO(letter.docx))

    header = [paragraph.text for paragraph in document.sections[0].header.paragraphs]
    body = [paragraph.text for paragraph in document.paragraphs]
    assert letter.text == "\n".join(line for line in "\n".join(header + body).split("\n") if line)
    assert letter.text.startswith("Provincie Voorbeeld\nProvinciehuis\nVoorbeeldlaan 1")
    assert letter.text.endswith("Hoogachtend,\nCommissaris Voorbeeld\ncommissaris van de Koning")
    assert all(part in letter.text for value in VELDEN.values() for part in value.split("\n"))
    assert "{" not in letter.text


def test_the_letter_names_the_betrokkene_only_when_the_field_does(letters: Letters) -> None:
    assert "Statenlid" not in letters.write(STOPGESPREK, VELDEN).text
    assert (
        "Statenlid Voorbeeld"
        in letters.write(STOPGESPREK, {**VELDEN, "ambtsdrager": "Statenlid Voorbeeld"}).text
    )


def test_the_letter_is_one_that_everybody_can_read(letters: Letters) -> None:
    document = Document(io.BytesIO(letters.write(STOPGESPREK, VELDEN).docx))
    headings = [p.style.name for p in document.paragraphs if p.style and p.style.name.startswith("Heading")]
    section = document.sections[0]

    assert document.core_properties.title == "Uitnodiging voor een stopgesprek"
    assert document.core_properties.language == "nl-NL"
    assert headings[0] == "Heading 1"
    assert set(headings[1:]) == {"Heading 2"}
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert document.styles["Normal"].element.xpath("w:rPr/w:lang/@w:val") == ["nl-NL"]
    assert not document.tables, "tabs and borders, no table for the layout"


def test_text_in_tables_boxes_links_and_footers_counts() -> None:
    document = Document()
    document.add_paragraph("Voor de tabel")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "links", "rechts"
    document.add_paragraph("Na de tabel")
    document.sections[0].header.paragraphs[0].text = "Boven"
    document.sections[0].footer.paragraphs[0].text = "Onder"
    saved = io.BytesIO()
    document.save(saved)

    assert letter_text(saved.getvalue()).split("\n") == [
        "Boven",
        "Voor de tabel",
        "links",
        "rechts",
        "Na de tabel",
        "Onder",
    ]


def with_body(letters: Letters, xml: str) -> bytes:
    """The letter with this XML in front of its first paragraph."""
    source, target = io.BytesIO(letters.write(STOPGESPREK, VELDEN).docx), io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:body>", b"<w:body>" + xml.encode())
            new.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("xml", "lines"),
    [
        pytest.param(
            "<w:p><w:hyperlink><w:r><w:t>een </w:t></w:r></w:hyperlink><w:r><w:t>link</w:t></w:r></w:p>",
            ["een link"],
            id="a link",
        ),
        pytest.param(
            "<w:sdt><w:sdtContent><w:p><w:r><w:t>in een veld</w:t></w:r></w:p></w:sdtContent></w:sdt>",
            ["in een veld"],
            id="a content control",
        ),
        pytest.param(
            "<w:p><w:r><w:t>buiten</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:txbxContent>"
            "<w:p><w:r><w:t>in de doos</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>"
            "<w:p><w:r><w:t>in de doos</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>",
            ["buiten", "in de doos"],
            id="a text box, once",
        ),
        pytest.param(
            '<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="9"/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/>'
            "<w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>",
            ["a\tb", "c"],
            id="a tab and a line end, not a tab stop",
        ),
    ],
)
def test_no_place_in_a_document_hides_words(letters: Letters, xml: str, lines: list[str]) -> None:
    found = letter_text(with_body(letters, xml)).split("\n")

    start = found.index(lines[0])
    assert found[start : start + len(lines)] == lines
    assert found.count(lines[-1]) == 1


@pytest.mark.parametrize(
    "xml",
    [
        '<w:p><w:ins w:id="1" w:author="x"><w:r><w:t>erbij</w:t></w:r></w:ins></w:p>',
        '<w:p><w:del w:id="1" w:author="x"><w:r><w:delText>eraf</w:delText></w:r></w:del></w:p>',
        '<w:altChunk r:id="rId99"/>',
    ],
)
def test_a_document_with_two_readings_is_refused(letters: Letters, xml: str) -> None:
    with pytest.raises(LetterError, match="wijzigingen"):
        letter_text(with_body(letters, xml))


def test_a_document_with_a_comment_is_refused() -> None:
    document, saved = Document(), io.BytesIO()
    document.add_comment(document.add_paragraph("tekst").runs, text="klopt dit?")
    document.save(saved)

    with pytest.raises(LetterError, match="opmerkingen"):
        letter_text(saved.getvalue())


def zipped(name: str, content: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, content)
    return target.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"geen zip",
        b"PK\x03\x04kapot",
        zipped("a.txt", b"a"),
        zipped("word/document.xml", b"0" * 60_000_000),
    ],
    ids=["nothing", "no zip", "a broken zip", "another zip", "a bomb"],
)
def test_what_is_no_word_document_is_said_so(content: bytes) -> None:
    with pytest.raises(LetterError, match="document"):
        letter_text(content)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        pytest.param(
            "{{ gesprek_plaats }}", "de kamer", "ontbreekt het veld gesprek_plaats", id="a field left out"
        ),
        pytest.param(
            "{{ datum }}", "{{ datum }} {{ woonadres }}", "onbekende veld woonadres", id="an unknown field"
        ),
        pytest.param("{{ datum }}", "{{ datum.__class__ }}", "unsafe", id="more than words"),
        pytest.param("{{ datum }}", "{{ datum", "niet te lezen", id="a field without end"),
        pytest.param("{{ datum }}", "{{ datum|length }}", "geen tekst maar int", id="a number"),
    ],
)
def test_a_template_that_is_not_right_is_named_at_the_start(
    folder: Path, old: str, new: str, message: str
) -> None:
    replaced(folder / "letters" / f"{STOPGESPREK}.docx", old, new)

    with pytest.raises(LetterError, match=message):
        Letters(folder)


@pytest.mark.parametrize("path", [f"letters/{STOPGESPREK}.docx", f"mail/{STOPGESPREK}/subject.txt"])
def test_a_template_that_is_not_there_is_named_at_the_start(folder: Path, path: str) -> None:
    (folder / path).unlink()

    with pytest.raises(LetterError, match=STOPGESPREK):
        Letters(folder)


@pytest.mark.parametrize("field", sorted(VELDEN))
def test_a_letter_without_one_of_its_fields_is_refused_by_name(letters: Letters, field: str) -> None:
    rest = {name: value for name, value in VELDEN.items() if name != field}

    with pytest.raises(LetterError, match=f"het veld {field} "):
        letters.write(STOPGESPREK, rest)


@pytest.mark.parametrize("value", [None, 7, ["een"]])
def test_only_finished_words_fill_a_field(letters: Letters, value: object) -> None:
    with pytest.raises(LetterError, match="geen tekst"):
        letters.write(STOPGESPREK, {**VELDEN, "gedrag": value})


def test_an_unknown_letter_or_mail_is_refused_by_name(letters: Letters) -> None:
    with pytest.raises(LetterError, match="bestaat-niet"):
        letters.write("bestaat-niet", VELDEN)
    with pytest.raises(LetterError, match="bestaat-niet"):
        letters.mail("bestaat-niet", VELDEN)


def test_a_mail_says_the_reference_and_no_more_in_its_subject(letters: Letters) -> None:
    mail = letters.mail(STOPGESPREK, VELDEN)

    assert mail.subject == "Kenmerk M-7K2M9XQ4"
    assert "brief" in mail.html
    assert VELDEN["gedrag"] not in mail.html
    assert VELDEN["ambtsdrager"] not in mail.html


@pytest.mark.parametrize(
    ("given", "subject", "html"),
    [
        (
            "M-1\r\nBcc: iemand@voorbeeld.example",
            "Kenmerk M-1 Bcc: iemand@voorbeeld.example",
            "M-1\nBcc: iemand",
        ),
        ("<b>M & 1</b>", "Kenmerk <b>M & 1</b>", "&lt;b&gt;M &amp; 1&lt;/b&gt;"),
        ("{{ 7*7 }}\u202e\x00", "Kenmerk {{ 7*7 }}\ufffd", "{{ 7*7 }}\ufffd"),
    ],
    ids=["no header of its own", "no markup", "no template, no control"],
)
def test_a_mail_takes_words_literally(letters: Letters, given: str, subject: str, html: str) -> None:
    mail = letters.mail(STOPGESPREK, {**VELDEN, "kenmerk": given})

    assert mail.subject == subject
    assert html in mail.html


def test_one_letter_takes_little_time(letters: Letters, capsys: pytest.CaptureFixture[str]) -> None:
    start = time.perf_counter()
    letters.write(STOPGESPREK, VELDEN)
    spent = (time.perf_counter() - start) * 1000
    with capsys.disabled():
        print(f"\none letter: {spent:.0f} ms (meant: at most 50)")
    assert spent < 5000, "a hundred times what is meant: something hangs"


# Every template -----------------------------------------------------------------------------------------------

AFZONDERLIJK = frozenset(
    {"aangifte-gegevens", "klacht", "besloten-notitie", "verslag-gesprek"}
)  # papers that go to nobody by mail
ONTZEGGINGEN = [name for name in LETTERS if name.startswith("ontzegging")]


@pytest.mark.parametrize("name", sorted(LETTERS))
def test_each_letter_says_all_its_fields_and_leaves_none_unfilled(letters: Letters, name: str) -> None:
    text = letters.write(name, sample(LETTERS[name])).text

    shown = {field for field in LETTERS[name] if field not in TABLES}
    shown |= {cell for field in LETTERS[name] if field in TABLES for cell in TABLES[field]}
    assert all(field in text for field in shown)
    assert not {"{", "}"} & set(text)


@pytest.mark.parametrize("name", sorted(LETTERS))
@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE.keys())
def test_whatever_stands_in_any_letter_comes_out_literally(letters: Letters, name: str, value: str) -> None:
    field = (
        "geadresseerde" if "geadresseerde" in LETTERS[name] else "agressor" if name == "klacht" else "gedrag"
    )
    plain = letters.write(name, sample(LETTERS[name]))
    letter = letters.write(name, {**sample(LETTERS[name]), field: value})

    assert letter.text == plain.text.replace(field, value)
    assert len(body_of(letter.docx)) == len(body_of(plain.docx))


@pytest.mark.parametrize("name", sorted(LETTERS))
def test_each_letter_is_one_that_everybody_can_read(letters: Letters, name: str) -> None:
    document = Document(io.BytesIO(letters.write(name, sample(LETTERS[name])).docx))
    headings = [p.style.name for p in document.paragraphs if p.style and p.style.name.startswith("Heading")]

    assert document.core_properties.title
    assert document.core_properties.language == "nl-NL"
    assert document.core_properties.author == ""
    assert headings[0] == "Heading 1"
    assert set(headings[1:]) == {"Heading 2"}
    for table in document.tables:
        assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader"), "a table says which row is its head"


@pytest.mark.parametrize("name", ONTZEGGINGEN)
def test_a_ban_leaves_room_for_a_view_and_says_how_to_object(letters: Letters, name: str) -> None:
    text = letters.write(name, sample(LETTERS[name])).text

    assert "Uw kant van het verhaal" in text
    assert "bezwaar maken" in text
    assert "bezwaar_adres" in text
    assert "grond" in text


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
def test_the_letter_of_support_names_each_kind_of_help_once_and_no_choice_that_there_is_not(
    letters: Letters, path: Path
) -> None:
    offered = [{"wat": one} for one in Profiel.load(path).nazorg.verwijzingen]
    text = letters.write("nazorgbrief", {**sample(LETTERS["nazorgbrief"]), "verwijzingen": offered}).text

    for kind in ("een professional", "andere ambtsdrager", "andere familie", "huisarts"):
        assert text.count(kind) == 1, kind
    assert "Mijn meldingen" not in text, "the answer is given to a person"


def test_the_papers_for_the_police_ask_for_vpt_and_the_address_of_the_organisation(letters: Letters) -> None:
    for name in ("aangifte-gegevens", "klacht"):
        text = letters.write(name, sample(LETTERS[name])).text
        assert "VPT" in text
        assert "domicilie" in text.casefold()


def test_a_table_has_a_row_for_each_item(letters: Letters) -> None:
    row = {"omschrijving": "Ruit {{ 7*7 }}", "eigenaar": "de provincie", "bedrag": "€ 5,00"}
    rows = [row, row | {"omschrijving": "Deur <b>"}]
    text = letters.write("schadeclaim", {**sample(LETTERS["schadeclaim"]), "posten": rows}).text

    assert text.count("€ 5,00") == 2
    assert "Ruit {{ 7*7 }}\nde provincie" in text
    assert "Deur <b>" in text


def test_every_letter_has_a_mail_whose_subject_is_the_reference_alone(letters: Letters) -> None:
    assert set(LETTERS) <= set(MAILS)
    for name in (one for one in LETTERS if "kenmerk" in LETTERS[one]):
        mail = letters.mail(name, VELDEN)
        assert mail.subject == "Kenmerk M-7K2M9XQ4"
        assert VELDEN["gedrag"] not in mail.html
        assert ("geen geadresseerde" in mail.html) is (name in AFZONDERLIJK)


def test_a_mail_about_no_case_has_a_fixed_subject(letters: Letters) -> None:
    """A request or a welcome: nothing that somebody typed stands in the subject (protocol 40)."""
    about_nothing = [name for name in MAILS if "kenmerk" not in MAILS[name]]
    assert about_nothing
    for name in about_nothing:
        given = letters.mail(name, sample(MAILS[name])).subject
        other = letters.mail(name, dict.fromkeys(MAILS[name], "iets anders")).subject
        assert given == other


# A letter that comes back from Word ---------------------------------------------------------------------------


def repacked(docx: bytes, name: str, content: bytes) -> bytes:
    """The document with one part more, or another one of that name."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(target, "w") as new:
        for known in old.namelist():
            if known != name:
                new.writestr(known, old.read(known))
        new.writestr(name, content)
    return target.getvalue()


def test_what_comes_back_from_word_is_read_as_it_is(letters: Letters) -> None:
    letter = letters.write(STOPGESPREK, VELDEN)

    assert put_back(letter.docx, letter.docx) == letter.text


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = 'xmlns:v="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def link(target: str, kind: str = "hyperlink", mode: str = "External") -> bytes:
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    ).encode()


def field(code: str) -> bytes:
    """A field under another prefix than Word's own."""
    return f"<v:p {W}><v:r><v:instrText>{code}</v:instrText></v:r></v:p>".encode()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("word/vbaProject.bin", b"x", id="a program"),
        pytest.param("word/embeddings/oleObject1.bin", b"x", id="another file"),
        pytest.param("word/_rels/x.xml.rels", link("y.xml", "aFChunk", "Internal"), id="another document"),
        pytest.param(
            "word/_rels/x.xml.rels", link("y.xml", "image", "Internal"), id="a picture that says it is text"
        ),
        pytest.param("word/media/image1.png", b"words in a picture", id="a picture"),
        pytest.param("word/anders.png", b"words in a picture", id="a picture in another place"),
        pytest.param("word/extra.xml", b"no XML", id="no text at all"),
        pytest.param("word/_rels/footnotes.xml.rels", link("https://elders.example"), id="a link"),
        pytest.param(
            "word/_rels/settings.xml.rels", link("file:///x.dotm", "attachedTemplate"), id="a template"
        ),
        pytest.param("word/extra.xml", field('INCLUDETEXT "x"'), id="a field"),
        pytest.param(
            "word/extra.xml", field("DDEAUTO x").decode().encode("utf-16"), id="a field in other letters"
        ),
        pytest.param("word/extra.xml", f'<v:fldSimple {W} v:instr=" DATE "/>'.encode(), id="a simple field"),
    ],
)
def test_what_comes_from_elsewhere_is_refused(letters: Letters, name: str, content: bytes) -> None:
    docx = letters.write(STOPGESPREK, VELDEN).docx

    with pytest.raises(LetterError, match="van buiten"):
        put_back(repacked(docx, name, content), docx)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("word/_rels/footnotes.xml.rels", link("mailto:griffier@provincie.example")),
        ("word/extra.xml", field(" PAGE ")),
        ("customXml/item1.xml", b"<a/>"),
    ],
    ids=["an address that Word made a link of", "a page number", "what Word keeps for itself"],
)
def test_what_word_adds_by_itself_is_no_trouble(letters: Letters, name: str, content: bytes) -> None:
    letter = letters.write(STOPGESPREK, VELDEN)

    assert put_back(repacked(letter.docx, name, content), letter.docx) == letter.text


def test_a_picture_that_was_there_before_may_stay(letters: Letters) -> None:
    logo = repacked(letters.write(STOPGESPREK, VELDEN).docx, "word/media/image1.png", b"logo")

    assert put_back(logo, logo)


def test_an_empty_document_is_no_letter() -> None:
    saved = io.BytesIO()
    Document().save(saved)

    with pytest.raises(LetterError, match="leeg"):
        put_back(saved.getvalue(), b"")


@pytest.mark.parametrize(
    "name",
    ["ontzegging-gebouw", "ontzegging-vergadering-lid", "ontzegging-vergadering-toehoorder", "schadeclaim"],
)
def test_a_term_runs_from_the_day_of_sending_not_from_the_day_of_writing(name: str) -> None:
    """Consent may take weeks, and a term to object begins once the decision was sent (Awb article 6:8)."""
    said = letter_text((TEMPLATES / "letters" / f"{name}.docx").read_bytes())

    assert "na de dag waarop wij deze brief verstuurden" in said
    assert "na de datum van deze brief" not in said
