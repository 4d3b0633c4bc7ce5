"""What the installed msgraph-sdk knows of Graph: routes and property names, read from its source without importing it.

The SDK is generated from Microsoft's own description of v1.0, so it is the measure for what exists there."""

from __future__ import annotations

import ast
import importlib.metadata
import importlib.util
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Property:
    """A property of a model: the model of an object (None for a plain value), and whether it is a collection."""

    model: str | None
    many: bool


_PREFIXES = ("sites", "drives", "users")
_TEMPLATE = re.compile(r'super\(\).__init__\(request_adapter, "\{\+baseurl\}([^"]*)"')
_METHOD = re.compile(r"def to_(get|post|patch|put|delete)_request_information")
_QUERY = re.compile(r"\{\?[^}]*\}")
_WORD = re.compile(r"(?<!^)(?=[A-Z])")


@cache
def generated() -> Path:
    """The folder of the generated code."""
    spec = importlib.util.find_spec("msgraph")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError("msgraph-sdk is not installed: it is the dev tenant's measure of what Graph knows")
    return Path(spec.submodule_search_locations[0]) / "generated"


def version() -> str:
    """The SDK's version, the key of the cached routes."""
    return importlib.metadata.version("msgraph-sdk")


def _routes_of(source: str) -> Iterator[tuple[str, str]]:
    template = _TEMPLATE.search(source)
    if not template:
        return
    path = _QUERY.sub("", template[1]).replace("%2D", "-").replace("%24", "$")
    yield from ((method.upper(), path) for method in _METHOD.findall(source))


def read_routes() -> list[tuple[str, str]]:
    """Every (method, path) under the prefixes in use; takes a second or two."""
    found: set[tuple[str, str]] = set()
    for prefix in _PREFIXES:
        for file in (generated() / prefix).rglob("*request_builder*.py"):
            found.update(_routes_of(file.read_text("utf-8")))
    return sorted(found)


def routes(cache_folder: Path) -> list[tuple[str, str]]:
    """The same, read once per SDK version and kept in the folder as JSON."""
    kept = cache_folder / f"msgraph-routes-{version()}.json"
    if kept.exists():
        return [(method, path) for method, path in json.loads(kept.read_text("utf-8"))]
    found = read_routes()
    kept.write_text(json.dumps(found), "utf-8")
    return found


def known_path(cache_folder: Path, path: str) -> bool:
    """Whether Graph knows this concrete path (with any method)."""
    return any(shape.fullmatch(path) for shape in _shapes(cache_folder))


@cache
def _shapes(cache_folder: Path) -> list[re.Pattern[str]]:
    templates = {path for _, path in routes(cache_folder)}
    return [
        re.compile("[^/]+".join(re.escape(part) for part in re.split(r"\{[^}]+\}", one))) for one in templates
    ]


def _model_file(name: str) -> Path:
    """The generator puts an underscore behind a name that Python keeps for itself, as in `list_.py`."""
    plain = generated() / "models" / (_WORD.sub("_", name).lower() + ".py")
    return plain if plain.exists() else plain.with_name(plain.stem + "_.py")


@cache
def properties(model: str) -> dict[str, Property]:
    """The properties of a model ("listItem") by name, those of its base classes included.

    Raises KeyError when the SDK has no such model."""
    file = _model_file(model)
    if not file.exists():
        raise KeyError(model)
    tree = ast.parse(file.read_text("utf-8"))
    owner = next(node for node in tree.body if isinstance(node, ast.ClassDef))
    found: dict[str, Property] = {}
    for base in owner.bases:
        if isinstance(base, ast.Name) and _model_file(_small(base.id)).exists():
            found |= properties(_small(base.id))
    return found | dict(_fields(owner))


def _small(class_name: str) -> str:
    return class_name[0].lower() + class_name[1:].rstrip("_")


def _fields(owner: ast.ClassDef) -> Iterator[tuple[str, Property]]:
    readers = (
        node
        for node in owner.body
        if isinstance(node, ast.FunctionDef) and node.name == "get_field_deserializers"
    )
    for reader in readers:
        for node in ast.walk(reader):
            if isinstance(node, ast.Dict):
                for key, value in zip(node.keys, node.values, strict=True):
                    if isinstance(key, ast.Constant):
                        yield str(key.value), _property(value)


def _property(reader: ast.expr) -> Property:
    """`lambda n : setattr(self, 'body', n.get_object_value(ItemBody))` reads one object of that model."""
    for node in ast.walk(reader):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            method = node.func.attr
            objects = method in {"get_object_value", "get_collection_of_object_values"}
            argument = node.args[0] if node.args else None
            model = _small(argument.id) if objects and isinstance(argument, ast.Name) else None
            return Property(model, method.startswith("get_collection"))
    return Property(None, many=False)
