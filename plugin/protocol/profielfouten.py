"""What is wrong in an organisation profile, in a sentence that names the entry."""

import re
from collections.abc import Mapping, Sequence
from tomllib import TOMLDecodeError
from typing import Any

from pydantic import ValidationError

ZINNEN: Mapping[str, str] = {
    "missing": "ontbreekt",
    "extra_forbidden": "kennen wij niet; is de naam goed gespeld?",
    "string_type": "moet tekst zijn, tussen aanhalingstekens",
    "string_too_short": "mag niet leeg zijn",
    "string_too_long": "mag hoogstens {max_length} tekens lang zijn",
    "string_pattern_mismatch": "heeft niet de goede vorm",
    "int_type": "moet een geheel getal zijn, zonder aanhalingstekens",
    "int_parsing": "moet een geheel getal zijn, zonder aanhalingstekens",
    "int_from_float": "moet een geheel getal zijn",
    "bool_type": "moet true of false zijn",
    "bool_parsing": "moet true of false zijn",
    "tuple_type": "moet een lijst zijn, tussen rechte haken",
    "dict_type": "moet een tabel zijn, met eigen regels",
    "model_type": "moet een tabel zijn, met eigen regels",
    "too_short": "moet minstens {min_length} waarde hebben",
    "greater_than_equal": "moet minstens {ge} zijn",
    "less_than_equal": "mag hoogstens {le} zijn",
    "value_error": "klopt niet: {error}",
}
ANDERE_FOUT = "heeft een waarde die hier niet past"
# How the validator says that the name of an entry is wrong, not what stands behind it.
NAAM_ZELF = "[key]"
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


def zin(error: ValidationError) -> str:
    """The first thing that is wrong. The value itself is not repeated: the entry is enough to find it."""
    first = error.errors(include_url=False, include_input=False)[0]
    said = ZINNEN.get(first["type"], ANDERE_FOUT).format_map(first.get("ctx", {}))
    entry = _entry(first["loc"])
    return f"{entry} {said}." if entry else f"{first['ctx']['error']}."


def plaats(error: TOMLDecodeError) -> str:
    """Where the file stops being TOML."""
    found = _PLACE.search(str(error))
    return f"regel {found[1]}, teken {found[2]}" if found else "het einde"


def _entry(path: Sequence[Any]) -> str:
    """'personen nr. 3, oid': counted as a person counts, from one. Empty for a rule about several entries."""
    words = ""
    for part in path:
        if isinstance(part, int):
            words += f" nr. {part + 1}"
        elif part == NAAM_ZELF:
            words = f"de naam {words}"
        else:
            words += f", {part}" if words else part
    return words
