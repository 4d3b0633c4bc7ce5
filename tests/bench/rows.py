"""What typical and floor write for one melding: the rows, files and notices that ours leaves too."""

from __future__ import annotations

import json
import os
import uuid
from datetime import UTC, datetime
from typing import Any

GRAPH = os.environ["BENCH_GRAPH"] + "/v1.0"
CA, SITE, DRIVE = os.environ["BENCH_CA"], os.environ["BENCH_SITE"], os.environ["BENCH_DRIVE"]
CASES, LOG = os.environ["BENCH_CASES"], os.environ["BENCH_LOG"]
TENANT, CLIENT, SECRET = (os.environ[f"BENCH_{name}"] for name in ("TENANT", "CLIENT", "SECRET"))
TEAMS_APP = os.environ["BENCH_TEAMS_APP"]
READERS = ("00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000003")
SCOPE = "https://graph.microsoft.com/.default"
PREVIEW = "Er is een melding die uw aandacht vraagt"


def new_reference() -> str:
    """Unique enough for a measurement."""
    return f"B-{uuid.uuid4().hex[:12]}"


def case_row(reference: str, told: str) -> dict[str, Any]:
    """The row of the case."""
    return {
        "Title": reference,
        "Referentie": reference,
        "Sleutel": reference,
        "Status": "ontvangen",
        "Stapel": "open",
        "Ontvangen": _now(),
        "Melder": "melder",
        "Betrokkene": "melder",
        "Melding": told,
        "Stand": "{}",
    }


def log_row(reference: str) -> dict[str, Any]:
    """The first line of its log."""
    return {
        "Title": "melding opgeslagen",
        "Sleutel": f"{reference}/ontvangst",
        "Referentie": reference,
        "Handeling": "melding opgeslagen",
        "Object": "zaak",
        "Resultaat": "gelukt",
        "Herkomst": "dienst",
        "Actor": "melder",
        "Tijd": _now(),
    }


def manifest(reference: str, names: list[str]) -> bytes:
    """What came in."""
    return json.dumps({"referentie": reference, "bestanden": names, "ontvangen_op": _now()}).encode()


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
