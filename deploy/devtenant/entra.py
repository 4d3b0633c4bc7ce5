"""Entra ID's endpoints under /{tenant}/: metadata, keys, token. The sign-in page is in signin.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from deploy.devtenant import consent
from deploy.devtenant.assertions import check_assertion
from deploy.devtenant.entra_errors import EntraFault
from deploy.devtenant.graph import Call, GraphFault, Reply, outside
from deploy.devtenant.people import CLIENT_ID, SITE_HOST, TENANT_ID, Person, find_person
from deploy.devtenant.pki import signing_key
from deploy.devtenant.registrations import Registration, registrations
from deploy.devtenant.store import Tenant
from deploy.devtenant.tokens import GRAPH, LIFETIME, Grant, Tokens

SHAREPOINT = f"https://{SITE_HOST}"


@dataclass(frozen=True)
class Proof:
    """A client that has proved itself; `azpacr` 0 public, 1 secret, 2 certificate. `origin`: a browser asks."""

    registration: Registration
    azpacr: str
    origin: str | None


class Entra:
    """The directory's front: holds the signing key and the registrations."""

    def __init__(self, tenant: Tenant) -> None:
        self.tenant = tenant
        self.tokens = Tokens(signing_key(tenant.data), tenant.url)
        self.registrations = registrations(tenant)
        self.sessions: dict[str, Person] = {}  # cookie of the sign-in page -> who was chosen

    @property
    def endpoint(self) -> str:
        """The token endpoint, which is the audience of client assertions."""
        return f"{self.tenant.url}/{TENANT_ID}/oauth2/v2.0/token"

    def metadata(self) -> dict[str, Any]:
        """The OpenID configuration."""
        base = f"{self.tenant.url}/{TENANT_ID}"
        return {
            "token_endpoint": self.endpoint,
            "token_endpoint_auth_methods_supported": ["client_secret_post", "private_key_jwt"],
            "jwks_uri": f"{base}/discovery/v2.0/keys",
            "response_modes_supported": ["query", "fragment", "form_post"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "response_types_supported": ["code"],
            "scopes_supported": ["openid", "profile", "email", "offline_access"],
            "issuer": self.tokens.issuer,
            "request_uri_parameter_supported": False,
            "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
            "end_session_endpoint": f"{base}/oauth2/v2.0/logout",
            "claims_supported": [
                "sub",
                "iss",
                "aud",
                "exp",
                "iat",
                "nonce",
                "preferred_username",
                "name",
                "tid",
                "ver",
            ],
            "tenant_region_scope": "EU",
        }

    def client(self, client_id: str | None) -> Registration:
        """The registration with this id."""
        if not client_id:
            raise missing("client_id")
        found = self.registrations.get(client_id)
        if found is None:
            raise EntraFault(
                "unauthorized_client", 700016, f"Application with identifier '{client_id}' was not found in the "
                "directory 'Provincie (demo)'.",
            )  # fmt: skip
        return found

    def token(self, form: Mapping[str, str], origin: str | None) -> dict[str, Any]:
        """Answer a token request; each grant type proves the client first."""
        grant_type = form.get("grant_type")
        if not grant_type:
            raise missing("grant_type")
        proof = self._prove(form, origin)
        match grant_type:
            case "client_credentials":
                return self._for_application(form, proof)
            case "authorization_code":
                return self._answer(consent.redeem_code(self.tenant, form, proof), form)
            case "refresh_token":
                return self._answer(consent.redeem_refresh(self.tenant, form, proof), form)
            case _:
                raise EntraFault(
                    "unsupported_grant_type", 70003, f"The app requested an unsupported grant type '{grant_type}'."
                )  # fmt: skip

    def _prove(self, form: Mapping[str, str], origin: str | None) -> Proof:
        registration = self.client(form.get("client_id"))
        if "client_assertion" in form:
            check_assertion(
                form["client_assertion"], registration.client_id, self.endpoint, registration.certificate
            )
            return Proof(registration, "2", origin)
        if "client_secret" in form:
            if not registration.secret_fits(form["client_secret"]):
                raise EntraFault(
                    "invalid_client", 7000215, "Invalid client secret provided. Ensure the secret being sent in the "
                    f"request is the client secret value, not the client secret ID, for a secret added to app "
                    f"'{registration.client_id}'.", 401,
                )  # fmt: skip
            return Proof(registration, "1", origin)
        return Proof(registration, "0", origin)

    def _for_application(self, form: Mapping[str, str], proof: Proof) -> dict[str, Any]:
        if proof.azpacr == "0":
            raise EntraFault(
                "invalid_client", 7000218, "The request body must contain the following parameter: "
                "'client_assertion' or 'client_secret'.", 401,
            )  # fmt: skip
        scope = form.get("scope")
        if not scope:
            raise missing("scope")
        resource = scope.removesuffix("/.default")
        if resource == scope:
            raise EntraFault(
                "invalid_scope", 1002012, f"The provided value for scope {scope} is not valid. Client credential "
                "flows must have a scope value with /.default suffixed to the resource identifier.",
            )  # fmt: skip
        if resource not in {GRAPH, SHAREPOINT, f"api://{CLIENT_ID}"}:
            raise consent.no_such_resource(resource)
        roles = proof.registration.app_roles if resource in {GRAPH, SHAREPOINT} else ()
        grant = Grant(proof.registration.client_id, proof.azpacr, resource, app_roles=roles)
        return {
            "token_type": "Bearer",
            "expires_in": LIFETIME - 1,
            "ext_expires_in": LIFETIME - 1,
            "access_token": self.tokens.access(grant),
        }

    def _answer(self, redeemed: consent.Redeemed, form: Mapping[str, str]) -> dict[str, Any]:
        grant = redeemed.grant
        answer: dict[str, Any] = {
            "token_type": "Bearer",
            "scope": " ".join(f"{grant.resource}/{scope}" for scope in grant.scopes),
            "expires_in": LIFETIME - 1,
            "ext_expires_in": LIFETIME - 1,
            "access_token": self.tokens.access(grant),
        }
        if "offline_access" in redeemed.asked:
            answer["refresh_token"] = redeemed.refresh_token
        if "openid" in redeemed.asked:
            answer["id_token"] = self.tokens.identity(grant, redeemed.nonce)
        if form.get("client_info") == "1":
            answer["client_info"] = consent.client_info(grant)
        return answer


def missing(name: str) -> EntraFault:
    """The refusal for a parameter that is not there."""
    return EntraFault(
        "invalid_request", 900144, f"The request body must contain the following parameter: '{name}'."
    )


def token_for_tests(entra: Entra) -> None:
    """POST /__tenant/token: the access token that the sign-in page would have led to."""

    @outside("POST", "/__tenant/token")
    def _token_of(call: Call) -> Reply:
        order = call.json()
        person = find_person(str(order.get("person", "")))
        if person is None or not person.signs_in:
            raise GraphFault(404, "itemNotFound", f"nobody called {order.get('person')} signs in here")
        scope = str(order.get("scope", f"api://{CLIENT_ID}/Melding.Access"))
        resource, scopes, _ = consent.split_scopes(scope)
        client = str(order.get("client_id", CLIENT_ID))
        grant = Grant(client, str(order.get("azpacr", "0")), resource, scopes, person)
        token = entra.tokens.access(grant, int(order.get("lifetime", LIFETIME)))
        return Reply(200, {"access_token": token, "expires_in": LIFETIME - 1, "token_type": "Bearer"})
