"""The settings: read once from the environment, frozen, and wrong ones said before anything starts."""

import difflib
import ipaddress
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails

from graph.connection import GraphConfig

PREFIX = "MELD_"
GEHEIM = "MELD_CLIENT_SECRET, MELD_CLIENT_CERTIFICATE of MELD_MANAGED_IDENTITY"


class SettingsError(Exception):
    """The service cannot start like this; the message is a Dutch sentence that names the setting."""


def is_loopback(host: str) -> bool:
    """Only this machine itself can reach the host."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _file(path: Path) -> Path:
    if not path.is_file():
        raise ValueError(f"het bestand {path} bestaat niet")
    return path.absolute()


def _address(value: str) -> str:
    parts = urlsplit(value)
    local = is_loopback(parts.hostname or "")
    if not parts.hostname or parts.query or parts.fragment or parts.username:
        raise ValueError("dit is geen webadres")
    if parts.scheme != "https" and not (parts.scheme == "http" and local):
        raise ValueError("het adres moet met https:// beginnen")
    return value.rstrip("/")


def _database(value: str) -> str:
    scheme, separator, rest = value.partition("://")
    if not separator or scheme not in ("sqlite", "postgresql", "postgres", "postgresql+psycopg"):
        raise ValueError("het moet met sqlite:/// of postgresql:// beginnen")
    return value if scheme == "sqlite" else f"postgresql+psycopg://{rest}"


def _guid(value: str) -> str:
    return value.strip().lower()


GUID = r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"
Guid = Annotated[str, BeforeValidator(_guid), Field(pattern=GUID)]
Bestand = Annotated[Path, AfterValidator(_file)]
Adres = Annotated[str, AfterValidator(_address)]
Naam = Annotated[str, Field(min_length=1, max_length=500)]


class Settings(BaseModel):
    """What the environment says; each name here stands there in capitals, after MELD_."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    tenant_id: Guid
    client_id: Guid
    client_secret: SecretStr | None = None
    client_certificate: Bestand | None = None
    managed_identity: bool = False
    case_site: Naam
    register_site: Naam
    teams_app_id: Naam
    profile: Bestand
    public_url: Adres
    state_dir: Annotated[Path, AfterValidator(Path.absolute)]
    sealing_key: Bestand
    authority_host: Adres = "https://login.microsoftonline.com"
    graph_url: Adres = "https://graph.microsoft.com"
    ca_bundle: Bestand | None = None
    database_url: Annotated[str, AfterValidator(_database), Field(repr=False)]
    office_js_url: Adres = "https://appsforoffice.microsoft.com/lib/1/hosted/office.js"
    host: Naam = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8443
    tls_certificate: Bestand | None = None
    tls_key: Bestand | None = None
    # For deploy.provision alone; the service knows the names and uses none of them.
    admin_client_id: Guid | None = None
    admin_client_secret: SecretStr | None = None
    admin_client_certificate: Bestand | None = None
    sharepoint_url: Adres | None = None

    @model_validator(mode="before")
    @classmethod
    def _database_stands_in_the_state(cls, given: dict[str, Any]) -> dict[str, Any]:
        if "state_dir" not in given:
            return given
        standard = f"sqlite:///{Path(given['state_dir']).absolute() / 'meld.sqlite'}"
        return {"database_url": standard, **given}

    @model_validator(mode="after")
    def _one_way_to_sign_in(self) -> "Settings":
        ways = (self.client_secret is not None, self.client_certificate is not None, self.managed_identity)
        if sum(ways) != 1:
            raise ValueError(f"Geef precies één van {GEHEIM}.")
        return self

    @model_validator(mode="after")
    def _words_stay_off_the_open_network(self) -> "Settings":
        if (self.tls_certificate is None) != (self.tls_key is None):
            raise ValueError(
                "MELD_TLS_CERTIFICATE en MELD_TLS_KEY horen bij elkaar: geef allebei of geen van beide."
            )
        if self.tls_certificate is None and not is_loopback(self.host):
            raise ValueError(
                "Zonder MELD_TLS_CERTIFICATE mag MELD_HOST alleen 127.0.0.1, ::1 of localhost zijn."
            )
        return self

    @property
    def authority(self) -> str:
        """Where this tenant signs people in."""
        return f"{self.authority_host}/{self.tenant_id}"

    @property
    def has_tls(self) -> bool:
        return self.tls_certificate is not None

    def graph_config(self) -> GraphConfig:
        return GraphConfig(
            tenant_id=self.tenant_id,
            client_id=self.client_id,
            client_secret=self.client_secret.get_secret_value() if self.client_secret else None,
            client_certificate=self.client_certificate,
            managed_identity=self.managed_identity,
            authority_host=self.authority_host,
            graph_url=self.graph_url,
            ca_bundle=self.ca_bundle,
        )


def load(environ: Mapping[str, str]) -> Settings:
    """Read the MELD_ names; an empty value counts as absent. Raises SettingsError for the first that is wrong."""
    ours = {name: value for name, value in environ.items() if name.startswith(PREFIX)}
    known = {_env(name): name for name in Settings.model_fields}
    for name in sorted(set(ours) - set(known)):
        near = difflib.get_close_matches(name, known, n=1)
        hint = f" Bedoelt u {near[0]}?" if near else ""
        raise SettingsError(f"De instelling {name} bestaat niet.{hint}")
    try:
        return Settings.model_validate({known[name]: value for name, value in ours.items() if value.strip()})
    except ValidationError as error:
        raise SettingsError(_sentence(error.errors(include_input=False, include_url=False)[0])) from None


def make_state_dir(settings: Settings) -> None:
    """A folder for the service alone. Raises SettingsError."""
    try:
        settings.state_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(f"De map in {_env('state_dir')} is niet te maken: {error.strerror}.") from error


def _env(field: str) -> str:
    return PREFIX + field.upper()


def _sentence(wrong: ErrorDetails) -> str:
    """The rule that was broken and where; never the value, that may be a secret."""
    reason = str(wrong.get("ctx", {}).get("error", ""))
    if not wrong["loc"]:
        return reason
    name = _env(str(wrong["loc"][0]))
    if wrong["type"] == "missing":
        return f"De instelling {name} ontbreekt."
    return f"De instelling {name} klopt niet: {reason or _RULES.get(wrong['type'], 'de waarde past niet')}."


_RULES = {
    "string_pattern_mismatch": "dit is geen GUID",
    "int_parsing": "dit is geen getal",
    "bool_parsing": "kies 1 of 0",
    "less_than_equal": "dit getal is te groot",
    "greater_than_equal": "dit getal is te klein",
}
