"""The page promises support on the very days on which the run asks for it (protocol 31)."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from plugin.flows.weergave import regel
from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import NazorgAntwoord, NazorgVoor
from plugin.protocol.wekker import Aanleiding, wekkers
from plugin.protocol.zaak import Nazorg
from plugin.web.nazorg_words import vragen_na
from tests.protocol.bouwstenen import DEMO, GRIFFIER, NU, een_melding, een_zaak

PROFIEL = Profiel.load(DEMO)
LATER = Nazorg(
    voor=NazorgVoor.MELDER,
    antwoord=NazorgAntwoord.LATER,
    datum=date(2026, 12, 4),
    door=GRIFFIER,
    vastgelegd_op=NU,
)


@pytest.mark.parametrize(
    "velden",
    [
        {},
        {"nazorg": (LATER,)},
        {"ontvangen_op": datetime(2026, 12, 18, 12, tzinfo=UTC)},
        {"melding": een_melding(route="ordeverstoring")},
    ],
    ids=[
        "counted from the receipt",
        "from the first offer",
        "never on a holiday",
        "not for who acts by office",
    ],
)
def test_the_days_on_the_page_are_those_of_the_run(velden: dict[str, Any]) -> None:
    zaak = een_zaak(**velden)

    asked = [one.op.date() for one in wekkers(zaak, PROFIEL) if one.aanleiding is Aanleiding.NAZORG]

    assert [day for day, _ in vragen_na(regel(zaak, '"1"'), PROFIEL)] == asked
