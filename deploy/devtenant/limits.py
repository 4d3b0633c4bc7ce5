"""How many requests an application may have under way in one mailbox.

Source: https://learn.microsoft.com/graph/throttling-limits (Outlook service limits: four concurrent requests for each
application and mailbox). The server keeps a call inside the gate for as long as it is under way, latency included.
"""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from deploy.devtenant.graph import Caller, GraphFault
from deploy.devtenant.people import find_person

CONCURRENT = 4
_MAIL = re.compile(r"/users/([^/]+)/(?:messages|mailFolders|events|calendars?|calendarView)(?:/.*)?")


_inside: Counter[tuple[str, str]] = Counter()


@contextmanager
def mailbox_slot(caller: Caller, path: str) -> Iterator[GraphFault | None]:
    """Hold a place in the mailbox while a call is under way; yields the refusal when all four are taken.

    `path` without /v1.0; a path outside Outlook passes freely."""
    mailbox = _mailbox(caller, path)
    if mailbox is None:
        yield None
        return
    key = (caller.client_id, mailbox)
    if _inside[key] >= CONCURRENT:
        yield _over_the_limit()
        return
    _inside[key] += 1
    try:
        yield None
    finally:
        _inside[key] -= 1


def _over_the_limit() -> GraphFault:
    message = "Application is over its MailboxConcurrency limit."
    return GraphFault(429, "ApplicationThrottled", message, {"Retry-After": "1"})


def _mailbox(caller: Caller, path: str) -> str | None:
    own = re.sub(r"^/me(?=/)", f"/users/{caller.oid}", path)
    found = _MAIL.fullmatch(own)
    if not found:
        return None
    person = find_person(found[1])
    return person.oid if person else found[1].lower()
