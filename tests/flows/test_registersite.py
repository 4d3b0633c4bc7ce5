"""The register as its site holds it: files of it, preventive measures beside it, the yearly report in its library."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from plugin.letters.text import letter_text
from plugin.protocol.register import NIET_GETOOND, TABELLEN, Onderwerp
from tests.faults.house import own_tenant
from tests.rig import run_module
from tests.service_process import ServiceProcess
from tests.tenant_process import TenantProcess

REGISTER = "/sites/agressieregister"
TOTALEN = {"2023": 41, "2024": 66, "2025": 64}
TRAINING = {"naam": "Training grenzen stellen", "jaar": 2024}


@dataclass(frozen=True)
class Registersite:
    """A tenant with three years of numbers, and the service on it."""

    tenant: TenantProcess
    service: ServiceProcess

    @property
    def reports(self) -> set[str]:
        return {name for name in self.tenant.state()["files"].get(REGISTER, {}) if "jaarrapport" in str(name)}

    @property
    def measures(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.tenant.state()["lists"][REGISTER]["Preventie"]
        return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Registersite]:
    folder = tmp_path_factory.mktemp("registersite")
    tenant = own_tenant(folder)
    _seed(tenant)
    service = ServiceProcess(tenant, folder).start()
    try:
        yield Registersite(tenant, service.wait_ready())
    finally:
        service.stop()
        tenant.stop()


def _seed(tenant: TenantProcess) -> None:
    totals = [
        {"Periode": jaar, "Onderwerp": topic.value, "Waarde": word, "Editie": f"{jaar}-1"}
        | _count(jaar, topic, word)
        for jaar in TOTALEN
        for topic, words in TABELLEN.items()
        for word in words
    ]
    records = [
        {"Periode": jaar, "Groep": NIET_GETOOND, "Vorm": NIET_GETOOND, "Editie": f"{jaar}-1"}
        for jaar, count in TOTALEN.items()
        for _ in range(count)
    ]
    for name, rows in (("Cijfers", totals), ("Registratie", records)):
        tenant.control("POST", "seed", json={"site": REGISTER, "list": name, "rows": rows})


def _count(jaar: str, topic: Onderwerp, word: str) -> dict[str, int]:
    if topic is Onderwerp.MELDINGEN:
        return {"Aantal": TOTALEN[jaar]}
    return {"Aantal": 27} if word == "e-mail" else {}


@pytest.fixture
def regisseur(site: Registersite) -> Iterator[httpx.Client]:
    with site.service.client("regisseur") as http:
        yield http


def test_the_register_is_saved_as_csv_with_hidden_numbers_named(regisseur: httpx.Client) -> None:
    answer = regisseur.get("/api/register?formaat=csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "register.csv" in answer.headers["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(answer.text, newline="")))
    assert ["Kanaal", "2025", "e-mail", "27"] in rows
    assert ["Kanaal", "2025", "brief", "niet getoond"] in rows


def test_the_register_is_saved_as_excel(regisseur: httpx.Client) -> None:
    answer = regisseur.get("/api/register?formaat=xlsx")
    assert "spreadsheetml" in answer.headers["Content-Type"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        assert "niet getoond" in book.read("xl/sharedStrings.xml").decode()


def test_the_records_of_a_whole_edition_are_read_once(site: Registersite, regisseur: httpx.Client) -> None:
    """They never change, and there are as many as meldingen."""
    first = regisseur.get("/api/register").json()
    before = site.tenant.last_request()
    assert regisseur.get("/api/register").json() == first
    assert len(site.tenant.requests(before)) <= 4
    records = [table for table in first["tabellen"] if table["titel"] == "Meldingen per aard en vorm"]
    assert [table["rijen"] for table in records] == [
        [{"waarde": NIET_GETOOND, "aantal": count}] for count in (64, 66, 41)
    ]


def test_another_kind_of_file_is_refused(regisseur: httpx.Client) -> None:
    answer = regisseur.get("/api/register?formaat=pdf")
    assert answer.status_code == 422
    assert "formaat" in answer.json()["detail"]


def test_a_measure_is_linked_once_and_taken_away(site: Registersite, regisseur: httpx.Client) -> None:
    first = regisseur.post("/api/register/maatregelen", json=TRAINING)
    again = regisseur.post("/api/register/maatregelen", json=TRAINING)
    assert (first.status_code, again.status_code) == (201, 201)
    assert (
        first.json()
        == again.json()
        == {"id": first.json()["id"], "onderwerp": "Meldingen", "waarde": "totaal", **TRAINING}
    )
    assert regisseur.get("/api/register").json()["maatregelen"] == [first.json()]
    page = regisseur.get("/deel/register").text
    assert "In 2025 was het aantal 64. Dat is 23 meer dan in 2023." in page
    assert page.count('class="merklijn"') == 1
    gone = regisseur.delete(f"/api/register/maatregelen/{first.json()['id']}")
    assert (gone.status_code, site.measures) == (204, [])


def test_a_measure_may_belong_to_one_number_and_is_linked_from_the_page(
    site: Registersite, regisseur: httpx.Client
) -> None:
    sent = {"naam": "Filter op mail", "jaar": 2025, "trend": "Kanaal/e-mail", "getoond": "2024"}
    answer = regisseur.post("/deel/register/maatregelen", json=sent)
    assert answer.status_code == 200
    assert "Register agressie 2024" in answer.text
    assert "E-mail, per jaar" in answer.text
    (row,) = site.measures
    assert (row["Onderwerp"], row["Waarde"]) == ("Kanaal", "e-mail")
    number = regisseur.get("/api/register").json()["maatregelen"][0]["id"]
    assert regisseur.post(f"/deel/register/maatregelen/{number}/weg", json={}).status_code == 200
    assert site.measures == []


@pytest.mark.parametrize("trend", ["Kanaal/duif", "Slachtoffer/naam", "", "Kanaal"])
def test_what_the_register_does_not_count_cannot_be_linked(regisseur: httpx.Client, trend: str) -> None:
    sent = {"naam": "Iets", "jaar": 2025, "trend": trend}
    assert regisseur.post("/deel/register/maatregelen", json=sent).status_code == 422


def test_the_night_makes_the_report_of_each_closed_year_of_its_last_edition(
    site: Registersite, regisseur: httpx.Client
) -> None:
    """Also when the regisseur had made one of an earlier edition."""
    assert regisseur.post("/api/register/jaarrapport", json={"jaar": 2023}).status_code == 201
    _seed_again(site.tenant, "2023", email=33)
    done = run_module("plugin", "nachtwerk", env=site.service.env)
    assert done.returncode == 0, done.stdout + done.stderr
    assert site.reports == {f"jaarrapport-{jaar}.docx" for jaar in TOTALEN}
    text = letter_text(regisseur.get("/api/register/jaarrapport/2023").content)
    assert "Dat is 33 van de 41." in text


def _seed_again(tenant: TenantProcess, jaar: str, email: int) -> None:
    """An edition after the first, with as many meldingen and another number of them by e-mail."""
    edition = {"Periode": jaar, "Editie": f"{jaar}-2"}
    totals = [
        edition | {"Onderwerp": "Meldingen", "Waarde": "totaal", "Aantal": TOTALEN[jaar]},
        edition | {"Onderwerp": "Kanaal", "Waarde": "e-mail", "Aantal": email},
    ]
    records = [edition | {"Groep": NIET_GETOOND, "Vorm": NIET_GETOOND}] * TOTALEN[jaar]
    for name, rows in (("Cijfers", totals), ("Registratie", records)):
        tenant.control("POST", "seed", json={"site": REGISTER, "list": name, "rows": rows})


def test_the_regisseur_makes_a_report_and_reads_it(site: Registersite, regisseur: httpx.Client) -> None:
    made = regisseur.post("/api/register/jaarrapport", json={"jaar": 2025})
    assert (made.status_code, made.json()) == (201, {"jaar": 2025, "naam": "jaarrapport-2025.docx"})
    answer = regisseur.get("/api/register/jaarrapport/2025")
    assert "jaarrapport-2025.docx" in answer.headers["Content-Disposition"]
    text = letter_text(answer.content)
    assert "In 2025 waren er 64 meldingen. Dat is 2 minder dan in 2024 en 23 meer dan in 2023." in text
    assert NIET_GETOOND in text
    assert "jaarrapport-2025.docx" in site.reports


def test_there_is_no_report_of_a_year_without_numbers(regisseur: httpx.Client) -> None:
    assert regisseur.post("/api/register/jaarrapport", json={"jaar": 2019}).status_code == 404
    assert regisseur.get("/api/register/jaarrapport/2019").status_code == 404


@pytest.mark.parametrize("part", ["x", "2025x", "..%2F..", "%D9%A3", "1%20or%201"])
def test_an_address_that_names_no_number_is_unknown(regisseur: httpx.Client, part: str) -> None:
    assert regisseur.get(f"/api/register/jaarrapport/{part}").status_code == 404
    assert regisseur.delete(f"/api/register/maatregelen/{part}").status_code == 404


@pytest.mark.parametrize("person", ["griffier", "statenlid1", "fg", "beheerder"])
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/register?formaat=csv"),
        ("POST", "/api/register/maatregelen"),
        ("DELETE", "/api/register/maatregelen/1"),
        ("POST", "/api/register/jaarrapport"),
        ("GET", "/api/register/jaarrapport/2025"),
        ("POST", "/deel/register/jaarrapport"),
    ],
)
def test_all_of_it_is_for_the_regisseur_alone(
    site: Registersite, person: str, method: str, path: str
) -> None:
    with site.service.client(person) as http:
        assert http.request(method, path, json=TRAINING if method == "POST" else None).status_code == 403
