"""A case fits the columns of its row as SharePoint counts them, and comes back as it was."""

import pytest

from graph.lists import Item
from plugin.casebook.columns import STAND_COLUMNS
from plugin.casebook.rows import COLUMN_CHARACTERS, case_fields, case_of
from plugin.protocol.zaak import Aanvulling
from tests.protocol.bouwstenen import NU, STATENLID, een_zaak


@pytest.mark.parametrize("sign", ["x", "é", "😀", "x😀"], ids=["plain", "accent", "emoji", "mixed"])
def test_no_column_holds_more_than_sharepoint_takes_and_nothing_is_lost(sign: str) -> None:
    words = [
        Aanvulling(sleutel=str(number), tekst=(sign * 10_000)[:10_000], door=STATENLID, op=NU)
        for number in range(10)
    ]
    zaak = een_zaak(aanvullingen=words)
    fields = case_fields(zaak)
    sizes = [len((fields[column] or "").encode("utf-16-le")) // 2 for column in STAND_COLUMNS]
    assert max(sizes) <= COLUMN_CHARACTERS
    assert case_of(Item("1", "e", fields)) == zaak
