"""The dossier for the police as one ZIP, written while it is sent (protocol 26). Without that consent there is none."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.errors import NotFound
from plugin.flows import bewerking
from plugin.flows.archief import Part, zipped
from plugin.flows.brief import letter_van
from plugin.flows.diensten import Diensten
from plugin.flows.manifest import bewijs_pad, bewijslijst
from plugin.flows.opening import for_handler
from plugin.intake.beeld import FORMATEN, SUFFIX, voorbeeld
from plugin.intake.files import EML, MSG
from plugin.intake.leesbaar import leesbaar
from plugin.letters import Letter
from plugin.protocol import politiepak
from plugin.protocol.terms import MaatregelSoort
from plugin.protocol.toegang import Wie
from plugin.protocol.verloop import mag_gezet
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Bewijsstuk, Maatregel, Zaak

ABOUT = "dossier"
NAMEN = {MaatregelSoort.AANGIFTE: "aangifte", MaatregelSoort.MELDING_POLITIE: "melding-politie"}
LEEG = ("leesmij.txt", "Dit dossier is leeg.\n")
TURN_SECONDS = 300.0  # a picture that somebody else looks at goes before, and is no reason to leave one out
GEEN_BEELD = "Van deze afbeelding is geen voorbeeld gemaakt. Bekijk het origineel.\n"
LEESMIJ = """Dossier bij een melding van agressie

bewijs/            de stukken zoals wij ze kregen, byte voor byte
voorbeelden/       om te bekijken: van elke mail de woorden als gewone tekst, van elke afbeelding een kleine foto
                   (van een bewegende het eerste beeld); wat een foto verder bevat, zoals de plaats, staat in bewijs/
*.docx             het formulier voor de politie; te openen en af te drukken met Word, ook als pdf
tijdlijn.txt       wat er wanneer gebeurde; gebeurtenissen.json is hetzelfde, met hashes aan elkaar vast
manifest.json      van elk bestand de SHA-256

Stukken die pas na de vraag om toestemming kwamen, zitten er niet in.
Een mail is een kopie zoals Exchange die leverde. De hashes laten zien dat er na ontvangst niets is veranderd.
Zelf nakijken: bereken van een bestand de SHA-256 en vergelijk die met manifest.json.
"""


@dataclass(frozen=True)
class Pak:
    """The name of the archive, and its bytes as they come."""

    naam: str
    inhoud: Iterator[bytes]


@dataclass
class _Lijst:
    """What went into the archive so far, by name."""

    bestanden: list[dict[str, Any]] = field(default_factory=list)

    def met(self, name: str, content: str | bytes) -> Part:
        plain = content.encode() if isinstance(content, str) else content
        digest = hashlib.sha256(plain).hexdigest()
        self.bestanden.append({"pad": name, "bytes": len(plain), "sha256": digest})
        return name, plain


def dossier(diensten: Diensten, wie: Wie, referentie: str) -> Pak | Weigering | None:
    """None for who may not see the case; a sentence while the betrokkene has not agreed to these words."""
    found = for_handler(diensten, wie, referentie)
    if found is None:
        return None
    stappen = politiepak.politiestappen(found.zaak)
    if isinstance(stappen, Weigering):
        return stappen
    letters = [(one, letter_van(diensten, one)) for one in stappen]
    for one, letter in letters:
        if isinstance(allowed := mag_gezet(one, letter.text), Weigering):
            return allowed
    ids = ", ".join(one.id for one in stappen)
    diensten.casebook.log(bewerking.regel(diensten, wie, referentie, "politiedossier gemaakt", ids))
    agreed = politiepak.zoals_gevraagd(found.zaak, stappen)
    return Pak(f"{referentie}-dossier.zip", zipped(_parts(diensten, agreed, letters), LEEG))


def _parts(diensten: Diensten, zaak: Zaak, letters: Sequence[tuple[Maatregel, Letter]]) -> Iterator[Part]:
    """The manifest comes last: it says what went before."""
    listed, now = _Lijst(), diensten.now()
    events = politiepak.gebeurtenissen(zaak, [one for one, _ in letters], now)
    yield listed.met("leesmij.txt", LEESMIJ)
    for name, content in _papers(diensten, zaak, letters, events):
        yield listed.met(name, content)
    for piece in zaak.bewijs:
        for name, content in _evidence(diensten, zaak.referentie, piece):
            yield listed.met(name, content)
    made = {
        "referentie": zaak.referentie,
        "versie": 1,
        "soort": "politiedossier",
        "gemaakt_op": events[-1]["op"],
        "bewijs": [{**one, "van": "melder"} for one in bewijslijst(zaak)],
        "bestanden": listed.bestanden,
        "laatste_gebeurtenis": events[-1]["hash"],
    }
    yield "manifest.json", json_van(made | {"zegel": diensten.keys.pseudonym(ABOUT, json_van(made))})


def _papers(
    diensten: Diensten,
    zaak: Zaak,
    letters: Sequence[tuple[Maatregel, Letter]],
    events: list[politiepak.Gebeurtenis],
) -> Iterator[Part]:
    for one, letter in letters:
        name = "klacht" if one.brief.sjabloon == "klacht" else NAMEN[one.soort]
        yield f"{one.id}-{name}.docx", letter.docx
    yield "verzoek-vpt-en-domicilie.txt", politiepak.verzoek(zaak, diensten.profiel)
    if complaint := politiepak.klachttekst(zaak, diensten.profiel):
        yield "klacht.txt", complaint
    yield "tijdlijn.txt", politiepak.tijdlijn(events, diensten.profiel)
    yield "gebeurtenissen.json", json_van(events)


def _evidence(diensten: Diensten, referentie: str, piece: Bewijsstuk) -> Iterator[Part]:
    """The original, and what can be looked at of it. What is gone, or is not what came in, is said in its place."""
    try:
        content = diensten.casebook.read(bewijs_pad(referentie, piece.bestand))
    except NotFound:
        yield f"bewijs/{piece.bestand}.ontbreekt.txt", "Dit stuk is er niet meer.\n"
        return
    yield f"bewijs/{piece.bestand}", content
    if hashlib.sha256(content).hexdigest() != piece.sha256:
        yield f"bewijs/{piece.bestand}.let-op.txt", "Dit stuk is niet meer zoals wij het ontvingen.\n"
        return
    yield from _preview(content, piece)


def _preview(content: bytes, piece: Bewijsstuk) -> Iterator[Part]:
    """Of a mail its words, of an image a picture that was drawn anew; that there is none is said in its place."""
    name = f"voorbeelden/{piece.bestand}"
    if piece.soort in FORMATEN:
        made = voorbeeld(content, piece.soort, TURN_SECONDS)
        yield (f"{name}{SUFFIX}", made) if isinstance(made, bytes) else (f"{name}.let-op.txt", GEEN_BEELD)
    kind = next((one for one in (EML, MSG) if one.media == piece.soort), None)
    words = leesbaar(content, kind) if kind else None
    if words:
        head = f"Van: {words.van}\nOnderwerp: {words.onderwerp}\n\n"
        yield f"{name}.txt", head + words.tekst + "\n"


def json_van(content: Any) -> str:
    """The same text for the same content."""
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
