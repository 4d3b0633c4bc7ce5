"""What a handler sees of a picture that is evidence: a copy that the service drew, behind the doors of the original."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.service_process import eventually
from tests.web.service_process import ServiceProcess, picture

PHOTO = (Path(__file__).parents[1] / "intake" / "echt" / "foto.heic").read_bytes()
MAIL = b"From: a@elders.example\r\nTo: b@provincie.example\r\nSubject: x\r\n\r\nDag.\r\n"


@pytest.fixture(scope="module")
def ref(service: ServiceProcess) -> str:
    """A case with a photo of a telephone, a picture that nobody can read, and a mail."""
    melding = json.dumps({"route": "hulp", "gebeurtenis": "Een foto."})
    files = (("IMG_0001.HEIC", PHOTO), ("kapot.png", picture(500)), ("mail.eml", MAIL))
    reference = str(service.send("statenlid1", melding, *files).json()["referentie"])
    eventually(
        lambda: service.ask("griffier", "GET", f"/api/zaken/{reference}").status_code == 200,
        "the case stands",
    )
    return reference


def test_a_photo_of_a_telephone_comes_as_a_picture_that_every_browser_knows(
    service: ServiceProcess, ref: str
) -> None:
    answer = service.ask("griffier", "GET", f"/api/zaken/{ref}/bewijs/b1/voorbeeld")
    assert answer.status_code == 200
    with Image.open(BytesIO(answer.content), formats=["JPEG"]) as shown:
        assert shown.size == (64, 76)
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Content-Disposition"] == "attachment; filename=b1.jpg"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    logged = service.ask("fg", "GET", "/api/logboek", params={"zaak": ref}).json()["items"]
    assert [one["object"] for one in logged if one["handeling"] == "bewijs ingezien"] == ["b1"]


@pytest.mark.parametrize("piece", ["b2", "b3"])
def test_where_there_is_no_picture_a_sentence_says_so(service: ServiceProcess, ref: str, piece: str) -> None:
    answer = service.ask("griffier", "GET", f"/api/zaken/{ref}/bewijs/{piece}/voorbeeld")
    assert answer.status_code == 409
    assert answer.json()["detail"] == (
        "Wij kunnen deze afbeelding hier niet laten zien. Download het origineel."
    )


@pytest.mark.parametrize(
    ("person", "status"), [("provinciesecretaris", 404), ("statenlid1", 403), ("fg", 403)]
)
def test_who_may_not_have_the_original_gets_no_picture_of_it(
    service: ServiceProcess, ref: str, person: str, status: int
) -> None:
    refused = service.ask(person, "GET", f"/api/zaken/{ref}/bewijs/b1/voorbeeld")
    unknown = service.ask(person, "GET", "/api/zaken/M-00000000/bewijs/b1/voorbeeld")
    assert (refused.status_code, refused.content) == (status, unknown.content)
