"""Entra: applications by secret and certificate, codes, refresh tokens, and every refusal with its AADSTS number."""

from __future__ import annotations

import base64
import hashlib
import time
import uuid
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import jwt
import pytest
from azure.identity import CertificateCredential, ClientSecretCredential
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization

from tests.tenant_process import ADMIN_CLIENT_ID, CLIENT_ID, GRAPH_SCOPE, SECRET, TENANT_ID, TenantProcess

TOKEN = f"/{TENANT_ID}/oauth2/v2.0/token"
AUTHORIZE = f"/{TENANT_ID}/oauth2/v2.0/authorize"
SCOPE = f"api://{CLIENT_ID}/Melding.Access"
SPA, WEB = "https://localhost:8443/msal_redirect.html", "https://localhost:9999/terug"
VERIFIER = "v" * 43
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
ORIGIN = {"Origin": "https://localhost:8443"}
APP = {
    "grant_type": "client_credentials",
    "client_id": CLIENT_ID,
    "client_secret": SECRET,
    "scope": GRAPH_SCOPE,
}


@pytest.fixture
def http(tenant: TenantProcess) -> Any:
    tenant.control("POST", "redirects", json={"uri": WEB, "kind": "web"})
    with tenant.http() as client:
        yield client


def claims_of(tenant: TenantProcess, token: str, audience: str) -> dict[str, Any]:
    with tenant.http() as client:
        keys = jwt.PyJWKSet.from_dict(client.get(f"/{TENANT_ID}/discovery/v2.0/keys").json())
    kid = jwt.get_unverified_header(token)["kid"]
    found: dict[str, Any] = jwt.decode(token, keys[kid].key, algorithms=["RS256"], audience=audience)
    return found


def test_the_metadata_names_the_endpoints_of_this_authority(
    tenant: TenantProcess, http: httpx.Client
) -> None:
    found = http.get(f"/{TENANT_ID}/v2.0/.well-known/openid-configuration").json()
    assert found["issuer"] == f"{tenant.url}/{TENANT_ID}/v2.0"
    assert found["token_endpoint"] == tenant.url + TOKEN
    assert http.get(found["jwks_uri"]).json()["keys"][0]["kty"] == "RSA"


@pytest.mark.parametrize("kind", ["secret", "certificate"])
def test_azure_identity_signs_the_application_in(tenant: TenantProcess, kind: str) -> None:
    options = {"authority": tenant.url, "disable_instance_discovery": True, "connection_verify": tenant.ca}
    credential: Any = (
        ClientSecretCredential(TENANT_ID, CLIENT_ID, SECRET, **options)
        if kind == "secret"
        else CertificateCredential(TENANT_ID, CLIENT_ID, str(tenant.data / "app.pem"), **options)
    )
    claims = claims_of(tenant, credential.get_token(GRAPH_SCOPE).token, "https://graph.microsoft.com")
    assert (claims["idtyp"], claims["roles"]) == ("app", ["Sites.Selected"])
    assert "scp" not in claims
    assert claims["azpacr"] == {"secret": "1", "certificate": "2"}[kind]


def test_a_persons_token_says_what_the_service_checks(tenant: TenantProcess) -> None:
    claims = claims_of(tenant, tenant.token("griffier"), CLIENT_ID)
    expected = {"ver": "2.0", "tid": TENANT_ID, "azp": CLIENT_ID, "azpacr": "0", "scp": "Melding.Access"}
    expected |= {"iss": f"{tenant.url}/{TENANT_ID}/v2.0", "preferred_username": "griffier@provincie.example"}
    assert {key: claims[key] for key in expected} == expected
    assert claims["roles"] == ["Melder", "Behandelaar"]
    assert claims["oid"].endswith("0003")
    assert {"iat", "nbf", "exp", "uti", "sub", "name"} <= set(claims)


@pytest.mark.parametrize(
    ("change", "status", "error", "number"),
    [
        ({"client_secret": "fout"}, 401, "invalid_client", 7000215),
        ({"client_secret": None}, 401, "invalid_client", 7000218),
        ({"client_id": "99999999-2222-4222-8222-222222222222"}, 400, "unauthorized_client", 700016),
        ({"client_id": None}, 400, "invalid_request", 900144),
        ({"grant_type": None}, 400, "invalid_request", 900144),
        ({"grant_type": "password"}, 400, "unsupported_grant_type", 70003),
        ({"scope": None}, 400, "invalid_request", 900144),
        ({"scope": "https://graph.microsoft.com/Sites.Read.All"}, 400, "invalid_scope", 1002012),
        ({"scope": "https://elders.example/.default"}, 400, "invalid_resource", 500011),
        ({"client_assertion": "geen.jwt", "client_secret": None}, 401, "invalid_client", 50027),
    ],
    ids=str,
)
def test_a_wrong_token_request_is_refused_as_entra_does(
    http: httpx.Client, change: dict[str, str | None], status: int, error: str, number: int
) -> None:
    form = {key: value for key, value in (APP | change).items() if value is not None}
    answer = http.post(TOKEN, data=form, headers={"client-request-id": "c-1"})
    body = answer.json()
    assert (answer.status_code, body["error"], body["error_codes"]) == (status, error, [number])
    assert body["error_description"].startswith(f"AADSTS{number}: ")
    assert {"timestamp", "trace_id"} <= set(body)
    assert body["correlation_id"] == "c-1"


def test_another_tenant_is_not_found(http: httpx.Client) -> None:
    answer = http.post("/99999999-1111-4111-8111-111111111111/oauth2/v2.0/token", data=APP)
    assert (answer.status_code, answer.json()["error_codes"]) == (400, [90002])


def assertion(
    tenant: TenantProcess, pem: str = "app", header: dict[str, Any] | None = None, **change: Any
) -> str:
    raw = (tenant.data / f"{pem}.pem").read_bytes()
    key = serialization.load_pem_private_key(raw, None)
    digest = x509.load_pem_x509_certificate((tenant.data / "app.pem").read_bytes()).fingerprint(hashes.SHA1())  # noqa: S303  # x5t is SHA-1
    now = int(time.time())
    claims = {"aud": tenant.url + TOKEN, "iss": CLIENT_ID, "sub": CLIENT_ID, "jti": str(uuid.uuid4())}
    claims |= {"nbf": now, "exp": now + 600} | change
    head = {"x5t": base64.urlsafe_b64encode(digest).decode()} if header is None else header
    return jwt.encode(claims, key, "RS256", headers=head)  # type: ignore[arg-type]


def by_assertion(http: httpx.Client, made: str) -> httpx.Response:
    form = {key: value for key, value in APP.items() if key != "client_secret"}
    kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    return http.post(TOKEN, data=form | {"client_assertion": made, "client_assertion_type": kind})


def test_the_thumbprint_may_keep_its_padding_or_be_sha256(tenant: TenantProcess, http: httpx.Client) -> None:
    assert by_assertion(http, assertion(tenant)).status_code == 200
    certificate = x509.load_pem_x509_certificate((tenant.data / "app.pem").read_bytes())
    sha256 = base64.urlsafe_b64encode(certificate.fingerprint(hashes.SHA256())).rstrip(b"=").decode()
    assert by_assertion(http, assertion(tenant, header={"x5t#S256": sha256})).status_code == 200


@pytest.mark.parametrize(
    ("change", "number"),
    [
        ({"pem": "admin"}, 700027),
        ({"header": {"x5t": "AAAA"}}, 700027),
        ({"header": {}}, 700027),
        ({"aud": "https://elders.example/token"}, 700023),
        ({"exp": 1000}, 700024),
        ({"iss": ADMIN_CLIENT_ID}, 700021),
    ],
    ids=str,
)
def test_a_wrong_assertion_is_refused(
    tenant: TenantProcess, http: httpx.Client, change: dict[str, Any], number: int
) -> None:
    answer = by_assertion(http, assertion(tenant, **change))
    assert (answer.status_code, answer.json()["error_codes"]) == (401, [number])


def authorized(http: httpx.Client, person: str = "cdk", **change: str | None) -> httpx.Response:
    asked = {"client_id": CLIENT_ID, "redirect_uri": SPA, "response_type": "code", "state": "s"}
    asked |= {
        "scope": f"openid offline_access {SCOPE}",
        "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
    }
    params = {key: value for key, value in (asked | change).items() if value is not None}
    return http.post(AUTHORIZE, params=params, data={"person": person})


def code_of(answer: httpx.Response) -> str:
    return parse_qs(urlsplit(answer.headers["Location"]).query)["code"][0]


def redeemed(http: httpx.Client, code: str, origin: bool = True, **change: str) -> httpx.Response:
    form = {"grant_type": "authorization_code", "client_id": CLIENT_ID, "code": code, "redirect_uri": SPA}
    form |= {"code_verifier": VERIFIER, "client_info": "1"} | change
    return http.post(TOKEN, data=form, headers=ORIGIN if origin else {})


def test_a_code_gives_tokens_to_the_page_of_the_same_client(
    tenant: TenantProcess, http: httpx.Client
) -> None:
    answer = redeemed(http, code_of(authorized(http)))
    body = answer.json()
    assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN["Origin"]
    assert {"id_token", "refresh_token", "client_info"} <= set(body)
    assert body["scope"] == SCOPE
    form = {"grant_type": "refresh_token", "client_id": CLIENT_ID, "refresh_token": body["refresh_token"]}
    graph = form | {"scope": "https://graph.microsoft.com/Mail.Read"}
    again = http.post(TOKEN, data=graph, headers=ORIGIN).json()
    assert claims_of(tenant, again["access_token"], "https://graph.microsoft.com")["scp"] == "Mail.Read"
    assert http.post(TOKEN, data=form).json()["error_codes"] == [9002327]


@pytest.mark.parametrize(
    ("change", "number"),
    [
        ({"origin": False}, 9002327),
        ({"code_verifier": "w" * 43}, 501481),
        ({"code_verifier": ""}, 501481),
        ({"redirect_uri": WEB}, 500112),
        ({"client_id": ADMIN_CLIENT_ID}, 9002313),
        ({"code": "onbekend"}, 9002313),
    ],
    ids=str,
)
def test_a_code_in_other_hands_is_refused(http: httpx.Client, change: dict[str, Any], number: int) -> None:
    given = {"code": code_of(authorized(http))} | change
    assert redeemed(http, **given).json()["error_codes"] == [number]


def test_a_code_is_good_for_one_use(http: httpx.Client) -> None:
    code = code_of(authorized(http))
    assert redeemed(http, code).status_code == 200
    assert redeemed(http, code).json()["error_codes"] == [54005]


def test_a_web_address_asks_the_secret_and_no_origin(http: httpx.Client) -> None:
    def code() -> str:
        return code_of(authorized(http, redirect_uri=WEB, code_challenge=None, code_challenge_method=None))

    with_secret = {"redirect_uri": WEB, "client_secret": SECRET}
    assert redeemed(http, code(), origin=False, **with_secret).status_code == 200
    assert redeemed(http, code(), origin=False, redirect_uri=WEB).json()["error_codes"] == [7000218]
    assert redeemed(http, code(), **with_secret).json()["error_codes"] == [9002326]


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": None}, "invalid_request"),
        ({"scope": f"{SCOPE} https://graph.microsoft.com/Mail.Read"}, "invalid_request"),
        ({"scope": f"api://{CLIENT_ID}/Anders"}, "invalid_scope"),
        ({"code_challenge": None}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"person": "niemand"}, "access_denied"),
        ({"person": "beveiliging"}, "access_denied"),
    ],
    ids=str,
)
def test_a_wrong_authorization_request_goes_back_with_its_error(
    http: httpx.Client, change: dict[str, Any], error: str
) -> None:
    answer = authorized(http, **change)
    back = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert (answer.status_code, back["error"], back["state"]) == (302, [error], ["s"])


@pytest.mark.parametrize(
    "change", [{"client_id": "onbekend"}, {"redirect_uri": "https://boos.example/"}], ids=str
)
def test_an_unknown_client_or_address_is_never_redirected_to(
    http: httpx.Client, change: dict[str, Any]
) -> None:
    answer = authorized(http, **change)
    assert answer.status_code == 400
    assert "Location" not in answer.headers


def test_the_answer_comes_in_the_mode_asked(http: httpx.Client) -> None:
    assert "#code=" in authorized(http, response_mode="fragment").headers["Location"]
    posted = authorized(http, response_mode="form_post")
    assert 'name="code"' in posted.text
    assert f'action="{SPA}"' in posted.text


def test_signing_out_goes_back_only_to_a_registered_address(http: httpx.Client) -> None:
    path = f"/{TENANT_ID}/oauth2/v2.0/logout"
    assert http.get(path, params={"post_logout_redirect_uri": SPA}).headers["Location"] == SPA
    assert (
        "Location" not in http.get(path, params={"post_logout_redirect_uri": "https://boos.example/"}).headers
    )


def test_a_page_of_another_origin_may_ask(http: httpx.Client) -> None:
    answer = http.options(TOKEN, headers=ORIGIN | {"Access-Control-Request-Headers": "x-client-sku"})
    assert answer.headers["Access-Control-Allow-Headers"] == "x-client-sku"
