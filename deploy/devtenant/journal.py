"""What was asked of the tenant: one line a request, and one a part of a batch. Kept in memory, ends with the process."""

from __future__ import annotations

from collections import deque
from dataclasses import asdict, dataclass
from itertools import count
from typing import Any

_KEPT = 200_000


@dataclass(frozen=True)
class Entry:
    """One answered request; `units` are SharePoint resource units, `batch` the entry of the batch it was part of."""

    id: int
    method: str
    path: str
    status: int
    units: int
    ms: float
    batch: int | None
    app: str
    user_agent: str
    client_request_id: str


class Journal:
    """The entries in the order in which their numbers were given; a cut connection has status 0."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=_KEPT)
        self._numbers = count(1)
        self.current = 0  # the request that is being answered; one at a time

    def number(self) -> int:
        """The number for a request that starts now."""
        return next(self._numbers)

    def add(self, entry: Entry) -> None:
        """Write down how it ended."""
        self._entries.append(entry)

    def after(self, number: int) -> list[dict[str, Any]]:
        """The entries with a higher number, oldest first."""
        return [asdict(one) for one in sorted(self._entries, key=lambda one: one.id) if one.id > number]

    def clear(self) -> None:
        """Forget the entries; numbers go on."""
        self._entries.clear()
