"""`python -m plugin check`: does everything the service leans on stand and work? A line each, in Dutch.

Reads only, but for one upload that is opened and never used; nothing is made, sent or changed.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote

import sqlalchemy as sa

from graph.connection import Graph
from graph.errors import GraphError, NotFound, Refused
from graph.request import Request
from graph.sites import Site
from plugin.casebook.columns import CASE_SITE, DOSSIER, REGISTER_SITE, Column, ListSchema
from plugin.flows.voorstel import postvak_van
from plugin.intake.seal import KeyFileError, SealingKeys
from plugin.protocol.profiel import Profiel, ProfielError
from plugin.settings import Settings, SettingsError, make_state_dir
from plugin.signing_keys import KeysUnreachable, SigningKeys

PROVISION = "voer python -m deploy.provision uit"
EXCHANGE = "geef de toepassing in Exchange rechten op dit postvak (Application Mail.ReadWrite)"
RULES = {"indexed": "een index", "enforceUniqueValues": "unieke waarden", "required": "een verplichte waarde"}
WORDS = {True: "goed", False: "fout", None: "let op"}


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. `ok` is None when it could not be seen, or is only worth knowing."""

    ok: bool | None
    what: str
    remedy: str = ""

    def __str__(self) -> str:
        tail = f" — {self.remedy}" if self.remedy and self.ok is not True else ""
        return f"{WORDS[self.ok]}: {self.what}{tail}"


def check(settings: Settings) -> Iterator[Finding]:
    """Look at everything, in the order in which one thing needs the other."""
    yield Finding(True, "de instellingen zijn volledig")
    yield from _sealing_key(settings)
    yield _database(settings)
    yield _signing_keys(settings)
    graph = Graph(settings.graph_config())
    signed_in = _tried(
        "de toepassing kan zich aanmelden bij Entra", graph.token, "controleer geheim of certificaat"
    )
    yield signed_in
    if signed_in.ok:
        yield from _sharepoint(graph, settings)
        yield from _people(graph, settings)


def _tried(what: str, act: Callable[[], object], remedy: str) -> Finding:
    try:
        act()
    except GraphError as error:
        return Finding(
            False, f"{what}: dat lukt niet ({error.status or ''} {error.code})".replace("( ", "("), remedy
        )
    return Finding(True, what)


def _sealing_key(settings: Settings) -> Iterator[Finding]:
    path = settings.sealing_key
    try:
        SealingKeys.from_file(path)
    except KeyFileError as error:
        yield Finding(
            False,
            f"de sleutel voor het verzegelen: {error}",
            "maak een nieuwe sleutel of herstel het bestand",
        )
        return
    yield Finding(True, "de sleutel voor het verzegelen is bruikbaar")
    if path.stat().st_mode & 0o077:
        yield Finding(None, f"anderen op deze machine kunnen {path} lezen", f"voer chmod 600 {path} uit")


def _database(settings: Settings) -> Finding:
    what = "de database is bereikbaar"
    try:
        make_state_dir(settings)
        engine = sa.create_engine(settings.database_url)
        with engine.connect() as connection:
            connection.execute(sa.text("select 1"))
        engine.dispose()
    except (SettingsError, sa.exc.SQLAlchemyError) as error:
        # The text of the driver's error may hold the address with its password.
        return Finding(
            False, f"{what}: dat lukt niet ({type(error).__name__})", "controleer MELD_DATABASE_URL"
        )
    return Finding(True, what)


def _signing_keys(settings: Settings) -> Finding:
    what = "de sleutels van Entra voor het aanmelden van mensen zijn te lezen"
    try:
        SigningKeys(f"{settings.authority}/discovery/v2.0/keys", settings.ca_bundle).key("")
    except KeysUnreachable:
        return Finding(False, what, "controleer MELD_AUTHORITY_HOST, MELD_TENANT_ID en MELD_CA_BUNDLE")
    return Finding(True, what)


def _sharepoint(graph: Graph, settings: Settings) -> Iterator[Finding]:
    for name, address, schemas in (
        ("de zakensite", settings.case_site, CASE_SITE),
        ("de registersite", settings.register_site, REGISTER_SITE),
    ):
        site = Site(graph, address)
        reached = _tried(f"{name} is bereikbaar", site.lists, PROVISION)
        yield reached
        if reached.ok:
            for schema in schemas:
                yield from _list(graph, site, schema)
    yield from _library(graph, Site(graph, settings.case_site))


def _list(graph: Graph, site: Site, schema: ListSchema) -> Iterator[Finding]:
    try:
        read = graph.call(Request("GET", site.list_builder(schema.name).columns)).json
    except GraphError as error:
        yield Finding(False, f"de lijst {schema.name} is er niet of gaat niet open ({error.code})", PROVISION)
        return
    found = {column["name"]: column for column in read["value"]}
    wrong = [
        finding for column in schema.columns if (finding := _column(schema, column, found.get(column.name)))
    ]
    yield from wrong or [Finding(True, f"de lijst {schema.name} heeft alle kolommen, indexen en sleutels")]


def _column(schema: ListSchema, column: Column, found: dict[str, object] | None) -> Finding | None:
    name = f"de kolom {schema.name}.{column.name}"
    if found is None:
        return Finding(False, f"{name} ontbreekt", PROVISION)
    if misfit := column.misfit(found):
        return Finding(
            False, f"{name} {misfit}", "maak de lijst opnieuw; provision verandert geen bestaande kolom"
        )
    if lacking := column.lacking(found):
        return Finding(
            False, f"{name} mist {' en '.join(RULES[rule] for rule in sorted(lacking))}", PROVISION
        )
    return None


def _library(graph: Graph, site: Site) -> Iterator[Finding]:
    """Opening an upload needs the right to write and leaves nothing behind: an unused one ends by itself."""
    what = f"de toepassing mag schrijven in de bibliotheek {DOSSIER.name}"
    try:
        drive = site.drive_id(DOSSIER.name)
    except GraphError as error:
        yield Finding(False, f"de bibliotheek {DOSSIER.name} gaat niet open ({error.code})", PROVISION)
        return
    entry = graph.client.drives.by_drive_id(drive).items.by_drive_item_id("by-path").create_upload_session
    builder = entry.with_url(
        f"{graph.config.base_url}/drives/{quote(drive)}/root:/controle.txt:/createUploadSession"
    )
    yield _tried(what, partial(graph.call, Request("POST", builder, body={})), PROVISION)


def _people(graph: Graph, settings: Settings) -> Iterator[Finding]:
    try:
        profiel = Profiel.load(settings.profile)
    except ProfielError as error:
        yield Finding(False, str(error), "herstel het profiel")
        return
    yield Finding(True, "het profiel is geldig")
    for address in sorted(mailboxes(profiel)):
        messages = graph.client.users.by_user_id(address).messages
        request = Request("GET", messages, {"top": "1", "select": "id"})
        yield _tried(f"het postvak {address} gaat open", partial(graph.call, request), EXCHANGE)
    for oid, naam in sorted(handlers(profiel).items()):
        yield _teams_app(graph, settings.teams_app_id, oid, naam)


def mailboxes(profiel: Profiel) -> set[str]:
    """Where drafts are made: with who signs, with the stand-in, and where letters of prevention start."""
    signer = profiel.routering.ondertekenaar
    offices = {signer, profiel.routering.plaatsvervangers.get(signer, signer), "preventie"}
    return {address for office in offices if (address := postvak_van(profiel, office))}


def handlers(profiel: Profiel) -> dict[str, str]:
    """Who is notified of a melding, by object id."""
    rules = profiel.routering
    offices = {office for row in rules.ontvangers.values() for office in row} | set(
        rules.plaatsvervangers.values()
    )
    return {person.oid: person.naam for person in profiel.personen if person.functie in offices}


def _teams_app(graph: Graph, app_id: str, oid: str, naam: str) -> Finding:
    what = f"de Teams-app staat klaar bij {naam}"
    installed = graph.client.users.by_user_id(oid).teamwork.installed_apps
    condition = {"expand": "teamsApp", "filter": f"teamsApp/id eq '{app_id}'"}
    try:
        found = graph.call(Request("GET", installed, condition)).json["value"]
    except (Refused, NotFound):
        return Finding(None, f"{what}: niet vast te stellen", "kijk dit na in het Teams-beheercentrum")
    except GraphError as error:
        return Finding(False, f"{what}: dat is nu niet te zien ({error.code})", "probeer het later opnieuw")
    return Finding(bool(found), what, "zet de app klaar met een Teams-installatiebeleid")
