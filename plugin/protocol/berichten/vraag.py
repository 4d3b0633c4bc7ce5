"""The question to the betrokkene for exactly one step, or what is told where none is asked (protocol 14, 17)."""

from dataclasses import dataclass
from datetime import date

from plugin.protocol.berichten.aanduiding import voluit
from plugin.protocol.termijnen import schrijf_dag
from plugin.protocol.terms import MaatregelSoort, Uitvoerder
from plugin.protocol.toestemming import Geadresseerde

MAG: dict[MaatregelSoort, str] = {
    MaatregelSoort.STOPGESPREK: "Mag {ondertekenaar} {wie} uitnodigen voor een stopgesprek?",
    MaatregelSoort.ORDEGESPREK: "Mag {ondertekenaar} {wie} uitnodigen voor een ordegesprek?",
    MaatregelSoort.WAARSCHUWING: "Mag {ondertekenaar} {wie} een waarschuwing sturen?",
    MaatregelSoort.ONTZEGGING_GEBOUW: "Mag {organisatie} {wie} de toegang weigeren tot {plek}, {periode}?",
    MaatregelSoort.ONTZEGGING_VERGADERING: "Mag {organisatie} {wie} de toegang weigeren tot {plek}, {periode}?",
    MaatregelSoort.SCHADE: "Mag {organisatie} uw schade terugvragen bij {wie}?",
    MaatregelSoort.MELDING_POLITIE: "Mag {organisatie} dit bij de politie melden?",
    MaatregelSoort.AANGIFTE: "Mag {organisatie} aangifte doen bij de politie?",
    MaatregelSoort.INFORMEREN_AMBTSDRAGERS: "Mag {ondertekenaar} andere ambtsdragers vertellen wat er gebeurde, "
    "in {wie}?",
}
ZELF: dict[MaatregelSoort, str] = {
    MaatregelSoort.STOPGESPREK: "Wilt u zelf een stopgesprek voeren met {wie}?",
    MaatregelSoort.ORDEGESPREK: "Wilt u zelf een ordegesprek voeren met {wie}?",
    MaatregelSoort.SCHADE: "Wilt u zelf uw schade terugvragen bij {wie}?",
    MaatregelSoort.MELDING_POLITIE: "Wilt u dit zelf bij de politie melden?",
    MaatregelSoort.AANGIFTE: "Wilt u zelf aangifte doen bij de politie?",
}
KLACHT = "Wilt u een klacht bij de politie ondertekenen? Zonder klacht kan de politie een belediging vaak niet vervolgen."
MEDEDELING: dict[MaatregelSoort, str] = {
    MaatregelSoort.ONTZEGGING_VERGADERING: "De voorzitter weigert {wie} de toegang tot {plek}, {periode}. "
    "Daar is geen toestemming voor nodig.",
    MaatregelSoort.SCHADE: "De organisatie vraagt de schade aan haar eigen spullen terug. "
    "Daar is geen toestemming voor nodig, en niemand wordt genoemd.",
}


@dataclass(frozen=True)
class Stapwoorden:
    """The words a question is made of; `plek` and the days are those of a ban."""

    ondertekenaar: str
    organisatie: str
    aan: Geadresseerde
    plek: str = ""
    van: date | None = None
    tot: date | None = None

    def gevuld(self, zin: str) -> str:
        period = (
            f"van {schrijf_dag(self.van)} tot en met {schrijf_dag(self.tot)}" if self.van and self.tot else ""
        )
        return zin.format(
            ondertekenaar=self.ondertekenaar,
            organisatie=self.organisatie,
            wie=voluit(self.aan),
            plek=self.plek,
            periode=period,
        )


def vraag(soort: MaatregelSoort, uitvoerder: Uitvoerder, woorden: Stapwoorden) -> str:
    """What the betrokkene is asked; where the betrokkene does it, that we help."""
    if uitvoerder is Uitvoerder.MELDER and soort in ZELF:
        return f"{woorden.gevuld(ZELF[soort])} Wij helpen u."
    return woorden.gevuld(MAG[soort])


def mededeling(soort: MaatregelSoort, woorden: Stapwoorden) -> str:
    """What the melder is told of a step that waits for no consent."""
    return woorden.gevuld(MEDEDELING[soort])
