"""How busy it is: whom this process told how much in a quarter of an hour (protocol 40)."""

import threading
from datetime import datetime

KWARTIER = 15 * 60  # seconds


class Drukte:
    """Whom this process told what in this quarter of an hour; it counts events, so a repeat makes no shower."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kwartier = 0
        self._told: dict[str, set[int]] = {}

    def is_te_veel(self, oid: str, chain_id: int, now: datetime, most: int) -> bool:
        """Would this be one notice too many? What was told before may be told again."""
        with self._lock:
            known = self._now(oid, now)
            return chain_id not in known and len(known) >= most

    def weet_al(self, oid: str, chain_id: int, now: datetime) -> bool:
        with self._lock:
            return chain_id in self._now(oid, now)

    def noteer(self, oid: str, chain_id: int, now: datetime) -> None:
        with self._lock:
            self._now(oid, now).add(chain_id)

    def _now(self, oid: str, now: datetime) -> set[int]:
        kwartier = int(now.timestamp()) // KWARTIER
        if kwartier != self._kwartier:
            self._kwartier, self._told = kwartier, {}
        return self._told.setdefault(oid, set())
