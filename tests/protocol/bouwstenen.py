"""Small cases to build a test on: a test names what matters to it, the rest is filled in here."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from plugin.protocol.melding import Melding
from plugin.protocol.terms import MaatregelSoort, MaatregelStatus, Uitvoerder
from plugin.protocol.toestemming import Geadresseerde, Toestemming, Vraag
from plugin.protocol.zaak import Brief, Maatregel, Partij, Zaak

PROFILES = Path(__file__).parents[2] / "deploy" / "profiles"
DEMO = PROFILES / "demo.toml"
NU = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def oid(number: int) -> str:
    """The object id of a person of the demo tenant."""
    return f"00000000-0000-4000-8000-{number:012}"


CDK, LOCO, GRIFFIER, SECRETARIS, REGISSEUR, GEDEPUTEERDE, STATENLID, ANDER_STATENLID, BEHEERDER, FG = map(
    oid, range(1, 11)
)
ONBEKEND = oid(99)


def een_melding(**velden: Any) -> Melding:
    return Melding.model_validate({"route": "hulp", "gebeurtenis": "Er kwam een mail."} | velden)


def een_zaak(**velden: Any) -> Zaak:
    """A case of a Statenlid, read by CdK and griffier."""
    melder = Partij(oid=STATENLID, naam="Statenlid Een", functie="statenlid")
    basis: dict[str, Any] = {
        "referentie": "M-7K2M9XQ4",
        "sleutel": "s1",
        "ontvangen_op": NU,
        "melding": een_melding(),
        "melder": melder,
        "betrokkene": velden.get("melder", melder),
        "lezers": ("cdk", "griffier"),
    }
    return Zaak(**basis | velden)


def een_vraag(versie: int = 1, tekst: str = "Wij nodigen u uit.", **velden: Any) -> Vraag:
    basis: dict[str, Any] = {
        "soort": MaatregelSoort.STOPGESPREK,
        "geadresseerde": Geadresseerde(email="boos@elders.example"),
        "uitvoerder": Uitvoerder.PROVINCIE,
        "noemt_betrokkene": False,
        "vraag": "Mag de commissaris van de Koning boos@elders.example uitnodigen voor een stopgesprek?",
        "gevraagd_op": NU,
        "gevraagd_door": GRIFFIER,
    }
    return Vraag(versie=versie, tekst=tekst, **basis | velden)


def een_maatregel(**velden: Any) -> Maatregel:
    basis: dict[str, Any] = {
        "id": "m1",
        "soort": MaatregelSoort.STOPGESPREK,
        "status": MaatregelStatus.TOESTEMMING_GEVRAAGD,
        "reden": "Dit mag niet nog eens gebeuren.",
        "uitvoerder": Uitvoerder.PROVINCIE,
        "grond": "Agressieprotocol",
        "ondertekenaar": "cdk",
        "geadresseerde": Geadresseerde(email="boos@elders.example"),
        "brief": Brief(sjabloon="uitnodiging-stopgesprek", velden={}),
        "toestemming": Toestemming(),
        "voorgesteld_op": NU,
    }
    return Maatregel(**basis | velden)
