"""The pages as shells: no data, no token, the same for everybody."""

from urllib.parse import quote

from apiflask import APIBlueprint
from flask import Response, redirect
from werkzeug.wrappers import Response as AnyResponse

from plugin.web import hulp_words, meld_words
from plugin.web.asked import diensten
from plugin.web.guards import open_to_all
from plugin.web.rendering import page

pages = APIBlueprint("pages", __name__, enable_openapi=False)
pages.before_request(open_to_all)


@pages.get("/")
def begin() -> AnyResponse:
    """Somebody who typed the bare address wants to report."""
    return redirect("/meld", 303)


@pages.get("/meld")
def meld() -> Response:
    """Report: the pane beside a mail, and the same page in a browser."""
    return page("meld", profiel=diensten().profiel, **meld_words.words(diensten().profiel))


@pages.get("/mijn")
def mijn() -> Response:
    """Mijn meldingen."""
    return page("mijn", profiel=diensten().profiel, deel="/deel/mijn")


@pages.get("/mijn/<ref>")
def mijn_een(ref: str) -> Response:
    """One of my meldingen; whether there is one, only the fragment says."""
    return page("mijn", profiel=diensten().profiel, deel=f"/deel/mijn/{quote(ref, safe='')}")


@pages.get("/zaken")
def zaken() -> Response:
    """The cases of a handler."""
    return page("zaken", profiel=diensten().profiel, deel="/deel/zaken", titel="Zaken")


@pages.get("/zaken/<ref>")
def zaak(ref: str) -> Response:
    """One case; whether there is one, only the fragment says."""
    return page("zaken", profiel=diensten().profiel, deel=f"/deel/zaken/{quote(ref, safe='')}", titel="Zaak")


@pages.get("/register")
def register() -> Response:
    """The register, for the regisseur: numbers alone."""
    return page("register", profiel=diensten().profiel)


@pages.get("/hulp")
def hulp() -> Response:
    """The help card: no sign-in and no script (protocol 41)."""
    return page("hulp", profiel=diensten().profiel, **hulp_words.words(diensten().profiel))


@pages.get("/msal_redirect")
def after_sign_in() -> Response:
    """Where Entra sends a person back to; the sign-in library reads the answer there."""
    return page("msal_redirect", profiel=diensten().profiel)


@pages.get("/msal_relay")
def sign_in_window() -> Response:
    """The window in which a framed page lets people sign in."""
    response = page("msal_relay", profiel=diensten().profiel)
    response.headers["Cross-Origin-Opener-Policy"] = "unsafe-none"
    return response
