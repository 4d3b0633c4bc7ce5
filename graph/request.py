"""What is asked of Microsoft 365 and what came back: plain data, before any library is loaded."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Request:
    """One call. `builder` is a request builder of the SDK and gives the address; `query` names go without `$`.

    `body` is sent as JSON, or as it is when it is bytes.
    """

    method: str
    builder: Any
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Any = None

    @property
    def operation(self) -> str:
        """The kind of call, without any value in it: fit for a log."""
        return f"{self.method} {self.builder.url_template.removeprefix('{+baseurl}').partition('{?')[0]}"

    @property
    def content(self) -> bytes | None:
        if self.body is None or isinstance(self.body, bytes):
            return self.body
        return json.dumps(self.body).encode()

    @property
    def content_type(self) -> str:
        return "application/octet-stream" if isinstance(self.body, bytes) else "application/json"


@dataclass(frozen=True)
class Answer:
    """A successful answer. Header names are lower case."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @classmethod
    def of(cls, status: int, headers: Mapping[str, str], body: Any) -> "Answer":
        """An answer that came inside another one, already read."""
        return cls(status, headers, b"" if body is None else json.dumps(body).encode())

    @property
    def json(self) -> dict[str, Any]:
        """The body as an object; an empty body is an empty object."""
        read: dict[str, Any] = json.loads(self.content) if self.content else {}
        return read
