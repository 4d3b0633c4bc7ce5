"""Microsoft's SDK on its own event loop, for one process. Imported by the first call only (see `graph.connection`).

The SDK gives the address of a call (its request builders), the redirects and the HTTP client; answers come back as
they are. Its typed models are left out: they cost about 5 ms for each list item and 20 MB once.
"""

import asyncio
import logging
import ssl
import threading
from collections.abc import Mapping
from concurrent.futures import Future
from urllib.parse import quote

import httpx
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
from graph.errors import Refused, no_answer
from graph.request import Answer, Request

SCOPE = "https://graph.microsoft.com/.default"
CONNECT = 10.0  # seconds
CALL = 10.0  # seconds for each wait; three times that for the whole call
TRANSFER = 60.0

# These name whole addresses and headers: a mailbox, a case, a token. What goes wrong, we say ourselves.
for library in ("httpx", "httpcore", "hpack", "azure"):
    logging.getLogger(library).setLevel(logging.ERROR)


class Sdk:
    """Request builders, sign-in and two HTTP clients: one for calls, one for files."""

    def __init__(self, config: GraphConfig) -> None:
        self._base = config.base_url
        self._credential = credential_for(config)
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
        """See `Graph.token`."""
        try:
            return self._credential.get_token(SCOPE).token
        except ClientAuthenticationError as error:
            raise sign_in_error(error) from error

    def relative_url(self, request: Request) -> str:
        """The address of a call as a part of a batch names it: from the version on."""
        address: str = self._information(request, {}).url
        return address.removeprefix(self._base)

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
        """The SDK's form of a call. Its address must be Graph's: a token goes nowhere else."""
        builder = request.builder
        parameters = {**builder.path_parameters, "baseurl": self._base}
        information = RequestInformation(Method(request.method), builder.url_template, parameters)
        information.query_parameters = {quote(f"${name}"): value for name, value in request.query.items()}
        address = information.url
        if not address.startswith(f"{self._base}/"):
            raise Refused("foreignAddress", None, "", request.operation)
        information.url = (
            address  # else the SDK works its template out anew each time it is asked: 2 ms a call
        )
        for name, value in {**headers, **request.headers}.items():
            information.headers.add(name, value)
        if request.content is not None:
            information.headers.add("Content-Type", request.content_type)
            information.content = request.content
        information.add_request_options([ResponseHandlerOption(NativeResponseHandler())])
        return information
