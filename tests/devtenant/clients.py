"""The public clients, pointed at the dev tenant as an application would: the SDK, and O365 with azure-identity's token."""

import ssl

import httpx
import pytest
from azure.core.credentials import TokenCredential
from azure.identity import ClientSecretCredential
from kiota_authentication_azure.azure_identity_authentication_provider import (
    AzureIdentityAuthenticationProvider,
)
from msgraph import GraphRequestAdapter, GraphServiceClient
from msgraph_core import GraphClientFactory
from O365 import Account, MSGraphProtocol
from O365.utils import BaseTokenBackend

from tests.tenant_process import CLIENT_ID, GRAPH_SCOPE, SECRET, TENANT_ID, TenantProcess

CDK = "/v1.0/users/cdk@provincie.example"
MARK = "String {9f0c2d7e-3b1a-4c55-9e57-0b8f3f6a1c10} Name meldReferentie"
IMMUTABLE = {"Prefer": 'IdType="ImmutableId"'}


def code_of(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


def sdk_client(tenant: TenantProcess) -> GraphServiceClient:
    credential = ClientSecretCredential(
        TENANT_ID,
        CLIENT_ID,
        SECRET,
        authority=tenant.url,
        disable_instance_discovery=True,
        connection_verify=tenant.ca,
    )
    http = httpx.AsyncClient(verify=ssl.create_default_context(cafile=tenant.ca), timeout=15)
    http = GraphClientFactory.create_with_default_middleware(client=http)
    provider = AzureIdentityAuthenticationProvider(
        credential, scopes=[GRAPH_SCOPE], allowed_hosts=["localhost"]
    )
    adapter = GraphRequestAdapter(provider, client=http)
    adapter.base_url = f"{tenant.url}/v1.0"
    return GraphServiceClient(request_adapter=adapter)


class TokenOfAzureIdentity(BaseTokenBackend):
    """O365 takes its token from azure-identity."""

    def __init__(self, credential: TokenCredential) -> None:
        super().__init__()
        self._credential = credential

    has_data = True

    def load_token(self) -> bool:
        return True

    def save_token(self, force: bool = False) -> bool:
        return True

    def get_access_token(self, *, username: str | None = None) -> dict[str, str]:
        return {"secret": self._credential.get_token(GRAPH_SCOPE).token}

    def get_refresh_token(self, *, username: str | None = None) -> None:
        return None

    def token_is_expired(self, *, username: str | None = None) -> bool:
        return False


@pytest.fixture
def account(tenant: TenantProcess, monkeypatch: pytest.MonkeyPatch) -> Account:
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.setenv(name, tenant.ca)
    credential = ClientSecretCredential(
        TENANT_ID,
        CLIENT_ID,
        SECRET,
        authority=tenant.url,
        disable_instance_discovery=True,
        connection_verify=tenant.ca,
    )

    class LocalGraph(MSGraphProtocol):
        _protocol_url = f"{tenant.url}/"

    return Account(
        (CLIENT_ID, "unused"),
        auth_flow_type="credentials",
        tenant_id=TENANT_ID,
        protocol=LocalGraph(timezone="Europe/Amsterdam"),
        token_backend=TokenOfAzureIdentity(credential),
        requests_delay=0,
        timeout=(5, 30),
        default_headers=IMMUTABLE,
    )
