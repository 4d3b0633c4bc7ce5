"""Settings come from the environment alone; what is wrong is said by name before anything starts."""

import stat
from pathlib import Path

import pytest

from plugin.settings import SettingsError, load, make_state_dir
from tests.rig import run_module

SECRET = "een-geheim-woord"


@pytest.fixture
def good(workplace: Path) -> dict[str, str]:
    return {
        "MELD_TENANT_ID": "11111111-1111-4111-8111-111111111111",
        "MELD_CLIENT_ID": "22222222-2222-4222-8222-222222222222",
        "MELD_CLIENT_SECRET": SECRET,
        "MELD_CASE_SITE": "provincie.sharepoint.example:/sites/zaken",
        "MELD_REGISTER_SITE": "provincie.sharepoint.example:/sites/register",
        "MELD_TEAMS_APP_ID": "44444444-4444-4444-8444-444444444444",
        "MELD_PROFILE": str(workplace / "profiel.toml"),
        "MELD_PUBLIC_URL": "https://meld.provincie.example/",
        "MELD_STATE_DIR": str(workplace / "state"),
        "MELD_SEALING_KEY": str(workplace / "sleutel"),
    }


REQUIRED = (
    "TENANT_ID", "CLIENT_ID", "CASE_SITE", "REGISTER_SITE", "TEAMS_APP_ID", "PROFILE", "PUBLIC_URL", "STATE_DIR", "SEALING_KEY",
)  # fmt: skip


@pytest.mark.parametrize("name", REQUIRED)
@pytest.mark.parametrize("value", [None, "", "  "])
def test_a_required_setting_that_is_missing_or_empty_is_named(
    good: dict[str, str], name: str, value: str | None
) -> None:
    given = {**good, f"MELD_{name}": value or ""}
    if value is None:
        del given[f"MELD_{name}"]
    with pytest.raises(SettingsError, match=f"MELD_{name} ontbreekt"):
        load(given)


@pytest.mark.parametrize("name", ["MELD_TENNANT_ID", "MELD_tenant_id", "MELD_", "MELD_WORKERS", "MELD_DEBUG"])
def test_an_unknown_name_with_our_prefix_is_named(good: dict[str, str], name: str) -> None:
    with pytest.raises(SettingsError, match=f"{name} bestaat niet"):
        load({**good, name: "1"})


def test_a_misspelt_name_gets_the_right_one_as_a_hint(good: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match="Bedoelt u MELD_TENANT_ID"):
        load({**good, "MELD_TENNANT_ID": "1"})


def test_names_of_others_are_nobodys_business(good: dict[str, str]) -> None:
    assert load({**good, "PATH": "/bin", "MELDING": "x"}).client_secret is not None


@pytest.mark.parametrize(
    "ways", [(), ("SECRET", "CERTIFICATE"), ("SECRET", "IDENTITY"), ("CERTIFICATE", "IDENTITY"), ("SECRET", "CERTIFICATE", "IDENTITY")]
)  # fmt: skip
def test_there_is_exactly_one_way_to_sign_in(
    good: dict[str, str], workplace: Path, ways: tuple[str, ...]
) -> None:
    all_ways = {
        "SECRET": ("MELD_CLIENT_SECRET", SECRET),
        "CERTIFICATE": ("MELD_CLIENT_CERTIFICATE", str(workplace / "app.pem")),
        "IDENTITY": ("MELD_MANAGED_IDENTITY", "1"),
    }
    del good["MELD_CLIENT_SECRET"]
    with pytest.raises(SettingsError, match="precies één van MELD_CLIENT_SECRET"):
        load(good | dict(all_ways[way] for way in ways))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TENANT_ID", "provincie.example"),
        ("CLIENT_ID", "22222222"),
        ("PORT", "achtduizend"),
        ("PORT", "70000"),
        ("PORT", "-1"),
        ("PUBLIC_URL", "http://meld.provincie.example"),
        ("PUBLIC_URL", "meld.provincie.example"),
        ("AUTHORITY_HOST", "http://login.example"),
        ("GRAPH_URL", "https://user:word@graph.example"),
        ("GRAPH_URL", "https://graph.example/?x=1"),
        ("DATABASE_URL", "mysql://x/y"),
        ("DATABASE_URL", "meld.sqlite"),
        ("PROFILE", "/bestaat/niet.toml"),
        ("SEALING_KEY", "/bestaat/niet"),
        ("CA_BUNDLE", "/bestaat/niet.pem"),
        ("MANAGED_IDENTITY", "misschien"),
    ],
)
def test_a_value_that_cannot_be_is_named(good: dict[str, str], name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"MELD_{name} klopt niet"):
        load({**good, f"MELD_{name}": value})


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "meld.provincie.example", "10.0.0.4", "192.168.1.10"])  # noqa: S104 - refused
def test_without_tls_nobody_outside_this_machine_is_served(good: dict[str, str], host: str) -> None:
    with pytest.raises(SettingsError, match="MELD_TLS_CERTIFICATE"):
        load({**good, "MELD_HOST": host})


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.9", "::1", "localhost"])
def test_without_tls_this_machine_is_served(good: dict[str, str], host: str) -> None:
    assert not load({**good, "MELD_HOST": host}).has_tls


def test_with_tls_the_network_is_served(good: dict[str, str], workplace: Path) -> None:
    tls = dict.fromkeys(("MELD_TLS_CERTIFICATE", "MELD_TLS_KEY"), str(workplace / "app.pem"))
    assert load({**good, **tls, "MELD_HOST": "0.0.0.0"}).has_tls  # noqa: S104 - what is tested


@pytest.mark.parametrize("name", ["MELD_TLS_CERTIFICATE", "MELD_TLS_KEY"])
def test_a_certificate_and_its_key_come_together(good: dict[str, str], workplace: Path, name: str) -> None:
    with pytest.raises(SettingsError, match="horen bij elkaar"):
        load({**good, name: str(workplace / "app.pem")})


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgresql://u:w@db/meld", "postgresql+psycopg://u:w@db/meld"),
        ("postgres://u:w@db/meld", "postgresql+psycopg://u:w@db/meld"),
        ("postgresql+psycopg://db/meld", "postgresql+psycopg://db/meld"),
        ("sqlite:////srv/meld.sqlite", "sqlite:////srv/meld.sqlite"),
    ],
)
def test_the_database_gets_the_driver_that_is_installed(good: dict[str, str], given: str, used: str) -> None:
    assert load({**good, "MELD_DATABASE_URL": given}).database_url == used


def test_without_a_database_there_is_a_file_in_the_state(good: dict[str, str], workplace: Path) -> None:
    assert load(good).database_url == f"sqlite:///{workplace}/state/meld.sqlite"


def test_the_names_of_provisioning_do_not_stop_the_service(good: dict[str, str]) -> None:
    admin = {
        "MELD_ADMIN_CLIENT_ID": "33333333-3333-4333-8333-333333333333",
        "MELD_ADMIN_CLIENT_SECRET": SECRET,
    }
    assert load({**good, **admin}).tenant_id == good["MELD_TENANT_ID"]


def test_no_secret_is_shown(good: dict[str, str]) -> None:
    shown = repr(load({**good, "MELD_DATABASE_URL": f"postgresql://u:{SECRET}@db/meld"}))
    assert SECRET not in shown


@pytest.mark.parametrize("name", ["TENANT_ID", "PORT", "DATABASE_URL", "PUBLIC_URL"])
def test_a_refusal_does_not_repeat_the_value(good: dict[str, str], name: str) -> None:
    with pytest.raises(SettingsError) as refused:
        load({**good, f"MELD_{name}": SECRET})
    assert SECRET not in str(refused.value)


def test_the_state_is_for_the_service_alone(good: dict[str, str], workplace: Path) -> None:
    make_state_dir(load(good))
    assert stat.S_IMODE((workplace / "state").stat().st_mode) == 0o700


@pytest.mark.parametrize("command", ["serve", "worker", "check"])
def test_a_command_with_wrong_settings_says_so_and_ends_with_2(good: dict[str, str], command: str) -> None:
    done = run_module("plugin", command, env={**good, "MELD_TENNANT_ID": "1"})
    assert done.returncode == 2
    assert done.stderr == "De instelling MELD_TENNANT_ID bestaat niet. Bedoelt u MELD_TENANT_ID?\n"


def test_a_profile_that_cannot_be_read_ends_with_2_and_a_sentence(good: dict[str, str]) -> None:
    done = run_module("plugin", "serve", env=good)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
