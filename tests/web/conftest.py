"""The running service for the whole session, and the same application in this process for what needs no server."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from plugin.app import Service, create_app
from plugin.identity import TokenVerifier
from plugin.main import Checked, prepare, put_together
from plugin.settings import Settings, load, make_state_dir
from plugin.signing_keys import SigningKeys
from tests.rig import provisioned, settings_env, tenant
from tests.tenant_process import TenantProcess
from tests.web.service_process import ServiceProcess

__all__ = ["provisioned", "tenant"]


@pytest.fixture(scope="session")
def service(provisioned: TenantProcess, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServiceProcess]:
    running = ServiceProcess.start(provisioned, tmp_path_factory.mktemp("service"))
    yield running
    running.stop()


@pytest.fixture(scope="session")
def settings(tenant: TenantProcess, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    certificate = str(tenant.data / "server.pem")
    tls = {"MELD_TLS_CERTIFICATE": certificate, "MELD_TLS_KEY": certificate}
    env = settings_env(tenant, tmp_path_factory.mktemp("web")) | tls
    return load({name: value for name, value in env.items() if name.startswith("MELD_")})


@pytest.fixture(scope="session")
def verifier(settings: Settings) -> TokenVerifier:
    address = f"{settings.authority}/discovery/v2.0/keys"
    return TokenVerifier(settings, SigningKeys(address, settings.ca_bundle))


@pytest.fixture(scope="session")
def make_app(settings: Settings, verifier: TokenVerifier) -> Callable[..., Service]:
    """Puts the application together as main does; it has not called anything yet."""
    checked = Checked.of(settings)
    make_state_dir(settings)

    def made(by: TokenVerifier = verifier, *needed: Callable[[], None]) -> Service:
        diensten = put_together(settings, checked)
        prepare(settings, diensten)
        return create_app(diensten, by, needed, settings)

    return made


@pytest.fixture(scope="session")
def app(make_app: Callable[..., Service]) -> Service:
    return make_app()


@pytest.fixture
def client(app: Service) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def as_melder(tenant: TenantProcess) -> dict[str, str]:
    return {"Authorization": f"Bearer {tenant.token('statenlid1')}"}


@pytest.fixture
def as_handler(tenant: TenantProcess) -> dict[str, str]:
    return {"Authorization": f"Bearer {tenant.token('cdk')}"}


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    """A folder with the files that settings name."""
    for name in ("profiel.toml", "sleutel", "ca.pem", "app.pem"):
        (tmp_path / name).write_text("x")
    return tmp_path
