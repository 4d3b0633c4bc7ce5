"""Only an access token of this tenant, for this service, of a person with a role opens anything."""

import base64
import hmac
import json
import time
from collections.abc import Callable
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key
from flask.testing import FlaskClient

from plugin.identity import NoRole, Role, SignInNeeded, TokenVerifier
from tests.tenant_process import CLIENT_ID, TENANT_ID, TenantProcess

OID = "00000000-0000-4000-8000-000000000007"
OTHER = "99999999-9999-4999-8999-999999999999"
Sign = Callable[..., str]


class FromNow(int):
    """So many seconds after the moment of signing."""


@pytest.fixture(scope="session")
def signing_key(tenant: TenantProcess) -> rsa.RSAPrivateKey:
    key = load_pem_private_key((tenant.data / "signing.pem").read_bytes(), None)
    assert isinstance(key, rsa.RSAPrivateKey)
    return key


@pytest.fixture(scope="session")
def kid(tenant: TenantProcess) -> str:
    return str(jwt.get_unverified_header(tenant.token("statenlid1"))["kid"])


@pytest.fixture(scope="session")
def claims(tenant: TenantProcess) -> dict[str, Any]:
    now = int(time.time())
    return {
        "aud": CLIENT_ID,
        "iss": f"{tenant.url}/{TENANT_ID}/v2.0",
        "iat": now,
        "nbf": now,
        "exp": now + 3600,
        "ver": "2.0",
        "tid": TENANT_ID,
        "azp": CLIENT_ID,
        "oid": OID,
        "name": "Statenlid Voorbeeld",
        "scp": "Melding.Access",
        "roles": ["Melder"],
    }


@pytest.fixture(scope="session")
def sign(signing_key: rsa.RSAPrivateKey, kid: str, claims: dict[str, Any]) -> Sign:
    """A token with these claims changed or, when None, left out; signed by the tenant."""

    def signed(header: dict[str, Any] | None = None, **changes: Any) -> str:
        given = {
            name: int(time.time()) + value if isinstance(value, FromNow) else value
            for name, value in (claims | changes).items()
            if value is not None
        }
        return jwt.encode(given, signing_key, "RS256", headers={"kid": kid, **(header or {})})

    return signed


GOOD: list[dict[str, Any]] = [
    {},
    {"aud": f"api://{CLIENT_ID}"},
    {"azp": None},
    {"name": None},
    {"nbf": None},
    {"scp": "User.Read Melding.Access openid"},
    {"exp": FromNow(-30)},  # clocks differ by a minute at most
    {"nbf": FromNow(30)},
    {"roles": ["Melder", "Iets.Anders", 7]},
]


@pytest.mark.parametrize("changes", GOOD, ids=str)
def test_a_good_token_tells_who_asks(verifier: TokenVerifier, sign: Sign, changes: dict[str, Any]) -> None:
    caller = verifier.verify(sign(**changes))
    assert (caller.oid, caller.rollen) == (OID, {Role.MELDER})


def test_the_sign_in_of_the_tenant_gives_such_a_token(verifier: TokenVerifier, tenant: TenantProcess) -> None:
    caller = verifier.verify(tenant.token("cdk"))
    assert caller.rollen == {Role.MELDER, Role.BEHANDELAAR}
    assert caller.adressen == ("cdk@provincie.example",)


@pytest.mark.parametrize(
    ("told", "adressen"),
    [
        ({}, ()),
        ({"preferred_username": "A.Lid@Elders.example", "upn": "a.lid@elders.example"}, ("a.lid@elders.example",)),
        ({"preferred_username": "+31600000000", "email": 7, "upn": "x" * 320 + "@elders.example"}, ()),
    ],
    ids=["nothing", "the same twice", "what is no address"],
)  # fmt: skip
def test_a_token_says_which_mails_are_a_persons_own(
    verifier: TokenVerifier, sign: Sign, told: dict[str, Any], adressen: tuple[str, ...]
) -> None:
    assert verifier.verify(sign(**told)).adressen == adressen


def test_an_object_id_is_one_person_however_it_is_written(verifier: TokenVerifier, sign: Sign) -> None:
    written = "ABCDEF00-0000-4000-8000-00000000000A"
    assert verifier.verify(sign(oid=written)).oid == written.lower()


BAD: list[dict[str, Any]] = [
    {"aud": OTHER},
    {"aud": f"api://{OTHER}"},
    {"aud": "https://graph.microsoft.com"},
    {"aud": [CLIENT_ID, OTHER]},
    {"aud": None},
    {"iss": f"https://login.microsoftonline.com/{TENANT_ID}/v2.0"},
    {"iss": f"https://sts.windows.net/{TENANT_ID}/"},
    {"iss": None},
    {"tid": OTHER},
    {"tid": None},
    {"ver": "1.0"},
    {"ver": 2.0},
    {"ver": None},
    {"exp": FromNow(-300)},
    {"exp": None},
    {"exp": "morgen"},
    {"nbf": FromNow(300)},
    {"scp": None},
    {"scp": ""},
    {"scp": "Melding.Accessed"},
    {"scp": "melding.access"},
    {"scp": "User.Read"},
    {"scp": ["Melding.Access"]},
    {"idtyp": "app"},
    {"idtyp": "app", "scp": None},
    {"azp": OTHER},
    {"oid": None},
    {"oid": "statenlid1@provincie.example"},
    {"oid": OID + "\n"},
    {"oid": 7},
]


@pytest.mark.parametrize("changes", BAD, ids=str)
def test_a_token_with_a_wrong_claim_is_refused(
    verifier: TokenVerifier, sign: Sign, changes: dict[str, Any]
) -> None:
    with pytest.raises(SignInNeeded):
        verifier.verify(sign(**changes))


ROLES: list[Any] = [None, [], ["Iets.Anders"], ["melder"], "Melder", {"Melder": True}, [["Melder"]], [None]]


@pytest.mark.parametrize("roles", ROLES, ids=str)
def test_a_token_without_a_role_we_know_has_no_role(verifier: TokenVerifier, sign: Sign, roles: Any) -> None:
    with pytest.raises(NoRole):
        verifier.verify(sign(roles=roles))


def test_an_id_token_is_for_the_page_and_not_for_the_service(verifier: TokenVerifier, sign: Sign) -> None:
    with pytest.raises(SignInNeeded):
        verifier.verify(sign(scp=None, roles=None, azp=None, nonce="x"))


def test_an_application_is_nobody(verifier: TokenVerifier, tenant: TenantProcess) -> None:
    with pytest.raises(SignInNeeded):
        verifier.verify(tenant.app_token(scope=f"api://{CLIENT_ID}/.default"))


def test_another_key_under_the_right_name_is_refused(
    verifier: TokenVerifier, claims: dict[str, Any], kid: str
) -> None:
    stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    with pytest.raises(SignInNeeded):
        verifier.verify(jwt.encode(claims, stranger, "RS256", headers={"kid": kid}))


@pytest.mark.parametrize("pointer", ["jku", "x5u", "jwk", "x5c"])
def test_a_key_that_the_token_brings_itself_counts_for_nothing(
    verifier: TokenVerifier, claims: dict[str, Any], kid: str, tenant: TenantProcess, pointer: str
) -> None:
    stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    own = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(stranger.public_key()))
    brought = {"jku": f"{tenant.url}/keys", "x5u": f"{tenant.url}/cert", "jwk": own, "x5c": ["MIIB"]}[pointer]
    for name in (kid, "vreemd"):
        with pytest.raises(SignInNeeded):
            verifier.verify(jwt.encode(claims, stranger, "RS256", headers={"kid": name, pointer: brought}))


def _raw(header: dict[str, Any], claims: dict[str, Any], signature: str = "") -> str:
    def part(value: dict[str, Any]) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    return f"{part(header)}.{part(claims)}.{signature}"


@pytest.mark.parametrize("alg", ["none", "None", "NONE", "nOnE", "", None, 7])
@pytest.mark.parametrize("signature", ["", "AAAA"])
def test_a_token_without_a_signature_is_refused(
    verifier: TokenVerifier, claims: dict[str, Any], kid: str, alg: Any, signature: str
) -> None:
    with pytest.raises(SignInNeeded):
        verifier.verify(_raw({"alg": alg, "typ": "JWT", "kid": kid}, claims, signature))


@pytest.mark.parametrize("alg", ["HS256", "HS384", "HS512"])
def test_the_public_key_is_no_shared_secret(
    verifier: TokenVerifier, claims: dict[str, Any], kid: str, signing_key: rsa.RSAPrivateKey, alg: str
) -> None:
    public = signing_key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    signed = _raw({"alg": alg, "typ": "JWT", "kid": kid}, claims).rstrip(".")
    digest = hmac.new(public, signed.encode(), alg.replace("HS", "sha")).digest()
    with pytest.raises(SignInNeeded):
        verifier.verify(f"{signed}.{base64.urlsafe_b64encode(digest).rstrip(b'=').decode()}")


@pytest.mark.parametrize("alg", ["RS384", "RS512", "PS256"])
def test_another_algorithm_of_the_right_key_is_refused(
    verifier: TokenVerifier, claims: dict[str, Any], kid: str, signing_key: rsa.RSAPrivateKey, alg: str
) -> None:
    with pytest.raises(SignInNeeded):
        verifier.verify(jwt.encode(claims, signing_key, alg, headers={"kid": kid}))


@pytest.mark.parametrize(
    "header", [{"kid": "vreemd"}, {"kid": ""}, {"kid": None}, {"crit": ["b64"], "b64": True}]
)
def test_a_header_that_we_do_not_know_is_refused(
    verifier: TokenVerifier, sign: Sign, header: dict[str, Any]
) -> None:
    token = _raw({"alg": "RS256"}, {}) if header.get("kid", "") is None else sign(header)
    with pytest.raises(SignInNeeded):
        verifier.verify(token)


@pytest.mark.parametrize(
    "token", ["x", "a.b", "a.b.c", "a.b.c.d", "..", "é.é.é", "A" * 20_000, "eyJhbGciOiJSUzI1NiJ9..", "null", "\x00.a.b"]
)  # fmt: skip
def test_what_is_no_token_is_refused(verifier: TokenVerifier, token: str) -> None:
    with pytest.raises(SignInNeeded):
        verifier.verify(token)


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic YTpi", "Token x", "x.y.z", "Bearer x y"])
def test_without_a_bearer_token_the_answer_is_401(client: FlaskClient, header: str) -> None:
    answer = client.get("/api/meldingen", headers={"Authorization": header})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("person", ["regisseur", "fg", "beheerder"])
@pytest.mark.parametrize(
    "path", ["/api/meldingen", "/api/zaken", "/api/meldingen/M-00000000", "/api/zaken/M-00000000"]
)
def test_another_role_than_the_route_asks_is_403(
    client: FlaskClient, tenant: TenantProcess, person: str, path: str
) -> None:
    answer = client.get(path, headers={"Authorization": f"Bearer {tenant.token(person)}"})
    assert answer.status_code == 403


def test_a_melder_never_comes_to_the_handlers(client: FlaskClient, as_melder: dict[str, str]) -> None:
    assert client.get("/api/zaken", headers=as_melder).status_code == 403
