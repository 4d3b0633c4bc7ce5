"""The terms of a case in words: of its measures, of a complaint, of a claim that is to be paid (protocol 18, 25, 26)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from plugin.protocol.maatregelen.politie import LAAT_BEVESTIGEN
from plugin.web.maatregel_stand import termijn_van
from plugin.web.termijn_words import Termijn, termijn
from plugin.web.words import dag


def termijnen(zaak: dict[str, Any], today: date) -> list[Termijn]:
    """What still has a last day, and what is late."""
    measures = [term for one in zaak["maatregelen"] if (term := termijn_van(one, today))]
    return [*measures, *_complaint(zaak, today), *_claims(zaak, today)]


def gepland(zaak: dict[str, Any]) -> Iterator[tuple[date, str]]:
    """The same last days for the time line, without those of the measures themselves."""
    if zaak["klacht_tot"]:
        yield date.fromisoformat(zaak["klacht_tot"]), f"Klacht: laatste dag. {LAAT_BEVESTIGEN}"
    for until in zaak["betalen_tot"].values():
        yield date.fromisoformat(until), "Schade: uiterlijk deze dag betalen"


def _complaint(zaak: dict[str, Any], today: date) -> Iterator[Termijn]:
    """A term of the law is over when it is over: nothing can be late any more."""
    if not zaak["klacht_tot"]:
        return
    last = date.fromisoformat(zaak["klacht_tot"])
    if last < today:
        said = f"Een klacht kon tot en met {dag(last)}. {LAAT_BEVESTIGEN}"
        yield Termijn("let", "Klachttermijn voorbij", said, last)
        return
    term = termijn("aangifte met klacht", last, today)
    yield replace(term, zin=f"{term.zin}. {LAAT_BEVESTIGEN}")


def _claims(zaak: dict[str, Any], today: date) -> Iterator[Termijn]:
    for until in zaak["betalen_tot"].values():
        yield termijn("schade betalen", date.fromisoformat(until), today)
