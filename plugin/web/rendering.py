"""Pages and fragments from templates. A template gets finished words and decides nothing."""

from pathlib import Path
from typing import Any

import jinja2
from flask import Response

from plugin.web.assets import the_assets
from plugin.web.site import site

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
# The pages that ask their host for the open mail.
BESIDE_A_MAIL = ("meld",)
HTML = "text/html; charset=utf-8"
_ENVIRONMENT = jinja2.Environment(
    loader=jinja2.FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)


def page(name: str, **words: Any) -> Response:
    """A whole page: `pages/<name>.html`. It holds no data, so that it needs no token."""
    text = _ENVIRONMENT.get_template(f"pages/{name}.html").render(
        site=site(), static=the_assets().address, **words
    )
    response = Response(text, content_type=HTML)
    scripts = site().office_scripts() if name in BESIDE_A_MAIL else ()
    response.headers["Content-Security-Policy"] = site().policy(*scripts)
    # A sign-in window keeps its way back to the page that opened it.
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin-allow-popups"
    return response


def fragment(name: str, status: int = 200, **words: Any) -> Response:
    """A part of a page: `fragments/<name>.html`, put in place by our own script."""
    text = _ENVIRONMENT.get_template(f"fragments/{name}.html").render(**words)
    return Response(text, status, content_type=HTML)
