"""Which words follow which event: finished sentences for receipts, questions and letters (protocol 11, 14, 40)."""

from collections.abc import Mapping
from datetime import date, datetime

from plugin.protocol.profiel import Persoon, Profiel
from plugin.protocol.tekst import normal_address
from plugin.protocol.termijnen import schrijf_dag, schrijf_moment
from plugin.protocol.terms import GEDRAG, KANAAL_WOORDEN, MaatregelSoort, Route, Uitvoerder
from plugin.protocol.toestemming import Geadresseerde
from plugin.protocol.zaak import Zaak

DE_ANDER = "de afzender"

# Said at intake, whatever the melder chose (protocol 17).
UITZONDERINGEN = (
    "Wij tellen uw melding mee, zonder naam.",
    "Is er iets van ons kapot? Dan vragen wij dat geld terug, zonder uw naam.",
    "De voorzitter mag in een vergadering zelf ingrijpen.",
)

_EERSTE_STAP: Mapping[Route, str] = {
    Route.HULP: "Binnen {tijd} leest iemand uw melding. {Contact} neemt contact met u op. "
    "Samen bespreekt u wat er gebeurt.",
    Route.OVERLEG: "Binnen {tijd} leest iemand uw melding. {Contact} neemt contact met u op. "
    "U praat er eerst over.",
    Route.REGISTRATIE: "Binnen {tijd} leest iemand uw melding. U hoeft verder niets te doen. "
    "Steun kan altijd: bel gerust.",
    Route.ORDEVERSTORING: "Uw verslag van de vergadering is vastgelegd. Binnen {tijd} leest iemand het.",
}


def volgende_stappen(route: Route, contact: str, profiel: Profiel) -> list[str]:
    """The receipt: help first, then what happens now, then what the province does without asking."""
    first = _EERSTE_STAP[route].format(Contact=_opening(contact), tijd=_werkuren(profiel))
    return _steps(first, profiel)


def _werkuren(profiel: Profiel) -> str:
    hours = profiel.termijnen.lezen_werkuren
    return "1 werkuur" if hours == 1 else f"{hours} werkuren"


def stappen_zonder_lezer(profiel: Profiel) -> list[str]:
    """The receipt when nobody may read the melding yet: no promise that somebody reads or calls."""
    return _steps(niemand_vrij(profiel), profiel)


def _steps(first: str, profiel: Profiel) -> list[str]:
    numbers = profiel.nummers
    return [
        f"Bent u nu in gevaar? Bel {numbers.nood}.",
        f"De beveiliging bereikt u op {numbers.beveiliging}, de politie zonder spoed op {numbers.politie}.",
        first,
        "Wij zetten geen stap naar de ander zonder uw toestemming. Er zijn drie uitzonderingen.",
        *UITZONDERINGEN,
    ]


def niemand_vrij(profiel: Profiel) -> str:
    """Said when the conflict rule leaves no reader; the beheerder then gets a bare alarm."""
    beheerder = _opening(profiel.functies[profiel.routering.beheerder].met_lidwoord)
    return (
        "Iedereen die uw melding kan lezen, is er zelf bij betrokken. Uw melding is veilig bewaard. "
        f"{beheerder} zoekt nu iemand anders."
    )


def _opening(words: str) -> str:
    """The same words at the beginning of a sentence."""
    return words[0].upper() + words[1:]


def geadresseerde(zaak: Zaak) -> Geadresseerde:
    """Whom a letter is meant for: what the melder said, else the one sender of the evidence mail.

    A mail that the betrokkene sent, an own reply, says nothing about whom the letter is for.
    """
    agressor, own = zaak.melding.agressor, zaak.betrokkene.email
    others = [sender for sender in zaak.afzenders if not own or normal_address(sender) != normal_address(own)]
    email = agressor.email or (others[0] if len(others) == 1 else None)
    return Geadresseerde(naam=agressor.naam, email=email)


def aangeduid(aan: Geadresseerde) -> str:
    return aan.naam or aan.email or DE_ANDER


def voluit(aan: Geadresseerde) -> str:
    """Name and address both: who is asked for consent must see where the letter goes (protocol 14)."""
    return f"{aan.naam} ({aan.email})" if aan.naam and aan.email else aangeduid(aan)


def vraag(soort: MaatregelSoort, ondertekenaar: str, aan: Geadresseerde, uitvoerder: Uitvoerder) -> str:
    """The question to the betrokkene, for exactly this step."""
    if uitvoerder is Uitvoerder.MELDER:
        return f"Wilt u zelf een {soort} voeren met {voluit(aan)}? Wij helpen u."
    return f"Mag {ondertekenaar} {voluit(aan)} uitnodigen voor een {soort}?"


def gedrag(zaak: Zaak) -> str:
    """'bedreiging en belediging in een e-mail': what it was, never what was said."""
    kinds = [GEDRAG[kind] for kind in zaak.melding.aard] or ["grensoverschrijdend gedrag"]
    listed = kinds[0] if len(kinds) == 1 else f"{', '.join(kinds[:-1])} en {kinds[-1]}"
    where = KANAAL_WOORDEN[zaak.melding.kanaal] if zaak.melding.kanaal else ""
    return f"{listed} {where}".strip()


def ambtsdrager(zaak: Zaak, *, noemt: bool, profiel: Profiel) -> str:
    """The betrokkene in a letter: by name only when that consent says so."""
    if noemt and zaak.betrokkene.naam:
        return zaak.betrokkene.naam
    return f"een politieke ambtsdrager van de {profiel.organisatie.naam}"


def uitnodiging(
    zaak: Zaak, aan: Geadresseerde, gesprek_op: datetime, vandaag: date, *, noemt: bool, ondertekenaar: Persoon,
    contact: Persoon, profiel: Profiel,
) -> dict[str, str]:  # fmt: skip
    """The finished words of an invitation to a stopgesprek (protocol 18)."""
    zone = profiel.termijnen.tijdzone
    return {
        "organisatie": profiel.organisatie.naam,
        "organisatie_adres": profiel.organisatie.adres,
        "kenmerk": zaak.referentie,
        "datum": schrijf_dag(vandaag),
        "geadresseerde": aangeduid(aan),
        "aanhef": f"Geachte heer of mevrouw {aan.naam}" if aan.naam else "Geachte heer of mevrouw",
        "gedrag": gedrag(zaak),
        "ambtsdrager": ambtsdrager(zaak, noemt=noemt, profiel=profiel),
        "gesprek_datum": schrijf_moment(gesprek_op, zone),
        "gesprek_plaats": profiel.organisatie.gespreksplaats,
        "contact_naam": contact.naam,
        "contact_functie": profiel.functies[contact.functie].titel,
        "contact_telefoon": contact.telefoon or profiel.nummers.beveiliging,
        "ondertekenaar_naam": ondertekenaar.naam,
        "ondertekenaar_functie": profiel.functies[ondertekenaar.functie].titel,
    }
