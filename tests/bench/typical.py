"""What most people write: a view that does all of it, one typed call after the other, a new client for each request."""

from __future__ import annotations

import asyncio
import ssl
from typing import Any
from urllib.parse import urlsplit

import httpx
from azure.identity import ClientSecretCredential
from flask import Flask, request
from kiota_authentication_azure.azure_identity_authentication_provider import (
    AzureIdentityAuthenticationProvider,
)
from msgraph import GraphRequestAdapter, GraphServiceClient
from msgraph.generated.models.field_value_set import FieldValueSet
from msgraph.generated.models.item_body import ItemBody
from msgraph.generated.models.key_value_pair import KeyValuePair
from msgraph.generated.models.list_item import ListItem
from msgraph.generated.models.teamwork_activity_topic import TeamworkActivityTopic
from msgraph.generated.models.teamwork_activity_topic_source import TeamworkActivityTopicSource
from msgraph.generated.users.item.teamwork.send_activity_notification.send_activity_notification_post_request_body import (
    SendActivityNotificationPostRequestBody,
)
from msgraph_core import GraphClientFactory

from tests.bench import rows

app = Flask(__name__)
HOST = urlsplit(rows.GRAPH)
CREDENTIAL = ClientSecretCredential(
    rows.TENANT,
    rows.CLIENT,
    rows.SECRET,
    authority=f"https://{HOST.netloc}",
    disable_instance_discovery=True,
    connection_verify=rows.CA,
)


@app.post("/api/meldingen")
def receive() -> tuple[str, int]:
    """Everything is done when the melder is answered; nothing is kept when something fails."""
    reference, told = rows.new_reference(), request.files["melding"].read().decode()
    evidence = {one.filename or "": one.read() for one in request.files.getlist("bewijs")}
    asyncio.run(_store_and_tell(reference, told, evidence))
    return reference, 202


async def _store_and_tell(reference: str, told: str, evidence: dict[str, bytes]) -> None:
    graph = _client()
    await _add(graph, rows.CASES, rows.case_row(reference, told))
    await _add(graph, rows.LOG, rows.log_row(reference))
    for name, content in evidence.items():
        await _put(graph, f"{reference}/bewijs/{name}", content)
    await _put(graph, f"{reference}/manifest.json", rows.manifest(reference, list(evidence)))
    for oid in rows.READERS:
        await graph.users.by_user_id(oid).teamwork.send_activity_notification.post(_notice(reference))


def _client() -> GraphServiceClient:
    http = httpx.AsyncClient(verify=ssl.create_default_context(cafile=rows.CA), timeout=60, http2=True)
    allowed = AzureIdentityAuthenticationProvider(
        CREDENTIAL, scopes=[rows.SCOPE], allowed_hosts=[HOST.netloc, HOST.hostname]
    )
    http = GraphClientFactory.create_with_default_middleware(client=http)
    adapter = GraphRequestAdapter(allowed, client=http)
    adapter.base_url = rows.GRAPH
    return GraphServiceClient(request_adapter=adapter)


async def _add(graph: GraphServiceClient, list_id: str, fields: dict[str, Any]) -> None:
    item = ListItem(fields=FieldValueSet(additional_data=fields))
    await graph.sites.by_site_id(rows.SITE).lists.by_list_id(list_id).items.post(item)


async def _put(graph: GraphServiceClient, path: str, content: bytes) -> None:
    await graph.drives.by_drive_id(rows.DRIVE).items.by_drive_item_id(f"root:/{path}:").content.put(content)


def _notice(reference: str) -> SendActivityNotificationPostRequestBody:
    return SendActivityNotificationPostRequestBody(
        topic=TeamworkActivityTopic(
            source=TeamworkActivityTopicSource.Text,
            value=reference,
            web_url="https://teams.microsoft.com/l/entity/x/y",
        ),
        activity_type="meldingAandacht",
        preview_text=ItemBody(content=rows.PREVIEW),
        teams_app_id=rows.TEAMS_APP,
        template_parameters=[KeyValuePair(name="referentie", value=reference)],
    )
