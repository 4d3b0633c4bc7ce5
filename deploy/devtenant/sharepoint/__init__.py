"""SharePoint through Graph: sites, lists, columns, items, versions, permissions."""

from deploy.devtenant.sharepoint import tables  # noqa: F401  # the tables come first
from deploy.devtenant.sharepoint import fields, items, libraries, lists, permissions, seeding, sites, versions

__all__ = ["fields", "items", "libraries", "lists", "permissions", "seeding", "sites", "versions"]
