"""The demo tenant's own facts: ids, sites, people as roles. The secrets open nothing but this stand-in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

TENANT_ID = "11111111-1111-4111-8111-111111111111"
CLIENT_ID = "22222222-2222-4222-8222-222222222222"
ADMIN_CLIENT_ID = "33333333-3333-4333-8333-333333333333"
TEAMS_APP_ID = "44444444-4444-4444-8444-444444444444"
SECRET, ADMIN_SECRET = "demo-geheim", "demo-beheer-geheim"
SERVICE_SCOPE = f"api://{CLIENT_ID}/Melding.Access"
DRAFT_MARK = "String {9f0c2d7e-3b1a-4c55-9e57-0b8f3f6a1c10} Name meldReferentie"


@dataclass(frozen=True)
class Organisatie:
    """Whose demo it is. A part is called as in a province; `rollen` says who plays it elsewhere."""

    profiel: str  # its file under deploy/profiles
    soort: str  # as the local Microsoft 365 knows it
    rollen: Mapping[str, str] = field(default_factory=dict)

    @property
    def host(self) -> str:
        return f"{self.soort}.sharepoint.example"

    @property
    def case_site(self) -> str:
        return f"{self.host}:/sites/agressiemeldingen"

    @property
    def register_site(self) -> str:
        return f"{self.host}:/sites/agressieregister"

    def naam(self, rol: str) -> str:
        return self.rollen.get(rol, rol)

    def address(self, rol: str) -> str:
        return f"{self.naam(rol)}@{self.soort}.example"


PROVINCIE = Organisatie("demo", "provincie")
GEMEENTE = Organisatie(
    "voorbeeldgemeente",
    "gemeente",
    {
        "cdk": "burgemeester",
        "loco-cdk": "loco-burgemeester",
        "provinciesecretaris": "gemeentesecretaris",
        "gedeputeerde": "wethouder",
        "statenlid1": "raadslid1",
        "statenlid2": "raadslid2",
    },
)
ORGANISATIES = {one.profiel: one for one in (PROVINCIE, GEMEENTE)}
