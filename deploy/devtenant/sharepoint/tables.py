"""SharePoint's tables, and the two empty sites that stand there at first."""

from __future__ import annotations

from deploy.devtenant.people import CASE_SITE, REGISTER_SITE, SITE_HOST, find_person
from deploy.devtenant.store import SCHEMA, SEEDS, Tenant, stamp

SCHEMA += [
    (
        "create table if not exists site (id text primary key, host text not null, path text not null,"
        " name text not null, display_name text not null, created text not null, unique (host, path))"
    ),
    (
        "create table if not exists site_grant (id text primary key, site text not null, app text not null,"
        " app_name text not null, roles text not null)"
    ),
    (
        "create table if not exists site_member (site text not null, oid text not null, role text not null,"
        " primary key (site, oid))"
    ),
    (
        "create table if not exists sp_list (no integer primary key, id text not null unique, site text not null,"
        " name text not null, display_name text not null, description text not null, template text not null,"
        " created text not null, modified text not null, author text not null, next_item integer not null default 1)"
    ),
    "create unique index if not exists sp_list_name on sp_list (site, name collate nocase)",
    (
        "create table if not exists sp_column (id text primary key, list_no integer not null, name text not null,"
        " definition text not null, position integer not null)"
    ),
    "create unique index if not exists sp_column_name on sp_column (list_no, name collate nocase)",
    (
        "create table if not exists sp_item (list_no integer not null, id integer not null, guid text not null,"
        " fields text not null, version integer not null, created text not null, modified text not null,"
        " author text not null, editor text not null, primary key (list_no, id))"
    ),
    (
        "create table if not exists sp_version (list_no integer not null, item integer not null, version integer not null,"
        " fields text not null, modified text not null, editor text not null, primary key (list_no, item, version))"
    ),
    (
        "create table if not exists sp_recycled (list_no integer not null, item integer not null, guid text not null,"
        " fields text not null, deleted text not null, deleted_by text not null, primary key (list_no, item))"
    ),
    "create table if not exists sp_principal (no integer primary key, key text not null unique)",
    (
        "create table if not exists drive (id text primary key, site text not null, list_id text not null unique,"
        " name text not null)"
    ),
]
_SITES = {
    CASE_SITE: ("c0000000-0000-4000-8000-000000000001", "Agressiemeldingen"),
    REGISTER_SITE: ("c0000000-0000-4000-8000-000000000002", "Agressieregister"),
}


def site_id(path: str) -> str:
    """The composite id: host, site collection, web."""
    guid = _SITES[path][0]
    return f"{SITE_HOST},{guid},{guid.replace('c0000000', 'd0000000')}"


@SEEDS.append
def _seed(tenant: Tenant) -> None:
    now = stamp(tenant.now())
    for path, (_, name) in _SITES.items():
        tenant.db.execute(
            "insert into site values (?, ?, ?, ?, ?, ?)",
            (site_id(path), SITE_HOST, path, path.rpartition("/")[2], name, now),
        )
    regisseur = find_person("regisseur")
    if regisseur is not None:
        tenant.db.execute(
            "insert into site_member values (?, ?, 'read')", (site_id(REGISTER_SITE), regisseur.oid)
        )
