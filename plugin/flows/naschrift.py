"""What could not be written beside a changed case is written as soon as it can: no change without its log entry."""

import uuid
from typing import Any

from plugin.flows.diensten import Diensten
from plugin.flows.engine import Engine, patient, step, story

NAAM = "naschrift_v1"


@story(NAAM)
def naschrift(referentie: str, entry: dict[str, Any]) -> None:
    patient(schrijf_bij, referentie, entry)


@step("schrijf_bij")
def schrijf_bij(diensten: Diensten, referentie: str, entry: dict[str, Any]) -> None:
    diensten.casebook.catch_up(referentie, entry)


def enqueue(engine: Engine, referentie: str, entry: dict[str, Any]) -> None:
    """A story each time: the entry stands once by its own key, but the rows beside it may have changed since."""
    engine.enqueue(NAAM, f"naschrift/{referentie}/{uuid.uuid4()}", referentie, entry)
