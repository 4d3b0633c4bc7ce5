"""The one door to Microsoft 365: every call takes its token, time limit and errors from here."""

import logging
import os
import threading
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import certifi

from graph.errors import GraphError, Refused, error_of
from graph.request import Answer, Request

if TYPE_CHECKING:
    from graph.sdk import Sdk

# The form SharePoint asks for, so that it can tell callers apart.
USER_AGENT = "NONISV|MeldAgressie|MeldAgressie/1.0"
BATCH_LIMIT = 20  # Graph, JSON batching

log = logging.getLogger("graph")
log.addHandler(logging.NullHandler())  # a program that sets up no log shows none


@dataclass(frozen=True)
class GraphConfig:
    """How to reach and sign in to one tenant: exactly one of secret, certificate and managed identity."""

    tenant_id: str
    client_id: str
    client_secret: str | None = field(repr=False)
    client_certificate: Path | None
    managed_identity: bool
    authority_host: str
    graph_url: str
    ca_bundle: Path | None

    @property
    def base_url(self) -> str:
        return f"{self.graph_url.rstrip('/')}/v1.0"

    @property
    def trusted(self) -> str:
        """The certificates to trust, for every library alike, whatever the machine's variables say."""
        return str(self.ca_bundle or certifi.where())


class Graph:
    """A tenant, callable from any thread of any process.

    The SDK, the sign-in and their event loop (35 MB and more) are made by the first call, once in each process,
    so that a web server may fork freely and a process that never calls stays small. Nothing is tried twice here.
    """

    def __init__(self, config: GraphConfig) -> None:
        self.config = config
        self._sdks: dict[int, Sdk] = {}
        self._locks: dict[int, threading.Lock] = {}
        self.turns: dict[
            tuple[int, str], threading.BoundedSemaphore
        ] = {}  # at each mailbox: see graph.outlook

    @property
    def sdk(self) -> "Sdk":
        """This process's own SDK."""
        process = os.getpid()
        # A lock for each process: one that was held while the process forked would never be let go of.
        with self._locks.setdefault(process, threading.Lock()):
            if process not in self._sdks:
                from graph.sdk import Sdk  # noqa: PLC0415 - the first call pays for the SDK, not the start

                self._sdks[process] = Sdk(self.config)
            return self._sdks[process]

    @property
    def client(self) -> Any:
        """The SDK's request builders: they know the addresses of Graph."""
        return self.sdk.client

    def token(self) -> str:
        """An access token for Graph, from the cache while it is good.

        Errors: Transient when Entra cannot be reached, Refused when it says no.
        """
        return self.sdk.token()

    def headers(self) -> dict[str, str]:
        """What every call carries: the token, who calls, and an id to ask Microsoft's support about."""
        return {
            "Authorization": f"Bearer {self.token()}",
            "User-Agent": USER_AGENT,
            "client-request-id": str(uuid.uuid4()),
        }

    def call(self, request: Request) -> Answer:
        """Do one call: connect within 10 s, each wait for the answer at most 10 s. Errors: see `graph.errors`."""
        return self._done(request, self.sdk.send(request, self.headers()))

    def transfer(self, request: Request) -> Answer:
        """Do one call that moves a file: the same, with waits of at most 60 s."""
        return self._done(request, self.sdk.send_slowly(request, self.headers()))

    def batch(self, parts: Sequence[Request], *, in_order: bool = False) -> list[Answer | GraphError]:
        """Do at most twenty calls in one; the answers stand in the order of the parts.

        In order means: each waits for the one before it, and is not done when that one failed. A part's token,
        rights and throttling are its own. See the Graph page "Combine multiple requests in one HTTP call".
        """
        if len(parts) > BATCH_LIMIT:
            raise ValueError(f"a batch holds at most {BATCH_LIMIT} parts")
        if not parts:
            return []
        ids = [str(number) for number in range(len(parts))]
        asked = [self._part(number, part) for number, part in zip(ids, parts, strict=True)]
        if in_order:
            for part, before in zip(asked[1:], ids, strict=False):
                part["dependsOn"] = [before]
        answers = self.call(Request("POST", self.sdk.batch, body={"requests": asked})).json["responses"]
        found = {answer["id"]: answer for answer in answers}
        return [self._unpacked(part, found.get(number)) for number, part in zip(ids, parts, strict=True)]

    def _part(self, number: str, request: Request) -> dict[str, Any]:
        part: dict[str, Any] = {"id": number, "method": request.method, "url": self.sdk.relative_url(request)}
        headers = dict(request.headers)
        if request.body is not None:
            headers["Content-Type"] = request.content_type
            part["body"] = request.body
        return {**part, "headers": headers} if headers else part

    def _unpacked(self, request: Request, answer: Mapping[str, Any] | None) -> Answer | GraphError:
        if answer is None:
            return Refused("missingPart", None, "", request.operation)
        status, body = int(answer["status"]), answer.get("body")
        headers = {name.lower(): str(value) for name, value in (answer.get("headers") or {}).items()}
        _note(request, status, headers)
        return (
            error_of(status, headers, body, request.operation)
            if status >= 400
            else Answer.of(status, headers, body)
        )

    def _done(self, request: Request, answer: Answer) -> Answer:
        _note(request, answer.status, answer.headers)
        if answer.status >= 400:
            raise error_of(answer.status, answer.headers, answer.content, request.operation)
        return answer


def _note(request: Request, status: int, headers: Mapping[str, str]) -> None:
    """Log the ids that Microsoft's support asks for; no address and no body, those are about people."""
    facts = {
        "operation": request.operation,
        "status": status,
        "request_id": headers.get("request-id", ""),
        "client_request_id": headers.get("client-request-id", ""),
    }
    if status < 400:
        log.debug("graph answered", extra=facts)
    else:
        log.warning("graph refused", extra=facts)
