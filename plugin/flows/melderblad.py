"""A melding as its melder and the betrokkene may see it: what was told, asked, answered and added (protocol 12, 14)."""

from typing import Any

from plugin.flows.weergave import geschreven, question, stuk
from plugin.protocol.beperking import mag_ja_zeggen
from plugin.protocol.berichten import voluit
from plugin.protocol.bevestiging import moet_bevestigen
from plugin.protocol.contact import contact_van_melder
from plugin.protocol.profiel import Profiel
from plugin.protocol.toegang import is_betrokkene, lezers_van
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Maatregel, Zaak

ONBEVESTIGD: dict[str, Any] = {
    "aanvullingen": [],
    "wensen": {"zelf": [], "agressor": []},
    "gesprekken": [],
    "dreiging": False,
}


def voor_melder(zaak: Zaak, verwerking: str, oid: str, profiel: Profiel) -> dict[str, Any]:
    """What melder and betrokkene may know; `u_beslist` says whether this person answers the questions.

    The readers are who reads it now: nobody is told that a party does. What others told is not shown to somebody who
    was named and has not said yet that the melding is about them.
    """
    readers = [person.functie for person in lezers_van(zaak, profiel)]
    known = _all(zaak, verwerking, oid) | {"contact": contact_van_melder(zaak, profiel), "lezers": readers}
    return known | ONBEVESTIGD if moet_bevestigen(zaak, oid) else known


def _all(zaak: Zaak, verwerking: str, oid: str) -> dict[str, Any]:
    return {
        "referentie": zaak.referentie,
        "status": zaak.status,
        "ontvangen_op": geschreven(zaak.ontvangen_op),
        "verwerking": verwerking,
        "maatregelen": [_asked(zaak, measure) for measure in zaak.maatregelen],
        "bewijs": [stuk(piece) for piece in zaak.bewijs],
        "aanvullingen": [{"tekst": one.tekst, "op": geschreven(one.op)} for one in zaak.aanvullingen],
        "wensen": _wishes(zaak),
        "nazorg": _offers(zaak) if is_betrokkene(zaak, oid) else [],
        "gesprekken": [{"datum": talk.datum.isoformat(), "door": talk.door} for talk in zaak.gesprekken],
        "dreiging": zaak.dreiging,
        "geopend_op": zaak.geopend and geschreven(zaak.geopend.op),
        "geopend_door": zaak.geopend and zaak.geopend.door,
        "lezen_voor": zaak.lezen_voor and geschreven(zaak.lezen_voor),
        "doorgegeven": [{"aan": one.aan, "op": geschreven(one.op)} for one in zaak.doorgegeven],
        "u_beslist": is_betrokkene(zaak, oid),
        "u_bevestigt": moet_bevestigen(zaak, oid),
        "ja_wacht": _yes_waits(zaak),
        "voor_ander": zaak.melding.namens is not None and not is_betrokkene(zaak, oid),
        "betrokkene_bekend": zaak.betrokkene.oid is not None,
    }


def _yes_waits(zaak: Zaak) -> str | None:
    """Why a yes has to wait while the case is restricted; a no counts at any time (AVG article 18)."""
    allowed = mag_ja_zeggen(zaak)
    return allowed.reden if isinstance(allowed, Weigering) else None


def _offers(zaak: Zaak) -> list[dict[str, Any]]:
    """The support that was offered is between a handler and the betrokkene (protocol 29)."""
    return [one.model_dump(mode="json", include={"voor", "antwoord", "datum"}) for one in zaak.nazorg]


def _wishes(zaak: Zaak) -> dict[str, list[str]]:
    """What is wished now: the last change, else what the melding said."""
    last = zaak.wensen[-1] if zaak.wensen else None
    own = last.zelf if last else zaak.melding.wensen_zelf
    other = last.agressor if last else zaak.melding.wensen_agressor
    return {"zelf": list(own), "agressor": list(other)}


def eigen_gegevens(zaak: Zaak, oid: str, profiel: Profiel) -> dict[str, Any]:
    """All that a melder or betrokkene told and answered, and what was asked; not the notes of handlers."""
    return {
        **voor_melder(zaak, "gemeld", oid, profiel),
        "melding": zaak.melding.model_dump(mode="json"),
        "aanvullingen": [one.model_dump(mode="json", exclude={"sleutel"}) for one in zaak.aanvullingen],
        "wensen": [one.model_dump(mode="json", exclude={"sleutel"}) for one in zaak.wensen],
        "toestemmingen": [
            {"maatregel": one.id, **one.toestemming.model_dump(mode="json")} for one in zaak.maatregelen
        ],
    }


def _asked(zaak: Zaak, measure: Maatregel) -> dict[str, Any]:
    """A question with all that its answer binds, what was answered so far, and what came of it (protocol 14, 15)."""
    asked, given = measure.toestemming.huidige_vraag, measure.toestemming.laatste_antwoord
    facts = {
        "uitvoerder": measure.uitvoerder,
        "ondertekenaar": measure.ondertekenaar,
        "met_wie": voluit(measure.geadresseerde),
        "van": measure.van,
        "tot": measure.tot,
        "gesprek_op": measure.gesprek_op and geschreven(measure.gesprek_op),
        "concept": measure.concept and measure.concept.status,
        "verstuurd": bool(measure.uitgevoerd_op or (measure.concept and measure.concept.verstuurd)),
        "afgezegd_op": measure.afgezegd_op and measure.afgezegd_op.isoformat(),
        "uitgevoerd_op": measure.uitgevoerd_op and measure.uitgevoerd_op.isoformat(),
        "politie": measure.politie and measure.politie.model_dump(mode="json"),
        "uitkomst": measure.uitkomst,
        "bezig": measure.id in zaak.werk,
        "noemt_betrokkene": measure.noemt_betrokkene,
        "toestemming_nodig": measure.toestemming_nodig,
        "gevraagd_op": geschreven(asked.gevraagd_op) if asked else None,
        "gevraagd_door": asked.gevraagd_door if asked else None,
        "antwoord": {"antwoord": given.antwoord, "op": geschreven(given.op)} if given else None,
    }
    return {**question(measure), **facts}
