"""What a case keeps of its own end: a restriction, a hold, a proposal, and who agreed to it (protocol 49)."""

from pydantic import AwareDatetime

from plugin.protocol.tekst import Model


class Aanhouding(Model):
    """A running criminal case or claim: as long as this stands nothing of the case goes."""

    reden: str
    door: str
    op: AwareDatetime


class Beperking(Model):
    """Somebody disputes or objects (AVG articles 18 and 21): as long as this stands the case is kept and nothing more."""

    reden: str
    door: str
    op: AwareDatetime


class Akkoord(Model):
    """Who agreed, and the office of that moment: by the end somebody else may hold it."""

    door: str
    functie: str = ""
    op: AwareDatetime


class Voorstel(Model):
    """The proposal to destroy, by the term that held when it was made; `begonnen_op` ends all ways back."""

    voorgesteld_op: AwareDatetime
    orgaan: str
    jaren: int
    selectielijst: str
    akkoord: tuple[Akkoord, ...] = ()
    begonnen_op: AwareDatetime | None = None
