"""What a dossier for the police holds, and with whose yes (protocol 14, 26): facts and hashes, no account and no home.

Events carry the hash of the event before them, so one that was changed, left out or moved is seen by whoever counts
again, without any key of ours.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from plugin.protocol.maatregelen.politie import KLACHTDELICTEN, LAAT_BEVESTIGEN, klachttermijn
from plugin.protocol.profiel import Profiel
from plugin.protocol.termijnen import schrijf_dag, schrijf_moment
from plugin.protocol.terms import Antwoord, MaatregelSoort, MaatregelStatus
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Maatregel, Zaak

POLITIE = (MaatregelSoort.AANGIFTE, MaatregelSoort.MELDING_POLITIE)
OPEN_VOOR = frozenset(
    {
        MaatregelStatus.AKKOORD,
        MaatregelStatus.CONCEPT_BEZIG,
        MaatregelStatus.CONCEPT,
        MaatregelStatus.UITGEVOERD,
        MaatregelStatus.AFGEROND,
    }
)
GEDAAN = frozenset({MaatregelStatus.UITGEVOERD, MaatregelStatus.AFGEROND})
GEEN_TOESTEMMING = Weigering(
    "De betrokkene heeft nog geen ja gezegd tegen een melding bij de politie of aangifte. "
    "Stel die stap eerst voor."
)
EERSTE = "0" * 64
Gebeurtenis = dict[str, Any]


def politiestappen(zaak: Zaak) -> tuple[Maatregel, ...] | Weigering:
    """The steps to the police that the betrokkene agreed to, as they stand now."""
    agreed = tuple(one for one in zaak.maatregelen if one.soort in POLITIE and _is_agreed(one))
    return agreed or GEEN_TOESTEMMING


def _is_agreed(measure: Maatregel) -> bool:
    answer = measure.toestemming.laatste_antwoord
    return measure.status in OPEN_VOOR and answer is not None and answer.antwoord is Antwoord.AKKOORD


def zoals_gevraagd(zaak: Zaak, stappen: Sequence[Maatregel]) -> Zaak:
    """The case with the evidence there was when the betrokkene was asked: the yes is to that, and to no more."""
    asked = [one.toestemming.huidige_vraag for one in stappen]
    last = max(one.gevraagd_op for one in asked if one)
    known = tuple(piece for piece in zaak.bewijs if piece.ontvangen_op <= last)
    return zaak.model_copy(update={"bewijs": known})


def gebeurtenissen(zaak: Zaak, stappen: Sequence[Maatregel], now: datetime) -> list[Gebeurtenis]:
    """All that happened with this melding as far as the police is concerned, oldest first, chained by hash."""
    told = sorted(_told(zaak, stappen, now), key=lambda one: (one[0], one[1], one[2]))
    chained: list[Gebeurtenis] = []
    before = EERSTE
    for number, (moment, what, about) in enumerate(told, 1):
        written = moment.astimezone(UTC).isoformat(timespec="seconds")
        event: Gebeurtenis = {"nummer": number, "op": written, "wat": what, "waarop": about, "vorige": before}
        before = hash_van(event)
        chained.append(event | {"hash": before})
    return chained


def hash_van(gebeurtenis: Gebeurtenis) -> str:
    """SHA-256 over all of an event but its own hash."""
    bare = {name: value for name, value in gebeurtenis.items() if name != "hash"}
    return hashlib.sha256(json.dumps(bare, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _told(zaak: Zaak, stappen: Sequence[Maatregel], now: datetime) -> Iterator[tuple[datetime, str, str]]:
    if zaak.melding.wanneer:
        yield zaak.melding.wanneer, "gebeurtenis volgens de melder", "melding"
    yield zaak.ontvangen_op, "melding ontvangen", "melding"
    for number, piece in enumerate(zaak.bewijs, 1):
        yield piece.ontvangen_op, "bewijs ontvangen", f"stuk {number}, SHA-256 {piece.sha256}"
    for one in zaak.maatregelen:
        # Whom of its own people the organisation informed is no matter of the police, and nobody agreed to tell it.
        told = one.soort is not MaatregelSoort.INFORMEREN_AMBTSDRAGERS
        if told and one.status in GEDAAN and one.uitgevoerd_op:
            done = datetime.combine(one.uitgevoerd_op, time(12), UTC)
            yield done, "stap uitgevoerd", one.soort.replace("_", " ")
    for one in stappen:
        answer = one.toestemming.laatste_antwoord
        if answer:
            yield answer.op, "toestemming van de betrokkene", one.soort.replace("_", " ")
    yield now, "dossier gemaakt", "dossier"


def tijdlijn(gebeurtenissen: Sequence[Gebeurtenis], profiel: Profiel) -> str:
    """The same for people, a line each."""
    zone = ZoneInfo(profiel.termijnen.tijdzone).key
    lines = (
        f"{schrijf_moment(datetime.fromisoformat(one['op']), zone)}: {one['wat']} ({one['waarop']})"
        for one in gebeurtenissen
    )
    return "Tijdlijn\n\n" + "\n".join(lines) + "\n"


def verzoek(zaak: Zaak, profiel: Profiel) -> str:
    """VPT and domicilie: the organisation's address and no other (protocol 26)."""
    organisatie = profiel.organisatie
    return (
        f"Verzoek bij de aangifte of melding met kenmerk {zaak.referentie}\n\n"
        "1. Veilige Publieke Taak\n"
        f"Dit gaat over agressie tegen een politieke ambtsdrager van {organisatie.voluit}, bij het werk. "
        "Wij vragen u de Eenduidige Landelijke Afspraken bij agressie en geweld tegen mensen met een publieke taak "
        "toe te passen, en de aangifte als VPT-zaak te registreren.\n\n"
        "2. Domicilie\n"
        "De betrokkene kiest domicilie op het adres van de organisatie. Neem geen privéadres op in het proces-verbaal:\n"
        f"{organisatie.naam}\n{organisatie.adres}\n\n"
        "3. Op de hoogte blijven\n"
        "De organisatie en de betrokkene willen bericht over het verloop, en over wat er met de zaak gebeurt.\n"
    )


def klachttekst(zaak: Zaak, profiel: Profiel) -> str | None:
    """A complaint to be signed by hand, with its clock; None where none is needed (art. 66 and 269 Sr)."""
    last = klachttermijn(zaak, profiel)
    if last is None:
        return None
    kinds = ", ".join(sorted(one.replace("_", " ") for one in set(zaak.melding.aard) & KLACHTDELICTEN))
    return (
        f"Klacht bij kenmerk {zaak.referentie}\n\n"
        f"Ik dien een klacht in over {kinds}. Ik vraag u de dader te vervolgen "
        f"({profiel.gronden_van('klacht')}).\n\n"
        "Naam: ______________________________\n\n"
        "Datum: ______________________________\n\n"
        "Handtekening: ______________________________\n\n"
        f"Let op de termijn: een klacht kan tot en met {schrijf_dag(last)}. {LAAT_BEVESTIGEN}\n"
    )
