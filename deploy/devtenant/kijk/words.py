"""Moments, sizes and names in the form in which a Dutch page shows them."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

_HERE = ZoneInfo("Europe/Amsterdam")
_MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]


def moment(text: str) -> str:
    """ "2026-11-24T08:31:00Z" becomes "24 november 2026, 9.31 uur"; anything else stays as it is."""
    try:
        given = dt.datetime.fromisoformat(text)
    except ValueError:
        return text
    local = (given if given.tzinfo else given.replace(tzinfo=dt.UTC)).astimezone(_HERE)
    return f"{local.day} {_MONTHS[local.month - 1]} {local.year}, {local.hour}.{local.minute:02d} uur"


def size(count: int) -> str:
    """Bytes as people read them."""
    if count < 1000:
        return f"{count} bytes"
    amount, unit = (count / 1000, "kB") if count < 1_000_000 else (count / 1_000_000, "MB")
    return f"{amount:.1f} {unit}".replace(".", ",")


def addresses(recipients: list[dict[str, Any]]) -> str:
    """Recipients on one line, name and address."""
    return ", ".join(address(one) for one in recipients)


def address(recipient: dict[str, Any]) -> str:
    """One of them."""
    given = recipient["emailAddress"]
    name, plain = given.get("name") or "", given["address"]
    return plain if name in {"", plain} else f"{name} <{plain}>"


def attachment_header(name: str) -> str:
    """Content-Disposition for a file whose name came from outside (RFC 6266)."""
    return f"attachment; filename*=UTF-8''{quote(name, safe='')}"
