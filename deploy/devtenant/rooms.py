"""All rooms of the tenant: importing them fills the tables of routes, schema, seeds and states."""

from __future__ import annotations

import importlib

from deploy.devtenant.limits import mailbox_slot

__all__ = ["load", "mailbox_slot"]

_ROOMS = (
    "registrations",
    "consent",
    "control",
    "batch",
    "sharepoint",
    "drives",
    "drivestate",
    "outlook",
    "attachments",
    "mailcontrol",
    "events",
    "teams",
    "kijk",
    "sim",
)


def load() -> None:
    """Import each room."""
    for room in _ROOMS:
        importlib.import_module(f"deploy.devtenant.{room}")
