"""Finished words for the papers that go to the police or to a closed meeting (protocol 26, 38)."""

from collections.abc import Iterable

from plugin.protocol.berichten.aanduiding import gedrag, voluit
from plugin.protocol.berichten.brief import Briefstof, Velden
from plugin.protocol.maatregelen.politie import LAAT_BEVESTIGEN, klachttermijn
from plugin.protocol.profiel import Persoon, Profiel
from plugin.protocol.termijnen import schrijf_dag, schrijf_moment
from plugin.protocol.terms import Locatie, MaatregelSoort
from plugin.protocol.toestemming import Geadresseerde
from plugin.protocol.woordvoering import sprekers, vervanger
from plugin.protocol.zaak import Bewijsstuk

NIET_BEKEND = "niet bekend"
NOG_NIEMAND = "Dat spreken wij nog af. Tot die tijd zegt niemand er iets over."
PLAATSEN = {
    Locatie.PROVINCIEHUIS: "in het gebouw van de organisatie",
    Locatie.ELDERS: "elders",
    Locatie.ONLINE: "online",
    Locatie.PRIVE: "in de privésfeer",
}
SOORTEN = (
    ("message/", "e-mail"),
    ("application/vnd.ms-outlook", "e-mail"),
    ("image/", "afbeelding"),
    ("application/pdf", "pdf-bestand"),
    ("audio/", "geluidsopname"),
    ("video/", "video-opname"),
)
STAPPEN = {MaatregelSoort.MELDING_POLITIE: "melding", MaatregelSoort.AANGIFTE: "aangifte"}


def politiegegevens(stof: Briefstof, soort: MaatregelSoort, agressor: Geadresseerde) -> Velden:
    """The facts for the police: VPT, address of the organisation alone, evidence by hash (protocol 26)."""
    return {
        **stof.kop(),
        **stof.aanleiding(),
        **_facts(stof, agressor),
        "stap": STAPPEN[soort],
        "bewijs": list(_evidence(stof.zaak.bewijs)) or [_NO_EVIDENCE],
    }


def klacht(stof: Briefstof, agressor: Geadresseerde) -> Velden:
    """The complaint, ready for the betrokkene to sign by name."""
    unused = ("geadresseerde", "aanhef", "ondertekenaar_naam", "ondertekenaar_functie")
    known = stof.kop() | stof.aanleiding() | _facts(stof, agressor)
    return {name: words for name, words in known.items() if name not in unused}


def besloten_notitie(stof: Briefstof, vergadering: str) -> Velden:
    """One page for a closed meeting; confidential (protocol 38)."""
    known = stof.kop() | {"vergadering": vergadering, "gedrag": gedrag(stof.zaak)}
    known |= {"ambtsdrager": stof.aanleiding()["ambtsdrager"], "woordvoerder": _speaker(stof)}
    unused = ("geadresseerde", "aanhef", "ondertekenaar_naam", "ondertekenaar_functie")
    return {name: words for name, words in known.items() if name not in unused}


def _speaker(stof: Briefstof) -> str:
    """Who speaks as it was agreed last; else the usual office, and nobody yet where that is involved (protocol 37)."""
    zaak, profiel = stof.zaak, stof.profiel
    agreed = zaak.woordvoering[-1] if zaak.woordvoering else None
    speaker = profiel.met_functie(agreed.spreker) if agreed else None
    if agreed and speaker and agreed.spreker in sprekers(zaak, profiel):
        return _alone(speaker, profiel) + ("" if agreed.openbaar else " En alleen in vertrouwen.")
    return NOG_NIEMAND if vervanger(zaak, profiel) else _alone(stof.ondertekenaar, profiel)


def _alone(person: Persoon, profiel: Profiel) -> str:
    return f"Alleen {person.naam}, {profiel.functies[person.functie].titel}."


def _facts(stof: Briefstof, agressor: Geadresseerde) -> Velden:
    melding, zone = stof.zaak.melding, stof.profiel.termijnen.tijdzone
    last = klachttermijn(stof.zaak, stof.profiel)
    return {
        "wanneer": schrijf_moment(melding.wanneer, zone) if melding.wanneer else NIET_BEKEND,
        "plaats": PLAATSEN[melding.locatie] if melding.locatie else NIET_BEKEND,
        "agressor": voluit(agressor) if agressor.naam or agressor.email else NIET_BEKEND,
        "klachttermijn": f"Een klacht kan tot en met {schrijf_dag(last)}. {LAAT_BEVESTIGEN}"
        if last
        else "Voor deze aard is geen klacht nodig. " + LAAT_BEVESTIGEN,
    }


_NO_EVIDENCE = {"nummer": "–", "soort": "Er is geen bewijs bij deze melding.", "sha256": "–"}


def _evidence(pieces: Iterable[Bewijsstuk]) -> Iterable[dict[str, str]]:
    """Kind and hash; its own name may hold a threat."""
    for number, piece in enumerate(pieces, 1):
        received = schrijf_dag(piece.ontvangen_op.date())
        yield {
            "nummer": str(number),
            "soort": f"{_kind(piece.soort)}, ontvangen op {received}",
            "sha256": piece.sha256,
        }


def _kind(media: str) -> str:
    return next((words for start, words in SOORTEN if media.startswith(start)), "bestand")
