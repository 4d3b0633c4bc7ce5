"""POST /$batch: up to twenty calls in one request, each with its own rights, faults, answer and line in the journal.

Source: https://learn.microsoft.com/graph/json-batching"""

from __future__ import annotations

import base64
import binascii
import json
from typing import Any

from multidict import CIMultiDict

from deploy.devtenant.dispatch import Asked, encoded, error_reply, perform
from deploy.devtenant.graph import Call, GraphFault, Reply, route

MOST = 20
_PART_KEYS = {"id", "method", "url", "headers", "body", "dependsOn"}
_METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}


def _refuse(text: str) -> GraphFault:
    return GraphFault(400, "BadRequest", text)


@route("POST", "/$batch", units=0, extra="https://learn.microsoft.com/graph/json-batching (in msgraph-core)")
def _batch(call: Call) -> Reply:
    parts = _checked(call.json())
    number = call.tenant.journal.current
    answers: dict[str, Reply] = {}
    for part in _ordered(parts):
        answers[part["id"]] = _answer(call, part, answers, number)
    endings = [reply.ending for reply in answers.values() if reply.ending]
    responses = [_shape(key, reply) for key, reply in answers.items()]
    return Reply(200, {"responses": responses}, ending=endings[0] if endings else None)


def _checked(content: dict[str, Any]) -> list[dict[str, Any]]:
    parts = content.get("requests")
    if set(content) != {"requests"} or not isinstance(parts, list) or not parts:
        raise _refuse("Invalid batch payload format.")
    if len(parts) > MOST:
        raise _refuse(f"Number of batch request steps exceeds the maximum value of {MOST}.")
    for part in parts:
        _check_part(part)
    ids = [part["id"] for part in parts]
    if len(set(ids)) != len(ids):
        raise _refuse("Batch request ids have to be unique.")
    for part in parts:
        if set(part.get("dependsOn", [])) - set(ids):
            raise _refuse(f"Request {part['id']} depends on a request that is not in the batch.")
    return parts


def _check_part(part: Any) -> None:
    if not isinstance(part, dict) or set(part) - _PART_KEYS:
        raise _refuse("Invalid batch payload format.")
    key, method, url = part.get("id"), part.get("method"), part.get("url")
    named = isinstance(key, str) and key and str(method) in _METHODS
    if not named or not isinstance(url, str):
        raise _refuse("Invalid batch payload format.")
    if not url.startswith("/") or url.startswith(("/$batch", "//")):
        raise _refuse(f"Request {key}: the url is relative to the service root and is no batch.")
    given = part.get("headers", {})
    readable = isinstance(given, dict) and all(isinstance(value, str) for value in given.values())
    if not readable or not _names(part.get("dependsOn", [])):
        raise _refuse("Invalid batch payload format.")
    headers = {name.lower() for name in given}
    if "body" in part and "content-type" not in headers:
        raise _refuse(f"Write request id : {key} does not contain Content-Type header or body.")


def _names(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _ordered(parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Dependants after what they depend on; a ring is refused. Parts without ties may run in any order: last first."""
    waiting, done, found = list(reversed(parts)), set[str](), list[dict[str, Any]]()
    while waiting:
        ready = next((part for part in waiting if set(part.get("dependsOn", [])) <= done), None)
        if ready is None:
            raise _refuse("The dependencies of the batch form a cycle.")
        waiting.remove(ready)
        done.add(ready["id"])
        found.append(ready)
    return found


def _answer(call: Call, part: dict[str, Any], answers: dict[str, Reply], number: int) -> Reply:
    headers: CIMultiDict[str] = CIMultiDict(
        {"User-Agent": call.headers.get("User-Agent", "")} | part.get("headers", {})
    )
    failed = [key for key in part.get("dependsOn", []) if answers[key].status >= 400 or answers[key].ending]
    if failed:
        fault = GraphFault(424, "failedDependency", "Request could not be executed: a dependency failed.")
        return error_reply(fault, call.tenant, headers)
    asked = Asked(
        part["method"], part["url"], headers, _body(part), call.caller, call.tenant.journal.number(), number
    )
    return perform(call.tenant, asked)


def _body(part: dict[str, Any]) -> bytes:
    body = part.get("body")
    if body is None:
        return b""
    if not isinstance(body, str):
        return json.dumps(body).encode()
    try:
        return base64.b64decode(body, validate=True)
    except binascii.Error as error:
        raise _refuse(f"Request {part['id']}: a body that is no JSON is base64.") from error


def _shape(key: str, reply: Reply) -> dict[str, Any]:
    content, content_type = encoded(reply)
    shape: dict[str, Any] = {"id": key, "status": reply.status}
    shape["headers"] = {"Cache-Control": "no-store"} | reply.headers
    if content_type:
        shape["headers"]["Content-Type"] = content_type.partition(";")[0]
    if content:
        shape["body"] = reply.body if isinstance(reply.body, dict) else base64.b64encode(content).decode()
    return shape
