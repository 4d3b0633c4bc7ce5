"""Who and what stands in the demo tenant at its first start: roles instead of people, two empty sites, one Teams app."""

from __future__ import annotations

from dataclasses import dataclass

TENANT_ID = "11111111-1111-4111-8111-111111111111"
CLIENT_ID = "22222222-2222-4222-8222-222222222222"
ADMIN_CLIENT_ID = "33333333-3333-4333-8333-333333333333"
TEAMS_APP_ID = "44444444-4444-4444-8444-444444444444"
DOMAIN = "provincie.example"
SITE_HOST = "provincie.sharepoint.example"
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


PEOPLE = (
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
)
# The Exchange management scope of the service's role assignment (RBAC for Applications).
SERVICE_MAILBOXES = frozenset({"cdk", "loco-cdk", "griffie"})
TEAMS_INSTALLED = ("cdk", "loco-cdk", "griffier", "provinciesecretaris", "regisseur", "beheerder")
_BY_KEY = {key.lower(): person for person in PEOPLE for key in (person.oid, person.upn, person.name)}


def find_person(key: str) -> Person | None:
    """The user behind an object id, an address or a bare name."""
    return _BY_KEY.get(key.lower())
