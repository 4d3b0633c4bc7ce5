"""What happens to a case, act by act: each takes the case as it is and gives it as it becomes, or says no."""

from datetime import date, datetime

from plugin.protocol.terms import (
    Antwoord,
    ConceptStatus,
    MaatregelSoort,
    MaatregelStatus,
    Uitvoerder,
    ZaakStatus,
)
from plugin.protocol.toestemming import Vraag, mag_antwoorden, mag_doorgaan
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Concept, Gesprek, Maatregel, Opening, Zaak

GESLOTEN = Weigering("Deze zaak is gesloten. Er kan niets meer bij.")
ONBEKENDE_MAATREGEL = Weigering("Deze maatregel staat niet in de zaak.")
EERST_HERKENNEN = Weigering(
    "Zeg eerst wie de agressor is. Tot die tijd krijgt niemand anders deze zaak te zien."
)
GEEN_CONCEPT = Weigering("De toestemming is ingetrokken. Er is geen concept meer.")
DREIGING = Weigering(
    "De dreiging duurt voort. Niemand doet uitspraken. Nazorg, beveiliging en politie gaan door."
)
BEPERKT = Weigering(
    "De verwerking van deze zaak is beperkt. Zolang dat zo is, gebeurt er niets mee. Hef de beperking eerst op."
)
ZONDER_TOESTEMMING = Weigering("Voor deze stap is geen toestemming nodig. U hoeft niet te antwoorden.")
AL_GEZET = Weigering("Deze stap is al gezet. U kunt uw antwoord nu niet meer veranderen.")
GESPREK_WAS_ER = Weigering("De tijd van het gesprek is voorbij. Ging het niet door? Bel uw contactpersoon.")
AL_VOORBIJ = Weigering("Deze ontzegging is al voorbij. Stel haar opnieuw voor met een latere einddatum.")
WORDT_BIJGEWERKT = Weigering("Het concept wordt nog bijgewerkt. Probeer het over een minuut opnieuw.")

_NA_ANTWOORD = {
    Antwoord.AKKOORD: MaatregelStatus.AKKOORD,
    Antwoord.GEWEIGERD: MaatregelStatus.GEWEIGERD,
    Antwoord.INGETROKKEN: MaatregelStatus.INGETROKKEN,
}
_CONCEPT_LOOPT = (MaatregelStatus.CONCEPT_BEZIG, MaatregelStatus.CONCEPT)
_AL_VERSTUURD = (MaatregelStatus.UITGEVOERD, MaatregelStatus.AFGEROND)
_GAAT_NIET_DOOR = (MaatregelStatus.INGETROKKEN, MaatregelStatus.GEWEIGERD, MaatregelStatus.VERVALLEN)


def geopend(zaak: Zaak, door: str, op: datetime) -> Zaak:
    """A handler opened it; the first time counts (protocol 9)."""
    return zaak if zaak.geopend else zaak.model_copy(update={"geopend": Opening(op=op, door=door)})


def leg_gesprek_vast(zaak: Zaak, gesprek: Gesprek) -> Zaak | Weigering:
    """A talk is recorded; from the first one on the case is being handled (protocol 13)."""
    if zaak.status is ZaakStatus.AFGESLOTEN:
        return GESLOTEN
    status = ZaakStatus.IN_BEHANDELING if zaak.status is ZaakStatus.ONTVANGEN else zaak.status
    return zaak.model_copy(update={"gesprekken": (*zaak.gesprekken, gesprek), "status": status})


def stel_voor(zaak: Zaak, maatregel: Maatregel, vraag: Vraag) -> Zaak | Weigering:
    """A measure enters the case together with the question to the betrokkene, or with what that person is told."""
    if zaak.status is ZaakStatus.AFGESLOTEN:
        return GESLOTEN
    if zaak.eerst_herkennen:
        return EERST_HERKENNEN
    asked = maatregel.model_copy(update={"toestemming": maatregel.toestemming.gevraagd(vraag)})
    return zaak.met_maatregel(asked).model_copy(update={"status": ZaakStatus.MAATREGELEN})


def beantwoord(
    zaak: Zaak, maatregel_id: str, antwoord: Antwoord, versie: int, door: str, op: datetime
) -> Zaak | Weigering:
    """The betrokkene agrees, refuses or withdraws; after a no what was drafted must go, and that is work."""
    maatregel = zaak.maatregel(maatregel_id)
    if maatregel is None:
        return ONBEKENDE_MAATREGEL
    if not maatregel.toestemming_nodig:
        return ZONDER_TOESTEMMING
    for allowed in (
        mag_antwoorden(maatregel.toestemming, antwoord, versie),
        _is_op_tijd(maatregel, antwoord, op),
    ):
        if isinstance(allowed, Weigering):
            return allowed
    answered = maatregel.naar(
        _NA_ANTWOORD[antwoord], toestemming=maatregel.toestemming.beantwoord(antwoord, door, op)
    )
    if antwoord is Antwoord.AKKOORD:
        return zaak.met_maatregel(answered)
    return zonder_concept(zaak, answered)


def _is_op_tijd(maatregel: Maatregel, antwoord: Antwoord, op: datetime) -> bool | Weigering:
    """Is there still something that the answer decides? Of a talk until its time, also once the other was invited."""
    if not may_become(maatregel, _NA_ANTWOORD[antwoord]):
        return AL_GEZET
    held = maatregel.wacht_op_gesprek and maatregel.gesprek_op and maatregel.gesprek_op <= op
    return GESPREK_WAS_ER if held else True


def zonder_concept(zaak: Zaak, maatregel: Maatregel) -> Zaak:
    """The measure as it is now; what was drafted of it counts no more, and taking it away is work.

    What was recorded as sent stays sent; what is left to take away is the slot of the talk (protocol 15).
    """
    if maatregel.concept is None:
        return zaak.met_maatregel(maatregel)
    changes: dict[str, object] = {"status": ConceptStatus.INGETROKKEN, "bijwerken": False}
    if maatregel.uitgevoerd_op:
        changes["verstuurd"] = True
    gone = maatregel.concept.model_copy(update=changes)
    return zaak.met_maatregel(maatregel.model_copy(update={"concept": gone})).met_werk(maatregel.id)


def may_become(maatregel: Maatregel, status: MaatregelStatus) -> bool:
    return status in maatregel.volgende


def gaat_niet_door(maatregel: Maatregel) -> bool:
    """Refused, withdrawn or dropped: what was prepared of it must go."""
    return maatregel.status in _GAAT_NIET_DOOR


def mag_gezet(maatregel: Maatregel, tekst: str) -> bool | Weigering:
    """Consent for exactly this step: these words, this addressee, carried out and naming as asked (protocol 14).

    What is done by office needs no answer, but the words are still those that were shown (protocol 17).
    """
    asked = maatregel.toestemming.huidige_vraag
    if asked and asked.stap != maatregel.stap:
        return Weigering("De maatregel is veranderd. Vraag de betrokkene opnieuw om toestemming.")
    if not maatregel.toestemming_nodig:
        same = asked is not None and asked.tekst == tekst
        return same or Weigering("De tekst is veranderd. Stel de maatregel opnieuw voor.")
    return mag_doorgaan(maatregel.toestemming, tekst)


def mag_uitspraak(zaak: Zaak, soort: MaatregelSoort) -> bool | Weigering:
    """While a threat goes on nobody informs others; nazorg, security and police are never held up (protocol 39)."""
    threatened = soort is MaatregelSoort.INFORMEREN_AMBTSDRAGERS and zaak.dreiging
    return DREIGING if threatened else True


def mag_nog(maatregel: Maatregel, vandaag: date) -> bool | Weigering:
    """A letter about a ban is of use only until the last day of that ban (protocol 21, 22)."""
    over = maatregel.einddatum is not None and maatregel.einddatum < vandaag
    return AL_VOORBIJ if over else True


def mag_verder(zaak: Zaak, soort: MaatregelSoort) -> bool | Weigering:
    """A draft under way is finished only while nobody restricted the case (AVG article 18)."""
    return BEPERKT if zaak.beperkt else mag_uitspraak(zaak, soort)


def start_concept(zaak: Zaak, maatregel_id: str, tekst: str, postvak: str) -> Zaak | Weigering:
    """The draft begins: only with standing consent for exactly these words, and only once."""
    maatregel = zaak.maatregel(maatregel_id)
    if zaak.status is ZaakStatus.AFGESLOTEN:
        return GESLOTEN
    if maatregel is None:
        return ONBEKENDE_MAATREGEL
    if maatregel.uitvoerder is Uitvoerder.MELDER:
        return Weigering("De betrokkene doet dit zelf. Wij maken geen brief.")
    for allowed in (mag_gezet(maatregel, tekst), mag_uitspraak(zaak, maatregel.soort)):
        if isinstance(allowed, Weigering):
            return allowed
    if maatregel.status is not MaatregelStatus.AKKOORD or maatregel_id in zaak.werk:
        busy = maatregel.status is MaatregelStatus.AKKOORD
        return (
            WORDT_BIJGEWERKT if busy else Weigering("Voor deze maatregel kan nu geen concept worden gemaakt.")
        )
    started = maatregel.naar(MaatregelStatus.CONCEPT_BEZIG, concept=_next_attempt(maatregel.concept, postvak))
    return zaak.met_maatregel(started).met_werk(maatregel_id)


def _next_attempt(earlier: Concept | None, postvak: str) -> Concept:
    """The talk itself did not change with the words of its invitation, so the slot that stands is kept."""
    if earlier is None:
        return Concept(status=ConceptStatus.BEZIG, postvak=postvak)
    slot = earlier.afspraak if earlier.postvak == postvak else None
    return Concept(status=ConceptStatus.BEZIG, poging=earlier.poging + 1, postvak=postvak, afspraak=slot)


def concept_loopt(maatregel: Maatregel) -> bool:
    """Busy or ready: asking again makes no second draft."""
    return maatregel.status in _CONCEPT_LOOPT


def concept_staat(zaak: Zaak, maatregel_id: str, concept: Concept) -> Zaak | Weigering:
    """The draft stands in the mailbox, still without recipient. Consent that went meanwhile wins."""
    maatregel = zaak.maatregel(maatregel_id)
    if maatregel is None or not concept_loopt(maatregel) or maatregel.concept is None:
        return GEEN_CONCEPT
    allowed = mag_verder(zaak, maatregel.soort)
    if isinstance(allowed, Weigering):
        return allowed
    if maatregel.concept.poging != concept.poging:
        return Weigering("Er is intussen een nieuw concept begonnen.")
    if maatregel.status is MaatregelStatus.CONCEPT:
        return zaak
    return zaak.met_maatregel(maatregel.naar(MaatregelStatus.CONCEPT, concept=concept))


def concept_gereed(zaak: Zaak, maatregel_id: str) -> Zaak | Weigering:
    """The recipient is in: from here a person may send."""
    maatregel = zaak.maatregel(maatregel_id)
    if maatregel is None or maatregel.status is not MaatregelStatus.CONCEPT or maatregel.concept is None:
        return GEEN_CONCEPT
    allowed = mag_verder(zaak, maatregel.soort)
    if isinstance(allowed, Weigering):
        return allowed
    ready = maatregel.concept.model_copy(update={"status": ConceptStatus.GEREED})
    return zaak.met_maatregel(maatregel.model_copy(update={"concept": ready})).zonder_werk(maatregel_id)


def was_verstuurd(zaak: Zaak, maatregel_id: str) -> Zaak:
    """A person had sent the mail already: the letter stays in the case, and both sides see that it was sent."""
    maatregel = zaak.maatregel(maatregel_id)
    if maatregel is None or maatregel.concept is None:
        return zaak.zonder_werk(maatregel_id)
    stands = ConceptStatus.GEREED if concept_loopt(maatregel) else maatregel.concept.status
    sent = maatregel.concept.model_copy(update={"verstuurd": True, "status": stands})
    return zaak.met_maatregel(maatregel.model_copy(update={"concept": sent})).zonder_werk(maatregel_id)


def opgeruimd(zaak: Zaak, maatregel_id: str) -> Zaak:
    """What was drafted is gone for good. Where consent still stands, a new draft may be asked for."""
    maatregel = zaak.maatregel(maatregel_id)
    if maatregel is None or maatregel.concept is None:
        return zaak.zonder_werk(maatregel_id)
    old = maatregel.concept
    if old.verstuurd or maatregel.status in _AL_VERSTUURD:
        return zaak.zonder_werk(maatregel_id)
    bare = Concept(status=ConceptStatus.INGETROKKEN, poging=old.poging, postvak=old.postvak)
    if concept_loopt(maatregel):
        left = maatregel.naar(MaatregelStatus.AKKOORD, concept=bare)
    else:  # what somebody changed by hand went with it
        brief = maatregel.brief.model_copy(update={"document": None, "oude_documenten": ()})
        left = maatregel.model_copy(update={"concept": bare, "brief": brief})
    return zaak.met_maatregel(left).zonder_werk(maatregel_id)
