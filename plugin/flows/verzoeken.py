"""A request that prevents becomes a draft in the mailbox that the profile names (protocol 43-46)."""

from typing import Any

from plugin.casebook.book import Logregel
from plugin.flows.brief import WORD, een_concept, ontvanger
from plugin.flows.diensten import Diensten
from plugin.flows.engine import step
from plugin.flows.weergave import geschreven
from plugin.protocol.maatregel import Brief
from plugin.protocol.profiel import Persoon
from plugin.protocol.termijnen import lokale_dag, schrijf_dag
from plugin.protocol.toegang import Wie
from plugin.protocol.verzoek import (
    POSTVAK,
    Verzoek,
    VerzoekIn,
    Verzoeksoort,
    aankomende_vergaderingen,
    is_blijven_staan,
    mag_vragen,
    ontvangers,
)
from plugin.protocol.weigering import Weigering

GEEN_POSTVAK = Weigering("In het profiel staat geen postvak voor deze verzoeken. Vraag het de beheerder.")
VOEG_TOE = "Voeg het agressieprotocol toe voordat u deze mail verstuurt."


def vraag(
    diensten: Diensten, wie: Wie, sleutel: str, gegeven: VerzoekIn
) -> dict[str, Any] | Weigering | None:
    """Record it and draft it; the same words under the same key give the same request. None for who may not ask."""
    person = mag_vragen(wie.oid, diensten.profiel)
    if person is None:
        return None
    key = diensten.keys.pseudonym("verzoek", wie.oid, sleutel, gegeven.model_dump_json())
    asked = _asked(diensten, key, gegeven, person)
    if isinstance(asked, Weigering):
        return asked
    entry = Logregel("-", f"verzoek: {gegeven.soort}", "preventie", wie.oid, wie.herkomst, diensten.now())
    diensten.casebook.log(entry)
    return _shown(asked)


def verzoeken(diensten: Diensten, wie: Wie) -> dict[str, Any] | None:
    """All requests with the day on which each was asked for; None for who may not see them."""
    if mag_vragen(wie.oid, diensten.profiel) is None:
        return None
    profiel = diensten.profiel
    today = lokale_dag(diensten.now(), profiel.termijnen.tijdzone)
    return {
        "items": [
            _shown(one) | {"blijft_in": one.postvak if is_blijven_staan(one, profiel, today) else None}
            for one in diensten.verzoekboek.all()
        ]
    }


@step("vraag_beveiliging")
def vraag_beveiliging(diensten: Diensten) -> None:
    """Every night: security for each public meeting of the coming week is asked for, once (protocol 44)."""
    profiel = diensten.profiel
    signer = profiel.met_functie(profiel.routering.ondertekenaar)
    today = lokale_dag(diensten.now(), profiel.termijnen.tijdzone)
    for day in aankomende_vergaderingen(profiel, today) if signer else ():
        given = VerzoekIn(soort=Verzoeksoort.VERGADERING, wanneer=schrijf_dag(day))
        _asked(diensten, f"vergadering/{day.isoformat()}", given, signer)


def merk(verzoek_id: str) -> str:
    """What finds the draft again: the value of its extended property."""
    return f"verzoek/{verzoek_id}"


def _asked(diensten: Diensten, key: str, gegeven: VerzoekIn, person: Persoon | None) -> Verzoek | Weigering:
    """The row comes first, so that a try that was cut off is found and ended by the next one."""
    postvak = diensten.profiel.postvakken.get(POSTVAK)
    if not postvak or person is None:
        return GEEN_POSTVAK
    verzoek = diensten.verzoekboek.begin(
        Verzoek(
            id=key,
            soort=gegeven.soort,
            aangevraagd_op=diensten.now(),
            wanneer=gegeven.wanneer,
            door=person.oid,
            postvak=postvak,
        )
    )
    if verzoek.web_link:
        return verzoek
    return diensten.verzoekboek.drafted(verzoek, _draft(diensten, verzoek, gegeven, person))


def _draft(diensten: Diensten, verzoek: Verzoek, gegeven: VerzoekIn, person: Persoon) -> str:
    """The draft with its recipients, and for a welcome its letter; found before it is made again."""
    words, template = _words(diensten, gegeven, person), _template(gegeven.soort)
    draft = een_concept(diensten, verzoek.postvak, merk(verzoek.id), Brief(sjabloon=template, velden=words))
    if gegeven.soort is Verzoeksoort.WELKOM and not diensten.mailbox.attachments(verzoek.postvak, draft.id):
        letter = diensten.letters.write(template, words)
        diensten.mailbox.attach(verzoek.postvak, draft.id, "welkom.docx", letter.docx, WORD)
    recipients = [ontvanger(one.naam, one.adres) for one in ontvangers(gegeven, diensten.profiel)]
    diensten.mailbox.address(verzoek.postvak, draft.id, recipients)
    return draft.web_link


def _template(soort: Verzoeksoort) -> str:
    return "welkomstbrief" if soort is Verzoeksoort.WELKOM else f"preventie-{soort}"


def _words(diensten: Diensten, gegeven: VerzoekIn, person: Persoon) -> dict[str, str | list[dict[str, str]]]:
    profiel, name = diensten.profiel, (gegeven.aan and gegeven.aan.naam) or ""
    title = profiel.functies[person.functie].titel
    return {
        "organisatie": profiel.organisatie.naam,
        "organisatie_adres": profiel.organisatie.adres,
        "datum": schrijf_dag(lokale_dag(diensten.now(), profiel.termijnen.tijdzone)),
        "wanneer": gegeven.wanneer or "nog af te spreken",
        "toelichting": gegeven.toelichting or "",
        "geadresseerde": name,
        "aanhef": f"Geachte heer of mevrouw {name}",
        "contact_naam": person.naam,
        "contact_functie": title,
        "contact_telefoon": person.telefoon or profiel.nummers.beveiliging,
        "ondertekenaar_naam": person.naam,
        "ondertekenaar_functie": title,
        "nood": profiel.nummers.nood,
        "beveiliging": profiel.nummers.beveiliging,
        "meldadres": f"{diensten.public_url.rstrip('/')}/meld",
    }


def _shown(verzoek: Verzoek) -> dict[str, Any]:
    return {
        "id": verzoek.id,
        "soort": verzoek.soort,
        "wanneer": verzoek.wanneer,
        "aangevraagd_op": geschreven(verzoek.aangevraagd_op),
        "webLink": verzoek.web_link,
        "let_op": VOEG_TOE if verzoek.soort is Verzoeksoort.WELKOM else None,
    }
