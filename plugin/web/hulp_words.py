"""The words of the help card (protocol 41, 23, 31, 47); numbers come from the profile."""

from typing import Any

from plugin.protocol.profiel import Profiel
from plugin.protocol.termijnen import schrijf_dag
from plugin.web.eigen_woorden import eigen
from plugin.web.words import bel

STAPPEN = (
    ("Blijf rustig.", "Praat langzaam. Houd afstand."),
    ("Noem het gevoel.", "“Ik zie dat u boos bent.”"),
    ("Daag niet uit.", "Ga niet in discussie."),
    ("Noem het gedrag.", "“U schreeuwt tegen mij.”"),
    ("Stel de grens.", "“Als u doorgaat, stop ik dit gesprek.”"),
    ("Stop het gesprek.", ""),
    ("Vraag de bezoeker te gaan.", "Gaat die niet? Zeg dan dat het moet."),
    ("Roep hulp.", "Bel de beveiliging. Bij gevaar {nood}."),
)
ORDE = (
    "Schors de vergadering.",
    "Laat de verstoorder vertrekken.",
    "Roep een lid tot de orde.",
    "Ontneem het woord; het lid doet bij dit punt niet meer mee.",
    "Laat het lid verwijderen. Bij herhaling: hoogstens drie maanden geen toegang.",
)
DAARNA = (
    "Ga naar een veilige plek. Bel iemand die u vertrouwt.",
    "Bewaar berichten en foto’s. Wis niets.",
    "Stress na zoiets is normaal. Vaak gaat het vanzelf over. Blijft het? Dan regelt {organisatie} hulp, ook voor uw familie.",
)


def words(profiel: Profiel) -> dict[str, Any]:
    """Everything on the card, numbers as people read them and as a telephone takes them."""
    numbers = profiel.nummers
    return {
        "nood": (numbers.nood, bel(numbers.nood)),
        "nummers": [
            (name, number, bel(number))
            for name, number in (
                ("Beveiliging " + profiel.organisatie.gebouw.partition(" ")[2], numbers.beveiliging),
                ("Politie, geen spoed", numbers.politie),
            )
        ],
        "stappen": [(bold, rest.format(nood=numbers.nood)) for bold, rest in STAPPEN],
        "orde": ORDE,
        "daarna": [eigen(sentence, profiel) for sentence in DAARNA],
        "verwijzingen": profiel.verwijzingen,
        "bijgewerkt": f"Nummers bijgewerkt op {schrijf_dag(day)}." if (day := numbers.bijgewerkt) else "",
    }
