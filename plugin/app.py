"""The web application: routes, guards, errors and headers on one object."""

import time
import uuid
from collections.abc import Callable, Sequence

import structlog
from apiflask import APIFlask
from flask import Response, g, request
from structlog.contextvars import bind_contextvars, clear_contextvars

from plugin.flows.diensten import Diensten
from plugin.identity import TokenVerifier
from plugin.settings import Settings
from plugin.web.afhandeling import afhandeling
from plugin.web.asked import DIENSTEN
from plugin.web.assets import ASSETS, Assets, assets
from plugin.web.bewaren import bewaren
from plugin.web.description import describe
from plugin.web.eigen import eigen
from plugin.web.errors import add_error_answers
from plugin.web.gezond import NEEDED, gezond
from plugin.web.guards import VERIFIER
from plugin.web.headers import add_headers
from plugin.web.installatie import installatie
from plugin.web.logboek import logboek
from plugin.web.maatregel_deel import maatregel_deel
from plugin.web.maatregelen import maatregelen, toegang
from plugin.web.meld import meld_deel
from plugin.web.melder import melder
from plugin.web.mijn import mijn_deel
from plugin.web.pages import pages
from plugin.web.preventie_deel import preventie_deel
from plugin.web.register import register
from plugin.web.register_deel import register_deel
from plugin.web.request import JSON, MOST_JSON_BYTES, Request
from plugin.web.site import SITE, Site
from plugin.web.toezicht_deel import toezicht_deel
from plugin.web.vernietiging_deel import vernietiging_deel
from plugin.web.verzoeken import verzoeken
from plugin.web.zaak_bewaren import zaak_bewaren
from plugin.web.zaak_handelingen import zaak_handelingen
from plugin.web.zaken import zaken
from plugin.web.zaken_deel import toegang_deel, zaken_deel

log = structlog.get_logger("plugin.web")

API = (gezond, melder, eigen, zaken, afhandeling, maatregelen, toegang, verzoeken, register, logboek, bewaren)
PAGES = (
    assets,
    installatie,
    pages,
    mijn_deel,
    meld_deel,
    zaken_deel,
    zaak_handelingen,
    maatregel_deel,
    toegang_deel,
    preventie_deel,
    register_deel,
    zaak_bewaren,
    vernietiging_deel,
    toezicht_deel,
)


class Service(APIFlask):
    """Flask with our own reading of requests."""

    request_class = Request
    json_provider_class = JSON


def create_app(
    diensten: Diensten, verifier: TokenVerifier, needed: Sequence[Callable[[], None]], settings: Settings
) -> Service:
    """Put the application together. `needed` are the checks of /gereed: each raises when its part is away."""
    app = Service(
        __name__,
        title="Meld agressie",
        version="1",
        spec_path=None,
        docs_path=None,
        json_errors=False,
        static_folder=None,
    )
    app.config.update(MAX_CONTENT_LENGTH=MOST_JSON_BYTES, AUTO_404_RESPONSE=False)
    app.extensions.update({DIENSTEN: diensten, VERIFIER: verifier, NEEDED: needed})
    app.extensions.update({SITE: Site.of(settings), ASSETS: Assets()})
    _add_log_lines(app)
    for blueprint in (*API, *PAGES):
        app.register_blueprint(blueprint)
    add_error_answers(app)
    add_headers(app, has_tls=settings.has_tls)
    describe(app)
    return app


def _add_log_lines(app: Service) -> None:
    """One line for each answer: the route as it is written, never the address as it was asked."""

    @app.before_request
    def begin() -> None:
        g.request_id, g.began = uuid.uuid4().hex, time.perf_counter()
        clear_contextvars()
        bind_contextvars(request=g.request_id)

    @app.after_request
    def end(response: Response) -> Response:
        route = request.url_rule.rule if request.url_rule else "-"
        spent = round((time.perf_counter() - g.began) * 1000)
        log.info("answered", method=request.method, route=route, status=response.status_code, ms=spent)
        response.headers["X-Request-ID"] = g.request_id
        return response
