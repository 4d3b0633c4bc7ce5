"""The API in OpenAPI: what the routes themselves cannot say is added here."""

from typing import Any

from apiflask import APIFlask

from plugin.protocol.melding import Melding
from plugin.web.outcomes import FILE, MEASURE, OUTCOMES, WORD
from plugin.web.problem import MEDIA

SIGN_IN = "entra"
PROBLEM = {"$ref": "#/components/schemas/Probleem"}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "Een zin waar men iets mee kan."},
    },
}
ALWAYS_POSSIBLE = {
    "400": "De vraag is niet te lezen",
    "401": "Geen geldig token",
    "403": "Geen rol",
    "413": "Te groot",
    "500": "Fout bij ons",
    "503": "Even niet bereikbaar; zie Retry-After",
}
WITH_REFERENCE = {"404": "Onbekend of niet van u"}
WITH_BODY = {"409": "Kan nu niet", "415": "Verkeerde soort", "422": "Klopt niet"}
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "schema": {"type": "string", "format": "uuid"},
}
REPEATABLE = (
    "/api/meldingen",
    "/api/meldingen/{ref}/bewijs",
    "/api/meldingen/{ref}/aanvullingen",
    "/api/meldingen/{ref}/wensen",
    "/api/verzoeken",
)
FILES = {"type": "array", "items": {"type": "string", "format": "binary"}, "maxItems": 10}
VERSION = {"name": "If-Match", "in": "header", "required": True, "schema": {"type": "string", "minLength": 1}}


def describe(app: APIFlask) -> None:
    """Add security, headers, the multipart body and the problem answers to what the framework collects."""
    app.security_schemes = {SIGN_IN: {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}}
    app.spec_processor(_completed)


def _completed(spec: dict[str, Any]) -> dict[str, Any]:
    spec["components"].setdefault("schemas", {})["Probleem"] = SCHEMA
    for path, operations in spec["paths"].items():
        for method, operation in operations.items():
            _complete(path, method, operation)
    _describe_melding(spec)
    return spec


def _complete(path: str, method: str, operation: dict[str, Any]) -> None:
    operation["security"] = [{SIGN_IN: []}]
    if (method, path) in OUTCOMES:
        operation["responses"] = dict(OUTCOMES[method, path])
    possible = dict(ALWAYS_POSSIBLE)
    if "{ref}" in path or path == "/api/concept":
        possible |= WITH_REFERENCE
    if method in ("post", "put") or operation["parameters"]:
        possible |= WITH_BODY
    if method in ("post", "put") and path.startswith("/api/zaken"):
        operation["parameters"].append(VERSION)
        possible |= {"428": "If-Match ontbreekt"}
    for status, said in possible.items():
        operation["responses"][status] = {"description": said, "content": {MEDIA: {"schema": PROBLEM}}}


def _describe_melding(spec: dict[str, Any]) -> None:
    """Two kinds of parts: the melding as JSON, and the evidence as it is."""
    schema = Melding.model_json_schema(ref_template="#/components/schemas/Melding.{model}")
    parts = schema.pop("$defs", {})
    spec["components"]["schemas"] |= {
        "Melding": schema,
        **{f"Melding.{name}": part for name, part in parts.items()},
    }
    for path in REPEATABLE:
        spec["paths"][path]["post"]["parameters"].append(KEY)
    evidence = {"multipart/form-data": {"schema": {"type": "object", "properties": {"bewijs": FILES}}}}
    spec["paths"]["/api/meldingen/{ref}/bewijs"]["post"]["requestBody"] = {
        "required": True,
        "content": evidence,
    }
    begun = {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}
    spec["paths"]["/api/concept"]["put"]["requestBody"] = begun
    letter = {"required": True, "content": {WORD: {"schema": FILE}}}
    spec["paths"][f"{MEASURE}/document"]["put"]["requestBody"] = letter
    operation = spec["paths"]["/api/meldingen"]["post"]
    operation["responses"]["429"] = {
        "description": "Meer dan 60 in een uur",
        "content": {MEDIA: {"schema": PROBLEM}},
    }
    operation["requestBody"] = {"required": True, "content": {"multipart/form-data": _form()}}


def _form() -> dict[str, Any]:
    properties = {"melding": {"$ref": "#/components/schemas/Melding"}, "bewijs": FILES}
    schema = {
        "type": "object",
        "required": ["melding"],
        "properties": properties,
        "additionalProperties": False,
    }
    return {"schema": schema, "encoding": {"melding": {"contentType": "application/json"}}}
