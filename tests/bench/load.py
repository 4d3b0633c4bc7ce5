"""The load generator, a process of its own: python -m tests.bench.load, an order on stdin, the times on stdout.

Order: {"host", "port", "path", "body" (a file), "tokens", "clients", "count", "rate" (a second; absent: one after the
other), "each" (requests for each token)}. With a rate, time counts from the moment the request should have gone, so
a server that stalls is charged for everybody who had to wait.
"""

from __future__ import annotations

import http.client
import json
import socket
import sys
import threading
import time
import uuid
from itertools import count
from pathlib import Path
from typing import Any

from tests.bench.work import CONTENT_TYPE, EACH

TIMEOUT = 120.0


class Melder(threading.Thread):
    """One connection; takes the next number until there are no more."""

    def __init__(self, order: dict[str, Any], body: bytes, numbers: Any, begin: float) -> None:
        super().__init__(daemon=True)
        self.order, self.body, self.numbers, self.begin = order, body, numbers, begin
        self.done: list[tuple[int, float, float]] = []
        self.connection = http.client.HTTPConnection(order["host"], order["port"], timeout=TIMEOUT)

    def run(self) -> None:
        while (number := next(self.numbers)) < self.order["count"]:
            rate = self.order.get("rate")
            due = self.begin + number / rate if rate else time.perf_counter()
            time.sleep(max(0.0, due - time.perf_counter()))
            status = self._ask(number)
            self.done.append((status, due - self.begin, time.perf_counter() - due))

    def _ask(self, number: int) -> int:
        tokens = self.order["tokens"]
        headers = {
            "Authorization": f"Bearer {tokens[number // EACH % len(tokens)]}",
            "Content-Type": CONTENT_TYPE,
            "Idempotency-Key": str(uuid.uuid4()),
        }
        try:
            if self.connection.sock is None:
                self.connection.connect()
                self.connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.connection.request("POST", self.order["path"], self.body, headers)
            answer = self.connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            self.connection.close()
            return 0
        else:
            return answer.status


def main() -> int:
    """Carry out the order."""
    order = json.load(sys.stdin)
    body, numbers, begin = Path(order["body"]).read_bytes(), count(), time.perf_counter()
    melders = [Melder(order, body, numbers, begin) for _ in range(order["clients"])]
    for one in melders:
        one.start()
    for one in melders:
        one.join()
    done = sorted((row for one in melders for row in one.done), key=lambda row: row[1])
    json.dump({"begin": begin, "seconds": time.perf_counter() - begin, "done": done}, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
