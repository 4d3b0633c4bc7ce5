"""SharePoint through Graph: sites, lists, columns, items, versions, permissions."""

from deploy.devtenant.sharepoint import (
    fields,
    items,
    libraries,
    lists,
    permissions,
    seeding,
    sites,
    tables,
    versions,
)

__all__ = ["fields", "items", "libraries", "lists", "permissions", "seeding", "sites", "tables", "versions"]
