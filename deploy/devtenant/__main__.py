"""python -m deploy.devtenant --port N --data DIR [--latency-ms N] [--faults FILE]: the local Microsoft 365."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import signal
import socket
import sys
from pathlib import Path

from aiohttp import web

from deploy.devtenant.pki import server_context
from deploy.devtenant.server import make_app
from deploy.devtenant.store import Tenant


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m deploy.devtenant", description=__doc__)
    parser.add_argument("--port", type=int, required=True, help="0 picks a free one")
    parser.add_argument("--data", type=Path, required=True, help="where the tenant is kept")
    parser.add_argument("--latency-ms", type=float, default=0.0)
    parser.add_argument("--faults", type=Path, help="JSON: a list of faults, as POST /__tenant/faults takes")
    return parser.parse_args()


def _sockets(port: int) -> list[socket.socket]:
    """Loopback alone: 127.0.0.1, and ::1 with the same port where the machine has it."""
    first = socket.create_server(("127.0.0.1", port), backlog=512)
    found = [first]
    # No IPv6 here, or the port is taken there: 127.0.0.1 is enough.
    with contextlib.suppress(OSError):
        port = first.getsockname()[1]
        found.append(socket.create_server(("::1", port), family=socket.AF_INET6, backlog=512))
    return found


async def _serve(arguments: argparse.Namespace) -> None:
    arguments.data.mkdir(parents=True, exist_ok=True)
    sockets = _sockets(arguments.port)
    url = f"https://localhost:{sockets[0].getsockname()[1]}"
    tenant = Tenant(arguments.data.resolve(), url)
    tenant.latency = arguments.latency_ms / 1000
    if arguments.faults:
        for order in json.loads(arguments.faults.read_text("utf-8")):
            tenant.faults.add(order)
    runner = web.AppRunner(make_app(tenant), access_log=None, shutdown_timeout=0.5)
    await runner.setup()
    context = server_context(tenant.data)
    for one in sockets:
        await web.SockSite(runner, one, ssl_context=context).start()
    ready = {"url": url, "ca": str(tenant.data / "ca.pem"), "pid": os.getpid()}
    sys.stdout.write(json.dumps(ready) + "\n")
    sys.stdout.flush()
    await _asked_to_stop()
    await runner.cleanup()
    tenant.close()


async def _asked_to_stop() -> None:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    await stop.wait()


def main() -> int:
    """Serve until told to stop."""
    try:
        asyncio.run(_serve(_arguments()))
    except OSError as error:
        sys.stderr.write(f"The dev tenant cannot start: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
