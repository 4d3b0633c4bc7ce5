"""The guides for melders and behandelaars: one text each, in which the profile fills the numbers, offices and terms.

The same text is a page here and a document in `docs/` (made by `python -m deploy.gidsen`).
"""

from functools import cache
from pathlib import Path

from plugin.protocol.berichten import UITZONDERINGEN
from plugin.protocol.contact import contact_met
from plugin.protocol.profiel import Profiel
from plugin.protocol.routeringsregels import ANDERS
from plugin.web.eigen_woorden import eigen
from plugin.web.words import hoofdletter

TEKSTEN = Path(__file__).resolve().parents[2] / "templates" / "gids"
# Each guide, with the class of its text: the one for melders has to fit on two pages of paper.
SOORTEN = {"melder": "gids kort", "behandelaar": "gids"}
GIDSEN = tuple(SOORTEN)


def tekst(gids: str, profiel: Profiel) -> str:
    """One of `GIDSEN` for this organisation, in Markdown."""
    return eigen(_source(gids), profiel, **_numbers(profiel), **_offices(profiel), **_terms(profiel))


@cache
def _source(gids: str) -> str:
    return (TEKSTEN / f"{gids}.md").read_text(encoding="utf-8")


def _numbers(profiel: Profiel) -> dict[str, str]:
    """Whom to call, in danger and when reporting does not work."""
    rules = profiel.routering
    usual = rules.ontvangers.get(rules.gewone_functie, rules.ontvangers[ANDERS])
    contact = contact_met(next((one for one in rules.contact if one in usual), rules.beheerder), profiel)
    return {
        "nood": profiel.nummers.nood,
        "beveiliging": profiel.nummers.beveiliging,
        "politie": profiel.nummers.politie,
        "contact": contact.wie,
        "contact_nummer": contact.telefoon,
    }


def _offices(profiel: Profiel) -> dict[str, str]:
    rules = profiel.routering
    return {
        "gebouwnaam": profiel.organisatie.gebouw.partition(" ")[2],
        "volksvertegenwoordiging": profiel.vergadering.volksvertegenwoordiging,
        "behandelaars": _listed(profiel, rules.keuze),
        "wie_leest": "\n".join(_readers(profiel)),
        "uitzonderingen": "\n".join(f"{n}. {zin}" for n, zin in enumerate(UITZONDERINGEN, 1)),
    }


def _readers(profiel: Profiel) -> list[str]:
    """Who reads whose melding, a line for all that have the same readers (protocol 9)."""
    rows: dict[tuple[str, ...], list[str]] = {}
    for functie, receivers in profiel.routering.ontvangers.items():
        if functie != ANDERS:
            rows.setdefault(receivers, []).append(profiel.functies[functie].titel)
    return [
        f"- Meldt een {' of '.join(titles)}? Dan {'lezen' if len(receivers) > 1 else 'leest'} {_listed(profiel, receivers)} mee."
        for receivers, titles in rows.items()
    ]


def _terms(profiel: Profiel) -> dict[str, str]:
    terms = profiel.termijnen
    weeks = [str(week) for week in terms.nazorg_weken]
    return {
        "lezen_werkuren": str(terms.lezen_werkuren),
        "klacht_maanden": _maanden(profiel.duur.klacht_maanden),
        "vergadering_maanden": _maanden(profiel.duur.ontzegging_vergadering_maanden),
        "nazorg_weken": f"na {_and(weeks)} {'week' if weeks == ['1'] else 'weken'}",
    }


def _maanden(count: int) -> str:
    return f"{count} {'maand' if count == 1 else 'maanden'}"


def _listed(profiel: Profiel, functies: tuple[str, ...]) -> str:
    return _and([profiel.functies[one].met_lidwoord for one in functies])


def _and(words: list[str]) -> str:
    return " en ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)


def titel(words: str) -> str:
    """What stands behind the first mark of a heading."""
    return hoofdletter(words.partition("\n")[0].removeprefix("# "))
