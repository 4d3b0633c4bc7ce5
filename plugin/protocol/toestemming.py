"""Consent, step by step (protocol 14, 15): the only door to "may this step happen"."""

import hashlib
from datetime import datetime

from pydantic import AwareDatetime

from plugin.protocol.tekst import Model
from plugin.protocol.terms import Antwoord, MaatregelSoort, Uitvoerder
from plugin.protocol.weigering import Weigering


class Geadresseerde(Model):
    """To whom a letter goes; both may be unknown when the measure is proposed."""

    naam: str | None = None
    email: str | None = None


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
    def tekst_sha256(self) -> str:
        return hashlib.sha256(self.tekst.encode()).hexdigest()


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
    if versie != toestemming.versie:
        return Weigering(
            f"De tekst is net veranderd. Lees versie {toestemming.versie} en kies daarna opnieuw."
        )
    standing = toestemming.laatste_antwoord
    if antwoord is Antwoord.INGETROKKEN:
        if standing is None or standing.antwoord is not Antwoord.AKKOORD:
            return Weigering("Er is geen toestemming die u kunt intrekken.")
        return True
    if standing is not None:
        return Weigering("U hebt deze vraag al beantwoord. U kunt uw ja wel intrekken.")
    return True
