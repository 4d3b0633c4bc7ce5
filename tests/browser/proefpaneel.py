"""A tiny task pane of our own for the tests of the look-alike: another origin, a strict policy, the real MSAL."""

from __future__ import annotations

import base64
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.tenant_process import CLIENT_ID, ROOT, TENANT_ID, TenantProcess

_PAGE = """<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>Proefpaneel</title>
<script src="/voor.js"></script><script src="{office}"></script><script src="/msal.js"></script>
<script src="/paneel.js" defer></script></head>
<body data-client="{client}" data-authority="{authority}"><main><h1>Proefpaneel</h1>
<p role="status" id="stand">laadt</p><p id="mail"></p></main></body></html>"""
# One pixel.
_DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
_BEFORE = "window.kept = {push: history.pushState, replace: history.replaceState};"
_PANE = """
window.changes = 0;
window.heard = [];
const show = () => {
  document.getElementById("mail").textContent = Office.context.mailbox.item?.subject ?? "geen mail";
};
Office.onReady((info) => {
  window.info = info;
  document.getElementById("stand").textContent = info.host ? "klaar" : "geen host";
  if (!info.host) return;
  show();
  Office.context.mailbox.addHandlerAsync(Office.EventType.ItemChanged, () => { window.changes += 1; show(); });
  for (const type of [Office.EventType.SelectedItemsChanged, Office.EventType.OfficeThemeChanged])
    Office.context.mailbox.addHandlerAsync(type, ({ type }) => void window.heard.push(type), ({ status }) => void window.heard.push(status));
});
window.asked = (target, method, ...given) => new Promise((done) => target[method](...given, done));
window.signIn = async (how, scopes) => {
  history.pushState = kept.push;
  history.replaceState = kept.replace;
  const { client, authority } = document.body.dataset;
  const auth = { clientId: client, authority, knownAuthorities: [new URL(authority).host] };
  const app = await msal.createNestablePublicClientApplication({ auth, cache: { cacheLocation: "memoryStorage" } });
  try {
    const answer = await app[how]({ scopes });
    return { token: answer.accessToken, account: answer.account.username };
  } catch (error) {
    const refused = error instanceof msal.InteractionRequiredAuthError;
    return { refused, code: error.errorCode };
  }
};
"""


@contextmanager
def proefpaneel(tenant: TenantProcess) -> Iterator[str]:
    """Serve the pane over TLS, by the tenant's own certificate, until the block ends; its address."""
    authority = f"{tenant.url}/{TENANT_ID}"
    page = _PAGE.format(office=f"{tenant.url}/sim/office.js", client=CLIENT_ID, authority=authority)
    library = Path(ROOT / "plugin/static/vendor/msal/msal-browser.min.js").read_bytes()
    files = {
        "/": ("text/html; charset=utf-8", page.encode()),
        "/klein": ("text/html; charset=utf-8", page.encode()),
        "/icoon.png": ("image/png", _DOT),
        "/voor.js": ("text/javascript", _BEFORE.encode()),
        "/paneel.js": ("text/javascript", _PANE.encode()),
        "/msal.js": ("text/javascript", library),
    }
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(files, _policy(tenant)))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tenant.data / "server.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"https://localhost:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


def _policy(tenant: TenantProcess) -> str:
    around = tenant.url.replace("localhost", "outlook.localhost")
    return (
        f"default-src 'none'; script-src 'self' {tenant.url}; connect-src 'self' {tenant.url};"
        f" frame-ancestors {around}"
    )


def _handler(files: dict[str, tuple[str, bytes]], policy: str) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind, content = files.get(self.path.partition("?")[0], ("text/plain", b""))
            self.send_response(200 if content else 404)
            for name, value in {"Content-Type": kind, "Content-Security-Policy": policy}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing: the tests look at what the page shows."""

    return Handler
