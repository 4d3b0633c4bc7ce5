"""What the service says while it runs: a line of JSON with ids and states, never words of people (protocol 48)."""

import logging
import sys
from typing import Any

import structlog
from structlog.types import EventDict, Processor

OURS = ("plugin", "flows", "graph")
# What gunicorn says of its own processes. Most of its other sentences come with a stranger's words filled in.
FIXED = frozenset(
    {
        "WORKER TIMEOUT (pid:%s)",
        "Worker (pid:%s) exited with code %s.",
        "Worker (pid:%s) was sent %s!",
        "Worker (pid:%s) was sent %s! Perhaps out of memory?",
        "Connection in use: %s",
        "Invalid address: %s",
        "Error handling request %s",
        "Error handling request (no URI read)",
        "Socket error processing request.",
    }
)


def configure() -> None:
    """Send every log of this process through one form to stderr."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*_SHARED, _without_foreign_words],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for name in OURS:
        logging.getLogger(name).setLevel(logging.INFO)
    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def _kind_of_error(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """An exception is said by its kind: its text may hold what somebody wrote."""
    found = event.pop("exc_info", None)
    if isinstance(found, tuple):
        found = found[1]
    elif found is True:
        found = sys.exc_info()[1]
    if isinstance(found, BaseException):
        event["kind"] = type(found).__name__
    return event


def _without_foreign_words(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """A library's sentence may quote an address or a value; its name and the line that spoke are enough."""
    record: logging.LogRecord = event["_record"]
    if not record.name.startswith(OURS):
        said = str(record.msg)
        event["event"] = said if said in FIXED else f"{record.module}:{record.lineno}"
    return event


_SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.stdlib.ExtraAdder(allow=["operation", "status", "request_id", "client_request_id"]),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    _kind_of_error,
]
