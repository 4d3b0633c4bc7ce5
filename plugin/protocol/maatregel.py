"""One measure of a case: its states, its letter, its draft, its consent (protocol 14, 18)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from pydantic import AwareDatetime, Field

from plugin.protocol.nasleep import Besluituitkomst, Betaling, Politie, Reactie
from plugin.protocol.tekst import Model
from plugin.protocol.terms import ConceptStatus, MaatregelSoort, MaatregelStatus, Uitvoerder
from plugin.protocol.toestemming import Geadresseerde, Stap, Toestemming

# Which state a measure may move to. What stands under a state without moves is final.
VOLGENDE: dict[MaatregelStatus, frozenset[MaatregelStatus]] = {
    MaatregelStatus.TOESTEMMING_GEVRAAGD: frozenset(
        {MaatregelStatus.AKKOORD, MaatregelStatus.GEWEIGERD, MaatregelStatus.VERVALLEN}
    ),
    MaatregelStatus.AKKOORD: frozenset(
        {
            MaatregelStatus.INGETROKKEN,
            MaatregelStatus.CONCEPT_BEZIG,
            MaatregelStatus.UITGEVOERD,
            MaatregelStatus.TOESTEMMING_GEVRAAGD,
            MaatregelStatus.VERVALLEN,
        }
    ),
    # Back to `akkoord`: the draft was lost or its words had changed; consent stands, so it can be asked for anew.
    MaatregelStatus.CONCEPT_BEZIG: frozenset(
        {
            MaatregelStatus.CONCEPT,
            MaatregelStatus.INGETROKKEN,
            MaatregelStatus.AKKOORD,
            MaatregelStatus.VERVALLEN,
        }
    ),
    # Back to the question: somebody changed the words of the letter.
    MaatregelStatus.CONCEPT: frozenset(
        {
            MaatregelStatus.INGETROKKEN,
            MaatregelStatus.UITGEVOERD,
            MaatregelStatus.AKKOORD,
            MaatregelStatus.TOESTEMMING_GEVRAAGD,
            MaatregelStatus.VERVALLEN,
        }
    ),
    MaatregelStatus.UITGEVOERD: frozenset({MaatregelStatus.AFGEROND}),
    MaatregelStatus.GEWEIGERD: frozenset(),
    MaatregelStatus.INGETROKKEN: frozenset(),
    MaatregelStatus.AFGEROND: frozenset(),
    MaatregelStatus.VERVALLEN: frozenset(),
}
GESPREKSOORTEN = (MaatregelSoort.STOPGESPREK, MaatregelSoort.ORDEGESPREK)
# The invitation went out, but the step itself is the talk: until it was held, it can be called off (protocol 15).
AFZEGGEN = frozenset({MaatregelStatus.INGETROKKEN, MaatregelStatus.VERVALLEN})


def wacht_op_gesprek(soort: str, status: str, uitvoerder: str) -> bool:
    """The invitation went out, and nobody recorded yet that the talk was held."""
    invited = status == MaatregelStatus.UITGEVOERD and uitvoerder == Uitvoerder.PROVINCIE
    return invited and soort in GESPREKSOORTEN


def loopt_op(status: str, einddatum: date | None, uitkomsten: Iterable[str | None], day: date) -> bool:
    """A ban that was carried out holds until its last day, unless a decision took it back (protocol 21, 22, 27).

    That somebody rounded the measure off, or closed the case, does not end it.
    """
    done = status in (MaatregelStatus.UITGEVOERD, MaatregelStatus.AFGEROND)
    if not done or einddatum is None or einddatum < day:
        return False
    return Besluituitkomst.INGETROKKEN not in uitkomsten


class Brief(Model):
    """Which template with which finished words: the same words give the same letter again.

    `document` is the Word document that somebody changed by hand; it then is the letter. `oude_documenten` are those
    it came in place of.
    """

    sjabloon: str
    velden: dict[str, str | list[dict[str, str]]]
    document: str | None = None
    oude_documenten: tuple[str, ...] = ()


class Concept(Model):
    """The draft that waits for a person: `poging` tells one attempt from the next.

    `bijwerken`: the document was changed, and the draft in the mailbox does not show it yet. `verstuurd`: a person
    had sent it before consent was withdrawn, so it stays what it is: sent (protocol 15).
    """

    status: ConceptStatus
    poging: int = 1
    postvak: str
    bericht: str | None = None
    afspraak: str | None = None
    document: str | None = None
    web_link: str | None = None
    bijwerken: bool = False
    verstuurd: bool = False


class Maatregel(Model):
    """A measure with its consent ledger and its draft; `ondertekenaar` is a function of the profile.

    Without `toestemming_nodig` it is done by office, and its ledger holds what the melder is told. `einddatum` is the
    last day it holds. `verzonden_sha256` is that of the letter as it was sent, or says that nobody could tell.
    `uitkomst` is what came of it, which the melder reads (protocol 26). `afgezegd_op` is when the other was told that
    a talk does not take place after all.
    """

    id: str
    soort: MaatregelSoort
    status: MaatregelStatus
    reden: str
    uitvoerder: Uitvoerder
    grond: str
    ondertekenaar: str
    geadresseerde: Geadresseerde = Geadresseerde()
    noemt_betrokkene: bool = False
    gesprek_op: AwareDatetime | None = None
    van: str | None = None
    tot: str | None = None
    details: dict[str, Any] = Field(default_factory=dict)
    brief: Brief
    toestemming: Toestemming = Toestemming()
    concept: Concept | None = None
    voorgesteld_op: AwareDatetime
    termijn: date | None = None
    toestemming_nodig: bool = True
    besluit: str = ""
    einddatum: date | None = None
    uitgevoerd_op: date | None = None
    verzonden_sha256: str | None = None
    afgerond_op: date | None = None
    afgezegd_op: date | None = None
    vervallen_reden: str | None = None
    politie: Politie | None = None
    uitkomst: str | None = None
    betalingen: tuple[Betaling, ...] = ()
    reacties: tuple[Reactie, ...] = ()

    @property
    def stap(self) -> Stap:
        return Stap(self.soort, self.geadresseerde, self.uitvoerder, self.noemt_betrokkene)

    @property
    def wacht_op_gesprek(self) -> bool:
        return wacht_op_gesprek(self.soort, self.status, self.uitvoerder)

    @property
    def is_af_te_zeggen(self) -> bool:
        """The other was invited to a talk that does not take place after all, and nobody recorded saying so yet."""
        invited = self.soort in GESPREKSOORTEN and self.concept is not None and self.concept.verstuurd
        return invited and self.status in AFZEGGEN and self.afgezegd_op is None

    def loopt_op(self, day: date) -> bool:
        """Does it hold on this day?"""
        return loopt_op(self.status, self.einddatum, (one.uitkomst for one in self.reacties), day)

    @property
    def volgende(self) -> frozenset[MaatregelStatus]:
        """Where it may go from here."""
        return VOLGENDE[self.status] | (AFZEGGEN if self.wacht_op_gesprek else frozenset())

    @property
    def poging(self) -> str:
        """Which attempt at a draft this is, among all measures of the case: `m1/2`."""
        return f"{self.id}/{self.concept.poging if self.concept else 0}"

    def naar(self, status: MaatregelStatus, **changes: object) -> "Maatregel":
        """The same measure in its next state; a move the table lacks is a fault of ours, not of a person."""
        if status not in self.volgende:
            raise ValueError(f"een maatregel gaat niet van {self.status} naar {status}")
        return self.model_copy(update={"status": status, **changes})
