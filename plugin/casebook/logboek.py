"""The log: who did what to which case, when, from where, with what result; never a word of it (protocol 48)."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from plugin.casebook.rows import moment


@dataclass(frozen=True)
class Logregel:
    """One entry. `sleutel` makes a repeated write findable; a read gets a key of its own."""

    referentie: str
    handeling: str
    object: str
    actor: str
    herkomst: str
    tijd: datetime
    resultaat: str = "gelukt"
    sleutel: str | None = None

    def fields(self) -> dict[str, Any]:
        return {
            "Title": self.handeling,
            "Sleutel": self.sleutel or f"{self.referentie}/{uuid.uuid4()}",
            "Referentie": self.referentie,
            "Handeling": self.handeling,
            "Object": self.object,
            "Resultaat": self.resultaat,
            "Herkomst": self.herkomst,
            "Actor": self.actor,
            "Tijd": moment(self.tijd),
        }
