"""Who decides on consent, in words: the melder, or the person for whom somebody else reported (protocol 14)."""

from typing import Any


def is_namens(zaak: dict[str, Any]) -> bool:
    """Did somebody else report for the betrokkene? `zaak` is a case as the API shows it."""
    return bool(zaak["melder"]["oid"] != zaak["betrokkene"]["oid"])


def beslisser(zaak: dict[str, Any]) -> str:
    """Who is asked for consent: the melder, or the person the melder speaks for."""
    return over_beslisser("de melder", namens=is_namens(zaak))


def over_beslisser(words: str, *, namens: bool) -> str:
    """Our own words on who is asked. They speak of the melder, who mostly is; else it is the betrokkene."""
    return words.replace("melder", "betrokkene").replace("Melder", "Betrokkene") if namens else words
