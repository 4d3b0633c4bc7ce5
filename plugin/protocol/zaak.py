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
from plugin.protocol.vernietiging import Aanhouding, Beperking, Voorstel
from plugin.protocol.zaakbrief import Zaakbrief

__all__ = ["VOLGENDE", "Brief", "Concept", "Maatregel", "Zaakbrief"]


MEESTE_WIJZIGINGEN = 100


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


class Taak(Model):
    """A practical task of the profile that was done, or undone again (protocol 32)."""

    taak: str
    gedaan: bool
    door: str
    op: AwareDatetime


class Wijziging(Model):
    """An act of a handler: what, by whom, when. Who comes second reads it (protocol 50)."""

    wat: str
    object: str
    door: str
    op: AwareDatetime


class Woordvoering(Model):
    """Who speaks about the case, and what was agreed; `openbaar` or in confidence (protocol 37)."""

    spreker: str
    afspraak: str
    openbaar: bool
    datum: date
    door: str
    vastgelegd_op: AwareDatetime


class Opening(Model):
    """The first time that a handler opened the case (protocol 9)."""

    op: AwareDatetime
    door: str


class Doorgegeven(Model):
    """Nobody of these offices had opened the case in time, so another was told (protocol 9)."""

    van: tuple[str, ...] = ()
    aan: str
    op: AwareDatetime


class Afsluiting(Model):
    op: AwareDatetime
    door: str
    reden: str | None = None


class Zaak(Model):
    """The whole case. `lezers` are functions of the profile.

    `eigen_adressen` are of melder and betrokkene: a mail from there is an own reply (protocol 8). `adressen_betrokkene`
    are those among them of a betrokkene whom somebody else reported for.

    `agressor` is the account of an ambtsdrager whom a reader recognised, `adressen_agressor` are all addresses of the
    one who was told or recognised, `voor_herkenning` are the readers that the
    case has without that, whoever took it over since included; `te_melden` are object ids of readers who
    came in later and were not told yet; `werk` names measures with background work, and `meld` when there is
    somebody to tell. `bevestigd_op` is when a betrokkene whom somebody else named said that it is so; `ontkend` are
    accounts whose holders said that it is not. `lezen_voor` is when a handler should have opened the case, `gewekt`
    are the moments that were dealt with, `niet_bereikt_op` is since when Teams refuses a notice.
    """

    referentie: str
    sleutel: str
    ontvangen_op: AwareDatetime
    status: ZaakStatus = ZaakStatus.ONTVANGEN
    melding: Melding
    melder: Partij
    betrokkene: Partij
    bevestigd_op: AwareDatetime | None = None
    ontkend: tuple[str, ...] = ()
    afzenders: tuple[str, ...] = ()
    eigen_adressen: tuple[str, ...] = ()
    adressen_betrokkene: tuple[str, ...] = ()
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
    taken: tuple[Taak, ...] = ()
    wijzigingen: tuple[Wijziging, ...] = ()
    agressor: str | None = None
    adressen_agressor: tuple[str, ...] = ()
    voor_herkenning: tuple[str, ...] = ()
    behandelaar: str | None = None
    dreiging: bool = False
    afsluiting: Afsluiting | None = None
    lezen_voor: AwareDatetime | None = None
    geopend: Opening | None = None
    doorgegeven: tuple[Doorgegeven, ...] = ()
    gewekt: tuple[str, ...] = ()
    brieven: tuple[Zaakbrief, ...] = ()
    woordvoering: tuple[Woordvoering, ...] = ()
    niet_bereikt_op: AwareDatetime | None = None
    vasthouden: Aanhouding | None = None
    beperkt: Beperking | None = None
    vernietiging: Voorstel | None = None
    te_melden: tuple[str, ...] = ()
    werk: tuple[str, ...] = ()

    @property
    def namens_ander(self) -> bool:
        """Did somebody else report for the betrokkene?"""
        return self.melder.oid != self.betrokkene.oid

    def maatregel(self, maatregel_id: str) -> Maatregel | None:
        return next((one for one in self.maatregelen if one.id == maatregel_id), None)

    def met_wijziging(self, wijziging: Wijziging) -> "Zaak":
        """The last hundred acts are kept: the log holds them all."""
        kept = (*self.wijzigingen, wijziging)[-MEESTE_WIJZIGINGEN:]
        return self.model_copy(update={"wijzigingen": kept})

    def zaakbrief(self, brief_id: str) -> Zaakbrief | None:
        return next((one for one in self.brieven if one.id == brief_id), None)

    def met_zaakbrief(self, brief: Zaakbrief) -> "Zaak":
        same = tuple(brief if one.id == brief.id else one for one in self.brieven)
        return self.model_copy(update={"brieven": same if brief in same else (*same, brief)})

    def met_maatregel(self, maatregel: Maatregel) -> "Zaak":
        others = tuple(one for one in self.maatregelen if one.id != maatregel.id)
        position = next((i for i, one in enumerate(self.maatregelen) if one.id == maatregel.id), len(others))
        return self.model_copy(update={"maatregelen": (*others[:position], maatregel, *others[position:])})

    def met_werk(self, maatregel_id: str) -> "Zaak":
        return self.model_copy(update={"werk": tuple(dict.fromkeys((*self.werk, maatregel_id)))})

    def zonder_werk(self, maatregel_id: str) -> "Zaak":
        return self.model_copy(update={"werk": tuple(one for one in self.werk if one != maatregel_id)})
