"""One case: what was told, who may read it, what was said and what may happen (protocol 8, 12-18)."""

from datetime import date
from typing import Any

from pydantic import AwareDatetime, Field

from plugin.protocol.melding import Melding
from plugin.protocol.tekst import Model
from plugin.protocol.terms import (
    ConceptStatus,
    GesprekSoort,
    MaatregelSoort,
    MaatregelStatus,
    NazorgAntwoord,
    NazorgVoor,
    Ordestap,
    Uitvoerder,
    WensAgressor,
    WensZelf,
    ZaakStatus,
)
from plugin.protocol.toestemming import Geadresseerde, Stap, Toestemming

# Which state a measure may move to. What stands under a state without moves is final.
VOLGENDE: dict[MaatregelStatus, frozenset[MaatregelStatus]] = {
    MaatregelStatus.TOESTEMMING_GEVRAAGD: frozenset(
        {MaatregelStatus.AKKOORD, MaatregelStatus.GEWEIGERD, MaatregelStatus.VERVALLEN}
    ),
    MaatregelStatus.AKKOORD: frozenset(
        {MaatregelStatus.INGETROKKEN, MaatregelStatus.CONCEPT_BEZIG, MaatregelStatus.VERVALLEN}
    ),
    # Back to `akkoord`: the draft was lost or its words had changed; consent stands, so it can be asked for anew.
    MaatregelStatus.CONCEPT_BEZIG: frozenset(
        {MaatregelStatus.CONCEPT, MaatregelStatus.INGETROKKEN, MaatregelStatus.AKKOORD}
    ),
    MaatregelStatus.CONCEPT: frozenset(
        {MaatregelStatus.INGETROKKEN, MaatregelStatus.UITGEVOERD, MaatregelStatus.AKKOORD}
    ),
    MaatregelStatus.UITGEVOERD: frozenset({MaatregelStatus.AFGEROND}),
    MaatregelStatus.GEWEIGERD: frozenset(),
    MaatregelStatus.INGETROKKEN: frozenset(),
    MaatregelStatus.AFGEROND: frozenset(),
    MaatregelStatus.VERVALLEN: frozenset(),
}


class Partij(Model):
    """Somebody of whom the case speaks; `oid` is absent when there is no known account."""

    oid: str | None = None
    naam: str | None = None
    functie: str | None = None
    email: str | None = None


class Bewijsstuk(Model):
    """One piece of evidence as it was received (protocol 8).

    `bestand` is its server-made name, `soort` its real type, `genoemd_type` what the sender called it, `zending`
    the sealed object in which a later piece came.
    """

    id: str
    naam: str
    bestand: str
    soort: str
    genoemd_type: str = ""
    sha256: str
    bytes: int
    ontvangen_op: AwareDatetime
    van: str
    zending: str | None = None


class Aanvulling(Model):
    """What a melder or betrokkene adds in words later (protocol 12); `sleutel` makes a repeat findable."""

    sleutel: str
    tekst: str
    door: str
    op: AwareDatetime


class Wensen(Model):
    """What the melder wants now, in place of what stood in the melding (protocol 7, 12)."""

    sleutel: str
    zelf: tuple[WensZelf, ...]
    agressor: tuple[WensAgressor, ...]
    door: str
    op: AwareDatetime


class Gesprek(Model):
    """A talk with the melder (protocol 13) or an aftercare talk."""

    soort: GesprekSoort
    datum: date
    verslag: str
    door: str
    vastgelegd_op: AwareDatetime


class Brief(Model):
    """Which template with which finished words: the same words give the same letter again."""

    sjabloon: str
    velden: dict[str, str]


class Concept(Model):
    """The draft that waits for a person: `poging` tells one attempt from the next."""

    status: ConceptStatus
    poging: int = 1
    postvak: str
    bericht: str | None = None
    afspraak: str | None = None
    document: str | None = None
    web_link: str | None = None


class Maatregel(Model):
    """A measure with its consent ledger and its draft; `ondertekenaar` is a function of the profile."""

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

    @property
    def stap(self) -> Stap:
        return Stap(self.soort, self.geadresseerde, self.uitvoerder, self.noemt_betrokkene)

    @property
    def poging(self) -> str:
        """Which attempt at a draft this is, among all measures of the case: `m1/2`."""
        return f"{self.id}/{self.concept.poging if self.concept else 0}"

    def naar(self, status: MaatregelStatus, **changes: object) -> "Maatregel":
        """The same measure in its next state; a move the table lacks is a fault of ours, not of a person."""
        if status not in VOLGENDE[self.status]:
            raise ValueError(f"een maatregel gaat niet van {self.status} naar {status}")
        return self.model_copy(update={"status": status, **changes})


class Nazorg(Model):
    """Support that was offered, and the answer; "nee, dank u" is one (protocol 29)."""

    voor: NazorgVoor
    antwoord: NazorgAntwoord
    datum: date
    door: str
    vastgelegd_op: AwareDatetime


class Ordemaatregel(Model):
    """What the voorzitter did by office, at what moment of which meeting (protocol 23)."""

    stap: Ordestap
    tijd: AwareDatetime
    vergadering: str
    wie: str | None = None
    door: str


class Afsluiting(Model):
    op: AwareDatetime
    door: str
    reden: str | None = None


class Zaak(Model):
    """The whole case. `lezers` are functions of the profile.

    `agressor` is the account of an ambtsdrager whom a reader recognised; `te_melden` are object ids of readers who
    came in later and were not told yet; `werk` names measures with background work, and `meld` when there is
    somebody to tell.
    """

    referentie: str
    sleutel: str
    ontvangen_op: AwareDatetime
    status: ZaakStatus = ZaakStatus.ONTVANGEN
    melding: Melding
    melder: Partij
    betrokkene: Partij
    afzenders: tuple[str, ...] = ()
    lezers: tuple[str, ...] = ()
    eerst_herkennen: bool = False
    bewijs: tuple[Bewijsstuk, ...] = ()
    aanvullingen: tuple[Aanvulling, ...] = ()
    wensen: tuple[Wensen, ...] = ()
    gesprekken: tuple[Gesprek, ...] = ()
    maatregelen: tuple[Maatregel, ...] = ()
    nazorg: tuple[Nazorg, ...] = ()
    orde: tuple[Ordemaatregel, ...] = ()
    agressor: str | None = None
    behandelaar: str | None = None
    dreiging: bool = False
    afsluiting: Afsluiting | None = None
    te_melden: tuple[str, ...] = ()
    werk: tuple[str, ...] = ()

    def maatregel(self, maatregel_id: str) -> Maatregel | None:
        return next((one for one in self.maatregelen if one.id == maatregel_id), None)

    def met_maatregel(self, maatregel: Maatregel) -> "Zaak":
        others = tuple(one for one in self.maatregelen if one.id != maatregel.id)
        position = next((i for i, one in enumerate(self.maatregelen) if one.id == maatregel.id), len(others))
        return self.model_copy(update={"maatregelen": (*others[:position], maatregel, *others[position:])})

    def met_werk(self, maatregel_id: str) -> "Zaak":
        return self.model_copy(update={"werk": tuple(dict.fromkeys((*self.werk, maatregel_id)))})

    def zonder_werk(self, maatregel_id: str) -> "Zaak":
        return self.model_copy(update={"werk": tuple(one for one in self.werk if one != maatregel_id)})
