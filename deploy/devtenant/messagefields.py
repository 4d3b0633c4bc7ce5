"""What a client may write on a message, and in which state of it.

Source: https://learn.microsoft.com/graph/api/message-update (body and recipients: only while isDraft is true) and
https://learn.microsoft.com/graph/api/user-post-messages (own headers start with x-).
"""

from typing import Any

from deploy.devtenant.graph import GraphFault

_LISTS = ("toRecipients", "ccRecipients", "bccRecipients", "replyTo")
_ALWAYS = {"isRead", "categories", "importance", "flag", "inferenceClassification"}
_ON_DRAFTS = _ALWAYS | {
    "subject",
    "body",
    "from",
    "sender",
    "isReadReceiptRequested",
    "isDeliveryReceiptRequested",
    "internetMessageId",
    *_LISTS,
}
# These have their own tables.
APART = {"singleValueExtendedProperties", "attachments", "@odata.type", "@odata.etag"}
_CHOICES = {"importance": {"low", "normal", "high"}, "inferenceClassification": {"focused", "other"}}
_MAX_HEADERS = 5


def new_draft() -> dict[str, Any]:
    """A draft in which nothing stands yet."""
    return {
        "subject": "",
        "body": {"contentType": "text", "content": ""},
        "importance": "normal",
        "categories": [],
        "isRead": True,
        "isDraft": True,
        "isReadReceiptRequested": False,
        "isDeliveryReceiptRequested": False,
        "inferenceClassification": "focused",
        "flag": {"flagStatus": "notFlagged"},
        **{name: [] for name in _LISTS},
    }


def created(wanted: dict[str, Any]) -> dict[str, Any]:
    """The content of a new draft."""
    headers = wanted.get("internetMessageHeaders", [])
    _check_headers(headers)
    rest = {name: value for name, value in wanted.items() if name != "internetMessageHeaders"}
    return changed(new_draft(), rest) | {"internetMessageHeaders": headers}


def changed(doc: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any]:
    """The content after a PATCH; refuses what cannot be written in this state."""
    allowed = _ON_DRAFTS if doc["isDraft"] else _ALWAYS
    for name in wanted:
        if name not in allowed | APART:
            raise GraphFault(
                400,
                "ErrorInvalidPropertySet",
                f"The property '{name}' is read-only or cannot be set on this message.",
            )
    taken = {name: _taken(name, value) for name, value in wanted.items() if name not in APART}
    return doc | taken


def _taken(name: str, value: Any) -> Any:
    if name in _LISTS:
        return [_recipient(one) for one in value or []]
    if name in ("from", "sender"):
        return _recipient(value)
    if name == "body":
        return _body(value)
    if name in _CHOICES and str(value).lower() not in _CHOICES[name]:
        raise _bad_value(name, value)
    return str(value).lower() if name in _CHOICES else value


def _recipient(value: Any) -> dict[str, Any]:
    address = value.get("emailAddress", {}) if isinstance(value, dict) else {}
    if not isinstance(address, dict) or not address.get("address"):
        raise GraphFault(400, "ErrorInvalidRecipients", "At least one recipient is not valid.")
    return {
        "emailAddress": {"name": address.get("name") or address["address"], "address": address["address"]}
    }


def _body(value: Any) -> dict[str, Any]:
    kind = str(value.get("contentType", "text")).lower() if isinstance(value, dict) else ""
    if kind not in ("text", "html"):
        raise _bad_value("contentType", value)
    return {"contentType": kind, "content": value.get("content") or ""}


def _bad_value(name: str, value: Any) -> GraphFault:
    return GraphFault(
        400, "RequestBodyRead", f"Cannot convert the value of '{name}' ({type(value).__name__})."
    )


def _check_headers(headers: list[dict[str, Any]]) -> None:
    if len(headers) > _MAX_HEADERS:
        raise GraphFault(
            400,
            "InvalidInternetMessageHeaderCollection",
            "Maximum number of headers in one message should be less than or equal to 5.",
        )
    for header in headers:
        if not str(header.get("name", "")).lower().startswith("x-"):
            raise GraphFault(
                400,
                "InvalidInternetMessageHeader",
                f"The internet message header name '{header.get('name')}' should start with 'x-' or 'X-'.",
            )
