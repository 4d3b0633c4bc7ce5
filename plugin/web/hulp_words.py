"""The words of the help card (protocol 41, 23, 31, 47); numbers come from the profile."""

from typing import Any

from plugin.protocol.profiel import Profiel

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
    "Stress na zoiets is normaal. Vaak gaat het vanzelf over. Blijft het? Dan regelt de provincie hulp, ook voor uw familie.",
)
VERWIJZINGEN = (
    (
        "eerste hulp bij sociale media",
        "https://www.weerbaarbestuur.nl/producten-en-diensten/eerste-hulp-bij-intimidatie-social-media",
    ),
    ("stappenplan melding en aangifte", "https://www.weerbaarbestuur.nl/"),
    ("Ondersteuningsteam Weerbaar Bestuur", "https://www.weerbaarbestuur.nl/"),
)


def words(profiel: Profiel) -> dict[str, Any]:
    nood = profiel.nummers.nood
    return {
        "stappen": [(bold, rest.format(nood=nood)) for bold, rest in STAPPEN],
        "orde": ORDE,
        "daarna": DAARNA,
        "verwijzingen": VERWIJZINGEN,
    }
