"""SharePoint's allowance of resource units a minute, off until ordered: POST /__tenant/budget {"units_per_minute": N}.

Source: https://learn.microsoft.com/sharepoint/dev/general-development/how-to-avoid-getting-throttled-or-blocked-in-sharepoint-online
(1,250 units a minute for an application in a tenant of up to 1,000 licences; calls that are refused count too)."""

from __future__ import annotations

import math
import time

from deploy.devtenant.graph import GraphFault, Reply

_MINUTE = 60.0
_WARN_FROM = 0.8


class Budget:
    """Counts the units of each application within a minute that starts with its first call."""

    def __init__(self) -> None:
        self.units_per_minute: int | None = None
        self._spent: dict[str, tuple[float, int]] = {}

    def allow(self, units_per_minute: int | None) -> None:
        """Set the allowance (None: no limit) and begin to count anew."""
        self.units_per_minute = units_per_minute
        self._spent.clear()

    def spend(self, client_id: str, path: str, units: int) -> None:
        """Count a call to SharePoint; 429 with Retry-After when the minute's units are used up."""
        if self.units_per_minute is None or not path.startswith(("/sites/", "/drives/")):
            return
        start, spent = self._window(client_id)
        self._spent[client_id] = (start, spent + units)
        if spent + units > self.units_per_minute:
            headers = {"Retry-After": str(self._seconds_left(start))}
            raise GraphFault(429, "activityLimitReached", "The app or user has been throttled.", headers)

    def warn(self, client_id: str, reply: Reply) -> None:
        """From four fifths of the allowance on, the answers say how much is left."""
        start, spent = self._spent.get(client_id, (0.0, 0))
        if self.units_per_minute is None or spent < _WARN_FROM * self.units_per_minute:
            return
        reply.headers |= {
            "RateLimit-Limit": str(self.units_per_minute),
            "RateLimit-Remaining": str(max(0, self.units_per_minute - spent)),
            "RateLimit-Reset": str(self._seconds_left(start)),
        }

    def _window(self, client_id: str) -> tuple[float, int]:
        now = time.monotonic()
        start, spent = self._spent.get(client_id, (now, 0))
        return (now, 0) if now - start >= _MINUTE else (start, spent)

    def _seconds_left(self, start: float) -> int:
        return max(1, math.ceil(start + _MINUTE - time.monotonic()))
