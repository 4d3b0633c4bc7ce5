"""The sign-in page: GET and POST /{tenant}/oauth2/v2.0/authorize. One picks a person; nobody has a password here."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import jinja2
from aiohttp import web

from deploy.devtenant import consent
from deploy.devtenant.entra import Entra
from deploy.devtenant.entra_errors import EntraFault
from deploy.devtenant.entra_http import ENTRA, check_tenant
from deploy.devtenant.people import Person, find_person
from deploy.devtenant.registrations import redirect_kind

_COOKIE = "__Host-devtenant"
_MODES = {"query", "fragment", "form_post"}
_PAGES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "pages"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
)


@dataclass(frozen=True)
class Wish:
    """An authorization request whose client and redirect address are known: refusals may now go back there."""

    client_id: str
    redirect_uri: str
    mode: str
    state: str | None
    spa: bool
    query: dict[str, str]

    @classmethod
    def of(cls, entra: Entra, query: dict[str, str]) -> Wish:
        """Read the request. An unknown client or address is told to the person, never sent anywhere."""
        client_id = entra.client(query.get("client_id")).client_id
        uri = query.get("redirect_uri", "")
        kind = redirect_kind(entra.tenant, client_id, uri)
        if kind is None:
            raise EntraFault(
                "invalid_request", 50011, f"The redirect URI '{uri}' specified in the request does not match the "
                f"redirect URIs configured for the application '{client_id}'.",
            )  # fmt: skip
        mode = query.get("response_mode", "query")
        if mode not in _MODES:
            raise EntraFault(
                "invalid_request", 70007, f"'{mode}' is not a supported value of 'response_mode'."
            )
        return cls(client_id, uri, mode, query.get("state"), kind == "spa", query)

    def check(self) -> None:
        """What may still be wrong with it; Entra sends these refusals back to the application."""
        if self.query.get("response_type") != "code":
            raise EntraFault(
                "unsupported_response_type", 700054, "response_type must be 'code': no other is enabled for the "
                "application.",
            )  # fmt: skip
        if not self.query.get("scope"):
            raise EntraFault("invalid_request", 900144, "The request must contain the parameter: 'scope'.")
        consent.split_scopes(self.query["scope"])
        challenge, method = self.query.get("code_challenge"), self.query.get("code_challenge_method")
        if self.spa and not challenge:
            raise EntraFault(
                "invalid_request", 9002325, "Proof Key for Code Exchange is required for cross-origin authorization "
                "code redemption.",
            )  # fmt: skip
        if challenge and method != "S256":
            raise EntraFault(
                "invalid_request", 501491, "Invalid size or method of Code_Challenge: S256 alone."
            )

    def agreed(self, person: Person) -> consent.Agreed:
        """What the person's choice means."""
        query = self.query
        return consent.Agreed(
            self.client_id,
            self.redirect_uri,
            query.get("code_challenge"),
            person,
            query["scope"],
            query.get("nonce"),
        )


def _page(name: str, status: int, form_to: str = "'self'", **words: Any) -> web.Response:
    nonce = secrets.token_urlsafe(16)
    headers = {
        "Content-Security-Policy": f"default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; "
        f"img-src data:; form-action {form_to}; base-uri 'none'; frame-ancestors 'none'",
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
    text = _PAGES.get_template(name).render(nonce=nonce, **words)
    return web.Response(text=text, status=status, headers=headers, content_type="text/html")


def _form_targets(wish: Wish) -> str:
    """A browser holds the redirect after the form against form-action too."""
    parts = urlsplit(wish.redirect_uri)
    target = f"{parts.scheme}://{parts.netloc}" if parts.scheme in {"https", "http"} else f"{parts.scheme}:"
    return f"'self' {target}"


def _back(wish: Wish, values: dict[str, str]) -> web.Response:
    """Send the answer to the application in the way it asked."""
    if wish.state is not None:
        values["state"] = wish.state
    if wish.mode == "form_post":
        return _page("form_post.html", 200, _form_targets(wish), address=wish.redirect_uri, values=values)
    mark = "#" if wish.mode == "fragment" else "&" if "?" in wish.redirect_uri else "?"
    headers = {"Location": f"{wish.redirect_uri}{mark}{urlencode(values)}", "Cache-Control": "no-store"}
    return web.Response(status=302, headers=headers)


def _refused_back(wish: Wish, fault: EntraFault, entra: Entra) -> web.Response:
    described = str(fault.body(entra.tenant)["error_description"])
    return _back(wish, {"error": fault.error, "error_description": described})


def _signed_in(request: web.Request) -> Person | None:
    return request.app[ENTRA].sessions.get(request.cookies.get(_COOKIE, ""))


async def _authorize(request: web.Request) -> web.Response:
    """Every refusal without a safe address is a page, every other one goes back to the application."""
    entra = request.app[ENTRA]
    try:
        check_tenant(request)
        wish = Wish.of(entra, dict(request.query))
    except EntraFault as fault:
        return _page("refused.html", 400, number=fault.number, text=fault.text)
    try:
        wish.check()
        if request.method == "POST":
            return await _chosen(request, wish)
        return _asked(request, wish)
    except EntraFault as fault:
        return _refused_back(wish, fault, entra)


def _asked(request: web.Request, wish: Wish) -> web.Response:
    known, prompt = _signed_in(request), wish.query.get("prompt", "")
    hinted = find_person(wish.query.get("login_hint", ""))
    if prompt == "none":
        if known is None or (hinted is not None and hinted != known):
            raise EntraFault(
                "login_required", 50058, "A silent sign-in request was sent but no user is signed in."
            )
        return _with_code(request, wish, known)
    if known is not None and known == hinted and prompt not in {"login", "select_account"}:
        return _with_code(request, wish, known)
    people = [person for person in request.app[ENTRA].tenant.people if person.signs_in]
    return _page("signin.html", 200, _form_targets(wish), people=people, hinted=hinted)


async def _chosen(request: web.Request, wish: Wish) -> web.Response:
    person = find_person(str((await request.post()).get("person", "")))
    if person is None or not person.signs_in:
        raise EntraFault("access_denied", 50034, "The user account does not exist in the directory.")
    answer, key = _with_code(request, wish, person), secrets.token_urlsafe(32)
    request.app[ENTRA].sessions[key] = person
    answer.set_cookie(_COOKIE, key, path="/", secure=True, httponly=True, samesite="None")
    return answer


def _with_code(request: web.Request, wish: Wish, person: Person) -> web.Response:
    entra = request.app[ENTRA]
    return _back(wish, {"code": consent.issue_code(entra.tenant, wish.agreed(person))})


async def _logout(request: web.Request) -> web.Response:
    """Forget the choice; go back only to an address of one of the registrations."""
    entra = request.app[ENTRA]
    entra.sessions.pop(request.cookies.get(_COOKIE, ""), None)
    uri = request.query.get("post_logout_redirect_uri", "")
    safe = any(redirect_kind(entra.tenant, client, uri) for client in entra.registrations)
    answer = (
        web.Response(status=302, headers={"Location": uri}) if safe else web.Response(text="U bent afgemeld.")
    )
    answer.del_cookie(_COOKIE, path="/", secure=True, samesite="None")
    return answer


def add_signin(app: web.Application) -> None:
    """Hang the page in the application."""
    for method in ("GET", "POST"):
        app.router.add_route(method, "/{tenant}/oauth2/v2.0/authorize", _authorize)
    app.router.add_get("/{tenant}/oauth2/v2.0/logout", _logout)
