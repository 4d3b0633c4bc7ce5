"""Who may call which mailbox at the same moment, and with which account."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from graph.connection import Graph
from graph.errors import no_answer

AT_ONCE = 4  # calls to one mailbox; Exchange refuses a fifth (Graph, "Outlook service limits")
PATIENCE = 60  # seconds to wait for one's turn


class Outlook:
    """The way into mailboxes and calendars for one process."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._accounts = threading.local()

    @contextmanager
    def turn(self, user: str) -> Iterator[Any]:
        """An account for as long as it is this caller's turn at the mailbox, calendar included.

        Errors: Transient("mailboxBusy").
        """
        # By process: a turn that was taken while the process forked would never be given back.
        key = (os.getpid(), user.casefold())
        turns = self._graph.turns.setdefault(key, threading.BoundedSemaphore(AT_ONCE))
        if not turns.acquire(timeout=PATIENCE):
            raise no_answer("mailboxBusy", "wait for a mailbox")
        try:
            yield self._account()
        finally:
            turns.release()

    def _account(self) -> Any:
        """This thread's account: a session is not shared by threads, nor carried over a fork."""
        if getattr(self._accounts, "process", None) != os.getpid():
            from graph.o365 import account_of  # noqa: PLC0415 - 5 MB and a second HTTP library, for those who call

            self._accounts.value, self._accounts.process = account_of(self._graph), os.getpid()
        return self._accounts.value
