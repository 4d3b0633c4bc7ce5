"""A copy for the agressor who asks what is known of them; a handler says which pieces are theirs (AVG article 15)."""

from collections.abc import Collection, Iterator, Sequence

from graph.errors import NotFound
from plugin.flows import bewerking
from plugin.flows.archief import Part, zipped
from plugin.flows.brief import letter_van
from plugin.flows.diensten import Diensten
from plugin.flows.manifest import bewijs_pad
from plugin.flows.opening import for_handler
from plugin.flows.politiepak import Pak
from plugin.protocol import inzageverzoek
from plugin.protocol.toegang import Wie
from plugin.protocol.weigering import Onbruikbaar, Weigering
from plugin.protocol.zaak import Zaak

LEEG = ("overzicht.txt", "Wij hebben geen gegevens van u.\n")
ONBEKEND_STUK = Onbruikbaar("Een van deze stukken hoort niet bij deze zaak. Lees de zaak opnieuw.")


def kopie(diensten: Diensten, wie: Wie, referentie: str, stukken: Sequence[str]) -> Pak | Weigering | None:
    """`stukken` are ids of evidence that this person sent, and of steps towards them: a handler looked at each."""
    dossier = for_handler(diensten, wie, referentie)
    if dossier is None:
        return None
    zaak, chosen = dossier.zaak, set(stukken)
    there = [*(one.id for one in zaak.bewijs), *(one.id for one in inzageverzoek.te_kiezen(zaak))]
    if not chosen.issubset(there):
        return ONBEKEND_STUK
    what = ", ".join(one for one in there if one in chosen) or "overzicht"
    diensten.casebook.log(bewerking.regel(diensten, wie, referentie, "kopie voor agressor gemaakt", what))
    return Pak(f"{referentie}-inzage.zip", zipped(_parts(diensten, zaak, chosen), LEEG))


def _parts(diensten: Diensten, zaak: Zaak, chosen: Collection[str]) -> Iterator[Part]:
    yield "overzicht.txt", inzageverzoek.overzicht(zaak, diensten.profiel, chosen)
    for measure in inzageverzoek.brieven(zaak, chosen):
        yield f"brieven/{measure.id}-{measure.brief.sjabloon}.docx", letter_van(diensten, measure).docx
    for piece in (one for one in zaak.bewijs if one.id in chosen):
        try:
            yield (
                f"stukken/{piece.bestand}",
                diensten.casebook.read(bewijs_pad(zaak.referentie, piece.bestand)),
            )
        except NotFound:
            yield f"stukken/{piece.bestand}.ontbreekt.txt", "Dit stuk is er niet meer.\n"
