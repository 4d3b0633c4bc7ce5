"""The receipt: help first, then what happens now (protocol 11, 17)."""

from collections.abc import Mapping

from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import Route

# Said at intake, whatever the melder chose (protocol 17).
UITZONDERINGEN = (
    "Wij tellen uw melding mee, zonder naam.",
    "Is er iets van ons kapot? Dan vragen wij dat geld terug, zonder uw naam.",
    "De voorzitter mag in een vergadering zelf ingrijpen.",
)

_EERSTE_STAP: Mapping[Route, str] = {
    Route.HULP: "Wij willen uw melding binnen {tijd} lezen. {Contact} neemt contact met u op. "
    "Samen bespreekt u wat er gebeurt.",
    Route.OVERLEG: "Wij willen uw melding binnen {tijd} lezen. {Contact} neemt contact met u op. "
    "U praat er eerst over.",
    Route.REGISTRATIE: "Wij willen uw melding binnen {tijd} lezen. U hoeft verder niets te doen. "
    "Steun kan altijd: bel gerust.",
    Route.ORDEVERSTORING: "Uw verslag van de vergadering is vastgelegd. Wij willen het binnen {tijd} lezen.",
}


def volgende_stappen(route: Route, contact: str, profiel: Profiel) -> list[str]:
    """The receipt: help first, then what happens now, then what the province does without asking."""
    first = _EERSTE_STAP[route].format(Contact=_opening(contact), tijd=_werkuren(profiel))
    return _steps(first, profiel)


def _werkuren(profiel: Profiel) -> str:
    hours = profiel.termijnen.lezen_werkuren
    return "1 werkuur" if hours == 1 else f"{hours} werkuren"


def stappen_zonder_lezer(contact: str | None, profiel: Profiel) -> list[str]:
    """The receipt when nobody may read the melding yet: no promise that somebody reads or calls."""
    return _steps(niemand_vrij(contact, profiel), profiel)


def _steps(first: str, profiel: Profiel) -> list[str]:
    numbers = profiel.nummers
    return [
        f"Bent u nu in gevaar? Bel {numbers.nood}.",
        f"De beveiliging bereikt u op {numbers.beveiliging}, de politie zonder spoed op {numbers.politie}.",
        first,
        "Wij zetten geen stap naar de ander zonder uw toestemming. Er zijn drie uitzonderingen.",
        *UITZONDERINGEN,
    ]


def niemand_vrij(contact: str | None, profiel: Profiel) -> str:
    """Said when the conflict rule leaves no reader; `contact` is who then got a bare alarm, None when that is a party."""
    said = "Iedereen die uw melding kan lezen, is er zelf bij betrokken. Uw melding is veilig bewaard."
    if contact is None:
        return f"{said} Wij weten nog niet wie haar wel kan lezen. Hebt u nu hulp nodig? Bel {profiel.nummers.beveiliging}."
    return f"{said} {_opening(profiel.functies[contact].met_lidwoord)} zoekt nu iemand anders."


def _opening(words: str) -> str:
    """The same words at the beginning of a sentence."""
    return words[0].upper() + words[1:]
