"""Who and what stands in the demo tenant at its first start: roles instead of people, two empty sites, one Teams app.

It is the tenant of a province; with DEVTENANT_ORGANISATIE=gemeente in the environment that of a municipality.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

TENANT_ID = "11111111-1111-4111-8111-111111111111"
CLIENT_ID = "22222222-2222-4222-8222-222222222222"
ADMIN_CLIENT_ID = "33333333-3333-4333-8333-333333333333"
TEAMS_APP_ID = "44444444-4444-4444-8444-444444444444"
CASE_SITE = "/sites/agressiemeldingen"
REGISTER_SITE = "/sites/agressieregister"


@dataclass(frozen=True)
class Person:
    """A user object of the directory; `roles` are the app roles given to it, a shared mailbox has none."""

    oid: str
    name: str
    title: str
    roles: tuple[str, ...] = ()
    signs_in: bool = True

    @property
    def upn(self) -> str:
        """The sign-in address, which is the mail address too."""
        return f"{self.name}@{DOMAIN}"


def _person(number: int, name: str, title: str, *roles: str) -> Person:
    return Person(f"00000000-0000-4000-8000-{number:012d}", name, title, roles, bool(roles))


@dataclass(frozen=True)
class Organisation:
    """Whose tenant it is. `mailboxes` is the Exchange scope of the service (RBAC for Applications)."""

    domain: str
    people: tuple[Person, ...]
    mailboxes: frozenset[str]
    teams_installed: tuple[str, ...]


PROVINCIE = Organisation(
    "provincie.example",
    (
        _person(1, "cdk", "Commissaris van de Koning, voorzitter PS", "Melder", "Behandelaar"),
        _person(2, "loco-cdk", "Loco-commissaris van de Koning (gedeputeerde)", "Melder", "Behandelaar"),
        _person(3, "griffier", "Griffier", "Melder", "Behandelaar"),
        _person(4, "provinciesecretaris", "Provinciesecretaris", "Melder", "Behandelaar"),
        _person(5, "regisseur", "Regisseur integriteit", "Regisseur"),
        _person(6, "gedeputeerde", "Gedeputeerde", "Melder"),
        _person(7, "statenlid1", "Statenlid 1", "Melder"),
        _person(8, "statenlid2", "Statenlid 2", "Melder"),
        _person(9, "beheerder", "Beheerder", "Beheerder"),
        _person(10, "fg", "Functionaris gegevensbescherming", "Toezicht"),
        _person(101, "beveiliging", "Beveiliging (gedeelde postbus)"),
        _person(102, "griffie", "Griffie (gedeelde postbus)"),
    ),
    frozenset({"cdk", "loco-cdk", "griffie"}),
    ("cdk", "loco-cdk", "griffier", "provinciesecretaris", "regisseur", "beheerder"),
)
GEMEENTE = Organisation(
    "gemeente.example",
    (
        _person(1, "burgemeester", "Burgemeester, voorzitter van de raad", "Melder", "Behandelaar"),
        _person(2, "loco-burgemeester", "Loco-burgemeester (wethouder)", "Melder", "Behandelaar"),
        _person(3, "griffier", "Griffier", "Melder", "Behandelaar"),
        _person(4, "gemeentesecretaris", "Gemeentesecretaris", "Melder", "Behandelaar"),
        _person(5, "regisseur", "Regisseur integriteit", "Regisseur"),
        _person(6, "wethouder", "Wethouder", "Melder"),
        _person(7, "raadslid1", "Raadslid 1", "Melder"),
        _person(8, "raadslid2", "Raadslid 2", "Melder"),
        _person(9, "beheerder", "Beheerder", "Beheerder"),
        _person(10, "fg", "Functionaris gegevensbescherming", "Toezicht"),
        _person(101, "beveiliging", "Beveiliging (gedeelde postbus)"),
        _person(102, "griffie", "Griffie (gedeelde postbus)"),
    ),
    frozenset({"burgemeester", "loco-burgemeester", "griffie"}),
    ("burgemeester", "loco-burgemeester", "griffier", "gemeentesecretaris", "regisseur", "beheerder"),
)
# One organisation a process: which one is settled before it starts.
OWNER = {"provincie": PROVINCIE, "gemeente": GEMEENTE}[os.environ.get("DEVTENANT_ORGANISATIE", "provincie")]
DOMAIN, SITE_HOST = OWNER.domain, OWNER.domain.replace(".", ".sharepoint.", 1)
FIRST_MEMBER = OWNER.people[6].name  # whose inbox holds the mail that the demo reports
PEOPLE, SERVICE_MAILBOXES, TEAMS_INSTALLED = OWNER.people, OWNER.mailboxes, OWNER.teams_installed
_BY_KEY = {key.lower(): person for person in PEOPLE for key in (person.oid, person.upn, person.name)}


def find_person(key: str) -> Person | None:
    """The user behind an object id, an address or a bare name."""
    return _BY_KEY.get(key.lower())
