"""The declaration of destruction: what went, on whose word, and what lies where until when (protocol 49)."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from plugin.flows.postvakken import DICHT, VERDWENEN, VERSTUURD
from plugin.protocol import bewaren
from plugin.protocol.bewaartermijn import Gegevens
from plugin.protocol.profiel import Profiel
from plugin.protocol.zaak import Zaak

# SharePoint keeps what was deleted for 93 days, both stages of the bin together.
PRULLENBAK = timedelta(days=93)
WEG = "zaak, bewijs, brieven, concepten, afspraken, versies van bestanden, eigen opslag"
BIN = (
    "De leeggemaakte regels liggen in de prullenbak van de zakensite, met de oude versies als de lijst die bewaart, "
    "uiterlijk tot {until}. Een beheerder leegt die eerder met python -m deploy.provision --leeg-prullenbak."
)
# What may be left in a mailbox, by why.
POSTVAKKEN = {
    VERSTUURD: "Verstuurde brieven staan in het postvak van wie ze stuurde: {postvakken}.",
    VERDWENEN: "Deze postvakken vinden wij niet meer, dus daar konden wij niets weghalen: {postvakken}.",
    DICHT: (
        "Deze postvakken konden wij niet openen: {postvakken}. "
        "Daar kan nog een concept of een afspraak van deze zaak staan. De beheerder kreeg bericht."
    ),
}


def van(zaak: Zaak, profiel: Profiel) -> dict[str, Any]:
    """What must be known when the case is gone. Raises LookupError for one that was not closed and proposed."""
    proposal = zaak.vernietiging
    if proposal is None or zaak.afsluiting is None:
        raise LookupError("a case that goes was closed and proposed")
    log_term = bewaren.termijn_van(zaak, profiel, Gegevens.LOGBOEK)
    return {
        "referentie": zaak.referentie,
        "gesloten_op": zaak.afsluiting.op.date().isoformat(),
        "orgaan": proposal.orgaan,
        "bewaartermijn_jaren": proposal.jaren,
        "selectielijst": proposal.selectielijst,
        "voorgesteld_op": proposal.voorgesteld_op.date().isoformat(),
        "goedgekeurd": [
            {"door": one.functie or profiel.functie_van(one.door), "op": one.op.date().isoformat()}
            for one in proposal.akkoord
        ],
        "aantal_bewijsstukken": len(zaak.bewijs),
        "aantal_maatregelen": len(zaak.maatregelen),
        "logboek_jaren": log_term.jaren if log_term else None,
    }


def af(said: dict[str, Any], postvakken: dict[str, list[str]], vandaag: date) -> dict[str, Any]:
    """The declaration as it is kept."""
    return said | {
        "vernietigd_op": vandaag.isoformat(),
        "vernietigd": WEG,
        "blijft": list(_remains(vandaag + PRULLENBAK, postvakken, said["logboek_jaren"])),
    }


def _remains(bin_until: date, postvakken: dict[str, list[str]], log_years: int | None) -> Iterator[str]:
    until = f"{log_years} jaar" if log_years else "zolang daarvoor geen termijn is vastgesteld"
    yield BIN.format(until=bin_until.isoformat())
    yield "Meldingen in Teams zijn zonder inhoud, en blijven tot Teams ze opruimt."
    yield "Reservekopieën van Microsoft vallen buiten ons bereik."
    yield f"Het logboek van deze zaak, zonder inhoud, blijft {until}."
    for why, words in POSTVAKKEN.items():
        if postvakken[why]:
            yield words.format(postvakken=", ".join(postvakken[why]))
