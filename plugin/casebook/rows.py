"""A case as the columns of its rows, and back. `Melding` is what was told; `Stand` is all that came of it."""

import json
from datetime import UTC, date, datetime, time
from typing import Any

from graph.lists import Item
from plugin.protocol.terms import ZaakStatus
from plugin.protocol.zaak import Maatregel, Zaak

OPEN = "open"


def moment(value: datetime) -> str:
    """As SharePoint takes it: UTC, whole seconds, Z."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def midnight(day: date) -> str:
    """A day as SharePoint takes it."""
    return moment(datetime.combine(day, time(0), UTC))


def case_fields(zaak: Zaak) -> dict[str, Any]:
    """All columns of a new case."""
    return {
        "Title": zaak.referentie,
        "Referentie": zaak.referentie,
        "Sleutel": zaak.sleutel,
        "Ontvangen": moment(zaak.ontvangen_op),
        "Melder": zaak.melder.oid,
        "Melding": zaak.melding.model_dump_json(exclude_none=True),
        **changing_fields(zaak),
    }


def changing_fields(zaak: Zaak) -> dict[str, Any]:
    """The columns that change while the case goes on."""
    return {
        "Status": zaak.status.value,
        "Stapel": zaak.ontvangen_op.strftime("%Y-%m") if zaak.status is ZaakStatus.AFGESLOTEN else OPEN,
        "Betrokkene": zaak.betrokkene.oid,
        "Werk": ";".join(zaak.werk) or None,
        "Stand": zaak.model_dump_json(exclude={"melding"}, exclude_none=True),
    }


def case_of(item: Item) -> Zaak:
    """The case that a row holds."""
    told = {"melding": json.loads(item.fields["Melding"])}
    return Zaak.model_validate(json.loads(item.fields["Stand"]) | told)


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
