"""`python -m plugin check`: does everything the service leans on stand and work? A line each, in Dutch.

Reads only, but for one upload that is opened and never used; nothing is made, sent or changed.
"""

import re
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote

import sqlalchemy as sa

from graph.connection import Graph
from graph.errors import GraphError, NotFound, Refused
from graph.request import Request
from graph.sites import Site
from plugin.casebook.columns import CASE_SITE, LIBRARY, REGISTER_SITE, Column, ListSchema
from plugin.intake.seal import KeyFileError, SealingKeys
from plugin.protocol.bewaartermijn import Gegevens
from plugin.protocol.ondertekening import postvak_van
from plugin.protocol.profiel import Profiel, ProfielError
from plugin.settings import Settings, SettingsError, make_state_dir
from plugin.signing_keys import KeysUnreachable, SigningKeys

PROVISION = "voer python -m deploy.provision uit"
EXCHANGE = "geef de toepassing in Exchange rechten op dit postvak (Application Mail.ReadWrite)"
DATABASE = "controleer MELD_DATABASE_URL en MELD_STATE_DIR"
ENTRA = "controleer MELD_AUTHORITY_HOST, MELD_TENANT_ID en MELD_CA_BUNDLE"
TEAMS = "zet de app klaar met een installatiebeleid in het Teams-beheercentrum"
RULES = {"indexed": "een index", "enforceUniqueValues": "unieke waarden", "required": "een verplichte waarde"}
UNFILLED = re.compile(r"""^[^#]*["'](VUL IN|vul-in|eeeeeeee-)""")
TERMS = "zet bij bewaren in het profiel de jaren en het nummer van de selectielijst"
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
    profiel = yield from _profile(settings)
    yield from _sealing_key(settings)
    yield _database(settings)
    yield _signing_keys(settings)
    graph = Graph(settings.graph_config())
    signed_in = _tried(
        "de toepassing kan zich aanmelden bij Entra",
        "de toepassing kan zich niet aanmelden bij Entra",
        graph.token,
        "controleer MELD_CLIENT_ID en het geheim, het certificaat of de beheerde identiteit",
    )
    yield signed_in
    if signed_in.ok:
        yield from _site(graph, "de zakensite", settings.case_site, CASE_SITE)
        yield from _site(graph, "de registersite", settings.register_site, REGISTER_SITE)
        if profiel:
            yield from _people(graph, settings, profiel)


def _tried(good: str, bad: str, act: Callable[[], object], remedy: str) -> Finding:
    try:
        act()
    except GraphError as error:
        return Finding(False, f"{bad} ({error.code})", remedy)
    return Finding(True, good)


def _profile(settings: Settings) -> Generator[Finding, None, Profiel | None]:
    try:
        profiel = Profiel.load(settings.profile)
    except ProfielError as error:
        yield Finding(False, str(error), "herstel het profiel")
        return None
    yield Finding(True, "het profiel is geldig")
    lines = settings.profile.read_text("utf-8").splitlines()
    empty = [str(number) for number, line in enumerate(lines, 1) if UNFILLED.search(line)]
    if empty:
        yield Finding(False, f"in het profiel ontbreekt nog iets, op regel {', '.join(empty)}", "vul het in")
    yield from terms(profiel)
    return profiel


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
    try:
        make_state_dir(settings)
        engine = sa.create_engine(settings.database_url)
        with engine.connect() as connection:
            connection.execute(sa.text("select 1"))
        engine.dispose()
    except (SettingsError, sa.exc.SQLAlchemyError) as error:
        # The driver's own text may hold the address with its password.
        return Finding(False, f"de database is niet bereikbaar ({type(error).__name__})", DATABASE)
    return Finding(True, "de database is bereikbaar")


def _signing_keys(settings: Settings) -> Finding:
    keys = SigningKeys(f"{settings.authority}/discovery/v2.0/keys", settings.ca_bundle)
    try:
        keys.key("")
    except KeysUnreachable:
        return Finding(
            False, "de sleutels van Entra, waarmee mensen zich aanmelden, zijn niet te lezen", ENTRA
        )
    return Finding(True, "de sleutels van Entra, waarmee mensen zich aanmelden, zijn te lezen")


def _site(graph: Graph, name: str, address: str, schemas: tuple[ListSchema, ...]) -> Iterator[Finding]:
    site = Site(graph, address)
    reached = _tried(f"{name} is bereikbaar", f"{name} is niet bereikbaar", site.lists, PROVISION)
    yield reached
    if not reached.ok:
        return
    for schema in schemas:
        yield from _list(graph, site, schema)
        if schema.template == LIBRARY:
            yield _writing(graph, site, schema.name)


def _list(graph: Graph, site: Site, schema: ListSchema) -> Iterator[Finding]:
    try:
        read = graph.call(Request("GET", site.list_builder(schema.name).columns)).json
    except GraphError as error:
        yield Finding(False, f"{schema.name} is er niet of gaat niet open ({error.code})", PROVISION)
        return
    found = {column["name"]: column for column in read["value"]}
    wrong = [
        finding
        for column in schema.columns
        if (finding := column_finding(schema, column, found.get(column.name)))
    ]
    yield from wrong or [
        Finding(True, f"{schema.name} is er, met de kolommen, indexen en sleutels die erbij horen")
    ]


def column_finding(schema: ListSchema, column: Column, found: dict[str, object] | None) -> Finding | None:
    """What is wrong with a column as it stands in the tenant; None when nothing is."""
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


def _writing(graph: Graph, site: Site, library: str) -> Finding:
    """Opening an upload needs the right to write and leaves nothing behind: an unused one ends by itself."""

    def opened() -> object:
        drive = site.drive_id(library)
        entry = graph.client.drives.by_drive_id(drive).items.by_drive_item_id("by-path").create_upload_session
        address = f"{graph.config.base_url}/drives/{quote(drive)}/root:/controle.txt:/createUploadSession"
        return graph.call(Request("POST", entry.with_url(address), body={}))

    good, bad = f"de toepassing mag schrijven in {library}", f"de toepassing kan niet schrijven in {library}"
    return _tried(good, bad, opened, PROVISION)


def _people(graph: Graph, settings: Settings, profiel: Profiel) -> Iterator[Finding]:
    for address in sorted(mailboxes(profiel)):
        messages = graph.client.users.by_user_id(address).messages
        request = Request("GET", messages, {"top": "1", "select": "id"})
        good, bad = f"het postvak {address} gaat open", f"het postvak {address} gaat niet open"
        yield _tried(good, bad, partial(graph.call, request), EXCHANGE)
    for oid, wie in sorted(handlers(profiel).items()):
        yield _teams_app(graph, settings.teams_app_id, oid, wie)


def terms(profiel: Profiel) -> Iterator[Finding]:
    """Terms of keeping that nobody has set: what has none stays for ever (protocol 49)."""
    if not profiel.bewaren:
        yield Finding(None, "er zijn geen bewaartermijnen: niets wordt ooit vernietigd", TERMS)
        return
    known = {one.gegevens for one in profiel.bewaren}
    for kind in (one for one in Gegevens if one not in known):
        yield Finding(None, f"voor {kind} is er geen bewaartermijn: dat wordt nooit vernietigd", TERMS)
    for one in profiel.bewaren:
        if one.jaren is None:
            yield Finding(
                None, f"de bewaartermijn voor {one.gegevens} ({one.orgaan}) is nog vast te stellen", TERMS
            )


def mailboxes(profiel: Profiel) -> set[str]:
    """Where drafts are made: with who signs, with the stand-in, and where letters of prevention start."""
    signer = profiel.routering.ondertekenaar
    offices = {signer, profiel.routering.plaatsvervangers.get(signer, signer), "preventie"}
    return {address for office in offices if (address := postvak_van(profiel, office))}


def handlers(profiel: Profiel) -> dict[str, str]:
    """Who is notified of a melding: object id and office."""
    rules = profiel.routering
    offices = {office for row in rules.ontvangers.values() for office in row} | set(
        rules.plaatsvervangers.values()
    )
    holders = [person for person in profiel.personen if person.functie in offices]
    return {person.oid: profiel.functies[person.functie].met_lidwoord for person in holders}


def _teams_app(graph: Graph, app_id: str, oid: str, wie: str) -> Finding:
    installed = graph.client.users.by_user_id(oid).teamwork.installed_apps
    condition = {"expand": "teamsApp", "filter": f"teamsApp/id eq '{app_id}'"}
    try:
        found = graph.call(Request("GET", installed, condition)).json["value"]
    except (Refused, NotFound):  # seeing this takes a right that the service does without
        return Finding(None, f"of {wie} de Teams-app heeft, is hier niet vast te stellen", TEAMS)
    except GraphError as error:
        return Finding(
            None, f"of {wie} de Teams-app heeft, is nu niet te zien ({error.code})", "probeer het later"
        )
    return (
        Finding(True, f"{wie} heeft de Teams-app")
        if found
        else Finding(False, f"{wie} mist de Teams-app", TEAMS)
    )
