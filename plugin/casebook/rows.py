"""A case as the columns of its rows, and back. `Melding` is what was told; `Stand` is all that came of it."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from graph.errors import Refused
from graph.lists import Item
from plugin.casebook.columns import MELDING_COLUMNS, STAND_COLUMNS
from plugin.protocol.terms import ZaakStatus
from plugin.protocol.zaak import Maatregel, Zaak

OPEN, TE_VERNIETIGEN, VERNIETIGD = "open", "te vernietigen", "vernietigd"

# A column for long text holds 63,999 characters in UTF-16, where an emoji takes two.
COLUMN_CHARACTERS = 60_000
MOST_WORK = 64  # the column only says that there is work; which, the case itself says


def moment(value: datetime) -> str:
    """As SharePoint takes it: UTC, whole seconds, Z."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def midnight(day: date) -> str:
    """A day as SharePoint takes it."""
    return moment(datetime.combine(day, time(0), UTC))


@dataclass(frozen=True)
class Vindbaar:
    """By what a case is found: when it next asks for attention, and the mark of its agressor."""

    aandacht: datetime | None = None
    agressor: str | None = None


NIETS = Vindbaar()


def case_fields(zaak: Zaak, vindbaar: Vindbaar = NIETS) -> dict[str, Any]:
    """All columns of a new case."""
    return {
        "Title": zaak.referentie,
        "Referentie": zaak.referentie,
        "Sleutel": zaak.sleutel,
        "Ontvangen": moment(zaak.ontvangen_op),
        "Melder": zaak.melder.oid,
        **_spread(MELDING_COLUMNS, zaak.melding.model_dump_json(exclude_none=True)),
        **changing_fields(zaak, vindbaar),
    }


def changing_fields(zaak: Zaak, vindbaar: Vindbaar = NIETS) -> dict[str, Any]:
    """The columns that change while the case goes on."""
    return {
        "Status": zaak.status.value,
        "Stapel": _pile(zaak),
        "StapelVan": pile_of(_pile(zaak), zaak.behandelaar) if zaak.behandelaar else None,
        "Betrokkene": zaak.betrokkene.oid,
        "Werk": ";".join(zaak.werk)[:MOST_WORK] or None,
        "Aandacht": moment(vindbaar.aandacht) if vindbaar.aandacht else None,
        "Agressor": vindbaar.agressor,
        **_spread(STAND_COLUMNS, zaak.model_dump_json(exclude={"melding"}, exclude_none=True)),
    }


def _pile(zaak: Zaak) -> str:
    """Where a case is found: open, closed by month of receipt, or proposed to go."""
    if zaak.vernietiging:
        return TE_VERNIETIGEN
    return zaak.ontvangen_op.strftime("%Y-%m") if zaak.status is ZaakStatus.AFGESLOTEN else OPEN


def pile_of(stapel: str, behandelaar: str) -> str:
    """The part of a pile that is one handler's. One value, so that one index finds it, however large the pile is."""
    return f"{stapel}|{behandelaar}"


def is_emptied(item: Item) -> bool:
    """The row of a case that was destroyed, in the hours before it goes itself."""
    return item.fields.get("Stapel") == VERNIETIGD


def case_of(item: Item) -> Zaak:
    """The case that a row holds."""
    told = {"melding": json.loads(_joined(MELDING_COLUMNS, item))}
    return Zaak.model_validate(json.loads(_joined(STAND_COLUMNS, item)) | told)


def _spread(columns: tuple[str, ...], text: str) -> dict[str, str | None]:
    """A long text over several columns, cut where no space is: SharePoint may trim what begins or ends with one.

    Raises Refused when it is too much even so.
    """
    parts = []
    while text:
        end = _fitting(text)
        while 0 < end < len(text) and (text[end - 1].isspace() or text[end].isspace()):
            end -= 1
        parts.append(text[:end])
        text = text[end:]
    if len(parts) > len(columns):
        raise Refused("caseTooLarge")
    return dict.fromkeys(columns) | dict(zip(columns, parts, strict=False))


def _fitting(text: str) -> int:
    """How much of the text fits a column, counted as SharePoint counts: in UTF-16."""
    end = min(len(text), COLUMN_CHARACTERS)
    while (too_much := len(text[:end].encode("utf-16-le")) // 2 - COLUMN_CHARACTERS) > 0:
        end -= (too_much + 1) // 2
    return end


def _joined(columns: tuple[str, ...], item: Item) -> str:
    return "".join(item.fields.get(column) or "" for column in columns)


def measure_key(zaak: Zaak, maatregel: Maatregel) -> str:
    return f"{zaak.referentie}/{maatregel.id}"


def measure_fields(zaak: Zaak, maatregel: Maatregel) -> dict[str, Any]:
    """The row that shows a measure and its dates; the case itself stays the truth."""
    return {
        "Title": measure_key(zaak, maatregel),
        "Sleutel": measure_key(zaak, maatregel),
        "Referentie": zaak.referentie,
        "Soort": maatregel.soort.value,
        "Status": maatregel.status.value,
        "Versie": maatregel.toestemming.versie,
        "Termijn": midnight(maatregel.termijn) if maatregel.termijn else None,
        "Einddatum": midnight(maatregel.einddatum) if maatregel.einddatum else None,
    }
