"""Every night the register gets a new edition, when enough meldingen have waited long enough (protocol 33, 36).

An edition is planned whole, then its bookkeeping is kept on the case site, then its rows are written beside those of
the edition before, then the old ones go, then the keys of the rows are forgotten. What was planned is recorded, so a
repeat does the same again; and since the bookkeeping comes first, no number is ever shown that is not in it.
Which cases were counted stands in that bookkeeping and not on the cases: one file changes in one go, no change of a
case by a handler is in the way, and no case says when it was counted.
"""

import secrets
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from graph.errors import Conflict, NotFound, Transient
from plugin.casebook.columns import CIJFERS, REGISTRATIE
from plugin.casebook.logboek import Logregel
from plugin.casebook.registerbook import Rij
from plugin.casebook.rows import OPEN
from plugin.flows import jaarrapport
from plugin.flows.diensten import Diensten
from plugin.flows.engine import patient, pause, step, story
from plugin.flows.vernietiging import wis_uit_register
from plugin.protocol.editie import Cijfer, Jaarstand, Regel, cijfers_van, is_genoeg, nieuwe_editie, regels_van
from plugin.protocol.register import Onderwerp, feiten, heeft_gewacht, is_dicht, jaar_van, tellers
from plugin.protocol.termijnen import lokale_dag
from plugin.protocol.zaak import Zaak

NAAM, EDITIE = "register_v1", "editie_v1"
JAREN_TERUG = 2  # a melding that no edition took in that time came in years with next to none
LONGEST_LOOK = 30.0


@story(NAAM)
def register(_scheduled_at: datetime, _context: Any) -> None:
    """Forget the cases that are gone, begin the editions that are due, wait until they stand, and make the reports of
    the years that are closed."""
    patient(wis_uit_register)
    begun, wait = patient(begin_edities), 0.5
    while begun and patient(zijn_bezig, begun):
        pause(wait)
        wait = min(wait * 2, LONGEST_LOOK)
    patient(maak_jaarrapporten)


@story(EDITIE)
def editie(jaar: int, nummer: int) -> None:
    """Publish one edition. Its id is its year and number, so there is one of it, whoever asks."""
    plan = patient(maak_editie, jaar, nummer)
    if plan is None:
        return
    patient(bewaar_stand, jaar, nummer, plan["stand"])
    patient(zet_neer, plan["editie"], plan["rijen"])
    patient(haal_vorige_weg, jaar, nummer)
    patient(vergeet_regels, plan["editie"])


@step("begin_edities")
def begin_edities(diensten: Diensten) -> list[str]:
    """Which editions run now. A next one waits until the one before has come to its end."""
    zaken, standen = _zaken(diensten), _standen(diensten)
    begun = []
    for jaar in _open_jaren(diensten):
        before, following = (_flow_id(jaar, standen[jaar].nummer + extra) for extra in (0, 1))
        if diensten.engine.unfinished([before]):
            begun.append(before)
        elif is_genoeg(len(_nieuw(diensten, zaken, standen, jaar)), diensten.profiel.registerregels):
            diensten.engine.enqueue(EDITIE, following, jaar, standen[jaar].nummer + 1)
            begun.append(following)
    return begun


@step("zijn_bezig")
def zijn_bezig(diensten: Diensten, flow_ids: list[str]) -> bool:
    return bool(diensten.engine.unfinished(flow_ids))


@step("maak_jaarrapporten")
def maak_jaarrapporten(diensten: Diensten) -> list[str]:
    return jaarrapport.maak_wat_ontbreekt(diensten)


@step("maak_editie")
def maak_editie(diensten: Diensten, jaar: int, nummer: int) -> dict[str, Any] | None:
    """The whole edition: what is kept of it, and its rows in an order that says nothing. None: it was made before."""
    zaken, standen = _zaken(diensten), _standen(diensten)
    stand, nieuw = standen[jaar], _nieuw(diensten, zaken, standen, jaar)
    regels = diensten.profiel.registerregels
    if stand.nummer >= nummer or not is_genoeg(len(nieuw), regels):
        return None
    facts = {referentie: feiten(zaak, jaar, diensten.profiel) for referentie, zaak in nieuw.items()}
    counted = [zaken[one] for one in {*stand.geteld, *nieuw} if one in zaken]
    followed: Counter[tuple[Onderwerp, str]] = Counter(one for zaak in counted for one in tellers(zaak))
    vorig = standen[jaar - 1].totaal if jaar - 1 in standen else 0
    made = nieuwe_editie(stand, facts, followed, vorig, regels)
    return {"editie": made.editie, "stand": made.model_dump_json(), "rijen": _shuffled(made)}


@step("bewaar_stand")
def bewaar_stand(diensten: Diensten, jaar: int, nummer: int, stand: str) -> None:
    """From here on this edition cannot be made anew, so its plan must outlive a power cut.

    The engine's records of a worker may lose their end in one; a log entry is durable, and all before it with it.
    """
    diensten.casebook.log(
        Logregel(
            "-", "register bijgewerkt", f"{jaar}", "dienst", "dienst", diensten.now(),
            sleutel=f"register/{jaar}/{nummer}",
        )
    )  # fmt: skip
    diensten.casebook.store({_pad(jaar): stand.encode})


@step("zet_neer")
def zet_neer(diensten: Diensten, naam: str, rijen: list[Rij]) -> None:
    """The number of all meldingen comes last: an edition without it is not whole yet, and is not read."""
    diensten.registerbook.add(naam, rijen)


@step("haal_vorige_weg")
def haal_vorige_weg(diensten: Diensten, jaar: int, nummer: int) -> None:
    """The edition before, and the one before that in case its own story never came to this."""
    for old in range(max(1, nummer - 2), nummer):
        diensten.registerbook.drop(Jaarstand(jaar=jaar, nummer=old).editie)


@step("vergeet_regels")
def vergeet_regels(diensten: Diensten, naam: str) -> None:
    try:
        diensten.registerbook.forget_keys(naam)
    except Conflict as error:  # a try whose answer was lost had done it; the next look sees that
        raise Transient(error.code) from error


def _shuffled(stand: Jaarstand) -> list[Rij]:
    chance = secrets.SystemRandom()
    records, totals = [_record(one) for one in regels_van(stand)], [_total(one) for one in cijfers_van(stand)]
    last = [row for row in totals if row.velden["Onderwerp"] == Onderwerp.MELDINGEN]
    others = [row for row in totals if row not in last]
    chance.shuffle(records)
    chance.shuffle(others)
    return [*records, *others, *last]


def _record(one: Regel) -> Rij:
    fields = {"Periode": one.periode, "Groep": one.groep, "Vorm": one.vorm}
    return Rij(REGISTRATIE.name, fields, secrets.token_hex(16))


def _total(one: Cijfer) -> Rij:
    fields: dict[str, Any] = {"Periode": one.periode, "Onderwerp": one.onderwerp, "Waarde": one.waarde}
    if one.aantal is not None:
        fields["Aantal"] = one.aantal
    return Rij(CIJFERS.name, fields, secrets.token_hex(16))


def _nieuw(
    diensten: Diensten, zaken: dict[str, Zaak], standen: dict[int, Jaarstand], jaar: int
) -> dict[str, Zaak]:
    """The cases that may be counted in this year now, and were in none before; a restricted one waits (AVG article 18)."""
    now, profiel = diensten.now(), diensten.profiel
    counted = {referentie for stand in standen.values() for referentie in stand.geteld}
    return {
        referentie: zaak
        for referentie, zaak in zaken.items()
        if referentie not in counted
        and not zaak.beperkt
        and heeft_gewacht(zaak, now, profiel)
        and jaar_van(zaak, now, profiel) == jaar
    }


def _zaken(diensten: Diensten) -> dict[str, Zaak]:
    """All cases of these years, by equal values of an indexed column, so that no question ever meets 5,000 rows.

    The open ones first: a case that is closed meanwhile is met twice, never missed.
    """
    months = (f"{jaar}-{month:02}" for jaar in _jaren(diensten) for month in range(1, 13))
    piles = [OPEN, *(month for month in months if month <= f"{diensten.now():%Y-%m}")]
    return {zaak.referentie: zaak for pile in piles for zaak in diensten.casebook.pile(pile)}


def _standen(diensten: Diensten) -> dict[int, Jaarstand]:
    return {jaar: _stand(diensten, jaar) for jaar in _jaren(diensten)}


def _stand(diensten: Diensten, jaar: int) -> Jaarstand:
    try:
        return Jaarstand.model_validate_json(diensten.casebook.read(_pad(jaar)))
    except NotFound:
        return Jaarstand(jaar=jaar)


def _jaren(diensten: Diensten) -> range:
    this = lokale_dag(diensten.now(), diensten.profiel.termijnen.tijdzone).year
    return range(this - JAREN_TERUG, this + 1)


def _open_jaren(diensten: Diensten) -> Iterator[int]:
    today = lokale_dag(diensten.now(), diensten.profiel.termijnen.tijdzone)
    return (jaar for jaar in _jaren(diensten) if not is_dicht(jaar, today, diensten.profiel))


def _pad(jaar: int) -> str:
    return f"register/{jaar}.json"


def _flow_id(jaar: int, nummer: int) -> str:
    return f"editie/{jaar}/{nummer}"
