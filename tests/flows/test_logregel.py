"""What the log and a mail are given always fits: what SharePoint or Exchange refuses is refused for ever."""

from plugin.casebook.columns import LOGBOEK
from plugin.casebook.logboek import Logregel
from plugin.flows.brief import LONGEST_NAME, ontvanger
from tests.protocol.bouwstenen import NU

WIDTHS = {one.name: one.facet["text"]["maxLength"] for one in LOGBOEK.columns if one.kind == "text"}


def test_an_entry_about_many_things_at_once_fits_its_column() -> None:
    about = ", ".join(f"termijn/m{number}" for number in range(50))
    words = Logregel("M-7K2M9XQ4", "termijn verstreken", about, "dienst", "dienst", NU).woorden()

    assert [name for name, text in words.items() if len(text) > WIDTHS.get(name, 255)] == []
    assert words["Object"].startswith("termijn/m0, termijn/m1")


def test_a_name_in_a_mail_stands_on_one_line_and_ends() -> None:
    assert ontvanger("Boze\nBurger ", "boos@elders.example") == ("Boze Burger", "boos@elders.example")
    assert ontvanger(None, "boos@elders.example")[0] == "boos@elders.example"
    assert len(ontvanger("x" * 10_000, "boos@elders.example")[0]) == LONGEST_NAME
