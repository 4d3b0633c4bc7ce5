"""What every list has from the start: its internal fields."""

from __future__ import annotations

from typing import Any

# Fields that the answers carry and nobody may write.
READ_ONLY_FIELDS = frozenset(
    [
        "id",
        "ID",
        "Created",
        "Modified",
        "Author",
        "Editor",
        "AuthorLookupId",
        "EditorLookupId",
        "ContentType",
        "ContentTypeId",
        "_UIVersionString",
        "Attachments",
        "Edit",
        "LinkTitle",
        "LinkTitleNoMenu",
        "DocIcon",
        "ItemChildCount",
        "FolderChildCount",
        "_ComplianceFlags",
        "_ComplianceTag",
        "_ComplianceTagWrittenTime",
        "_ComplianceTagUserId",
        "AppAuthorLookupId",
        "AppEditorLookupId",
        "GUID",
        "_ModerationStatus",
        "FileRef",
        "FileLeafRef",
        "UniqueId",
        "owshiddenversion",
    ]
)
BUILTIN_NAMES = set(READ_ONLY_FIELDS) | {"Title"}


def _column(number: int, name: str, display: str, kind: str, **flags: bool) -> dict[str, Any]:
    return {
        "id": f"fa564e0f-0c70-4ab9-b863-{number:012d}",
        "name": name,
        "displayName": display,
        "description": "",
        "columnGroup": "_Hidden" if flags.get("readOnly") else "Custom Columns",
        "enforceUniqueValues": False,
        "hidden": False,
        "indexed": False,
        "readOnly": False,
        "required": False,
        kind: {"maxLength": 255, "allowMultipleLines": False} if kind == "text" else {},
    } | flags


BUILTIN_COLUMNS: list[dict[str, Any]] = [
    _column(1, "Title", "Titel", "text"),
    _column(2, "ID", "Id", "number", readOnly=True),
    _column(3, "ContentType", "Inhoudstype", "text", readOnly=True),
    _column(4, "Modified", "Gewijzigd", "dateTime", readOnly=True),
    _column(5, "Created", "Gemaakt", "dateTime", readOnly=True),
    _column(6, "Author", "Gemaakt door", "personOrGroup", readOnly=True),
    _column(7, "Editor", "Gewijzigd door", "personOrGroup", readOnly=True),
    _column(8, "_UIVersionString", "Versie", "text", readOnly=True),
    _column(9, "Attachments", "Bijlagen", "boolean", readOnly=True),
]
