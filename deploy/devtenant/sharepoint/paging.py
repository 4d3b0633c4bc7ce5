"""One page of list items: SQL conditions, the order, and SharePoint's own skiptoken for what follows."""

from __future__ import annotations

import base64
import binascii
import sqlite3
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from deploy.devtenant.graph import GraphFault


@dataclass
class Query:
    """A page to fetch: SQL conditions with their values, and the order (expression, direction)."""

    where: list[str]
    values: list[Any] = field(default_factory=list)
    order: list[tuple[str, str]] = field(default_factory=list)

    def page(
        self, db: sqlite3.Connection, top: int, skiptoken: str | None
    ) -> tuple[list[sqlite3.Row], str | None]:
        """The rows, and the skiptoken of the next page."""
        where, values = list(self.where), list(self.values)
        if skiptoken is not None:
            self._after(_read_token(skiptoken), where, values)
        order = ", ".join(f"{expression} {way}" for expression, way in [*self.order, ("id", self._id_way)])
        keys = "".join(f", {expression} as key{place}" for place, (expression, _) in enumerate(self.order))
        # Names of columns were checked at their making; every value is bound.
        wanted = f"select *{keys} from sp_item where {' and '.join(where)}"  # noqa: S608  # see above
        rows = db.execute(f"{wanted} order by {order} limit {top + 1}", values).fetchall()
        more = len(rows) > top
        return rows[:top], self._token(rows[top - 1]) if more else None

    @property
    def _id_way(self) -> str:
        return self.order[-1][1] if self.order else "asc"

    def _token(self, row: sqlite3.Row) -> str:
        """SharePoint's own form: the place in the list, for a sorted list with the sorted values in front."""
        parts = [("Paged", "TRUE")]
        parts += [(f"p_{place}", _kept(row[f"key{place}"])) for place in range(len(self.order))]
        text = urlencode([*parts, ("p_ID", str(row["id"]))], quote_via=quote)
        return base64.b64encode(text.encode()).decode().rstrip("=")

    def _after(self, token: dict[str, str], where: list[str], values: list[Any]) -> None:
        """Keyset paging: after these sorted values, then after this id. A null sorts before every value."""
        ways = [*self.order, ("id", self._id_way)]
        keys = [_unkept(token.get(f"p_{place}", "n")) for place in range(len(self.order))] + [
            int(token["p_ID"])
        ]
        steps = []
        for last in range(len(ways)):
            same = [f"{expression} is ?" for expression, _ in ways[:last]]
            step, used = _beyond(*ways[last], keys[last])
            steps.append(" and ".join([*same, step]))
            values += [*keys[:last], *used]
        where.append(f"({' or '.join(f'({step})' for step in steps)})")


def _beyond(expression: str, way: str, key: Any) -> tuple[str, list[Any]]:
    if key is None:
        return (f"{expression} is not null", []) if way == "asc" else ("0", [])
    if way == "asc":
        return f"{expression} > ?", [key]
    return f"({expression} < ? or {expression} is null)", [key]


def _kept(value: Any) -> str:
    return "n" if value is None else f"s{value}" if isinstance(value, str) else f"d{value}"


def _unkept(text: str) -> Any:
    if text == "n":
        return None
    return text[1:] if text[0] == "s" else float(text[1:])


def _read_token(token: str) -> dict[str, str]:
    try:
        found = dict(parse_qsl(base64.b64decode(token + "=" * (-len(token) % 4), validate=True).decode()))
        int(found["p_ID"])
    except (binascii.Error, UnicodeDecodeError, KeyError, ValueError) as error:
        raise GraphFault(400, "invalidRequest", "The skiptoken is invalid") from error
    return found
