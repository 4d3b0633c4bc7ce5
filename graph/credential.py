"""The service's own sign-in at Entra, by azure-identity. Loaded by the first call only."""

import re
from typing import TYPE_CHECKING, Any

from azure.core.credentials import TokenCredential
from azure.core.exceptions import ClientAuthenticationError, ServiceRequestError, ServiceResponseError
from azure.identity import (
    CertificateCredential,
    ClientAssertionCredential,
    ClientSecretCredential,
    ManagedIdentityCredential,
)

from graph.errors import TEMPORARY, GraphError, Refused, Transient

if TYPE_CHECKING:
    from graph.connection import GraphConfig

MICROSOFT = ("login.microsoftonline.com", "login.microsoftonline.us", "login.partner.microsoftonline.cn")
EXCHANGE = "api://AzureADTokenExchange/.default"
TOKEN = "POST /oauth2/v2.0/token"  # noqa: S105 - the name of the operation in a log


def credential_for(config: "GraphConfig") -> TokenCredential:
    """The credential the settings name: a secret, a certificate or the machine's managed identity.

    A managed identity signs in as the app registration by a federated credential, because Teams
    only takes notifications from the registration its app names (webApplicationInfo.id).
    """
    common = _options(config)
    if config.managed_identity:
        machine = ManagedIdentityCredential()
        return ClientAssertionCredential(
            config.tenant_id, config.client_id, lambda: machine.get_token(EXCHANGE).token, **common
        )
    if config.client_certificate:
        return CertificateCredential(
            config.tenant_id, config.client_id, certificate_path=str(config.client_certificate), **common
        )
    return ClientSecretCredential(config.tenant_id, config.client_id, config.client_secret or "", **common)


def _options(config: "GraphConfig") -> dict[str, Any]:
    """No retry of its own (the flow tries again), ten seconds, and one set of trusted certificates.

    A path given for each request is the only form that the CA variables of the machine cannot replace.
    """
    host = config.authority_host.removeprefix("https://").rstrip("/")
    return {
        "authority": config.authority_host,
        "disable_instance_discovery": host not in MICROSOFT,
        "connection_verify": config.trusted,
        "retry_total": 0,
        "connection_timeout": 10,
        "read_timeout": 10,
    }


def sign_in_error(error: ClientAuthenticationError) -> GraphError:
    """Entra out of reach, busy or broken: try again. Anything else: the administrator."""
    status = getattr(error.response, "status_code", None)
    unreachable = isinstance(error.__cause__, ServiceRequestError | ServiceResponseError)
    if unreachable or (status and (status in TEMPORARY or status >= 500)):
        return Transient("signInUnavailable", status, "", TOKEN)
    # Entra's own number says what to mend; the rest of its text names clients and times.
    number = re.search(r"AADSTS\d+", error.message or "")
    return Refused(number.group() if number else "signInRefused", status, "", TOKEN)
