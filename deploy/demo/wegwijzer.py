"""What one can do in the demo once it runs: who, where, and how to trust its certificate."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from deploy.demo.facts import PROVINCIE, Organisatie
from deploy.demo.web import checked, client


@dataclass(frozen=True)
class Places:
    """The addresses of the running demo, and the case that was carried through."""

    service: str
    tenant: str
    ca: Path
    reference: str
    organisatie: Organisatie = PROVINCIE

    @property
    def outlook(self) -> str:
        """The look-alike mail program, on an origin of its own."""
        parts = urlsplit(self.tenant)
        return f"{parts.scheme}://outlook.{parts.netloc}/sim/?persoon={self.organisatie.naam('statenlid1')}"

    def of(self, person: str, part: str) -> str:
        """A look-inside page of somebody."""
        return f"{self.tenant}/__tenant/kijk/personen/{self.organisatie.naam(person)}/{part}"


def connect(places: Places) -> None:
    """What an administrator enters in Entra and in the add-in: where sign-in comes back to, and the pane's address."""
    with client(places.tenant, places.ca) as http:
        for page in ("msal_redirect", "aanmelden"):
            order = {"uri": f"{places.service}/{page}", "kind": "spa"}
            checked(http.post("/__tenant/redirects", json=order))
        checked(http.post("/__tenant/pane", json={"url": f"{places.service}/meld"}))


def signpost(places: Places) -> str:
    """Who can do what where. Nobody has a password: the sign-in page asks who you are."""
    melder, voorzitter = places.organisatie.naam("statenlid1"), places.organisatie.naam("cdk")
    rows = (
        (f"Als melder ({melder})", ""),
        ("  meld een mail in het nagebouwde mailprogramma", places.outlook),
        ("  volg uw meldingen en geef toestemming", f"{places.service}/mijn"),
        ("  hulp en nummers, zonder aanmelden", f"{places.service}/hulp"),
        (f"Als behandelaar (griffier, {voorzitter})", ""),
        ("  het bericht in Teams", places.of("griffier", "teams")),
        ("  de zaken", f"{places.service}/zaken"),
        ("  de zaak van zojuist", f"{places.service}/zaken/{places.reference}"),
        ("  het concept, met de knop ‘Verstuur als mens’", places.of("cdk", "postvak?map=drafts")),
        ("  de plek in de agenda", places.of("cdk", "agenda")),
        ("Als regisseur (regisseur)", ""),
        ("  het register", f"{places.service}/register"),
        ("  de lijsten van het register in SharePoint", places.of("regisseur", "sharepoint")),
        ("Als toezicht (fg)", ""),
        ("  het log", f"{places.service}/toezicht"),
        ("Binnenkijken bij iedereen", f"{places.tenant}/__tenant/kijk/"),
        ("  wat de dienst aan Microsoft 365 vroeg", f"{places.tenant}/__tenant/kijk/log"),
    )
    lines = [
        "",
        "Wie kan wat, en waar? Een wachtwoord is niet nodig: kies bij het aanmelden wie u bent.",
        "Een ander worden? Open een nieuw tabblad.",
    ]
    for words, address in rows:
        lines.append(words if not address else f"{words}:")
        lines += [f"      {address}"] if address else []
    return "\n".join(lines)


def trust(ca: Path) -> str:
    """How a machine trusts the demo: three ways, each undone as easily. The key behind the CA no longer exists."""
    return f"""
Uw browser kent het certificaat van deze demo nog niet. Kies één manier:
  Zonder iets te veranderen: stop de demo; make demo BROWSER=1 maakt een eigen profiel.
  Firefox: Instellingen, Certificaten, Organisaties, Importeren: {ca}
    en vink ‘websites’ aan.
  Chromium of Chrome op Linux (certutil uit libnss3-tools):
    mkdir -p ~/.pki/nssdb
    certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n meld-agressie-demo -i {ca}
    Weer weg: certutil -d sql:$HOME/.pki/nssdb -D -n meld-agressie-demo
  Het hele systeem (Debian, Ubuntu; ook voor curl):
    sudo cp {ca} /usr/local/share/ca-certificates/meld-agressie-demo.crt && sudo update-ca-certificates
    macOS: security add-trusted-cert -k ~/Library/Keychains/login.keychain-db {ca}
    Windows: certutil -user -addstore Root {ca}
  Het certificaat geldt alleen voor localhost en outlook.localhost. De sleutel waarmee het gemaakt is, bestaat niet meer."""


def own_browser(command: str | None) -> str:
    """The ready profile, or what is missing for it."""
    if command is None:
        return "\nEr staat geen Chromium of Chrome op deze machine. Een eigen profiel maken lukt dus niet."
    return f"\nOpen de demo in een eigen profiel, dat zijn certificaat vertrouwt:\n  {command}"
