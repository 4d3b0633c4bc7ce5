"""The web server: gunicorn with limits in time and size, and without a word of people in its own log."""

import socket
import time
from collections.abc import Callable
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger
from gunicorn.workers.gthread import TConn, ThreadWorker

from plugin.settings import Settings

THREADS = 16
HEADERS_WITHIN = 15.0  # seconds, from the connection on
BODY_WITHIN = 60.0  # and a second more for each
SLOWEST = 32 * 1024  # bytes: a phone on a bad line
DRAIN_SECONDS = 30.0
DRAIN_BYTES = 128 * 1024 * 1024


class Server(BaseApplication):  # type: ignore[misc] # gunicorn has no types
    """Serves the application that `load` makes, after the fork, in each of `workers` processes."""

    def __init__(
        self,
        settings: Settings,
        workers: int,
        load: Callable[[], Any],
        started: Callable[[], None],
        stopped: Callable[[], None],
    ) -> None:
        self._options = _options(settings, workers)
        self._options["post_worker_init"] = lambda _worker: started()
        self._options["worker_exit"] = lambda _server, _worker: stopped()
        self._load = load
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return self._load()


def _options(settings: Settings, workers: int) -> dict[str, Any]:
    return {
        "bind": f"[{settings.host}]:{settings.port}"
        if ":" in settings.host
        else f"{settings.host}:{settings.port}",
        "workers": workers,
        "worker_class": "plugin.server.BoundedWorker",
        "threads": THREADS,
        "worker_connections": 1000,
        "timeout": 60,
        "graceful_timeout": 20,
        "keepalive": 15,
        "limit_request_line": 8190,
        "limit_request_fields": 60,
        "limit_request_field_size": 16380,
        "certfile": str(settings.tls_certificate) if settings.has_tls else None,
        "keyfile": str(settings.tls_key) if settings.has_tls else None,
        # A header of a stranger never says where he comes from or whether he used TLS.
        "forwarded_allow_ips": "",
        "secure_scheme_headers": {},
        "accesslog": None,
        "loglevel": "warning",
        "logger_class": "plugin.server.SharedLog",
        "control_socket_disable": True,
        "proc_name": "meldagressie",
    }


class SharedLog(Logger):  # type: ignore[misc] # gunicorn has no types
    """Gunicorn's log goes where all logs go."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in list(self.error_log.handlers):
            self.error_log.removeHandler(handler)
        self.error_log.propagate = True


class BoundedWorker(ThreadWorker):  # type: ignore[misc] # gunicorn has no types
    """Nobody holds a thread by sending slowly, and whoever is refused can read why.

    A request is answered before its body is read when its token is not good. What was not read is then taken in,
    within limits: a connection that is closed on unread bytes takes the answer with it (RFC 9112 section 9.6).
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._until: dict[TConn, float] = {}

    def handle(self, conn: TConn) -> Any:
        self._until[conn] = time.monotonic() + HEADERS_WITHIN
        try:
            return super().handle(conn)
        finally:
            self._until.pop(conn, None)

    def handle_request(self, req: Any, conn: TConn) -> Any:
        self._until[conn] = time.monotonic() + BODY_WITHIN + _announced(req) / SLOWEST
        return super().handle_request(req, conn)

    def murder_keepalived(self, force: bool = False) -> None:
        """The worker's own round of every second."""
        now = time.monotonic()
        for conn, until in list(self._until.items()):
            if now > until:
                _stop_reading(conn)
        super().murder_keepalived(force)

    def _keepalive_after(self, conn: TConn, keepalive: Any) -> bool:
        """The answer is sent; what is still coming is read and forgotten."""
        drained = conn.parser.finish_body(deadline=time.monotonic() + DRAIN_SECONDS, max_bytes=DRAIN_BYTES)
        return bool(keepalive and drained)


def _announced(req: Any) -> int:
    """The length a request says its body has; without one, what the limits allow at most."""
    lengths = [value for name, value in req.headers if name == "CONTENT-LENGTH"]
    return min(int(lengths[0]), DRAIN_BYTES) if lengths and lengths[0].isdigit() else DRAIN_BYTES


def _stop_reading(conn: TConn) -> None:
    """Ends the reading side alone, beneath TLS: who reads sees the end, and may still answer."""
    try:
        socket.socket.shutdown(conn.sock, socket.SHUT_RD)
    except OSError:  # the other side was first
        return
