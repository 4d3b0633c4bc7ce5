"""A handler records support, order, threat, hand-over and closing: one road, under the version that was read."""

from functools import partial

from plugin.casebook.book import Dossier
from plugin.flows import briefopzet
from plugin.flows.achtergrond import begin_werk
from plugin.flows.bewerking import Blad, Uitkomst, wijzig
from plugin.flows.diensten import Diensten
from plugin.flows.uitvoering import Regel, lokaal, vandaag
from plugin.flows.weergave import voor_behandelaar
from plugin.protocol import afhandeling, herkenning, woordvoering
from plugin.protocol.geweest import dag_geweest, moment_geweest
from plugin.protocol.invoer import (
    DreigingIn,
    NazorgIn,
    OrdeIn,
    OverdragenIn,
    PersoonIn,
    SluitenIn,
    TaakIn,
    WoordvoeringIn,
    ZaakbriefIn,
)
from plugin.protocol.toegang import Wie
from plugin.protocol.weigering import Weigering
from plugin.protocol.zaak import Afsluiting, Nazorg, Ordemaatregel, Taak, Woordvoering


def leg_nazorg_vast(diensten: Diensten, wie: Wie, referentie: str, etag: str, gegeven: NazorgIn) -> Uitkomst:
    """Protocol 29."""
    nazorg = Nazorg(
        voor=gegeven.voor, antwoord=gegeven.antwoord, datum=lokaal(diensten, gegeven.datum), door=wie.oid,
        vastgelegd_op=diensten.now(),
    )  # fmt: skip
    been = dag_geweest(nazorg.datum, vandaag(diensten))
    rule = _behind(been, partial(afhandeling.leg_nazorg_vast, nazorg=nazorg))
    return _done(diensten, wie, referentie, etag, rule, f"nazorg {gegeven.voor} vastgelegd")


def sluit(diensten: Diensten, wie: Wie, referentie: str, etag: str, gegeven: SluitenIn) -> Uitkomst:
    """Protocol 29: not before support was offered."""
    end = Afsluiting(op=diensten.now(), door=wie.oid, reden=gegeven.reden)
    return _done(diensten, wie, referentie, etag, partial(afhandeling.sluit, afsluiting=end), "zaak gesloten")


def leg_orde_vast(diensten: Diensten, wie: Wie, referentie: str, etag: str, gegeven: OrdeIn) -> Uitkomst:
    """Protocol 23."""
    step = Ordemaatregel(
        stap=gegeven.stap, tijd=gegeven.tijd, vergadering=gegeven.vergadering, wie=gegeven.wie, door=wie.oid
    )
    been = moment_geweest(step.tijd, diensten.now())
    rule = _behind(been, partial(afhandeling.leg_orde_vast, orde=step))
    return _done(diensten, wie, referentie, etag, rule, f"orde: {gegeven.stap}")


def zet_dreiging(diensten: Diensten, wie: Wie, referentie: str, etag: str, gegeven: DreigingIn) -> Uitkomst:
    """Protocol 39."""
    rule = partial(afhandeling.zet_dreiging, actief=gegeven.actief)
    return _done(diensten, wie, referentie, etag, rule, "dreiging aan" if gegeven.actief else "dreiging uit")


def zet_taak(diensten: Diensten, wie: Wie, referentie: str, etag: str, gegeven: TaakIn) -> Uitkomst:
    """Protocol 32."""
    task = Taak(taak=gegeven.taak, gedaan=gegeven.gedaan, door=wie.oid, op=diensten.now())
    rule = partial(afhandeling.zet_taak, taak=task, profiel=diensten.profiel)
    handeling = "taak gedaan" if gegeven.gedaan else "taak heropend"
    return _done(diensten, wie, referentie, etag, rule, handeling)


def draag_over(diensten: Diensten, wie: Wie, referentie: str, etag: str, gegeven: OverdragenIn) -> Uitkomst:
    """Protocol 10 holds for who takes over too."""
    aan = diensten.profiel.persoon(gegeven.aan)
    rule = partial(afhandeling.draag_over, aan=aan, profiel=diensten.profiel)
    return _done(diensten, wie, referentie, etag, rule, "zaak overgedragen")


def herken_agressor(diensten: Diensten, wie: Wie, referentie: str, etag: str, gegeven: PersoonIn) -> Uitkomst:
    """Protocol 10: who thereby is a party stops reading; who was wrongly taken for one reads again."""
    rule = partial(herkenning.herken_agressor, oid=gegeven.oid, profiel=diensten.profiel)
    return _done(diensten, wie, referentie, etag, rule, "agressor herkend")


def leg_woordvoering_vast(
    diensten: Diensten, wie: Wie, referentie: str, etag: str, gegeven: WoordvoeringIn
) -> Uitkomst:
    """Protocol 37, 39."""
    agreed = Woordvoering(
        spreker=gegeven.spreker, afspraak=gegeven.afspraak, openbaar=gegeven.openbaar,
        datum=lokaal(diensten, gegeven.datum), door=wie.oid, vastgelegd_op=diensten.now(),
    )  # fmt: skip
    been = dag_geweest(agreed.datum, vandaag(diensten))
    rule = _behind(
        been, partial(woordvoering.leg_woordvoering_vast, afspraak=agreed, profiel=diensten.profiel)
    )
    return _done(diensten, wie, referentie, etag, rule, "woordvoering vastgelegd")


def maak_brief(diensten: Diensten, wie: Wie, referentie: str, etag: str, gegeven: ZaakbriefIn) -> Uitkomst:
    """A letter to the betrokkene becomes a draft (protocol 11, 31)."""
    rule = partial(briefopzet.aan_betrokkene, diensten, soort=gegeven.soort, now=diensten.now())
    return _done(diensten, wie, referentie, etag, rule, f"brief gevraagd: {gegeven.soort}")


def koppel_betrokkene(
    diensten: Diensten, wie: Wie, referentie: str, etag: str, gegeven: PersoonIn
) -> Uitkomst:
    """The person a melding is about gets it under the own account."""
    rule = partial(
        afhandeling.koppel_betrokkene,
        oid=gegeven.oid,
        door=wie.oid,
        profiel=diensten.profiel,
        adressen=wie.adressen,
    )
    return _done(diensten, wie, referentie, etag, rule, "betrokkene gekoppeld")


def _behind(allowed: bool | Weigering, rule: Regel) -> Regel:
    """The rule, behind what holds whatever the case says."""
    return (lambda _zaak: allowed) if isinstance(allowed, Weigering) else rule


def _done(
    diensten: Diensten,
    wie: Wie,
    referentie: str,
    etag: str,
    rule: Regel,
    handeling: str,
) -> Uitkomst:
    """The case as it is now, with the work that follows begun."""
    saved = wijzig(diensten, wie, referentie, etag, rule, handeling, "zaak")
    if not isinstance(saved, Dossier):
        return saved
    begin_werk(diensten, saved.zaak)
    return Blad(voor_behandelaar(saved.zaak, saved.etag), saved.etag)
