"""How the demo speaks HTTPS: it trusts the demo's own CA and nothing of the machine's settings."""

import ssl
from pathlib import Path
from typing import Any

import httpx


def client(url: str, ca: Path, token: str | None = None) -> httpx.Client:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    context = ssl.create_default_context(cafile=str(ca))
    return httpx.Client(base_url=url, verify=context, trust_env=False, headers=headers, timeout=30)


def checked(answer: httpx.Response) -> Any:
    """The JSON of a good answer; anything else ends the demo with what the other side said."""
    if answer.is_error:
        raise SystemExit(
            f"{answer.request.method} {answer.request.url.path}: {answer.status_code} {answer.text}"
        )
    return answer.json() if answer.content else None
