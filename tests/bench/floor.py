"""The floor: raw httpx, the fewest calls that leave the same in the tenant, side by side. No rules, nothing durable."""

from __future__ import annotations

import ssl
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import httpx
from flask import Flask, request

from tests.bench import rows

app = Flask(__name__)
LIMITS = httpx.Limits(max_connections=64, max_keepalive_connections=64)
HTTP = httpx.Client(
    verify=ssl.create_default_context(cafile=rows.CA), timeout=60, limits=LIMITS, trust_env=False
)
POOL = ThreadPoolExecutor(32)
_token: dict[str, Any] = {"until": 0.0}
_lock = threading.Lock()


@app.post("/api/meldingen")
def receive() -> tuple[str, int]:
    """Rows and files at once, then the notices in one call: two calls deep."""
    reference, told = rows.new_reference(), request.files["melding"].read().decode()
    evidence = {f"{reference}/bewijs/{one.filename}": one.read() for one in request.files.getlist("bewijs")}
    content = evidence | {f"{reference}/manifest.json": rows.manifest(reference, list(evidence))}
    written = [POOL.submit(_batch, _rows(reference, told))]
    written += [POOL.submit(_put, path, data) for path, data in content.items()]
    _all_well(written)
    _batch(_notices(reference))
    return reference, 202


def _all_well(written: list[Future[None]]) -> None:
    for one in written:
        one.result()


def _rows(reference: str, told: str) -> list[dict[str, Any]]:
    lists = f"/sites/{rows.SITE}/lists"
    return [
        _part(1, f"{lists}/{rows.CASES}/items", {"fields": rows.case_row(reference, told)}),
        _part(2, f"{lists}/{rows.LOG}/items", {"fields": rows.log_row(reference)}),
    ]


def _notices(reference: str) -> list[dict[str, Any]]:
    body = {
        "topic": {"source": "text", "value": reference, "webUrl": "https://teams.microsoft.com/l/entity/x/y"},
        "activityType": "meldingAandacht",
        "previewText": {"content": rows.PREVIEW},
        "teamsAppId": rows.TEAMS_APP,
        "templateParameters": [{"name": "referentie", "value": reference}],
    }
    address = "/users/{}/teamwork/sendActivityNotification"
    return [_part(number, address.format(oid), body) for number, oid in enumerate(rows.READERS)]


def _part(number: int, url: str, body: dict[str, Any]) -> dict[str, Any]:
    headers = {"Content-Type": "application/json"}
    return {"id": str(number), "method": "POST", "url": url, "body": body, "headers": headers}


def _batch(parts: list[dict[str, Any]]) -> None:
    answer = HTTP.post(f"{rows.GRAPH}/$batch", json={"requests": parts}, headers=_headers())
    answer.raise_for_status()
    worst = max(one["status"] for one in answer.json()["responses"])
    if worst >= 400:
        raise httpx.HTTPError(f"a part was answered {worst}")


def _put(path: str, content: bytes) -> None:
    address = f"{rows.GRAPH}/drives/{rows.DRIVE}/root:/{path}:/content"
    HTTP.put(address, content=content, headers=_headers()).raise_for_status()


def _headers() -> dict[str, str]:
    with _lock:
        if time.monotonic() > _token["until"]:
            form = {"grant_type": "client_credentials", "client_id": rows.CLIENT, "scope": rows.SCOPE}
            address = f"{rows.GRAPH.removesuffix('/v1.0')}/{rows.TENANT}/oauth2/v2.0/token"
            answer = HTTP.post(address, data=form | {"client_secret": rows.SECRET}).raise_for_status().json()
            _token.update(value=answer["access_token"], until=time.monotonic() + answer["expires_in"] - 60)
    return {"Authorization": f"Bearer {_token['value']}"}
