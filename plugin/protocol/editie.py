"""An edition of the register: what is published of one year, and what must be kept to make the next (protocol 33, 36)."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import Field

from plugin.protocol.gemengd import (
    bijgewerkt,
    is_tweezijdig,
    keuzes,
    leeg,
    onder,
    past,
    vorm_van_cel,
)
from plugin.protocol.profiel import Registerregels
from plugin.protocol.register import (
    GEVOLGD,
    NIET_GETOOND,
    TABELLEN,
    TOTAAL,
    WOORDEN,
    Feiten,
    Groep,
    Onderwerp,
    Plaats,
)
from plugin.protocol.tekst import Model
from plugin.protocol.verhulling import Stap, Tabel, Teller, teller

HALFJAAR_VANAF = 60  # meldingen a year; below it a half-year would single people out
HELFTEN = {1: "1e helft", 2: "2e helft"}


@dataclass(frozen=True, order=True)
class Regel:
    """One anonymous record."""

    periode: str
    groep: str
    vorm: str


@dataclass(frozen=True)
class Cijfer:
    """One total; None is hidden."""

    periode: str
    onderwerp: str
    waarde: str
    aantal: int | None


class Jaarstand(Model):
    """What is known of one year on the sealed side: which cases were counted, and all that was ever shown."""

    jaar: int
    nummer: int = 0
    totaal: int = 0
    geteld: tuple[str, ...] = ()
    tabellen: dict[str, Tabel] = Field(default_factory=dict)
    tellers: dict[str, dict[str, Teller]] = Field(default_factory=dict)

    @property
    def editie(self) -> str:
        return f"{self.jaar}-{self.nummer}"


def is_genoeg(aantal: int, regels: Registerregels) -> bool:
    """May so many new meldingen make an edition?"""
    return aantal >= max(regels.k, regels.kleinste_partij)


def nieuwe_editie(
    stand: Jaarstand,
    nieuw: Mapping[str, Feiten],
    gevolgd: Counter[tuple[Onderwerp, str]],
    vorig_totaal: int,
    regels: Registerregels,
) -> Jaarstand:
    """Count these cases, by reference, in a year after one with `vorig_totaal` meldingen.

    `gevolgd` counts over all cases of the year. Whether there is enough new is `is_genoeg`, asked before.
    """
    totaal = stand.totaal + len(nieuw)
    tabellen = stand.tabellen or _empty(_cells_below(max(vorig_totaal, totaal)))
    places = Counter(place for one in nieuw.values() for place in _places_of(one))
    counted = {name: table.plus(_within(name, table, places)) for name, table in tabellen.items()}
    return Jaarstand(
        jaar=stand.jaar,
        nummer=stand.nummer + 1,
        totaal=totaal,
        geteld=tuple(sorted({*stand.geteld, *nieuw})),
        tabellen=_shown(counted, totaal, regels.k),
        tellers=_followed(stand, gevolgd, totaal, regels.k),
    )


def regels_van(stand: Jaarstand) -> list[Regel]:
    """As many records as meldingen were counted. Each combination that occurs, hidden words too, occurs k times."""
    aard = stand.tabellen[Onderwerp.AARD]
    jaar = str(stand.jaar)
    found = [Regel(jaar, NIET_GETOOND, NIET_GETOOND)] * aard.rest
    for groep in aard.nu.getoond:
        within = stand.tabellen[onder(groep)]
        found += [Regel(jaar, groep, NIET_GETOOND)] * within.rest
        for cell, count in within.nu.getoond.items():
            helft, _, plaats = cell.rpartition("/")
            found += [Regel(f"{jaar} {helft}".strip(), groep, plaats)] * count
    return sorted(found)


def cijfers_van(stand: Jaarstand) -> list[Cijfer]:
    """All totals of the year, in a fixed order. A word that is hidden is there, without its number."""
    shown: dict[str, Mapping[str, int]] = {topic: stand.tabellen[topic].nu.getoond for topic in WOORDEN}
    shown |= {topic: {word: one.aantal for word, one in of.items()} for topic, of in stand.tellers.items()}
    shown |= {Onderwerp.MELDINGEN: {TOTAAL: stand.totaal}, Onderwerp.VORM: _per_plaats(stand)}
    return [
        Cijfer(str(stand.jaar), topic.value, str(word), shown.get(topic, {}).get(word))
        for topic, words in TABELLEN.items()
        for word in words
    ]


def _per_plaats(stand: Jaarstand) -> dict[str, int]:
    """What the records add up to; only when every combination is shown, else one form would give the other away."""
    tables = [stand.tabellen[onder(groep)] for groep in Groep]
    if any(len(table.nu.getoond) < len(table.tellingen) for table in tables):
        return {}
    return {plaats: sum(_of_place(table, plaats) for table in tables) for plaats in Plaats}


def _of_place(table: Tabel, plaats: Plaats) -> int:
    return sum(count for cell, count in table.nu.getoond.items() if vorm_van_cel(cell) == plaats)


def _cells_below(meldingen: int) -> list[str]:
    """Into what a group is divided: by form, and by half-year when a year has enough. It holds for the whole year."""
    if meldingen < HALFJAAR_VANAF:
        return [plaats.value for plaats in Plaats]
    return [f"{helft}/{plaats}" for helft in HELFTEN.values() for plaats in Plaats]


def _empty(below: Sequence[str]) -> dict[str, Tabel]:
    tables = {topic.value: Tabel(tellingen=dict.fromkeys(words, 0)) for topic, words in WOORDEN.items()}
    groups = {onder(groep): Tabel(tellingen=dict.fromkeys(below, 0)) for groep in Groep}
    return tables | groups | leeg(below)


def _within(name: str, table: Tabel, places: Counter[tuple[str, str]]) -> dict[str, int]:
    return {cell: places[name, cell] for cell in table.tellingen}


def _places_of(one: Feiten) -> Iterator[tuple[str, str]]:
    """The cells of a case; a group is divided by one of its two last."""
    yield Onderwerp.AARD.value, one.groep.value
    yield Onderwerp.KANAAL.value, one.kanaal
    yield Onderwerp.VEROORZAKER.value, one.veroorzaker
    yield onder(one.groep), one.plaats.value
    yield onder(one.groep), f"{HELFTEN[one.helft]}/{one.plaats}"


def _shown(tables: dict[str, Tabel], totaal: int, k: int) -> dict[str, Tabel]:
    """The next edition of each table: first the channels, then of the groups as many forms as go together with them."""
    kanaal = Onderwerp.KANAAL.value

    def goes_together(step: Stap) -> bool:
        return past(tables | {kanaal: tables[kanaal].met(step)}, totaal, k)

    moved = {topic.value: tables[topic].volgende(totaal, k) for topic in WOORDEN if topic != kanaal}
    moved |= {kanaal: tables[kanaal].volgende(totaal, k, goes_together)}
    moved = tables | moved
    moved |= _divided(moved, totaal, k)
    return moved | bijgewerkt(moved, totaal)


def _divided(tables: Mapping[str, Tabel], totaal: int, k: int) -> dict[str, Tabel]:
    """The tables below the groups: one goes on only when its group does, and shows more only where that is safe."""
    groups = tables[Onderwerp.AARD].nu.getoond
    due = {groep: n for groep, n in groups.items() if n > tables[onder(groep)].nu.totaal}
    still = {onder(groep): _still(tables[onder(groep)], n) for groep, n in due.items()}
    for chosen in keuzes(due):
        made = still | {onder(groep): _further(tables[onder(groep)], due[groep], k) for groep in chosen}
        if past({**tables, **made}, totaal, k):
            return made
    return still


def _still(table: Tabel, totaal: int) -> Tabel:
    return table.met(Stap(totaal=totaal, getoond=table.nu.getoond))


def _further(table: Tabel, totaal: int, k: int) -> Tabel:
    return table.volgende(totaal, k, lambda step: is_tweezijdig(step.getoond, table.tellingen))


def _followed(
    stand: Jaarstand, gevolgd: Counter[tuple[Onderwerp, str]], totaal: int, k: int
) -> dict[str, dict[str, Teller]]:
    return {
        topic.value: {
            word: shown
            for word in words
            if (shown := teller(stand.tellers.get(topic, {}).get(word), gevolgd[topic, word], totaal, k))
            is not None
        }
        for topic, words in GEVOLGD.items()
    }
