"""The feeds themselves: who has the app, and the notices that stand there."""

import json
from typing import Any

from deploy.devtenant.people import TEAMS_APP_ID, TEAMS_INSTALLED, Person
from deploy.devtenant.store import SCHEMA, SEEDS, STATES, Tenant, stamp

SCHEMA.append(
    "create table if not exists teams_installation (id text primary key, oid text not null, app text not null)"
)
SCHEMA.append(
    "create table if not exists notification (id integer primary key, oid text not null, topic text not null,"
    " preview text not null, activity_type text not null, params text not null, chain_id integer, web_url text,"
    " at text not null)"
)


def put(tenant: Tenant, person: Person, wanted: dict[str, Any]) -> None:
    """A notice of the same chain for the same person takes the place of the earlier one."""
    chain, topic = wanted.get("chainId"), wanted["topic"]
    tenant.db.execute("delete from notification where oid = ? and chain_id = ?", (person.oid, chain))
    tenant.db.execute(
        "insert into notification (oid, topic, preview, activity_type, params, chain_id, web_url, at)"
        " values (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            person.oid,
            topic["value"],
            wanted["previewText"]["content"],
            wanted["activityType"],
            json.dumps({one["name"]: one["value"] for one in wanted["templateParameters"]}),
            chain,
            topic.get("webUrl"),
            stamp(tenant.now()),
        ),
    )


@STATES.append
def teams_state(tenant: Tenant) -> dict[str, Any]:
    """The notifications that stand in the feeds, oldest first."""
    addresses = {person.oid: person.upn for person in tenant.people}
    query = "select id, oid, topic, preview, activity_type, params, chain_id, web_url, at from notification order by id"
    return {
        "notifications": [
            {**dict(row), "user": addresses[row["oid"]], "params": json.loads(row["params"])}
            for row in tenant.db.execute(query)
        ]
    }


@SEEDS.append
def _install(tenant: Tenant) -> None:
    for person in tenant.people:
        if person.name in TEAMS_INSTALLED:
            row = (tenant.new_guid(), person.oid, TEAMS_APP_ID)
            tenant.db.execute("insert into teams_installation (id, oid, app) values (?, ?, ?)", row)
