"""Finished words for letters to the agressor: talks, warning, bans, damage (protocol 18-25)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from plugin.protocol.berichten.aanduiding import aangeduid, ambtsdrager, gedrag
from plugin.protocol.details import Eigenaar, Gebouwdetails, Schadepost
from plugin.protocol.profiel import Persoon, Profiel
from plugin.protocol.termijnen import schrijf_dag, schrijf_moment
from plugin.protocol.toestemming import Geadresseerde
from plugin.protocol.zaak import Zaak

Velden = dict[str, str | list[dict[str, str]]]

MOTIVERING = "Wie ons gebouw bezoekt of er werkt, moet veilig zijn. Door uw gedrag is dat niet zeker."
EVENREDIGHEID = (
    "Wij hebben gekeken of een lichtere stap genoeg is. Dat is nu niet zo. De ontzegging duurt niet langer dan nodig is. "
    "Moet u in die tijd toch in het gebouw zijn? Bel dan eerst met de contactpersoon in deze brief."
)


@dataclass(frozen=True)
class Briefstof:
    """What every letter is made of. `aan` gets it; `noemt` says whether consent asks for the name."""

    zaak: Zaak
    aan: Geadresseerde
    noemt: bool
    vandaag: date
    ondertekenaar: Persoon
    contact: Persoon
    profiel: Profiel
    grond: str

    def kop(self) -> Velden:
        """Who writes, to whom, when, and whom one can call."""
        profiel, signer, contact = self.profiel, self.ondertekenaar, self.contact
        return {
            "organisatie": profiel.organisatie.naam,
            "organisatie_adres": profiel.organisatie.adres,
            "kenmerk": self.zaak.referentie,
            "datum": schrijf_dag(self.vandaag),
            "geadresseerde": aangeduid(self.aan),
            "aanhef": f"Geachte heer of mevrouw {self.aan.naam}"
            if self.aan.naam
            else "Geachte heer of mevrouw",
            "contact_naam": contact.naam,
            "contact_functie": profiel.functies[contact.functie].titel,
            "contact_telefoon": contact.telefoon or profiel.nummers.beveiliging,
            "ondertekenaar_naam": signer.naam,
            "ondertekenaar_functie": profiel.functies[signer.functie].titel,
        }

    def aanleiding(self) -> Velden:
        """Which behaviour, towards whom, and on what ground we act."""
        return {
            "gedrag": gedrag(self.zaak),
            "ambtsdrager": ambtsdrager(self.zaak, noemt=self.noemt, profiel=self.profiel),
            "grond": self.grond,
        }


def uitnodiging(stof: Briefstof, gesprek_op: datetime) -> Velden:
    """An invitation to a talk (protocol 18, 19)."""
    known = stof.kop() | stof.aanleiding()
    del known["grond"]
    return known | {
        "gesprek_datum": schrijf_moment(gesprek_op, stof.profiel.termijnen.tijdzone),
        "gesprek_plaats": stof.profiel.organisatie.gespreksplaats,
    }


def waarschuwing(stof: Briefstof) -> Velden:
    """A warning (protocol 20)."""
    return stof.kop() | stof.aanleiding()


def ontzegging_gebouw(stof: Briefstof, van: date, tot: date, details: Gebouwdetails) -> Velden:
    """A ban of the building: reason and proportion stated, room for a view, the way to object (protocol 21)."""
    return {
        **stof.kop(),
        **stof.aanleiding(),
        **_period(stof.profiel, van, tot),
        "gebouw": stof.profiel.organisatie.gebouw,
        "motivering": details.motivering or MOTIVERING,
        "evenredigheid": details.evenredigheid or EVENREDIGHEID,
    }


def ontzegging_vergadering(stof: Briefstof, van: date, tot: date) -> Velden:
    """A ban of the meeting, for a visitor or a member; nobody is named, for it is about order (protocol 22)."""
    meeting, standin = stof.profiel.vergadering, stof.ondertekenaar.functie
    usual = standin == stof.profiel.routering.ondertekenaar
    return {
        **stof.kop(),
        **_period(stof.profiel, van, tot),
        "grond": stof.grond,
        "vergadering": meeting.volksvertegenwoordiging,
        "voorzitter": meeting.voorzitter if usual else f"waarnemend {meeting.voorzitter}",
    }


def schadeclaim(stof: Briefstof, posten: Sequence[Schadepost]) -> Velden:
    """A claim: items, amounts, whose it was, the sum, how to pay (protocol 25)."""
    organisatie, duur = stof.profiel.organisatie, stof.profiel.duur
    own = organisatie.voluit
    other = ambtsdrager(stof.zaak, noemt=stof.noemt, profiel=stof.profiel)
    owners = {Eigenaar.PROVINCIE: own, Eigenaar.MELDER: other}
    damaged = dict.fromkeys(owners[one.eigenaar] for one in posten)
    return {
        **stof.kop(),
        "grond": stof.grond,
        "eigenaren": " en van ".join(damaged),
        "posten": [
            {"omschrijving": one.omschrijving, "eigenaar": owners[one.eigenaar], "bedrag": euro(one.bedrag)}
            for one in posten
        ],
        "totaal": euro(sum(round(one.bedrag * 100) for one in posten) / 100),
        "betalen_dagen": str(duur.betalen_dagen),
        "rekening": organisatie.rekening,
    }


def euro(bedrag: float) -> str:
    """'€ 1.234,50', with a space that does not break."""
    written = f"{bedrag:,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return f"€\u00a0{written}"


def _period(profiel: Profiel, van: date, tot: date) -> Velden:
    """From when until when, and what somebody can say against it."""
    objection = profiel.bezwaar
    return {
        "van": schrijf_dag(van),
        "tot": schrijf_dag(tot),
        "zienswijze_dagen": str(objection.zienswijze_dagen),
        "bezwaar_weken": str(objection.weken),
        "bezwaar_adres": objection.adres,
    }
