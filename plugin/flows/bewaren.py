"""Hold, proposal and approval of destruction: what people decide before a case goes (protocol 49)."""

from datetime import datetime
from functools import partial
from typing import Any

import structlog

from graph.errors import GraphError
from plugin.casebook.book import Dossier, Logregel
from plugin.flows import bewerking, casechange, vernietiging
from plugin.flows.achtergrond import begin_werk
from plugin.flows.bewerking import Blad, Uitkomst
from plugin.flows.diensten import Diensten
from plugin.flows.engine import step
from plugin.flows.opening import for_handler
from plugin.flows.weergave import geschreven, voor_behandelaar
from plugin.protocol import beperking, bewaren
from plugin.protocol.bewaartermijn import Gegevens
from plugin.protocol.toegang import Wie
from plugin.protocol.weigering import Weigering

log = structlog.get_logger("flows")


def houd_vast(diensten: Diensten, wie: Wie, referentie: str, etag: str, reden: str | None) -> Uitkomst:
    """A reader of the case says that it must stay, or that it need not any longer."""
    if reden:
        rule = partial(bewaren.houd_vast, reden=reden, door=wie.oid, now=diensten.now())
        saved = bewerking.wijzig(diensten, wie, referentie, etag, rule, "zaak vastgehouden", "zaak")
    else:
        saved = bewerking.wijzig(
            diensten, wie, referentie, etag, bewaren.laat_los, "vasthouden opgeheven", "zaak"
        )
    return saved if not isinstance(saved, Dossier) else _blad(saved)


def beperk(diensten: Diensten, wie: Wie, referentie: str, etag: str, reden: str | None) -> Uitkomst:
    """A reader of the case restricts all work on it, or ends that (AVG article 18)."""
    if reden:
        rule = partial(beperking.beperk, reden=reden, door=wie.oid, now=diensten.now())
        saved = bewerking.wijzig(diensten, wie, referentie, etag, rule, "verwerking beperkt", "zaak")
    else:
        saved = bewerking.wijzig(
            diensten, wie, referentie, etag, beperking.hef_beperking_op, "beperking opgeheven", "zaak"
        )
    if not isinstance(saved, Dossier):
        return saved
    begin_werk(diensten, saved.zaak)  # a draft that could be sent goes
    return _blad(saved)


def voorstellen(diensten: Diensten, wie: Wie) -> dict[str, Any]:
    """What is proposed to go, for whoever may judge it: dates and terms, no word of a case."""
    rows = [
        _shown(one, wie.oid)
        for one in diensten.bewaarplaats.voorgesteld()
        if bewaren.mag_beoordelen(one.zaak, wie.oid, diensten.profiel)
    ]
    entry = Logregel("-", "voorstellen ingezien", f"{len(rows)} zaken", wie.oid, wie.herkomst, diensten.now())
    diensten.casebook.log(entry)
    return {"items": rows}


def keur_goed(diensten: Diensten, wie: Wie, referentie: str, etag: str) -> Uitkomst:
    """One of two persons agrees; after the second the case goes."""
    dossier = diensten.casebook.find(referentie)
    if dossier is None or not bewaren.mag_beoordelen(dossier.zaak, wie.oid, diensten.profiel):
        for_handler(diensten, wie, referentie)  # takes the same way out as for whoever may not see it
        return None
    current = bewerking.is_actueel(dossier, etag)
    if isinstance(current, Weigering):
        return current
    functie = diensten.profiel.functie_van(wie.oid)
    agreed = bewaren.keur_goed(dossier.zaak, wie.oid, functie, diensten.now())
    if isinstance(agreed, Weigering):
        return agreed
    entry = bewerking.regel(diensten, wie, referentie, "vernietiging goedgekeurd", "zaak")
    saved = bewerking.bewaar(diensten, dossier, agreed, entry)
    if isinstance(saved, Weigering):
        return saved
    if bewaren.is_goedgekeurd(saved.zaak):
        diensten.engine.enqueue(vernietiging.NAAM, vernietiging.flow_id(saved.zaak), referentie)
    return Blad(_shown(saved, wie.oid), saved.etag)


def _blad(saved: Dossier) -> Blad:
    return Blad(voor_behandelaar(saved.zaak, saved.etag), saved.etag)


def _shown(dossier: Dossier, oid: str) -> dict[str, Any]:
    proposal, end = dossier.zaak.vernietiging, dossier.zaak.afsluiting
    if proposal is None:
        raise LookupError("a case that is shown here has a proposal")
    return {
        "referentie": dossier.zaak.referentie,
        "gesloten_op": geschreven(end.op) if end else None,
        "voorgesteld_op": geschreven(proposal.voorgesteld_op),
        "orgaan": proposal.orgaan,
        "jaren": proposal.jaren,
        "selectielijst": proposal.selectielijst,
        "akkoord": len(proposal.akkoord),
        "u_gaf_akkoord": oid in {one.door for one in proposal.akkoord},
        "etag": dossier.etag,
    }


@step("stel_vernietiging_voor")
def stel_vernietiging_voor(diensten: Diensten, now: datetime) -> None:
    """Every night: what is over its term is proposed, and what was agreed to is begun, should that have been cut off."""
    for one in _over_their_term(diensten, now):
        try:
            _propose(diensten, one.zaak.referentie, now)
        except GraphError as error:
            log.warning("case could not be proposed", referentie=one.zaak.referentie, code=error.code)
    for one in diensten.bewaarplaats.voorgesteld():
        if bewaren.is_goedgekeurd(one.zaak):
            flow_id = vernietiging.flow_id(one.zaak)
            diensten.engine.enqueue(vernietiging.NAAM, flow_id, one.zaak.referentie)


def _over_their_term(diensten: Diensten, now: datetime) -> list[Dossier]:
    """Of the closed cases old enough for the shortest term of all, those that the rule proposes."""
    profiel = diensten.profiel
    terms = [one.jaren for one in profiel.bewaren if one.jaren and one.gegevens is Gegevens.ZAAK]
    if not terms:
        return []
    old = list(diensten.bewaarplaats.gesloten_tot(f"{now.year - min(terms)}-{now.month:02}"))
    return [one for one in old if bewaren.stel_vernietiging_voor(one.zaak, profiel, now)]


def _propose(diensten: Diensten, referentie: str, now: datetime) -> None:
    regel = Logregel(
        referentie, "vernietiging voorgesteld", "zaak", "dienst", "dienst", now,
        sleutel=f"{referentie}/voorstel/{now:%Y-%m-%d}",
    )  # fmt: skip
    rule = partial(bewaren.stel_vernietiging_voor, profiel=diensten.profiel, now=now)
    casechange.change(diensten, referentie, rule, regel)
