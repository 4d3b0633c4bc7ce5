"""Microsoft's SDK on its own event loop, for one process. Imported by the first call only (see `graph.connection`).

The SDK gives the address of a call (its request builders), the redirects and the HTTP client; answers come back as
they are. Its typed models are left out: they cost about 5 ms for each list item and 20 MB once.
"""

import asyncio
import logging
import ssl
import threading
import time
from collections.abc import Mapping
from concurrent.futures import Future
from functools import lru_cache
from urllib.parse import quote

import httpx
from azure.core.credentials import AccessToken
from azure.core.exceptions import ClientAuthenticationError
from kiota_abstractions.authentication import AnonymousAuthenticationProvider
from kiota_abstractions.base_request_builder import BaseRequestBuilder
from kiota_abstractions.method import Method
from kiota_abstractions.native_response_handler import NativeResponseHandler
from kiota_abstractions.request_information import RequestInformation
from kiota_http.middleware import ParametersNameDecodingHandler, RedirectHandler
from kiota_http.middleware.options import ResponseHandlerOption
from msgraph import GraphRequestAdapter, GraphServiceClient
from msgraph_core import GraphClientFactory

from graph.connection import GraphConfig
from graph.credential import credential_for, sign_in_error
from graph.errors import GraphError, Refused, no_answer
from graph.request import Answer, Request

SCOPE = "https://graph.microsoft.com/.default"
CONNECT = 10.0  # seconds
CALL = 10.0  # seconds for each wait; three times that for the whole call
TRANSFER = 60.0
RENEW = 300  # seconds before its end that azure-identity itself looks for a new token

# These name whole addresses and headers: a mailbox, a case, a token. What goes wrong, we say ourselves.
for library in ("httpx", "httpcore", "hpack", "azure"):
    logging.getLogger(library).setLevel(logging.ERROR)


class Sdk:
    """Request builders, sign-in and two HTTP clients: one for calls, one for files."""

    def __init__(self, config: GraphConfig) -> None:
        self._base = config.base_url
        self._credential = credential_for(config)
        self._token = AccessToken("", 0)
        self._no_token: tuple[float, GraphError | None] = (0.0, None)
        self._signing_in = threading.Lock()
        self.looking_up = threading.RLock()  # many calls at once need the same ids: one asks, the others wait
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, name="graph", daemon=True).start()
        trusted = ssl.create_default_context(cafile=config.trusted)
        self._calls = self._adapter(httpx.Timeout(CALL, connect=CONNECT), trusted)
        self._transfers = self._adapter(httpx.Timeout(TRANSFER, connect=CONNECT), trusted)
        self.client = GraphServiceClient(request_adapter=self._calls)
        self.batch = BaseRequestBuilder(self._calls, "{+baseurl}/$batch", {})

    def _adapter(self, timeout: httpx.Timeout, trusted: ssl.SSLContext) -> GraphRequestAdapter:
        """The SDK's own chain without its retries; the token is put on by `send`, never on the event loop."""
        http = httpx.AsyncClient(timeout=timeout, verify=trusted, http2=True)
        chain = [RedirectHandler(), ParametersNameDecodingHandler()]
        http = GraphClientFactory.create_with_custom_middleware(chain, client=http)
        adapter = GraphRequestAdapter(AnonymousAuthenticationProvider(), client=http)
        adapter.base_url = self._base
        return adapter

    def token(self) -> str:
        """See `Graph.token`. Many calls at once ask Entra once, also when it does not answer."""
        came = time.monotonic()
        with self._signing_in:
            if self._token.expires_on - time.time() > RENEW:
                return self._token.token
            failed, error = self._no_token
            if (
                error and failed >= came
            ):  # while we stood in line: else each would wait as long as the one before
                raise error
            self._token = self._new_token()
            return self._token.token

    def _new_token(self) -> AccessToken:
        try:
            return self._credential.get_token(SCOPE)
        except ClientAuthenticationError as error:
            refused = sign_in_error(error)
            self._no_token = time.monotonic(), refused
            raise refused from error

    def relative_url(self, request: Request) -> str:
        """The address of a call as a part of a batch names it: from the version on."""
        return self._address(request).removeprefix(self._base)

    def send(self, request: Request, headers: Mapping[str, str]) -> Answer:
        """Do a call within the limits of a call; no status is an error here."""
        return self._send(self._calls, 3 * CALL, request, headers)

    def send_slowly(self, request: Request, headers: Mapping[str, str]) -> Answer:
        """Do a call within the limits of a file."""
        return self._send(self._transfers, 3 * TRANSFER, request, headers)

    def _send(
        self, adapter: GraphRequestAdapter, limit: float, request: Request, headers: Mapping[str, str]
    ) -> Answer:
        information = self._information(request, headers)
        work = asyncio.wait_for(adapter.send_primitive_async(information, "bytes", None), limit)
        waiting: Future[httpx.Response] = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            response = waiting.result()
        except (httpx.TimeoutException, TimeoutError) as error:
            raise no_answer("timeout", request.operation) from error
        except httpx.TransportError as error:
            raise no_answer("connection", request.operation) from error
        return Answer(response.status_code, dict(response.headers), response.content)

    def _information(self, request: Request, headers: Mapping[str, str]) -> RequestInformation:
        information = RequestInformation(Method(request.method))
        information.url = self._address(request)
        for name, value in {**headers, **request.headers}.items():
            information.headers.add(name, value)
        content = request.content
        if content is not None:
            information.headers.add("Content-Type", request.content_type)
            information.content = content
        information.add_request_options([ResponseHandlerOption(NativeResponseHandler())])
        return information

    def _address(self, request: Request) -> str:
        """The address of a call. It must be Graph's: a token goes nowhere else."""
        builder = request.builder
        parameters = {**builder.path_parameters, "baseurl": self._base}
        query = {quote(f"${name}"): value for name, value in request.query.items()}
        address = _expanded(builder.url_template, tuple(parameters.items()), tuple(query.items()))
        if not address.startswith(f"{self._base}/"):
            raise Refused("foreignAddress", None, "", request.operation)
        return address


@lru_cache(maxsize=512)
def _expanded(
    template: str, parameters: tuple[tuple[str, str], ...], query: tuple[tuple[str, str], ...]
) -> str:
    """A template of the SDK filled in by the SDK; each time anew that costs 1 to 2 ms, and most calls are alike."""
    information = RequestInformation(Method.GET, template, dict(parameters))
    information.query_parameters = dict(query)
    address: str = information.url
    return address
