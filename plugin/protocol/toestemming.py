"""Consent, step by step (protocol 14, 15): the only door to "may this step happen"."""

from datetime import datetime
from typing import NamedTuple

from pydantic import AwareDatetime

from plugin.protocol.tekst import Model
from plugin.protocol.terms import Antwoord, MaatregelSoort, Uitvoerder
from plugin.protocol.weigering import Weigering


class Geadresseerde(Model):
    """To whom a letter goes; both may be unknown when the measure is proposed."""

    naam: str | None = None
    email: str | None = None


class Stap(NamedTuple):
    """What consent binds beside the text: when one of these changes it is another step (protocol 14)."""

    soort: MaatregelSoort
    geadresseerde: Geadresseerde
    uitvoerder: Uitvoerder
    noemt_betrokkene: bool


class Vraag(Model):
    """One question as it was shown. Another soort, addressee, executor, naming or text is another question."""

    versie: int
    soort: MaatregelSoort
    geadresseerde: Geadresseerde
    uitvoerder: Uitvoerder
    noemt_betrokkene: bool
    vraag: str
    tekst: str
    gevraagd_op: AwareDatetime
    gevraagd_door: str

    @property
    def stap(self) -> Stap:
        return Stap(self.soort, self.geadresseerde, self.uitvoerder, self.noemt_betrokkene)


class Beantwoording(Model):
    """What the betrokkene said, to which version, when and how."""

    versie: int
    antwoord: Antwoord
    op: AwareDatetime
    door: str
    hoe: str = "op het scherm"


class Toestemming(Model):
    """The ledger of one measure: questions and answers are added, never changed."""

    vragen: tuple[Vraag, ...] = ()
    antwoorden: tuple[Beantwoording, ...] = ()

    @property
    def versie(self) -> int:
        return len(self.vragen)

    @property
    def huidige_vraag(self) -> Vraag | None:
        return self.vragen[-1] if self.vragen else None

    @property
    def laatste_antwoord(self) -> Beantwoording | None:
        """The last answer to the question as it reads now; an answer to older words counts no more."""
        given = [answer for answer in self.antwoorden if answer.versie == self.versie]
        return given[-1] if given else None

    def gevraagd(self, vraag: Vraag) -> "Toestemming":
        """The ledger with one question more. Raises ValueError when its version is not the next one."""
        if vraag.versie != self.versie + 1:
            raise ValueError(f"na versie {self.versie} komt niet versie {vraag.versie}")
        return self.model_copy(update={"vragen": (*self.vragen, vraag)})

    def beantwoord(self, antwoord: Antwoord, door: str, op: datetime) -> "Toestemming":
        answer = Beantwoording(versie=self.versie, antwoord=antwoord, op=op, door=door)
        return self.model_copy(update={"antwoorden": (*self.antwoorden, answer)})


def mag_doorgaan(toestemming: Toestemming, tekst: str) -> bool | Weigering:
    """May this step happen, with exactly these words? No answer means no."""
    answer, question = toestemming.laatste_antwoord, toestemming.huidige_vraag
    if answer is None or question is None:
        return Weigering("De betrokkene heeft nog niet geantwoord. Zolang dat zo is, gebeurt dit niet.")
    if answer.antwoord is not Antwoord.AKKOORD:
        return Weigering("De betrokkene geeft geen toestemming voor deze stap.")
    if question.tekst != tekst:
        return Weigering("De tekst is veranderd. Vraag de betrokkene opnieuw om toestemming.")
    return True


def mag_antwoorden(toestemming: Toestemming, antwoord: Antwoord, versie: int) -> bool | Weigering:
    """Is there a question open for this answer, in the version that the betrokkene read?"""
    if toestemming.huidige_vraag is None:
        return Weigering("Er is hier nog niets gevraagd.")
    if versie != toestemming.versie:
        return Weigering(
            f"De tekst is net veranderd. Lees versie {toestemming.versie} en kies daarna opnieuw."
        )
    standing = toestemming.laatste_antwoord
    said_yes = standing is not None and standing.antwoord is Antwoord.AKKOORD
    if antwoord is Antwoord.INGETROKKEN:
        return said_yes or Weigering("Er is geen toestemming die u kunt intrekken.")
    if said_yes:
        return Weigering("U hebt al ja gezegd. U kunt uw ja wel intrekken.")
    return standing is None or Weigering(
        "U hebt deze vraag al beantwoord. Wilt u iets anders? Bel uw contactpersoon."
    )
