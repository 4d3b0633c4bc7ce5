"""What has to be filled in otherwise, said with the names that stand on the page; the API names its own fields."""

from collections.abc import Sequence
from typing import Any

BEGIN = "Er is nog iets nodig. "
# The last part of a field's name, as the page calls it.
NAMEN = {
    "reden": "De reden",
    "verslag": "Het verslag",
    "datum": "De dag",
    "tijd": "Dag en tijd",
    "van": "De eerste dag",
    "tot": "De laatste dag",
    "tekst": "De tekst",
    "bedrag": "Het bedrag",
    "omschrijving": "De omschrijving",
    "posten": "De schade",
    "email": "Het e-mailadres",
    "naam": "De naam",
    "oid": "De persoon",
    "aan": "De behandelaar",
    "stap": "De stap",
    "vergadering": "De vergadering",
    "antwoord": "Het antwoord",
    "soort": "De soort",
    "uitkomst": "Wat is besloten",
    "spreker": "Wie het woord voert",
    "afspraak": "De afspraak",
    "zoek": "De zoekvraag",
}


def zin(problem: dict[str, Any]) -> str:
    """The sentence of a refusal; for fields that break a rule, their names and the rules."""
    broken: Sequence[dict[str, str]] = problem.get("fouten", ())
    if not broken:
        return str(problem["detail"])
    return f"{BEGIN}{' '.join(_line(one['veld'], one['regel']) for one in broken)}"


def _line(field: str, rule: str) -> str:
    """A rule on a measure's details names the field inside it itself."""
    if rule.startswith("details."):
        field, _, rule = rule.partition(" ")
    name = NAMEN.get(_last(field))
    said = f"{name} {rule}" if name and rule in ("ontbreekt", "klopt niet") else f"{name or field}: {rule}"
    return f"{said.rstrip('.')}."


def _last(field: str) -> str:
    return next((part for part in reversed(field.split(".")) if not part.isdigit()), field)
