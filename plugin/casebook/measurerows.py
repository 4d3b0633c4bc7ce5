"""The rows that show measures beside their case; the case itself stays the truth."""

from graph.lists import Create, Item, Update
from plugin.casebook.columns import MAATREGELEN
from plugin.casebook.rows import measure_fields
from plugin.protocol.zaak import Maatregel, Zaak


def differs(before: Zaak, after: Zaak, measure: Maatregel) -> bool:
    """Is the measure new, or does its row look different now?"""
    old = before.maatregel(measure.id)
    return old is None or measure_fields(before, old) != measure_fields(after, measure)


def measure_row(zaak: Zaak, measure: Maatregel, row: Item | None) -> Create | Update:
    """What writes the measure as it is, in the row that stands or in a new one."""
    fields = measure_fields(zaak, measure)
    if row is None:
        return Create(MAATREGELEN.name, fields)
    return Update(MAATREGELEN.name, row.id, fields, row.etag)


def shows(zaak: Zaak, measure: Maatregel, row: Item | None) -> bool:
    """Does this row say all that there is to say?"""
    wanted = measure_fields(zaak, measure)
    return row is not None and all(row.fields.get(name) == value for name, value in wanted.items())
