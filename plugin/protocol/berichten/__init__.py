"""Which words follow which event: finished sentences for receipts, questions and letters (protocol 11, 14, 40)."""

from plugin.protocol.berichten.aanduiding import (
    DE_ANDER,
    aangeduid,
    ambtsdrager,
    geadresseerde,
    gedrag,
    voluit,
)
from plugin.protocol.berichten.brief import (
    Briefstof,
    Velden,
    euro,
    ontzegging_gebouw,
    ontzegging_vergadering,
    schadeclaim,
    uitnodiging,
    waarschuwing,
)
from plugin.protocol.berichten.nazorg import gespreksverslag, informatie_melder, nazorgbrief
from plugin.protocol.berichten.ontvangst import (
    UITZONDERINGEN,
    niemand_vrij,
    stappen_zonder_lezer,
    volgende_stappen,
)
from plugin.protocol.berichten.politie import besloten_notitie, klacht, politiegegevens
from plugin.protocol.berichten.vraag import KLACHT, Stapwoorden, mededeling, vraag

__all__ = [
    "DE_ANDER",
    "KLACHT",
    "UITZONDERINGEN",
    "Briefstof",
    "Stapwoorden",
    "Velden",
    "aangeduid",
    "ambtsdrager",
    "besloten_notitie",
    "euro",
    "geadresseerde",
    "gedrag",
    "gespreksverslag",
    "informatie_melder",
    "klacht",
    "mededeling",
    "nazorgbrief",
    "niemand_vrij",
    "ontzegging_gebouw",
    "ontzegging_vergadering",
    "politiegegevens",
    "schadeclaim",
    "stappen_zonder_lezer",
    "uitnodiging",
    "volgende_stappen",
    "voluit",
    "vraag",
    "waarschuwing",
]
