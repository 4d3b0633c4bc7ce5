"""What each measure is, as a melder reads it."""

from plugin.protocol.terms import MaatregelSoort

WAT = {
    MaatregelSoort.STOPGESPREK: "Een gesprek in {gebouw}. {Ondertekenaar} zegt dat dit moet stoppen.",
    MaatregelSoort.ORDEGESPREK: "Een gesprek in {gebouw} over hoe het anders moet.",
    MaatregelSoort.WAARSCHUWING: "Een brief. {Ondertekenaar} zegt daarin waar de grens ligt.",
    MaatregelSoort.ONTZEGGING_GEBOUW: "Een brief waarin staat dat iemand er een tijd niet in mag.",
    MaatregelSoort.ONTZEGGING_VERGADERING: "Een brief waarin staat dat iemand een tijd niet bij vergaderingen mag zijn.",
    MaatregelSoort.SCHADE: "Een brief met de schade en het bedrag.",
    MaatregelSoort.MELDING_POLITIE: "De politie krijgt de feiten. Dit is geen aangifte.",
    MaatregelSoort.AANGIFTE: "Wij vragen de politie en het Openbaar Ministerie om iemand te vervolgen.",
    MaatregelSoort.INFORMEREN_AMBTSDRAGERS: "Een vertrouwelijke notitie van één bladzijde.",
}


def leesbaar(soort: MaatregelSoort) -> str:
    """What there is to read: 'de uitnodiging' or 'de brief'."""
    talks = (MaatregelSoort.STOPGESPREK, MaatregelSoort.ORDEGESPREK)
    return "de uitnodiging" if soort in talks else "de brief"
