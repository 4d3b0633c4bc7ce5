"""Makes what the service needs in SharePoint, with the administrator's own client: `python -m deploy.provision`.

Safe to run again: it adds what is missing, changes nothing else, and says on a line each what it did. At the end it
reads everything back. Exit 0: all stands; 1: something does not; 2: a setting is missing or wrong. With --dry-run, what
is only missing is no fault yet: 0.
"""

import argparse
import dataclasses
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from deploy import prullenbak
from graph.connection import Graph, GraphConfig
from graph.errors import GraphError, NotFound
from graph.request import Request
from graph.sites import Site, rows
from plugin.casebook.columns import CASE_SITE, REGISTER_SITE, Column, ListSchema
from plugin.settings import Settings, SettingsError, load

ROLE = "write"  # enough for rows and files; a list or column cannot be made with it

VERSIONS = (
    "let op: SharePoint bewaart van elke regel de oude versies. Dat is met Microsoft Graph niet uit te zetten;"
    " doe dat zelf bij Lijstinstellingen, Versiebeheer, voor elke lijst hierboven"
)
VIEWS = (
    "let op: wat iemand op de registersite als eerste ziet, de weergave van een lijst, is met Microsoft Graph niet te"
    " zetten. docs/organisatie-inrichten.md zegt welke kolommen u toont en welke u verbergt"
)
PEOPLE = (
    "let op: niemand mag rechten hebben op de zakensite, ook geen eigenaar of beheerder van de verzameling."
    " Microsoft Graph laat die rechten niet zien; kijk dit zelf na"
)


@dataclass(frozen=True)
class Step:
    """One thing that is missing, and how to make it."""

    says: str
    do: Callable[[], object]


class Provisioning:
    """One site: what is missing, and what does not fit."""

    def __init__(self, graph: Graph, address: str, schemas: tuple[ListSchema, ...], client_id: str) -> None:
        self._graph = graph
        self._site = Site(graph, address)
        self._name = address.rpartition("/")[2]
        self._schemas = schemas
        self._client_id = client_id

    def missing(self) -> Iterator[Step]:
        """What has to be made, in this order."""
        for schema in self._schemas:
            yield from self._missing_of(schema)
        if not self._roles():
            yield Step(f"recht '{ROLE}' voor de toepassing op {self._name}", self._grant)

    def misfits(self) -> Iterator[str]:
        """What stands there otherwise than it must: nothing this program may change."""
        for schema in self._schemas:
            found = self._columns(schema) if self._stands(schema) else {}
            for column in schema.columns:
                if column.name in found and (why := column.misfit(found[column.name])):
                    yield f"{schema.name}.{column.name} {why}"
        if (roles := self._roles()) and roles != {ROLE}:
            yield f"de toepassing heeft op {self._name} het recht {', '.join(sorted(roles))} in plaats van {ROLE}"

    def strangers(self) -> list[str]:
        """The lists and libraries that stand here beside ours."""
        return sorted(self._site.lists().keys() - {schema.name for schema in self._schemas})

    def _missing_of(self, schema: ListSchema) -> Iterator[Step]:
        if not self._stands(schema):
            yield Step(
                f"lijst {schema.name} met {len(schema.columns)} kolommen", lambda: self._make_list(schema)
            )
            return
        found = self._columns(schema)
        for column in schema.columns:
            if column.name not in found:
                yield self._new_column(schema, column)
            elif lacking := column.lacking(found[column.name]):
                yield self._better_column(schema, column, found[column.name]["id"], lacking)

    def _new_column(self, schema: ListSchema, column: Column) -> Step:
        request = Request("POST", self._site.list_builder(schema.name).columns, body=column.definition())
        return Step(f"kolom {schema.name}.{column.name}", lambda: self._graph.call(request))

    def _better_column(
        self, schema: ListSchema, column: Column, column_id: str, lacking: frozenset[str]
    ) -> Step:
        builder = self._site.list_builder(schema.name).columns.by_column_definition_id(column_id)
        # Graph wants the index named beside uniqueness: a unique column without one is refused.
        rules = lacking | (column.rules & {"indexed"})
        request = Request("PATCH", builder, body=dict.fromkeys(sorted(rules), True))
        says = f"eigenschappen van kolom {schema.name}.{column.name}: {', '.join(sorted(lacking))}"
        return Step(says, lambda: self._graph.call(request))

    def _make_list(self, schema: ListSchema) -> None:
        self._graph.call(Request("POST", self._site.builder.lists, body=schema.definition()))

    def _stands(self, schema: ListSchema) -> bool:
        try:
            return bool(self._site.list_id(schema.name))
        except NotFound:
            return False

    def _columns(self, schema: ListSchema) -> dict[str, dict[str, Any]]:
        read = rows(self._graph, Request("GET", self._site.list_builder(schema.name).columns))
        return {column["name"]: column for column in read}

    def _grant(self) -> None:
        """Graph, "Create permission on a site"."""
        application = {"id": self._client_id, "displayName": "Meld agressie"}
        body = {"roles": [ROLE], "grantedToIdentities": [{"application": application}]}
        self._graph.call(Request("POST", self._site.builder.permissions, body=body))

    def _roles(self) -> set[str]:
        """The roles of the service on this site. Only reading a permission by itself shows its roles."""
        permissions = self._site.builder.permissions
        roles: set[str] = set()
        for permission in rows(self._graph, Request("GET", permissions)):
            if self._client_id in _applications(permission):
                builder = permissions.by_permission_id(permission["id"])
                roles.update(self._graph.call(Request("GET", builder)).json.get("roles", ()))
        return roles


def _applications(permission: Mapping[str, Any]) -> set[str]:
    """The applications a permission is for: Graph has three spellings of it."""
    identities = [*permission.get("grantedToIdentities", ()), *permission.get("grantedToIdentitiesV2", ())]
    identities.append(permission.get("grantedToV2") or {})
    return {identity.get("application", {}).get("id", "") for identity in identities}


def administrator(settings: Settings) -> GraphConfig:
    """The same tenant, signed in as the administrator's client. Errors: SettingsError."""
    secret, certificate = settings.admin_client_secret, settings.admin_client_certificate
    if not settings.admin_client_id or (secret is None) == (certificate is None):
        raise SettingsError(
            "Geef MELD_ADMIN_CLIENT_ID, en MELD_ADMIN_CLIENT_SECRET of MELD_ADMIN_CLIENT_CERTIFICATE."
        )
    return dataclasses.replace(
        settings.graph_config(),
        client_id=settings.admin_client_id,
        client_secret=secret.get_secret_value() if secret else None,
        client_certificate=certificate,
        managed_identity=False,
    )


def provision(sites: list[Provisioning]) -> Iterator[str]:
    """Make what is missing and say so; raises nothing that a line can say."""
    for site in sites:
        for step in site.missing():
            step.do()
            yield f"gemaakt: {step.says}"


def lacks(sites: list[Provisioning]) -> list[str]:
    """What is missing as it stands now; a run makes it."""
    return [f"ontbreekt: {step.says}" for site in sites for step in site.missing()]


def others(register: Provisioning) -> list[str]:
    """What else stands on the register site; a new site brings a library of its own."""
    return [
        f"let op: op de registersite staat ook {name}. Daar hoort alleen het register: haal het weg of houd het leeg"
        for name in register.strangers()
    ]


def faults(sites: list[Provisioning]) -> list[str]:
    """What does not fit, and no run will mend."""
    return [f"fout: {misfit}" for site in sites for misfit in site.misfits()]


def _sites(environ: Mapping[str, str]) -> Callable[[], list[Provisioning]]:
    """The two sites as they are now; each call looks afresh."""
    settings = load(environ)
    graph = Graph(administrator(settings))
    wanted = ((settings.case_site, CASE_SITE), (settings.register_site, REGISTER_SITE))
    return lambda: [Provisioning(graph, address, schemas, settings.client_id) for address, schemas in wanted]


def _run(look: Callable[[], list[Provisioning]], *, dry_run: bool) -> int:
    if dry_run:
        sites = look()
        missing, wrong = lacks(sites), faults(sites)
        print(*(missing + wrong) or ["goed: alles staat er al"], sep="\n")
        return 1 if wrong else 0
    for line in provision(look()):
        print(line, flush=True)
    sites = look()
    wrong = lacks(sites) + faults(sites)
    notes = [*others(sites[-1]), VERSIONS, VIEWS, PEOPLE]
    print(*wrong or ["goed: alles staat er en is nagelezen"], *notes, sep="\n")
    return 1 if wrong else 0


def main(arguments: list[str], environ: Mapping[str, str]) -> int:
    """The command. Prints to standard output; settings that are wrong go to standard error."""
    parser = argparse.ArgumentParser(
        prog="python -m deploy.provision", description="Maakt de lijsten in SharePoint."
    )
    either = parser.add_mutually_exclusive_group()  # what cannot be undone is never tried out
    either.add_argument("--dry-run", action="store_true", help="zeg wat ontbreekt en maak niets")
    either.add_argument(
        "--leeg-prullenbak", action="store_true", help="leeg alleen de prullenbak van de zakensite, voorgoed"
    )
    asked = parser.parse_args(arguments)
    try:
        if asked.leeg_prullenbak:
            settings = load(environ)
            print(prullenbak.leeg(settings, administrator(settings)))
            return 0
        return _run(_sites(environ), dry_run=asked.dry_run)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    except GraphError as error:
        print(f"fout: Microsoft 365 weigerde dit ({error})", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
