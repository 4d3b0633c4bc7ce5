"""Six more meldingen, the night's work, and the register as the regisseur may read it: straight from SharePoint."""

import json
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deploy.demo.chain import PATIENCE, say
from deploy.demo.people import SignIn
from deploy.demo.processes import DemoError, run
from deploy.demo.web import checked, client

# Of the same kinds as the first: a threat or an insult, by mail or in a group chat. No word is about a real event.
KINDS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("statenlid1", {"aard": ["bedreiging"], "kanaal": "email"}),
    ("statenlid2", {"aard": ["intimidatie"], "kanaal": "email"}),
    ("gedeputeerde", {"aard": ["bedreiging", "belediging"], "kanaal": "email"}),
    ("statenlid2", {"aard": ["bedreiging"], "kanaal": "social_media"}),
    ("gedeputeerde", {"aard": ["belediging"], "kanaal": "social_media"}),
    ("statenlid1", {"aard": ["belediging"], "kanaal": "email"}),
)
READ_SITES = "https://graph.microsoft.com/Sites.Read.All"
HIDDEN = "niet getoond"


@dataclass(frozen=True)
class Register:
    """What the regisseur gets to see of a handful of meldingen."""

    service_url: str
    tenant_url: str
    ca: Path
    sign_in: SignIn
    environment: Mapping[str, str]

    def run(self) -> None:
        for role, kind in KINDS:
            self._report(role, kind)
        say(f"9. Nog {len(KINDS)} meldingen van dezelfde soort: opgeslagen en gemeld.")
        run("plugin", "nachtwerk", environment=self.environment)
        say("10. Nachtwerk gedaan. Het register, zoals de regisseur het in SharePoint leest:")
        records, totals = self._rows("Registratie"), self._rows("Cijfers")
        if not records or len({row["Editie"] for row in records}) != len(
            {row["Periode"][:4] for row in records}
        ):
            raise DemoError(f"expected one edition of records, found {len(records)} rows")
        for row in sorted(records, key=lambda row: (row["Periode"], row["Groep"], row["Vorm"])):
            say(f"     | {row['Periode']} | {row['Groep']} | {row['Vorm']}")
        for row in sorted(totals, key=lambda row: (row["Periode"], row["Onderwerp"], row["Waarde"])):
            say(f"     | {row['Periode']} | {row['Onderwerp']}: {row['Waarde']} | {_number(row)}")
        say("   Wat over minder dan vijf meldingen gaat, of daartoe te herleiden is, wordt niet getoond.")

    def _report(self, role: str, kind: dict[str, Any]) -> None:
        melding = {
            "route": "registratie", "gebeurtenis": "Verzonnen melding voor de demo.", "locatie": "online",
            "vorm": "verbaal", "agressor": {"hoedanigheid": "burger"}, **kind,
        }  # fmt: skip
        with client(self.service_url, self.ca, self.sign_in.person(role)) as http:
            form = [("melding", ("melding.json", json.dumps(melding), "application/json"))]
            key = {"Idempotency-Key": str(uuid.uuid4())}
            reference = checked(http.post("/api/meldingen", files=form, headers=key))["referentie"]
            until = time.monotonic() + PATIENCE
            while checked(http.get(f"/api/meldingen/{reference}"))["verwerking"] != "gemeld":
                if time.monotonic() > until:
                    raise DemoError("the service took too long")
                time.sleep(0.2)

    def _rows(self, name: str) -> list[dict[str, Any]]:
        """Page by page, as a person with read access to this one site."""
        with client(self.tenant_url, self.ca, self.sign_in.person("regisseur", READ_SITES)) as http:
            site = checked(http.get(f"/v1.0/sites/{self.sign_in.organisatie.register_site}"))["id"]
            address = f"/v1.0/sites/{site}/lists/{name}/items?$expand=fields"
            found: list[dict[str, Any]] = []
            while address:
                page = checked(http.get(address))
                found += [row["fields"] for row in page["value"]]
                address = page.get("@odata.nextLink", "")
        return found


def _number(row: Mapping[str, Any]) -> str:
    return HIDDEN if row.get("Aantal") is None else f"{row['Aantal']:.0f}"
