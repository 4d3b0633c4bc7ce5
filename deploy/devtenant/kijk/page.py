"""How a look-inside page is made: its address, its words, its headers, and a page for a refusal too."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import jinja2

from deploy.devtenant import messages
from deploy.devtenant.graph import Call, GraphFault, Handler, Reply, outside
from deploy.devtenant.kijk import words
from deploy.devtenant.messages import Message
from deploy.devtenant.people import Person, find_person

BASE = "/__tenant/kijk"
LABEL = "Nagebouwd Microsoft 365, alleen voor demo en test"
POLICY = (
    "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'"
)
SAFE = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
_PAGES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "pages"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_PAGES.globals |= {"basis": BASE, "etiket": LABEL}
_PAGES.filters |= {"moment": words.moment, "bytes": words.size}


def page(name: str, status: int = 200, **given: Any) -> Reply:
    """A page of these words; everything that came from outside is escaped by the template."""
    text = _PAGES.get_template(f"{name}.html").render(given)
    return Reply(
        status, text.encode(), {"Content-Security-Policy": POLICY, **SAFE}, "text/html; charset=utf-8"
    )


def download(content: bytes, name: str) -> Reply:
    """Bytes that a browser keeps and never shows."""
    headers = {
        "Content-Disposition": words.attachment_header(name),
        "Content-Security-Policy": "default-src 'none'; sandbox",
        **SAFE,
    }
    return Reply(200, content, headers, "application/octet-stream")


def see_other(address: str) -> Reply:
    """On to another page after something was done."""
    return Reply(303, None, {"Location": address})


def window(path: str, method: str = "GET") -> Callable[[Handler], Handler]:
    """Register a page under /__tenant/kijk; a refusal becomes a page as well."""

    def register(handler: Handler) -> Handler:
        @outside(method, BASE + path)
        @functools.wraps(handler)
        def answer(call: Call) -> Reply:
            try:
                return handler(call)
            except GraphFault as fault:
                return page(
                    "weigering", fault.status, titel="Dit kan niet", nummer=fault.status, tekst=fault.message
                )

        return handler

    return register


def person_of(call: Call) -> Person:
    """Whose window it is; 404 for a name that nobody has."""
    found = find_person(call.params["persoon"])
    if found is None or found.name != call.params["persoon"]:
        raise GraphFault(404, "itemNotFound", "Deze persoon staat niet in de demo.")
    return found


def message_of(call: Call, person: Person) -> Message:
    """The message of the path, by its key; 404 when it stands in another mailbox or is deleted for good."""
    found = [one for one in messages.in_mailbox(call.tenant, person.oid) if one.key == call.params["bericht"]]
    if not found:
        raise GraphFault(404, "itemNotFound", "Dit bericht staat niet (meer) in dit postvak.")
    return found[0]


def from_here(headers: Mapping[str, str]) -> bool:
    """Whether a form was sent by a page of this origin; browsers say so by themselves."""
    return headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"


@outside("GET", BASE + "/kijk.css")
def _stylesheet(_: Call) -> Reply:
    content = resources.files("deploy.devtenant.kijk").joinpath("static/kijk.css").read_bytes()
    return Reply(200, content, dict(SAFE), "text/css; charset=utf-8")
