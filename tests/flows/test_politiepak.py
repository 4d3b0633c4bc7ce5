"""The dossier for the police on a running service: only with that consent, whole, and whatever is done to it is named."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from plugin.flows.paknazien import ZEGEL, verschillen
from plugin.intake.seal import SealingKeys
from plugin.letters import letter_text
from tests.flows.people import People, key
from tests.rig import run_module
from tests.service_process import eventually
from tests.tenant_process import ROOT

MAIL = (
    b"From: Boze Burger <boos@elders.example>\r\nTo: statenlid1@provincie.example\r\n"
    b"Subject: Let maar op\r\nMessage-ID: <1@elders.example>\r\n\r\nIk weet u te vinden.\r\n"
)
PNG = b"\x89PNG\r\n\x1a\n een beeld"
PHOTO = (ROOT / "tests" / "intake" / "echt" / "foto.heic").read_bytes()
HOME = "Thuisstraat 9"
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def ref(people: People) -> str:
    """A case in which a report to the police was proposed; the betrokkene has not answered."""
    reference = people.report(
        "statenlid1", ("dreiging.eml", MAIL), ("foto.png", PNG), ("IMG_1.HEIC", PHOTO), aard=["bedreiging", "belediging"],
        kanaal="email", gebeurtenis=f"Hij noemde mijn huis, {HOME}.", wanneer="2026-11-20T10:00:00+01:00",
    )  # fmt: skip
    talk = {"soort": "intake", "datum": "2026-11-24", "verslag": "Wij spraken."}
    assert people.change("griffier", reference, "gesprekken", talk).status_code == 201
    asked = {"soort": "aangifte", "reden": "Dit is een bedreiging.", "uitvoerder": "provincie", "details": {}}
    assert people.change("griffier", reference, "maatregelen", asked).status_code == 201
    return reference


@pytest.fixture(scope="module")
def pack(people: People, ref: str) -> bytes:
    refused = people.ask("griffier", "GET", f"/api/zaken/{ref}/dossier.zip")
    assert refused.status_code == 409
    assert refused.json()["detail"].startswith("De betrokkene heeft nog geen ja gezegd")
    (measure,) = people.own("statenlid1", ref)["maatregelen"]
    yes = {"antwoord": "akkoord", "versie": measure["versie"]}
    path = f"/api/meldingen/{ref}/maatregelen/{measure['id']}/toestemming"
    assert people.ask("statenlid1", "POST", path, json=yes).status_code == 200
    answer = people.ask("griffier", "GET", f"/api/zaken/{ref}/dossier.zip")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{ref}-dossier.zip"'
    return answer.content


@pytest.fixture(scope="module")
def keys(people: People) -> SealingKeys:
    return SealingKeys.from_file(Path(people.service.env["MELD_SEALING_KEY"]))


def opened(pack: bytes) -> Files:
    with zipfile.ZipFile(io.BytesIO(pack)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def saved(folder: Path, files: Files) -> Path:
    path = folder / "dossier.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_it_holds_the_originals_their_words_and_the_papers(pack: bytes) -> None:
    files = opened(pack)
    assert {hashlib.sha256(one).digest() for name, one in files.items() if name.startswith("bewijs/")} == {
        hashlib.sha256(MAIL).digest(),
        hashlib.sha256(PNG).digest(),
        hashlib.sha256(PHOTO).digest(),
    }
    assert "aangifte" in letter_text(files["m1-aangifte.docx"]).lower()
    request = files["verzoek-vpt-en-domicilie.txt"].decode()
    assert "VPT" in request and "Provinciehuis, Voorbeeldlaan 1" in request
    assert "tot en met zaterdag 20 februari 2027" in files["klacht.txt"].decode()
    assert "toestemming van de betrokkene (aangifte)" in files["tijdlijn.txt"].decode()


def test_of_each_piece_there_is_something_to_look_at_or_a_line_that_says_why_not(pack: bytes) -> None:
    files = opened(pack)
    shown = {
        name.removeprefix("voorbeelden/"): one
        for name, one in files.items()
        if name.startswith("voorbeelden/")
    }
    assert set(shown) == {"01-bericht.eml.txt", "02-foto.png.let-op.txt", "03-foto.heic.jpg"}
    assert "Ik weet u te vinden." in shown["01-bericht.eml.txt"].decode()
    assert shown["02-foto.png.let-op.txt"] == (
        b"Van deze afbeelding is geen voorbeeld gemaakt. Bekijk het origineel.\n"
    )
    with Image.open(io.BytesIO(shown["03-foto.heic.jpg"]), formats=["JPEG"]) as picture:
        assert picture.size == (64, 76)
    listed = {one["pad"]: one["sha256"] for one in json.loads(files["manifest.json"])["bestanden"]}
    previews = {name for name in files if name.startswith("voorbeelden/")}
    assert {listed[name] for name in previews} == {
        hashlib.sha256(files[name]).hexdigest() for name in previews
    }


def test_it_tells_no_story_of_the_melder_and_names_nobody_who_did_not_agree(pack: bytes) -> None:
    files = {
        name: one for name, one in opened(pack).items() if not name.startswith(("bewijs/", "voorbeelden/"))
    }
    files = {
        name: letter_text(one).encode() if name.endswith(".docx") else one for name, one in files.items()
    }
    for forbidden in (HOME, "Statenlid Een", "statenlid1@", "00000000-0000-4000"):
        assert [name for name, one in files.items() if forbidden.encode() in one] == []


@pytest.mark.parametrize(("role", "status"), [("provinciesecretaris", 404), ("statenlid1", 403), ("fg", 403)])
def test_nobody_else_gets_it(people: People, ref: str, role: str, status: int) -> None:
    assert people.ask(role, "GET", f"/api/zaken/{ref}/dossier.zip").status_code == status


def test_a_dossier_that_nobody_touched_is_good(
    people: People, pack: bytes, keys: SealingKeys, tmp_path: Path
) -> None:
    path = tmp_path / "dossier.zip"
    path.write_bytes(pack)
    assert list(verschillen(path, keys)) == []
    done = run_module("plugin", "verify", str(path), env=people.service.env)
    assert (done.returncode, done.stdout) == (0, "dit dossier klopt\n")


def _changed(files: Files, name: str, content: bytes) -> Files:
    return files | {name: content}


def _without(files: Files, name: str) -> Files:
    return {known: content for known, content in files.items() if known != name}


def _event_gone(files: Files) -> Files:
    """Also the manifest is made anew, by somebody without our key."""
    events = json.loads(files["gebeurtenissen.json"])
    made = json.dumps(events[:1] + events[2:]).encode()
    manifest = json.loads(files["manifest.json"])
    for one in manifest["bestanden"]:
        if one["pad"] == "gebeurtenissen.json":
            one["sha256"] = hashlib.sha256(made).hexdigest()
    return files | {"gebeurtenissen.json": made, "manifest.json": json.dumps(manifest).encode()}


@pytest.mark.parametrize(
    ("tamper", "said"),
    [
        (lambda files: _changed(files, "klacht.txt", b"Anders."), ["klacht.txt: is gewijzigd of beschadigd"]),
        (lambda files: _without(files, "tijdlijn.txt"), ["tijdlijn.txt: ontbreekt"]),
        (lambda files: _changed(files, "extra.txt", b"Erbij."), ["extra.txt: staat niet in het manifest"]),
        (
            lambda files: _without(files, "manifest.json"),
            ["manifest.json: ontbreekt of is niet te lezen; het dossier is niet compleet"],
        ),
        (
            _event_gone,
            [f"manifest.json: {ZEGEL}", "gebeurtenissen.json, gebeurtenis 2: sluit niet aan op die ervoor"],
        ),
    ],
)
def test_what_is_done_to_it_is_named(
    pack: bytes, keys: SealingKeys, tmp_path: Path, tamper: Callable[[Files], Files], said: list[str]
) -> None:
    found = list(verschillen(saved(tmp_path, tamper(opened(pack))), keys))
    assert found[: len(said)] == said


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 kapot", b"Geen zip."])
def test_what_is_no_dossier_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "dossier.zip"
    path.write_bytes(content)
    assert list(verschillen(path, None)) == ["dossier.zip: dit is geen ZIP-bestand, of het is beschadigd"]


def test_a_dossier_can_be_looked_over_without_any_setting(pack: bytes, tmp_path: Path) -> None:
    path = saved(tmp_path, _without(opened(pack), "tijdlijn.txt"))
    done = run_module("plugin", "verify", str(path), env={"PATH": "/usr/bin"})
    assert (done.returncode, done.stdout) == (1, "tijdlijn.txt: ontbreekt\n")


def test_evidence_that_came_after_the_question_is_not_in_it(people: People, ref: str, pack: bytes) -> None:
    later = [("bewijs", ("later.png", PNG + b"later", "image/png"))]
    sent = people.ask("statenlid1", "POST", f"/api/meldingen/{ref}/bewijs", files=later, headers=key())
    assert sent.status_code == 202, sent.text
    eventually(lambda: len(people.own("statenlid1", ref)["bewijs"]) == 4, "the evidence stands")
    again = opened(people.ask("griffier", "GET", f"/api/zaken/{ref}/dossier.zip").content)
    assert _evidence(again) == _evidence(opened(pack))


def _evidence(files: Files) -> set[str]:
    return {name for name in files if name.startswith("bewijs/")}


def test_a_yes_that_is_withdrawn_closes_it(people: People, ref: str, pack: bytes) -> None:
    assert pack
    (measure,) = people.own("statenlid1", ref)["maatregelen"]
    path = f"/api/meldingen/{ref}/maatregelen/{measure['id']}/toestemming"
    no = {"antwoord": "ingetrokken", "versie": measure["versie"]}
    assert people.ask("statenlid1", "POST", path, json=no).status_code == 200
    assert people.ask("griffier", "GET", f"/api/zaken/{ref}/dossier.zip").status_code == 409
