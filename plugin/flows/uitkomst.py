"""How one attempt at a step ended, as the engine records it."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Klaar:
    """The step was done; what it gives goes to the story."""

    waarde: Any


@dataclass(frozen=True)
class Wacht:
    """The step could not be done now. `seconden` is what the other side asked for, if anything."""

    code: str
    geweigerd: bool
    seconden: float | None = None


def place(error: BaseException) -> str:
    """Where it happened: module and line, never the words of the error, which may be somebody's."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno}" if trace else "-"
