"""The people of the demo: each signs in at the tenant's own sign-in and calls with the token that gives."""

import base64
import hashlib
import secrets
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx

from deploy.demo.facts import (
    ADMIN_CLIENT_ID,
    ADMIN_SECRET,
    CLIENT_ID,
    PROVINCIE,
    SERVICE_SCOPE,
    TENANT_ID,
    Organisatie,
)
from deploy.demo.web import checked, client

GRAPH_DEFAULT = "https://graph.microsoft.com/.default"


@dataclass(frozen=True)
class SignIn:
    """The tenant's sign-in: authorization code with PKCE for people, a secret for the administrator's client."""

    tenant_url: str
    ca: Path
    service_url: str
    organisatie: Organisatie = PROVINCIE

    def person(self, role: str, scope: str = SERVICE_SCOPE) -> str:
        """An access token for this person; the choice on the sign-in page is made for them."""
        verifier = secrets.token_urlsafe(48)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        redirect = f"{self.service_url}/aanmelden"
        question = {
            "client_id": CLIENT_ID,
            "response_type": "code",
            "response_mode": "query",
            "redirect_uri": redirect,
            "scope": f"openid profile {scope}",
            "state": secrets.token_urlsafe(8),
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        with client(self.tenant_url, self.ca) as http:
            answer = http.post(
                f"/{TENANT_ID}/oauth2/v2.0/authorize",
                params=question,
                data={"person": self.organisatie.address(role)},
            )
            code = _code(answer)
            form = {
                "grant_type": "authorization_code",
                "client_id": CLIENT_ID,
                "code": code,
                "redirect_uri": redirect,
                "code_verifier": verifier,
            }
            given = checked(
                http.post(f"/{TENANT_ID}/oauth2/v2.0/token", data=form, headers={"Origin": self.service_url})
            )
        return str(given["access_token"])

    def administrator(self) -> str:
        """The administrator's client: it alone may read back everything."""
        form = {
            "grant_type": "client_credentials",
            "client_id": ADMIN_CLIENT_ID,
            "client_secret": ADMIN_SECRET,
            "scope": GRAPH_DEFAULT,
        }
        with client(self.tenant_url, self.ca) as http:
            return str(checked(http.post(f"/{TENANT_ID}/oauth2/v2.0/token", data=form))["access_token"])


def _code(answer: httpx.Response) -> str:
    target: str = answer.headers.get("Location", "")
    codes = parse_qs(urlsplit(target).query).get("code", [])
    if not codes:
        raise SystemExit(f"the sign-in gave no code: {answer.status_code} {answer.text[:300]}")
    return codes[0]
