"""The pages as shells: no data, no token, the same for everybody."""

from urllib.parse import quote

from apiflask import APIBlueprint
from flask import Response, redirect
from werkzeug.wrappers import Response as AnyResponse

from plugin.web import gids_words, hulp_words, meld_words, zaken_menu
from plugin.web.asked import diensten
from plugin.web.assets import the_assets
from plugin.web.guards import open_to_all
from plugin.web.opmaak import opgemaakt
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
    return page("mijn", profiel=diensten().profiel, deel="/deel/mijn", adres="")


@pages.get("/mijn/<ref>")
def mijn_een(ref: str) -> Response:
    """One of my meldingen; whether there is one, only the fragment says."""
    at = quote(ref, safe="")
    return page("mijn", profiel=diensten().profiel, deel=f"/deel/mijn/{at}", adres=f"/api/meldingen/{at}")


@pages.get("/zaken")
def zaken() -> Response:
    """The cases of a handler."""
    return _of_handlers("Zaken", "/deel/zaken")


@pages.get("/zaken/<ref>")
def zaak(ref: str) -> Response:
    """One case; whether there is one, only the fragment says."""
    return _of_handlers("Zaak", f"/deel/zaken/{quote(ref, safe='')}")


@pages.get("/toegangslijst")
def toegangslijst() -> Response:
    """Who may not enter the building; the names stand in the fragment alone."""
    return _of_handlers("Toegangslijst", "/deel/toegangslijst")


@pages.get("/preventie")
def preventie() -> Response:
    """Requests that prevent (protocol 43-47)."""
    return _of_handlers("Preventie", "/deel/preventie")


@pages.get("/vernietiging")
def vernietiging() -> Response:
    """What is proposed to be destroyed, and what was (protocol 49)."""
    return _of_handlers("Vernietiging", "/deel/vernietiging")


@pages.get("/toezicht")
def toezicht() -> Response:
    """The log, for toezicht alone (protocol 48)."""
    return page("toezicht", profiel=diensten().profiel)


@pages.get("/register")
def register() -> Response:
    """The register, for the regisseur: numbers alone."""
    return page("register", profiel=diensten().profiel)


@pages.get("/hulp")
def hulp() -> Response:
    """The help card: no sign-in, and complete without script (protocol 41)."""
    return page("hulp", profiel=diensten().profiel, **hulp_words.words(diensten().profiel))


@pages.get("/gids")
def gids() -> Response:
    """How to report and what happens then: no sign-in, for it holds nothing of anybody."""
    return _guide("melder", "Meld agressie", "/meld")


@pages.get("/gids/behandelaar")
def gids_behandelaar() -> Response:
    """From notice to closing, for handlers."""
    return _guide("behandelaar", "Naar de zaken", "/zaken")


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


def _guide(naam: str, woord: str, adres: str) -> Response:
    """The text of a guide with its pictures, and a way on."""
    profiel = diensten().profiel
    words = gids_words.tekst(naam, profiel)
    tekst = opgemaakt(words, the_assets())
    verder = {"woord": woord, "adres": adres}
    titel, soort = gids_words.titel(words), gids_words.SOORTEN[naam]
    return page("gids", profiel=profiel, titel=titel, soort=soort, tekst=tekst, verder=verder)


def _of_handlers(titel: str, deel: str) -> Response:
    """A shell for handlers, with their menu."""
    return page("zaken", profiel=diensten().profiel, deel=deel, titel=titel, **zaken_menu.menu(titel))
