"""The figures as a table for reading; results.json holds them all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

WIDTH = 44


def table(found: dict[str, Any]) -> str:
    """A line a figure: its name, then its values."""
    return "\n".join(_lines(found, ()))


def _lines(found: Any, names: tuple[str, ...]) -> Iterator[str]:
    if isinstance(found, dict) and not _is_figure(found):
        for name, inner in found.items():
            yield from _lines(inner, (*names, name))
    elif isinstance(found, list) and found and isinstance(found[0], dict):
        for inner in found:
            yield f"{' · '.join(names):<{WIDTH}} " + _figure(inner)
    else:
        yield f"{' · '.join(names):<{WIDTH}} " + _figure(found)


def _is_figure(found: dict[str, Any]) -> bool:
    return all(isinstance(value, int | float) for value in found.values())


def _figure(found: Any) -> str:
    if not isinstance(found, dict):
        return str(found)
    if {"median", "min", "max"} <= set(found):
        rest = {name: value for name, value in found.items() if name not in ("median", "min", "max")}
        return f"{found['median']} ({found['min']} to {found['max']})" + "".join(
            f" {name} {value}" for name, value in rest.items()
        )
    return "  ".join(f"{name} {value}" for name, value in found.items() if not isinstance(value, list))
