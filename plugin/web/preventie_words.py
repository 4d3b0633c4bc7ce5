"""The page of requests that prevent: what each asks for, when it was last asked, and its small form (protocol 43-47)."""

from dataclasses import replace
from typing import Any

from plugin.protocol.profiel import Profiel
from plugin.protocol.verzoek import Verzoeksoort
from plugin.web.voorstel_velden import Veld
from plugin.web.words import dag_met_jaar, hoofdletter, lokaal

VERZOEKEN = {
    Verzoeksoort.RISICOGESPREK: (
        "Risicogesprek aankondigen",
        "Beveiliging is erbij, en er zit een tweede persoon in het gesprek.",
    ),
    Verzoeksoort.VERGADERING: (
        "Beveiliging bij een openbare vergadering",
        "Overdag en in de avond, als er spanning is.",
    ),
    Verzoeksoort.TRAINING: ("Training", "Omgaan met agressie, voor ambtsdragers."),
    Verzoeksoort.BIJEENKOMST: (
        "Bijeenkomst over ervaringen",
        "Ervaringen of dilemma’s, zonder namen. Ook voor ambtenaren als dat past.",
    ),
    Verzoeksoort.AGENDAPUNT: ("Punt op de agenda", "Agressie bespreken in een vergadering."),
    Verzoeksoort.COLLEGEPERIODE: (
        "Begin van een nieuwe collegeperiode",
        "Een bijeenkomst over veilig werken, de norm en nazorg.",
    ),
    Verzoeksoort.WELKOM: ("Welkom voor een nieuwe ambtsdrager", "Een mail met het agressieprotocol."),
}
BLIJFT = (
    "De bewaartermijn van {aantal} is voorbij, maar het concept is nog niet weg. "
    "Het staat in dit postvak: {postvakken}. Wij proberen het elke nacht weg te halen. Staat het er morgen nog? "
    "Vraag de beheerder of de dienst daar nog bij mag."
)
WANNEER = Veld("wanneer", "kort", "Wanneer?")
TOELICHTING = Veld("toelichting", "lang", "Wilt u er iets bij zeggen?")
AAN = (
    Veld("aan.naam", "kort", "Naam van de nieuwe ambtsdrager", verplicht=True),
    Veld("aan.email", "email", "E-mailadres"),
)


def preventie(items: list[dict[str, Any]], profiel: Profiel) -> dict[str, Any]:
    """Every request, in the order of the protocol."""
    return {
        "verzoeken": [_request(soort, items, profiel) for soort in Verzoeksoort],
        "blijft": _remains(items),
        "verwijzingen": profiel.verwijzingen,
    }


def _remains(items: list[dict[str, Any]]) -> str:
    """Of what should have gone by now; empty when nothing is left."""
    closed = [one["blijft_in"] for one in items if one["blijft_in"]]
    if not closed:
        return ""
    count = "1 oud verzoek" if len(closed) == 1 else f"{len(closed)} oude verzoeken"
    return BLIJFT.format(aantal=count, postvakken=", ".join(sorted(set(closed))))


def _request(soort: Verzoeksoort, items: list[dict[str, Any]], profiel: Profiel) -> dict[str, Any]:
    title, said = VERZOEKEN[soort]
    mine = [one for one in items if one["soort"] == soort]
    last = max(mine, key=lambda one: str(one["aangevraagd_op"]), default=None)
    fields = (*(AAN if soort is Verzoeksoort.WELKOM else (WANNEER,)), TOELICHTING)
    return {
        "soort": soort.value,
        "kop": title,
        "zin": said,
        "velden": [replace(one, plek=f"preventie-{soort}") for one in fields],
        "laatst": _last(last, profiel) if last else "Nog niet gevraagd.",
        "open": last["webLink"] if last else None,
        "let_op": (last or {}).get("let_op") or "",
    }


def _last(one: dict[str, Any], profiel: Profiel) -> str:
    day = lokaal(one["aangevraagd_op"], profiel.termijnen.tijdzone).date()
    when = f" Voor: {one['wanneer']}." if one["wanneer"] else ""
    return f"Laatst gevraagd op {dag_met_jaar(day)}.{when}"


def gedaan(soort: str) -> str:
    """What was just done."""
    title, _ = VERZOEKEN[Verzoeksoort(soort)]
    return f"{hoofdletter(title)}: het concept staat klaar. Een mens verstuurt het."
