"""A rule that says no says it as a value: falsy, with the sentence a person reads."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weigering:
    """Why a step may not happen now; the page prints `reden`, the API answers 409 with it."""

    reden: str

    def __bool__(self) -> bool:
        return False


class Onbruikbaar(Weigering):
    """What was handed in cannot be used, whatever the case says; the API answers 422 with the sentence."""

    __slots__ = ()
