"""The O365 library on our own terms: our token, our time limits, our errors, nothing tried twice.

Imported by the first call to a mailbox or calendar only (see `graph.outlook`).
"""

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import requests
from O365 import Account, MSGraphProtocol
from O365.calendar import Event
from O365.connection import Connection
from O365.utils.token import MemoryTokenBackend
from requests.utils import get_environ_proxies

from graph.errors import error_of, no_answer

if TYPE_CHECKING:
    from graph.connection import Graph

IMMUTABLE = {"Prefer": 'IdType="ImmutableId"'}  # else the id of a draft changes when somebody moves it
LIMITS = (10, 30)  # seconds: to connect, to wait for an answer

# They log whole addresses, and those name a mailbox and its owner.
for library in ("O365", "urllib3"):
    logging.getLogger(library).setLevel(logging.CRITICAL)


class OurProtocol(MSGraphProtocol):
    """Graph at the address of our settings."""

    def __init__(self, root: str) -> None:
        self._protocol_url = root  # the library's own way: "Override these in subclass"
        super().__init__(timezone="UTC")


class OurConnection(Connection):
    """The library's connection with each call signed in by `Graph` and each error one of ours."""

    def __init__(self, credentials: Any, *, graph: "Graph", **options: Any) -> None:
        super().__init__(credentials, **options)
        self._graph = graph

    def get_naive_session(self) -> requests.Session:
        """The machine's proxy holds, its CA variables do not: requests would let them win over our setting."""
        session: requests.Session = super().get_naive_session()
        session.trust_env = False
        session.proxies.update(get_environ_proxies(self._graph.config.graph_url))
        return session

    def oauth_request(self, url: str, method: str, **options: Any) -> requests.Response:
        """A call to Graph."""
        headers = {**(options.pop("headers", None) or {}), **self._graph.headers()}
        return self.naive_request(url, method, headers=headers, **options)

    def naive_request(self, url: str, method: str, **options: Any) -> requests.Response:
        """A call without a token: the library sends the parts of a large attachment this way.

        The library's own errors end here: their text holds the whole address.
        """
        operation = f"{method.upper()} outlook"
        try:
            answer: requests.Response = super().naive_request(url, method, **options)
        except requests.HTTPError as error:
            headers = {name.lower(): value for name, value in error.response.headers.items()}
            raise error_of(error.response.status_code, headers, error.response.content, operation) from None
        except requests.Timeout:
            raise no_answer("timeout", operation) from None
        except (requests.ConnectionError, requests.exceptions.ChunkedEncodingError):
            raise no_answer("connection", operation) from None
        return answer


class Reservation(Event):
    """An event that can invite nobody: what could send mail is not among what it sends."""

    SENT = frozenset(
        (
            "subject",
            "start",
            "end",
            "showAs",
            "sensitivity",
            "responseRequested",
            "isReminderOn",
            "transactionId",
        )
    )

    def to_api_data(self, restrict_keys: Any = None) -> Mapping[str, Any]:
        """Only what a reservation needs."""
        data = super().to_api_data(restrict_keys)
        return {name: value for name, value in data.items() if name in self.SENT}


class OurAccount(Account):
    """The library's account, and the one kind of event we make."""

    connection_constructor = OurConnection

    def reservation(self, user: str, subject: str) -> Reservation:
        """A new event in the calendar of this user, not saved yet."""
        return Reservation(parent=self.schedule(resource=f"users/{user}"), subject=subject)


def account_of(graph: "Graph") -> OurAccount:
    """One account for one thread: the requests library promises nothing about sharing a session."""
    return OurAccount(
        (graph.config.client_id, "the token comes from elsewhere"),
        graph=graph,
        protocol=OurProtocol(f"{graph.config.graph_url.rstrip('/')}/"),
        auth_flow_type="credentials",
        tenant_id=graph.config.tenant_id,
        token_backend=MemoryTokenBackend(),
        default_headers=dict(IMMUTABLE),
        verify_ssl=graph.config.trusted,
        timeout=LIMITS,
        requests_delay=0,
        request_retries=0,
    )
