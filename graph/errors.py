"""The errors of Microsoft 365, named by what the caller must do.

GraphError
  Transient        try again later
  Refused          ask the administrator
  NotFound         it is not there
  Conflict         somebody changed it: read it again
    Duplicate      it stands there already

A message names operation, status and code; never a body, an address or a value of a person.
"""

import json
from collections.abc import Mapping
from typing import Any

TEMPORARY = frozenset({408, 423, 425, 429})

# SharePoint says no more than `invalidRequest` here, so this one sentence has to be read.
TAKEN = "unique constraints already has the provided value"


class GraphError(Exception):
    """A call to Microsoft 365 that did not do what was asked.

    `status` is None when no answer came; `request_id` is what Microsoft's support asks for.
    """

    def __init__(
        self, code: str, status: int | None = None, request_id: str = "", operation: str = ""
    ) -> None:
        super().__init__(" ".join(str(part) for part in (operation, status, code) if part))
        self.code = code
        self.status = status
        self.request_id = request_id


class Transient(GraphError):
    """Try again: throttled, out of order, no answer in time, no connection.

    `retry_after` is in seconds; None when the other side gave no time.
    """

    retry_after: float | None = None


class Refused(GraphError):
    """Trying again will not help: a right, a setting or the request itself is wrong."""


class NotFound(GraphError):
    """What was asked for is not (or no longer) there."""


class Conflict(GraphError):
    """The thing changed since it was read; nothing was written."""


class Duplicate(Conflict):
    """A unique column or a name already holds this value; nothing was written."""


def error_of(status: int, headers: Mapping[str, str], body: Any, operation: str) -> GraphError:
    """Turn an answer of 400 or higher into the error that says what to do."""
    code, message = _code_and_message(body)
    kind: type[GraphError]
    match status:
        case 400 if TAKEN in message:
            kind = Duplicate
        case 404 | 410:
            kind = NotFound
        case 409 if code == "nameAlreadyExists":
            kind = Duplicate
        case 409 | 412:
            kind = Conflict
        case 424:  # the part of a batch that this one waited for did not succeed
            kind, code = Conflict, "dependency"
        case _ if status in TEMPORARY or status >= 500:
            kind = Transient
        case _:
            kind = Refused
    error = kind(code or f"http{status}", status, headers.get("request-id", ""), operation)
    if isinstance(error, Transient):
        error.retry_after = _seconds(headers)
    return error


def no_answer(reason: str, operation: str) -> Transient:
    """The error for a call that got no answer: it may or may not have been carried out."""
    return Transient(reason, None, "", operation)


def _code_and_message(body: Any) -> tuple[str, str]:
    if isinstance(body, bytes):
        try:
            body = json.loads(body)
        except ValueError:  # a gateway's page
            return "", ""
    error = body.get("error") if isinstance(body, dict) else None
    if not isinstance(error, dict):
        return "", ""
    return str(error.get("code") or ""), str(error.get("message") or "")


def _seconds(headers: Mapping[str, str]) -> float | None:
    """The longest wait asked for: SharePoint may send RateLimit-Reset beside Retry-After."""
    lowered = {name.lower(): value for name, value in headers.items()}
    asked = [lowered.get("retry-after", ""), lowered.get("ratelimit-reset", "")]
    return max((float(value) for value in asked if value.isdigit()), default=None)
