"""A ZIP that is written while it is sent, and kept nowhere; one file at a time is in memory."""

import zipfile
from collections.abc import Iterator

import structlog

from graph.errors import GraphError
from plugin.intake.spool import SealBroken, SpoolUnavailable

ONVOLLEDIG = "Niet alles was op te halen. Probeer het later nog eens.\n"
OUT_OF_REACH = (GraphError, SpoolUnavailable, SealBroken)

log = structlog.get_logger("flows")
Part = tuple[str, str | bytes]  # a name in the archive and what stands under it


class _Sink:
    """Where the ZIP is written to: what stands here is sent and forgotten."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Nothing is open."""

    def taken(self) -> bytes:
        parts, self._parts = self._parts, []
        return b"".join(parts)


def zipped(parts: Iterator[Part], leeg: Part) -> Iterator[bytes]:
    """The archive, bit by bit. Without any part it holds `leeg`.

    What is out of reach when bytes have left already is said in the archive itself.
    """
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        try:
            for name, content in parts:
                archive.writestr(name, content)
                yield sink.taken()
            if not archive.namelist():
                archive.writestr(*leeg)
        except OUT_OF_REACH as error:
            log.warning("archive incomplete", kind=type(error).__name__)
            archive.writestr("onvolledig.txt", ONVOLLEDIG)
    yield sink.taken()
