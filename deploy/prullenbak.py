"""Empties the recycle bin of the case site for good, both stages: `python -m deploy.provision --leeg-prullenbak`.

Microsoft Graph v1.0 has no way to do this for a site; SharePoint's own REST has, for an application that signs in with a
certificate (learn.microsoft.com, "RecycleBinItemCollection.DeleteAll").
"""

from urllib.parse import quote, urlsplit

import httpx
from azure.core.exceptions import ClientAuthenticationError

from graph.connection import Graph, GraphConfig
from graph.credential import credential_for, sign_in_error
from graph.errors import error_of
from graph.request import Request
from graph.sites import Site
from plugin.settings import Settings, SettingsError

STAGES = ("DeleteAll", "DeleteAllSecondStageItems")
SECONDS = 60.0
CERTIFICATE = (
    "Voor het legen van de prullenbak is MELD_ADMIN_CLIENT_CERTIFICATE nodig: SharePoint weigert een geheim."
)


def leeg(settings: Settings, config: GraphConfig) -> str:
    """What was done, in a sentence. Raises SettingsError, and the errors of `graph.errors`."""
    if config.client_certificate is None:
        raise SettingsError(CERTIFICATE)
    graph = Graph(config)
    place = urlsplit(graph.call(Request("GET", Site(graph, settings.case_site).builder)).json["webUrl"])
    host = f"https://{place.netloc}"
    headers = {"Authorization": f"Bearer {_token(config, host)}", "Accept": "application/json"}
    base = f"{(settings.sharepoint_url or host).rstrip('/')}{quote(place.path)}/_api/web/RecycleBin"
    with httpx.Client(verify=config.trusted, timeout=SECONDS, headers=headers, trust_env=False) as http:
        for stage in STAGES:
            answer = http.post(f"{base}/{stage}()")
            if answer.status_code >= 400:
                raise error_of(answer.status_code, answer.headers, answer.content, f"POST RecycleBin/{stage}")
    return "goed: de prullenbak van de zakensite is leeg, beide lagen"


def _token(config: GraphConfig, host: str) -> str:
    try:
        return credential_for(config).get_token(f"{host}/.default").token
    except ClientAuthenticationError as error:
        raise sign_in_error(error) from error
