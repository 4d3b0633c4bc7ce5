"""Was there another melding about the same agressor? Where the profile has it on, the page of a case says yes or no."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tenant_process import ROOT, TenantProcess
from tests.web.service_process import ServiceProcess
from tests.web.zaakloop import Zaakloop

QUESTION = "Andere meldingen over deze agressor"
SAME = {"hoedanigheid": "burger", "naam": "Eerste Naam", "email": "steeds.dezelfde@voorbeeld.example"}


@pytest.fixture(scope="module")
def switched_on(
    provisioned: TenantProcess, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ServiceProcess]:
    folder: Path = tmp_path_factory.mktemp("herhaling")
    off = (ROOT / "deploy" / "profiles" / "demo.toml").read_text("utf-8")
    profile = folder / "aan.toml"
    profile.write_text(off.replace("herhaling = false", "herhaling = true"), "utf-8")
    running = ServiceProcess.start(provisioned, folder, MELD_PROFILE=str(profile))
    yield running
    running.stop()


def said(page: str) -> str:
    """The answer on the page; empty where it does not speak of it."""
    found = re.search(rf"<dt>{QUESTION}</dt><dd>([^<]*)</dd>", page)
    return found[1] if found else ""


def test_a_handler_reads_yes_or_no_within_the_own_cases_and_no_word_of_the_other(
    switched_on: ServiceProcess,
) -> None:
    first = Zaakloop.begin(switched_on, agressor=SAME)
    other = Zaakloop.begin(switched_on, "gedeputeerde", agressor=SAME | {"naam": "Tweede Naam"})
    nobody = Zaakloop.begin(switched_on, agressor={"naam": "Zonder Adres"})

    both, one = (
        switched_on.ask(person, "GET", f"/deel/zaken/{other.ref}").text
        for person in ("cdk", "provinciesecretaris")
    )
    assert said(both) == "Ja, in zaken die u mag lezen."
    assert said(one) == "Nee, niet in zaken die u mag lezen."
    assert first.ref not in both
    assert "Eerste Naam" not in both
    assert QUESTION not in switched_on.ask("cdk", "GET", f"/deel/zaken/{nobody.ref}").text


def test_after_an_act_the_page_still_says_it(switched_on: ServiceProcess) -> None:
    here, _ = (Zaakloop.begin(switched_on, agressor=SAME) for _ in range(2))
    task = {"taak": "Mailfilter ingesteld", "gedaan": True}
    version = {"If-Match": here.case()["etag"]}
    after = switched_on.ask("griffier", "POST", f"/deel/zaken/{here.ref}/taken", json=task, headers=version)

    assert after.status_code == 200
    assert said(after.text) == "Ja, in zaken die u mag lezen."


def test_where_it_is_off_the_page_does_not_speak_of_it(service: ServiceProcess) -> None:
    two = [Zaakloop.begin(service, agressor=SAME) for _ in range(2)]

    assert QUESTION not in service.ask("griffier", "GET", f"/deel/zaken/{two[1].ref}").text
