"""The facts that come after a measure was carried out: what was paid, what the agressor says, what was decided (protocol 21, 25)."""

from datetime import date
from enum import StrEnum

from pydantic import AwareDatetime

from plugin.protocol.details import Bedrag
from plugin.protocol.tekst import Model


class Betaling(Model):
    """One payment on a claim, in euro."""

    datum: date
    bedrag: Bedrag
    door: str
    vastgelegd_op: AwareDatetime


class Politie(Model):
    """Under what the police know it: their own number, and the code of Veilige Publieke Taak (protocol 26)."""

    nummer: str | None = None
    vpt: str | None = None


class Reactiesoort(StrEnum):
    """The agressor gives a view or objects; the organisation decides on that."""

    ZIENSWIJZE = "zienswijze"
    BEZWAAR = "bezwaar"
    BESLUIT = "besluit"


class Besluituitkomst(StrEnum):
    BLIJFT = "blijft"
    INGEKORT = "ingekort"
    INGETROKKEN = "ingetrokken"


class Reactie(Model):
    """What was said or decided, on which day. `op_tijd`: within the term that the letter names."""

    soort: Reactiesoort
    datum: date
    tekst: str
    op_tijd: bool = True
    uitkomst: Besluituitkomst | None = None
    tot: date | None = None
    door: str
    vastgelegd_op: AwareDatetime
