"""Support in finished words: what was answered, when to ask again, practical tasks, where to refer to (protocol 29-32)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import NazorgAntwoord, NazorgVoor
from plugin.protocol.wekker import nazorgdagen
from plugin.web.maatregel_stand import dag_van
from plugin.web.words import Chip, dag_kort, moment
from plugin.web.zaak_feiten import wie

VOOR = {NazorgVoor.MELDER: "Voor de melder", NazorgVoor.FAMILIE: "Voor de familie"}
VAN = {NazorgVoor.MELDER: "van de melder", NazorgVoor.FAMILIE: "van de familie"}
ANTWOORDEN = {
    NazorgAntwoord.JA: Chip("goed", "vink", "Ja, graag"),
    NazorgAntwoord.LATER: Chip("wacht", "klok", "Later"),
    NazorgAntwoord.NEE: Chip("neutraal", "streep", "Nee, dank u"),
    NazorgAntwoord.NVT: Chip("neutraal", "streep", "Niet van toepassing"),
}
NOG_VRAGEN = Chip("wacht", "klok", "Nog vragen")


def nazorg(zaak: dict[str, Any], today: date, profiel: Profiel) -> dict[str, Any]:
    """One line for the melder and one for the family: the last answer counts."""
    return {
        "regels": [_line(whom, zaak) for whom in VOOR],
        "volgende": list(_next_times(zaak, today, profiel)),
        "verwijzingen": list(profiel.nazorg.verwijzingen),
    }


def taken(zaak: dict[str, Any], profiel: Profiel) -> list[dict[str, Any]]:
    """The tasks of the profile; who ticked one off, and when."""
    done = {one["taak"]: one for one in zaak["taken"] if one["gedaan"]}
    return [_task(task, done.get(task), zaak, profiel) for task in profiel.nazorg.taken]


def vragen_na(zaak: dict[str, Any], profiel: Profiel) -> list[tuple[date, int]]:
    """The days on which support is offered again, with the number of weeks (protocol 31)."""
    if not zaak["nazorg_opnieuw"]:
        return []
    received, offered = dag_van(zaak["ontvangen_op"], profiel.termijnen.tijdzone), zaak["nazorg_vanaf"]
    return nazorgdagen(received, date.fromisoformat(offered) if offered else None, profiel)


def _line(whom: NazorgVoor, zaak: dict[str, Any]) -> dict[str, Any]:
    given = [one for one in zaak["nazorg"] if one["voor"] == whom]
    chip = ANTWOORDEN[NazorgAntwoord(given[-1]["antwoord"])] if given else NOG_VRAGEN
    possible = [one for one in ANTWOORDEN if one is not NazorgAntwoord.NVT or whom is NazorgVoor.FAMILIE]
    return {
        "wie": whom.value,
        "naam": VOOR[whom],
        "stand": chip,
        "van": VAN[whom],
        "keuzes": [(one.value, ANTWOORDEN[one].woord) for one in possible],
    }


def _next_times(zaak: dict[str, Any], today: date, profiel: Profiel) -> Iterator[str]:
    for day, weeks in vragen_na(zaak, profiel):
        if day >= today:
            yield f"{dag_kort(day)} ({'1 week' if weeks == 1 else f'{weeks} weken'})"


def _task(task: str, done: dict[str, Any] | None, zaak: dict[str, Any], profiel: Profiel) -> dict[str, Any]:
    said = ""
    if done:
        said = f"{moment(done['op'], profiel.termijnen.tijdzone)}, door {wie(done['door'], zaak, profiel)}"
    return {"taak": task, "gedaan": done is not None, "wie": said}
