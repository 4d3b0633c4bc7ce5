"""What records and channels give away together: a channel has one form, so either of the two may refine the other.

Somebody who lays the records beside the totals of the channels can compute three more tables of each form.

- The meldingen of this form by channel, those of the other form by aard: together these are all meldingen.
- When all its channels are shown their sum is the form, and the aard divides it.
- When all its aard is shown the sum of that is the form, and the channels divide it.

Each of them has cells that are shown and cells that are hidden, so each keeps the same rules as the others. Whatever
else can be computed depends, within a form, on the channel alone or on the aard alone.

Meldingen without a channel may be of either form, so they are no channel of a form; but somebody may know that none
of them was online, so there are also tables in which they are a channel that is offline.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, product

from plugin.protocol.register import NIET_GENOEMD, VORM_VAN, Groep, Onderwerp, Plaats
from plugin.protocol.verhulling import BEGIN, Stap, Tabel

Tabellen = Mapping[str, Tabel]


class Wijze(StrEnum):
    """The three tables of a form."""

    GEMENGD = "gemengd"
    AARD = "aard binnen vorm"
    KANAAL = "kanaal binnen vorm"


@dataclass(frozen=True)
class Kant:
    """A form, and the channels that are known to be of it."""

    plaats: Plaats
    kanalen: tuple[str, ...]


def _kanalen(plaats: Plaats) -> tuple[str, ...]:
    return tuple(word for word, of in VORM_VAN.items() if of is plaats)


KANTEN = (
    Kant(Plaats.ONLINE, _kanalen(Plaats.ONLINE)),
    Kant(Plaats.OFFLINE, _kanalen(Plaats.OFFLINE)),
    Kant(Plaats.OFFLINE, (*_kanalen(Plaats.OFFLINE), NIET_GENOEMD)),
)
COMPUTED = {
    "/".join((wijze, kant.plaats, *kant.kanalen)): (wijze, kant) for wijze, kant in product(Wijze, KANTEN)
}


def onder(groep: str) -> str:
    """The name of the table that divides the meldingen of a group."""
    return f"{Onderwerp.AARD}/{groep}"


def vorm_van_cel(cel: str) -> str:
    """A cell below a group is a form, or a half-year and a form."""
    return cel.rpartition("/")[2]


def leeg(cellen: Iterable[str]) -> dict[str, Tabel]:
    """The computed tables before the first edition; `cellen` are those below each group. They count nothing themselves."""
    return {
        name: Tabel(tellingen=dict.fromkeys(_cellen(*of, tuple(cellen)), 0)) for name, of in COMPUTED.items()
    }


def past(tabellen: Tabellen, totaal: int, k: int) -> bool:
    """Is it safe to show of records and channels what these tables show, as the next edition?"""
    steps = {name: _stap(*of, tabellen, totaal) for name, of in COMPUTED.items()}
    return all(step is BEGIN or tabellen[name].is_veilig(step, k) for name, step in steps.items())


def bijgewerkt(tabellen: Tabellen, totaal: int) -> dict[str, Tabel]:
    """The computed tables as they are after this edition."""
    return {name: tabellen[name].met(_stap(*of, tabellen, totaal)) for name, of in COMPUTED.items()}


def keuzes(groepen: Mapping[str, int]) -> Iterator[frozenset[str]]:
    """Which groups may be divided further: those that count most meldingen together come first, none comes last."""
    some = (chosen for size in range(len(groepen) + 1) for chosen in combinations(sorted(groepen), size))
    return map(frozenset, sorted(some, key=lambda chosen: -sum(groepen[one] for one in chosen)))


def is_tweezijdig(getoond: Mapping[str, int], alle: Iterable[str]) -> bool:
    """Cells below a group are hidden in both forms or in neither, so that no form of it is known by subtraction."""
    hidden = {vorm_van_cel(cel) for cel in alle if cel not in getoond}
    return len(hidden) in (0, len(Plaats))


def _cellen(wijze: Wijze, kant: Kant, below: Iterable[str]) -> list[str]:
    own = [f"{groep}/{cel}" for groep in Groep for cel in below if vorm_van_cel(cel) == kant.plaats]
    other = [f"{groep}/{cel}" for groep in Groep for cel in below if vorm_van_cel(cel) != kant.plaats]
    return {Wijze.GEMENGD: [*kant.kanalen, *other], Wijze.AARD: own, Wijze.KANAAL: [*kant.kanalen]}[wijze]


def _stap(wijze: Wijze, kant: Kant, tabellen: Tabellen, totaal: int) -> Stap:
    """What can be computed of it now; nothing while the number of its form is not known."""
    channels = {
        word: count for word, count in tabellen[Onderwerp.KANAAL].nu.getoond.items() if word in kant.kanalen
    }
    forms = {
        f"{groep}/{cel}": count for groep in Groep for cel, count in tabellen[onder(groep)].nu.getoond.items()
    }
    own = {cel: count for cel, count in forms.items() if vorm_van_cel(cel) == kant.plaats}
    other = {cel: count for cel, count in forms.items() if cel not in own}
    if wijze is Wijze.GEMENGD:
        return Stap(totaal=totaal, getoond=channels | other)
    whole, parts = (channels, own) if wijze is Wijze.AARD else (own, channels)
    cells = (
        kant.kanalen
        if wijze is Wijze.AARD
        else _cellen(Wijze.AARD, kant, tabellen[onder(Groep.ANDERS)].tellingen)
    )
    return Stap(totaal=sum(whole.values()), getoond=parts) if len(whole) == len(cells) else BEGIN
