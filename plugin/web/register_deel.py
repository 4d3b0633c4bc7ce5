"""The register as a part of a page: tables with their sentence and bars, for one year."""

from flask import Response, request

from plugin.flows import registerblad
from plugin.identity import Role
from plugin.web import register_words
from plugin.web.asked import diensten
from plugin.web.fragments import fragments
from plugin.web.rendering import fragment

register_deel = fragments("register_deel", "register", Role.REGISSEUR)


@register_deel.get("")
def jaar() -> Response:
    """The newest year, or the year that was chosen."""
    content = registerblad.register(diensten())
    return fragment("register", **register_words.register(content, request.args.get("jaar", "")))
