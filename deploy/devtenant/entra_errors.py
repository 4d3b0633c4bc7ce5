"""Entra's refusals: OAuth error, AADSTS number, sentence."""

from __future__ import annotations

import uuid
from typing import Any

from deploy.devtenant.store import Tenant


class EntraFault(Exception):  # beside GraphFault
    """A refusal of the token or authorize endpoint."""

    def __init__(self, error: str, number: int, text: str, status: int = 400) -> None:
        super().__init__(text)
        self.error, self.number, self.text, self.status = error, number, text, status

    def body(self, tenant: Tenant, correlation_id: str | None = None) -> dict[str, Any]:
        """Entra's error body."""
        trace, correlation = str(uuid.uuid4()), correlation_id or str(uuid.uuid4())
        moment = tenant.now().strftime("%Y-%m-%d %H:%M:%SZ")
        described = f"AADSTS{self.number}: {self.text}"
        return {
            "error": self.error,
            "error_description": f"{described} Trace ID: {trace} Correlation ID: {correlation} Timestamp: {moment}",
            "error_codes": [self.number],
            "timestamp": moment,
            "trace_id": trace,
            "correlation_id": correlation,
            "error_uri": f"https://login.microsoftonline.com/error?code={self.number}",
        }
