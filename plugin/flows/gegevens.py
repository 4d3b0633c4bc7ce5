"""A person's own data as one ZIP (protocol 49; AVG article 15): written while it is sent, kept nowhere."""

import json
import zipfile
from collections.abc import Iterator
from typing import Any

from graph.errors import NotFound
from plugin.casebook.book import Dossier, Logregel
from plugin.flows import weergave
from plugin.flows.diensten import Diensten
from plugin.flows.manifest import bewijs_pad
from plugin.protocol.toegang import Wie


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


def mijn_gegevens(diensten: Diensten, wie: Wie) -> Iterator[bytes]:
    """Everything the organisation holds of what this person reported or is the betrokkene of.

    The look is logged before the first byte leaves; one file at a time is in memory.
    """
    cases = diensten.casebook.of_person(wie.oid)
    entry = Logregel("-", "eigen gegevens opgehaald", "zip", wie.oid, wie.herkomst, diensten.now())
    diensten.casebook.log(entry)
    return _zipped(diensten, wie, cases)


def _zipped(diensten: Diensten, wie: Wie, cases: list[Dossier]) -> Iterator[bytes]:
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for dossier in cases:
            zaak = dossier.zaak
            archive.writestr(f"{zaak.referentie}/melding.json", _json(weergave.eigen_gegevens(zaak, wie.oid)))
            for piece in zaak.bewijs:
                archive.writestr(
                    f"{zaak.referentie}/bewijs/{piece.bestand}",
                    _content(diensten, zaak.referentie, piece.bestand),
                )
                yield sink.taken()
        if not cases:
            archive.writestr("leesmij.txt", "Wij bewaren geen meldingen van u.\n")
    yield sink.taken()


def _content(diensten: Diensten, referentie: str, bestand: str) -> bytes:
    try:
        return diensten.casebook.read(bewijs_pad(referentie, bestand))
    except NotFound:
        return b""


def _json(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1)
