"""The page of the look-alike and the files that it loads."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import jinja2

from deploy.devtenant.graph import Call, GraphFault, Reply, outside
from deploy.devtenant.kijk import words
from deploy.devtenant.messages import Message
from deploy.devtenant.messageshape import plain
from deploy.devtenant.people import Person
from deploy.devtenant.sim.addin import AddIn, Button, plain_add_in
from deploy.devtenant.sim.facts import facts, inbox
from deploy.devtenant.sim.hosts import origin, outlook_origin
from deploy.devtenant.sim.options import FAILING, HOSTS, Options, mailbox_of, options_of, pane_of, person_of
from deploy.devtenant.sim.pane import installed
from deploy.devtenant.store import Tenant

_SCRIPT, _STYLE = "text/javascript; charset=utf-8", "text/css; charset=utf-8"
_OFFICE = ("office.js", "office_host.js", "office_line.js", "office_mailbox.js", "office_item.js")
_FILES = dict.fromkeys(
    (*_OFFICE, "outlook.js", "bridge.js", "keuze.js", "methods.js", "slepen.js"), _SCRIPT
) | {"outlook.css": _STYLE}
_PAGES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "pages"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@outside("GET", "/sim/")
def _page(call: Call) -> Reply:
    """?persoon=, ?paneel= and the options: the mail program as this person opens it, on its own origin."""
    own = outlook_origin(call.tenant)
    if call.headers.get("Host", "") != urlsplit(own).netloc:
        return Reply(303, None, {"Location": f"{own}/sim/?{urlencode(call.query)}"})
    person, options = person_of(call.query), options_of(call.query)
    owner = mailbox_of(options.gedeeld) if options.gedeeld else person
    added = plain_add_in(pane_of(call.query, "")) if call.query.get("paneel") else installed(call.tenant)
    button, mails = added.button(options), inbox(call.tenant, owner)
    text = _PAGES.get_template("outlook.html").render(
        persoon=person,
        eigenaar=owner,
        mensen=call.tenant.people,
        opties=options,
        hosts=HOSTS,
        fouten=FAILING,
        knop=button,
        paneel=call.query.get("paneel", ""),
        berichten=[_shown(call.tenant, mail) for mail in mails],
        gegevens=_data(call.tenant, (person, owner), options, (added, button), mails),
        kijk=f"{call.tenant.url}/__tenant/kijk/personen/{person.name}/postvak",
    )
    return Reply(200, text.encode(), _headers(button), "text/html; charset=utf-8")


def _shown(tenant: Tenant, message: Message) -> dict[str, Any]:
    sender = message.doc.get("from", {"emailAddress": {"name": "", "address": "onbekend"}})
    return {
        "sleutel": message.key,
        "naam": sender["emailAddress"]["name"] or sender["emailAddress"]["address"],
        "van": words.address(sender),
        "aan": words.addresses(message.doc["toRecipients"]),
        "onderwerp": message.doc["subject"] or "(zonder onderwerp)",
        "moment": words.moment(message.created),
        "tekst": plain(message.doc["body"]).strip(),
        "bijlagen": [(one["name"], words.size(one["size"])) for one in facts(tenant, message)["attachments"]],
    }


def _data(
    tenant: Tenant,
    people: tuple[Person, Person],
    options: Options,
    added: tuple[AddIn, Button | None],
    mails: list[Message],
) -> str:
    """What the script starts from; "<" is written so that no text can end the element that holds it."""
    person, owner = people
    manifest, button = added
    content = {
        "persoon": {"naam": person.name, "displayName": person.title, "emailAddress": person.upn},
        "postvak": {"naam": owner.name, "adres": owner.upn, "gedeeld": owner != person},
        "paneel": button.pane if button else "",
        "meer": bool(button and button.several),
        "recht": manifest.permission,
        "opties": options.for_script(),
        "berichten": [facts(tenant, mail) for mail in mails],
    }
    return json.dumps(content).replace("<", "\\u003c")


def _headers(button: Button | None) -> dict[str, str]:
    """The page frames the pane and shows the icon of the add-in, and nothing else of another origin."""
    frame = origin(button.pane) if button else "'none'"
    icon = f" {origin(button.icon)}" if button and button.icon else ""
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self';"
        f" img-src data:{icon}; frame-src {frame}; base-uri 'none'; frame-ancestors 'none'"
    )
    return {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
    }


@outside("GET", "/sim/{bestand}")
def _file(call: Call) -> Reply:
    """The stand-in office.js and its parts are loaded by pages of other origins; the rest by the look-alike alone."""
    name = call.params["bestand"]
    if name not in _FILES:
        raise GraphFault(404, "itemNotFound", "no such file")
    content = resources.files("deploy.devtenant.sim").joinpath(f"static/{name}").read_bytes()
    headers = {"X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin"}
    if name in _OFFICE:
        headers |= {"Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*"}
    return Reply(200, content, headers, _FILES[name])
