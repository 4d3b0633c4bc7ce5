"""`check`: each thing the service leans on is looked at, and what is wrong is said with what to do about it."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from plugin.casebook.columns import MELDINGEN
from plugin.check import Finding, check, column_finding
from plugin.settings import load
from tests.rig import settings_env
from tests.tenant_process import ROOT, TenantProcess

SENDS = ("sendMail", "/send", "reply", "forward", "sendActivityNotification", "/events")


def findings(tenant: TenantProcess, folder: Path, **changes: str) -> list[Finding]:
    return list(check(load(settings_env(tenant, folder) | changes)))


def faults(found: list[Finding]) -> list[str]:
    return [str(finding) for finding in found if finding.ok is False]


def test_a_tenant_that_was_provisioned_is_in_order(provisioned: TenantProcess, tmp_path: Path) -> None:
    found = findings(provisioned, tmp_path)
    lines = [str(finding) for finding in found]
    assert faults(found) == []
    for part in (
        "sleutel",
        "database",
        "Entra",
        "zakensite",
        "Meldingen",
        "Cijfers",
        "schrijven in Dossier",
        "cdk@",
    ):
        assert any(line.startswith("goed: ") and part in line for line in lines), part


def test_a_profile_that_is_not_filled_in_is_told_before_there_is_a_tenant(
    provisioned: TenantProcess, tmp_path: Path
) -> None:
    unfinished = ROOT / "deploy" / "profiles" / "provincie-utrecht.toml"
    found = faults(findings(provisioned, tmp_path, MELD_PROFILE=str(unfinished), MELD_CLIENT_SECRET="fout"))
    assert found[0].startswith("fout: in het profiel ontbreekt nog iets, op regel 17, 19, 21, 42, 44, 45, ")
    assert any("Entra" in line for line in found[1:])


def test_checking_makes_nothing_and_sends_nothing(provisioned: TenantProcess, tmp_path: Path) -> None:
    before, state = provisioned.last_request(), provisioned.state()
    findings(provisioned, tmp_path)
    paths = [call["path"] for call in provisioned.requests(before)]
    assert paths
    assert not [path for path in paths if any(word in path for word in SENDS)]
    assert provisioned.state() == state


def test_a_tenant_without_lists_is_told_to_provision(tmp_path: Path) -> None:
    empty = TenantProcess.start(tmp_path / "tenant")
    try:
        found = faults(findings(empty, tmp_path))
    finally:
        empty.stop()
    assert (
        len([line for line in found if "site is niet bereikbaar" in line and "deploy.provision" in line]) == 2
    )


def test_a_wrong_secret_is_said_and_nothing_further_is_asked(
    provisioned: TenantProcess, tmp_path: Path
) -> None:
    before = provisioned.last_request()
    found = findings(provisioned, tmp_path, MELD_CLIENT_SECRET="onjuist")
    assert "AADSTS7000215" in faults(found)[0]
    assert provisioned.requests(before) == []
    assert "onjuist" not in " ".join(map(str, found))


@pytest.mark.parametrize(
    ("path", "kind", "said"),
    [
        ("/lists/[^/]+/columns$", "503", "Meldingen is er niet of gaat niet open"),
        ("createUploadSession", "403", "de toepassing kan niet schrijven in Dossier"),
        ("/users/cdk.*/messages", "403", "het postvak cdk@provincie.example gaat niet open"),
    ],
)
def test_what_fails_is_named(
    provisioned: TenantProcess, tmp_path: Path, path: str, kind: str, said: str
) -> None:
    provisioned.fault(method="*", path=path, kind=kind)
    assert [line for line in faults(findings(provisioned, tmp_path)) if said in line]


SLEUTEL = MELDINGEN.columns[1]
WHOLE = SLEUTEL.definition()


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (None, "de kolom Meldingen.Sleutel ontbreekt"),
        (WHOLE | {"indexed": False, "enforceUniqueValues": False}, "mist unieke waarden en een index"),
        (WHOLE | {"required": False}, "mist een verplichte waarde"),
        (WHOLE | {"text": {"maxLength": 32}}, "is korter dan 64 tekens"),
        (WHOLE | {"text": {"allowMultipleLines": True}}, "heeft een ander aantal regels"),
        ({"name": "Sleutel", "number": {}}, "is niet van de soort text"),
    ],
)
def test_a_column_that_does_not_do_is_named_with_the_reason(found: dict[str, Any] | None, said: str) -> None:
    assert said in str(column_finding(MELDINGEN, SLEUTEL, found))


def test_a_column_as_it_must_be_is_no_finding() -> None:
    assert column_finding(MELDINGEN, SLEUTEL, WHOLE) is None


def test_a_key_that_others_can_read_is_worth_a_line(provisioned: TenantProcess, tmp_path: Path) -> None:
    env = settings_env(provisioned, tmp_path)
    Path(env["MELD_SEALING_KEY"]).chmod(0o644)
    lines = [str(finding) for finding in check(load(env))]
    assert any(line.startswith("let op: ") and "chmod 600" in line for line in lines)


def test_a_key_that_is_no_key_is_a_fault(provisioned: TenantProcess, tmp_path: Path) -> None:
    env = settings_env(provisioned, tmp_path)
    Path(env["MELD_SEALING_KEY"]).write_text("geen sleutel\n")
    assert "sleutel" in faults(list(check(load(env))))[0]


def test_a_database_that_is_away_is_a_fault_without_its_password(
    provisioned: TenantProcess, tmp_path: Path
) -> None:
    address = "postgresql://meld:wachtwoord@127.0.0.1:1/meld?connect_timeout=2"
    found = faults(findings(provisioned, tmp_path, MELD_DATABASE_URL=address))
    assert "database" in found[0]
    assert "wachtwoord" not in found[0]


def test_a_finding_says_what_to_do_only_when_something_is_wrong() -> None:
    wrong = Finding(False, "iets", "doe dit")
    assert str(wrong) == "fout: iets — doe dit"
    assert str(dataclasses.replace(wrong, ok=True)) == "goed: iets"
