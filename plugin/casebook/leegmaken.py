"""Rows are emptied before they go: the recycle bin of a list holds what a row last said (protocol 49).

Graph has a permanent deletion for files, messages and events alone, so what the bin is left with is a key and a reference.
"""

from collections.abc import Mapping, Sequence

from graph.errors import GraphError, NotFound
from graph.lists import Item, Lists, Update
from plugin.casebook.columns import ListSchema

TOGETHER = 20  # rows that one call may change, or take away
LEEG = "leeggemaakt"


def leegte(schema: ListSchema, blijft: Sequence[str]) -> dict[str, str | None]:
    """What empties a row of this list: every column but these, and the title that SharePoint itself adds."""
    return {"Title": LEEG} | {one.name: None for one in schema.columns if one.name not in blijft}


def is_leeg(row: Item) -> bool:
    """Emptied by an earlier try that was cut off before the row went."""
    return row.fields.get("Title") == LEEG


def wis_rijen(lists: Lists, schema: ListSchema, condition: str, leeg: Mapping[str, str | None]) -> None:
    """Empty the rows for which the condition holds, and take them away. May be repeated.

    The condition is on columns that are not emptied. Errors: those of `graph.errors`.
    """
    more = True
    while more:
        page = lists.query(schema.name, condition, top=TOGETHER)
        _wis(lists, schema, page.items, leeg)
        more = page.next is not None  # asked for anew: what came before it is gone


def _wis(lists: Lists, schema: ListSchema, rows: Sequence[Item], leeg: Mapping[str, str | None]) -> None:
    changes = [Update(schema.name, row.id, dict(leeg), row.etag) for row in rows if not is_leeg(row)]
    for answer in lists.write(changes):
        if isinstance(answer, GraphError) and not isinstance(answer, NotFound):
            raise answer
    lists.delete_all(schema.name, [row.id for row in rows])
