"""Holds the body of a call against the property names of Graph's model, nested objects included."""

from __future__ import annotations

from typing import Any

from deploy.devtenant import sdk
from deploy.devtenant.graph import GraphFault

_ANNOTATIONS = ("@odata.type", "@odata.bind", "@odata.id", "@odata.etag", "@odata.context")
_INSTANCE = {"@microsoft.graph.conflictBehavior"}
# Open types: their content is the business of the handler, which knows the columns.
_OPEN = {"fieldValueSet"}


def check_body(model: str, content: dict[str, Any]) -> None:
    """400 for the first property that the model (or the derived one that @odata.type names) does not have."""
    model = _declared(model, content)
    if model in _OPEN:
        return
    known = sdk.properties(model)
    for name, value in content.items():
        plain = _without_annotation(name)
        if plain == "" or name in _INSTANCE:
            continue
        if plain not in known:
            raise _unknown(name, model)
        if plain == name:
            _check_value(name, known[name], value)


def _check_value(name: str, expected: sdk.Property, value: Any) -> None:
    """A collection where the model has one, an object where it has one, else a plain value; null fits everywhere."""
    if value is None:
        return
    if isinstance(value, list) != expected.many:
        raise _wrong_type(name)
    for one in value if expected.many else [value]:
        if isinstance(one, dict) != (expected.model is not None) or isinstance(one, list):
            raise _wrong_type(name)
        if expected.model is not None:
            check_body(expected.model, one)


def _wrong_type(name: str) -> GraphFault:
    return GraphFault(400, "BadRequest", f"The value of property '{name}' has the wrong type.")


def _declared(model: str, content: dict[str, Any]) -> str:
    declared = str(content.get("@odata.type", "")).removeprefix("#").removeprefix("microsoft.graph.")
    if not declared:
        return model
    try:
        sdk.properties(declared)
    except KeyError as error:
        raise GraphFault(
            400, "BadRequest", f"A type named '{declared}' could not be resolved by the model."
        ) from error
    return declared


def _without_annotation(name: str) -> str:
    for annotation in _ANNOTATIONS:
        if name.endswith(annotation):
            return name.removesuffix(annotation)
    return name


def _unknown(name: str, model: str) -> GraphFault:
    return GraphFault(
        400,
        "BadRequest",
        f"The property '{name}' does not exist on type 'microsoft.graph.{model}'. Make sure to only use property "
        "names that are defined by the type or mark the type as open type.",
    )
