"""The sign-in page."""

from __future__ import annotations

from aiohttp import web


def add_signin(app: web.Application) -> None:
    """Hang the page in the application."""
