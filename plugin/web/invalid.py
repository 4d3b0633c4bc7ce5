"""Why input was refused: field and rule, never the rejected text."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from plugin.web.problem import Problem

MOST_SHOWN = 20
# An unknown field is named only when its name cannot be somebody's words.
PLAIN_NAME = re.compile(r"[a-z]+(_[a-z]+){0,4}")
LONGEST_NAME = 40
# What the validator adds to a path for the branches it tried.
BRANCHES = frozenset({"date", "datetime", "str", "constrained-str", "nullable"})

RULES = {
    "missing": "ontbreekt",
    "extra_forbidden": "dit veld kennen wij niet",
    "enum": "kies uit: {expected}",
    "literal_error": "kies uit: {expected}",
    "string_type": "dit moet tekst zijn",
    "string_unicode": "deze tekst bevat onleesbare tekens",
    "string_too_long": "hoogstens {max_length} tekens",
    "string_too_short": "dit mag niet leeg zijn",
    "string_pattern_mismatch": "de vorm klopt niet",
    "too_long": "te lang, hoogstens {max_length}",
    "too_short": "dit mag niet leeg zijn",
    "list_type": "dit moet een lijst zijn",
    "tuple_type": "dit moet een lijst zijn",
    "dict_type": "dit moet een object zijn",
    "model_type": "dit moet een object zijn",
    "model_attributes_type": "dit moet een object zijn",
    "int_type": "dit moet een geheel getal zijn",
    "int_parsing": "dit moet een geheel getal zijn",
    "int_from_float": "dit moet een geheel getal zijn",
    "bool_type": "kies true of false",
    "bool_parsing": "kies true of false",
    "timezone_aware": "geef de tijdzone mee, zoals 2026-11-24T09:00:00+01:00",
    "greater_than_equal": "dit moet minstens {ge} zijn",
    "less_than_equal": "dit mag hoogstens {le} zijn",
    "value_error": "{error}",
}
FAMILIES = {
    "datetime": "geef dag en tijd, zoals 2026-11-24T09:00:00+01:00",
    "date": "geef een dag, zoals 2026-11-24",
}
OTHERWISE = "dit past hier niet"


def invalid(error: ValidationError) -> Problem:
    """422 with a line per rule that was broken, twenty at most."""
    found = error.errors(include_url=False, include_input=False)
    return refused((_field(one), _rule(one)) for one in found[:MOST_SHOWN])


def refused(broken: Iterable[tuple[str, str]]) -> Problem:
    """422 for fields that break a rule."""
    lines = list(dict.fromkeys(broken))
    said = "; ".join(f"{field}: {rule}" for field, rule in lines)
    return Problem(
        422,
        f"Pas dit aan en verstuur het opnieuw. {said}.",
        fouten=[{"veld": field, "regel": rule} for field, rule in lines],
    )


def _field(one: ErrorDetails) -> str:
    path = [str(part) for part in one["loc"] if part not in BRANCHES]
    if one["type"] == "extra_forbidden" and path and not _is_plain(path[-1]):
        path[-1] = "(onbekend veld)"
    return ".".join(path) or "(geheel)"


def _is_plain(name: str) -> bool:
    return len(name) <= LONGEST_NAME and PLAIN_NAME.fullmatch(name) is not None


def _rule(one: ErrorDetails) -> str:
    kind, facts = one["type"], _facts(one.get("ctx") or {})
    family = FAMILIES.get(kind.partition("_")[0], OTHERWISE)
    return RULES.get(kind, family).format_map(facts)


def _facts(context: Mapping[str, Any]) -> dict[str, str]:
    """What a rule may name: its own limits and choices."""
    return {name: str(value).replace(" or ", " of ").replace("'", "") for name, value in context.items()}
