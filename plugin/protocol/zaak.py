"""One case: what was told, who may read it, what was said and what may happen (protocol 8, 12-18)."""

from datetime import date

from pydantic import AwareDatetime

from plugin.protocol.maatregel import VOLGENDE, Brief, Concept, Maatregel
from plugin.protocol.melding import Melding
from plugin.protocol.tekst import Model
from plugin.protocol.terms import (
    GesprekSoort,
    NazorgAntwoord,
    NazorgVoor,
    Ordestap,
    WensAgressor,
    WensZelf,
    ZaakStatus,
)

__all__ = ["VOLGENDE", "Brief", "Concept", "Maatregel"]


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
    uitgesloten: tuple[str, ...] = ()
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
