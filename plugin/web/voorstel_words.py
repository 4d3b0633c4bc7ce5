"""A proposal before it is made: what the melder will read, and the same choices once more, to be sent as they are."""

from collections.abc import Iterator
from typing import Any

from plugin.protocol.berichten import voluit
from plugin.protocol.invoer import VoorstelIn
from plugin.protocol.terms import Uitvoerder
from plugin.protocol.toestemming import Vraag
from plugin.web.words import hoofdletter
from plugin.web.zaak_terms import UITVOERDERS


def voorbeeld(
    referentie: str, vraag: Vraag, voorstel: VoorstelIn, versie: str, gelezen: str
) -> dict[str, Any]:
    return {
        "vraag": vraag.vraag,
        "brief": vraag.tekst,
        "nummer": vraag.versie,
        "met_wie": hoofdletter(voluit(vraag.geadresseerde)),
        "wie_doet_het": UITVOERDERS[Uitvoerder(vraag.uitvoerder)],
        "naam": "Staat wel in de brief" if vraag.noemt_betrokkene else "Staat niet in de brief",
        "velden": list(_fields(voorstel.model_dump(mode="json", exclude_none=True))),
        "adres": f"/deel/zaken/{referentie}/maatregelen",
        "versie": versie,
        "gelezen": gelezen,
    }


def _fields(given: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """The choices as the fields of a form, with the names they were sent under."""
    for name, value in given.items():
        if isinstance(value, dict):
            yield from _fields(value, f"{prefix}{name}.")
        elif isinstance(value, bool):
            yield f"{prefix}{name}", "true" if value else "false"
        else:
            yield f"{prefix}{name}", str(value)
