"""The list of cases in words: what was looked through, and that there is more."""

from typing import Any

import pytest

from plugin.protocol.lijst import Zoekvraag
from plugin.protocol.profiel import Profiel
from plugin.web.rendering import fragment
from plugin.web.zaken_words import NIET_ALLES, NIETS_IN_DIT_DEEL, verder, zoekvelden
from tests.protocol.bouwstenen import DEMO

PROFIEL = Profiel.load(DEMO)
ASKED: dict[str, Any] = zoekvelden(Zoekvraag(zoek="boos"), PROFIEL)
MORE = "/deel/zaken?volgende=00ff"
NOTHING: dict[str, Any] = {
    "wacht": [],
    "andere": [],
    "wacht_aantal": "0 zaken",
    "andere_aantal": "0 zaken",
    "taken": [],
}


@pytest.mark.parametrize("name", ["zaken_lijst", "zaken_meer"])
def test_a_search_that_looked_through_a_part_says_so_and_offers_to_go_on(name: str) -> None:
    part, end = (
        fragment(name, meer_adres=address, verder=verder(address, []), **NOTHING, **ASKED).get_data(
            as_text=True
        )
        for address in (MORE, "")
    )
    assert (NIETS_IN_DIT_DEEL in part, MORE in part, "Geen zaak gevonden" in part) == (True, True, False)
    assert ("Er is nog meer" in end, "data-meer" in end, "Geen zaak gevonden" in end) == (False, False, True)


def test_what_was_found_in_a_part_is_not_called_all() -> None:
    assert (verder(MORE, [{}]), verder("", [{}])) == (NIET_ALLES, "")
