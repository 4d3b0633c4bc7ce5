"""Finished words for the letters to the betrokkene and about a talk (protocol 11, 18, 31)."""

from plugin.protocol.berichten.brief import Briefstof, Velden
from plugin.protocol.termijnen import lokale_dag, schrijf_dag


def nazorgbrief(stof: Briefstof) -> Velden:
    """A second offer of support, with normal stress reactions and whom to turn to (protocol 31)."""
    return _aan_betrokkene(stof) | {
        "verwijzingen": [{"wat": one} for one in stof.profiel.nazorg.verwijzingen]
    }


def informatie_melder(stof: Briefstof) -> Velden:
    """What happens with the melding, and what is the betrokkene's own choice (protocol 11, 14, 17)."""
    numbers = stof.profiel.nummers
    return _aan_betrokkene(stof) | {
        "nood": numbers.nood,
        "politie": numbers.politie,
        "beveiliging": numbers.beveiliging,
    }


def _aan_betrokkene(stof: Briefstof) -> Velden:
    received = lokale_dag(stof.zaak.ontvangen_op, stof.profiel.termijnen.tijdzone)
    return stof.kop() | {"ontvangen": schrijf_dag(received)}


def gespreksverslag(
    stof: Briefstof, gesprek: str, wanneer: str, aanwezig: str, oorzaak: str, afspraken: str
) -> Velden:
    """The minutes of a stopgesprek or ordegesprek: its cause, and what was agreed (protocol 18, 19)."""
    unused = ("geadresseerde", "aanhef", "grond", "contact_naam", "contact_functie", "contact_telefoon")
    known = stof.kop() | stof.aanleiding()
    return {name: words for name, words in known.items() if name not in unused} | {
        "gesprek": gesprek,
        "gesprek_datum": wanneer,
        "agressor": str(stof.kop()["geadresseerde"]),
        "aanwezig": aanwezig,
        "oorzaak": oorzaak,
        "afspraken": afspraken,
    }
