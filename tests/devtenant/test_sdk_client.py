"""The real clients against the tenant: msgraph-sdk with typed models, azure-identity, $batch by raw JSON."""

from __future__ import annotations

import ssl
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
from azure.identity import ClientSecretCredential
from kiota_abstractions.base_request_configuration import RequestConfiguration
from kiota_authentication_azure.azure_identity_authentication_provider import (
    AzureIdentityAuthenticationProvider,
)
from kiota_http.middleware.options import RetryHandlerOption
from msgraph import GraphRequestAdapter, GraphServiceClient
from msgraph.generated.models.column_definition import ColumnDefinition
from msgraph.generated.models.field_value_set import FieldValueSet
from msgraph.generated.models.identity import Identity
from msgraph.generated.models.identity_set import IdentitySet
from msgraph.generated.models.list_ import List_
from msgraph.generated.models.list_info import ListInfo
from msgraph.generated.models.list_item import ListItem
from msgraph.generated.models.o_data_errors.o_data_error import ODataError
from msgraph.generated.models.permission import Permission
from msgraph.generated.models.text_column import TextColumn
from msgraph.generated.sites.item.lists.item.items.items_request_builder import ItemsRequestBuilder
from msgraph_core import GraphClientFactory

from tests.loops import on_own_loop
from tests.tenant_process import (
    ADMIN_CLIENT_ID,
    ADMIN_SECRET,
    CASE_SITE,
    CLIENT_ID,
    GRAPH_SCOPE,
    SECRET,
    TENANT_ID,
    TenantProcess,
)

Work = Callable[[GraphServiceClient], Awaitable[Any]]
Query = ItemsRequestBuilder.ItemsRequestBuilderGetQueryParameters


def made_client(tenant: TenantProcess, client_id: str, secret: str) -> GraphServiceClient:
    credential = ClientSecretCredential(
        TENANT_ID,
        client_id,
        secret,
        authority=tenant.url,
        disable_instance_discovery=True,
        connection_verify=tenant.ca,
    )
    base = f"{tenant.url}/v1.0"
    context = ssl.create_default_context(cafile=tenant.ca)
    http = GraphClientFactory.create_with_default_middleware(
        client=httpx.AsyncClient(base_url=base, verify=context, timeout=15, trust_env=False),
        options={RetryHandlerOption.get_key(): RetryHandlerOption(max_retries=0)},
    )
    provider = AzureIdentityAuthenticationProvider(
        credential, scopes=[GRAPH_SCOPE], allowed_hosts=["localhost"]
    )
    adapter = GraphRequestAdapter(provider, client=http)
    adapter.base_url = base
    return GraphServiceClient(request_adapter=adapter)


@pytest.fixture
def run(tenant: TenantProcess) -> Callable[..., Any]:
    """Runs work with a client of its own, on a loop of its own."""

    def carry_out(work: Work, client_id: str = CLIENT_ID, secret: str = SECRET) -> Any:
        async def whole() -> Any:
            return await work(made_client(tenant, client_id, secret))

        return on_own_loop(whole())

    return carry_out


def test_lists_and_items_through_typed_builders(run: Callable[..., Any], site: str) -> None:
    name = f"Typisch{uuid.uuid4().hex[:6]}"

    async def provision(graph: GraphServiceClient) -> str:
        column = ColumnDefinition(name="Nummer", text=TextColumn(max_length=16), indexed=True)
        wanted = List_(display_name=name, list_=ListInfo(template="genericList"), columns=[column])
        made = await graph.sites.by_site_id(site).lists.post(wanted)
        columns = await graph.sites.by_site_id(site).lists.by_list_id(made.id).columns.get()
        assert [one.indexed for one in columns.value if one.name == "Nummer"] == [True]
        return str(made.id)

    list_id = run(provision, ADMIN_CLIENT_ID, ADMIN_SECRET)

    async def use(graph: GraphServiceClient) -> None:
        items = graph.sites.by_site_id(site).lists.by_list_id(list_id).items
        for number in range(3):
            body = ListItem(fields=FieldValueSet(additional_data={"Nummer": f"n{number}", "Title": "T"}))
            made = await items.post(body)
        stale = RequestConfiguration()
        stale.headers.add("If-Match", made.e_tag)
        one = items.by_list_item_id(made.id)
        changed = await one.fields.patch(FieldValueSet(additional_data={"Nummer": "n9"}), stale)
        assert changed.additional_data["Nummer"] == "n9"
        with pytest.raises(ODataError) as caught:
            await one.fields.patch(FieldValueSet(additional_data={"Nummer": "n10"}), stale)
        assert (caught.value.response_status_code, caught.value.error.code) == (412, "resourceModified")
        assert caught.value.error.inner_error.request_id
        query = Query(expand=["fields($select=Nummer)"], filter="startswith(fields/Nummer,'n')", top=2)
        page = await items.get(RequestConfiguration(query_parameters=query))
        rest = await items.with_url(page.odata_next_link).get()
        found = [item.fields.additional_data["Nummer"] for item in [*page.value, *rest.value]]
        assert found == ["n0", "n1", "n9"]
        versions = await one.versions.get()
        assert [version.id for version in versions.value] == ["2.0", "1.0"]
        await one.delete()
        with pytest.raises(ODataError) as gone:
            await one.get()
        assert gone.value.response_status_code == 404

    run(use)


def test_a_site_is_found_by_path_and_granted_through_the_typed_client(
    run: Callable[..., Any], site: str
) -> None:
    async def look(graph: GraphServiceClient) -> None:
        found = await graph.sites.by_site_id(CASE_SITE).get()
        assert found.id == site
        application = IdentitySet(application=Identity(id=CLIENT_ID, display_name="Meld"))
        wanted = Permission(roles=["write"], granted_to_identities=[application])
        granted = await graph.sites.by_site_id(site).permissions.post(wanted)
        assert granted.roles == ["write"]

    run(look, ADMIN_CLIENT_ID, ADMIN_SECRET)


def test_the_refusal_of_a_doubled_value_reaches_the_client_as_documented(
    run: Callable[..., Any], zaken: Any
) -> None:
    site, _, list_id = zaken.url.removeprefix("/v1.0/sites/").partition("/lists/")

    async def twice(graph: GraphServiceClient) -> None:
        items = graph.sites.by_site_id(site).lists.by_list_id(list_id).items
        body = ListItem(fields=FieldValueSet(additional_data={"ZaakNr": "2026-0042"}))
        await items.post(body)
        with pytest.raises(ODataError) as caught:
            await items.post(body)
        assert caught.value.response_status_code == 400
        assert caught.value.error.message.startswith("One or more fields with unique constraints")

    run(twice)
