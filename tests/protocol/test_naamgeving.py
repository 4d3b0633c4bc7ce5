"""A letter names the betrokkene only with consent for it, whoever wrote the words (protocol 14, 17)."""

from typing import Any

import pytest

from plugin.protocol.naamgeving import times_named
from plugin.protocol.profiel import Profiel
from plugin.protocol.toestemming import Geadresseerde
from plugin.protocol.zaak import Partij
from tests.protocol.bouwstenen import CDK, GRIFFIER, STATENLID, een_melding, een_zaak

GRIFFIER_MELDT = {"melder": Partij(oid=GRIFFIER, naam="Griffier Voorbeeld", functie="griffier")}
ORDE = {"melding": een_melding(route="ordeverstoring"), **GRIFFIER_MELDT}
NAMENS = {
    "melding": een_melding(namens={"naam": "Statenlid Twee"}),
    "betrokkene": Partij(naam="Statenlid Twee"),
}
DE_COMMISSARIS = {
    "melding": een_melding(namens={"naam": "Commissaris", "oid": CDK}),
    "betrokkene": Partij(oid=CDK, naam="Commissaris"),
}
KORT = {"melding": een_melding(namens={"naam": "An"}), "betrokkene": Partij(naam="An")}
ACCENTEN = {"betrokkene": Partij(naam="Jos\u00e9 B\u00e4r")}
BOOS = Geadresseerde(naam="Boze Burger")


@pytest.mark.parametrize(
    ("case", "aan", "text", "named"),
    [
        pytest.param({}, BOOS, "De deur van de kamer van Statenlid Een.", True, id="the whole name"),
        pytest.param({}, BOOS, "de kamer van\nSTATENLID\u00a0 een", True, id="however it is spaced and written"),
        pytest.param({}, BOOS, "een politieke ambtsdrager, een Statenlid", False, id="the office alone"),
        pytest.param({"melder": Partij(oid=STATENLID, naam="S. Een")}, BOOS, "Statenlid Een", True, id="as the profile has it"),
        pytest.param({"melder": Partij(oid=STATENLID, naam="S. Een")}, BOOS, "de jas van S. Een", True, id="as the account has it"),
        pytest.param(NAMENS, BOOS, "de jas van Statenlid Twee", True, id="for whom somebody else reported"),
        pytest.param(NAMENS, BOOS, "de jas van Statenlid Een", False, id="who reported is not who it is about"),
        pytest.param({}, Geadresseerde(naam="De heer Statenlid Een"), "Geachte heer Statenlid Een", False,
                     id="the other has the same name"),
        pytest.param(ORDE, BOOS, "Bel Griffier Voorbeeld.", False, id="who reports by office can be called"),
        pytest.param(KORT, BOOS, "in januari, uit Anna", False, id="a short name within other words"),
        pytest.param(KORT, BOOS, "de jas van An.", True, id="a short name by itself"),
        pytest.param(ACCENTEN, BOOS, "de jas van Jose\u0301 Ba\u0308r", True, id="accents as a Mac writes them"),
        pytest.param(ACCENTEN, BOOS, "de jas van Jos\u00e9\u00ad B\u00e4r", True, id="with a mark that nobody sees"),
        pytest.param(GRIFFIER_MELDT, BOOS, "Bel Griffier Voorbeeld.", True, id="a griffier to whom it happened"),
        pytest.param({"melder": Partij(oid=CDK)}, BOOS, "Commissaris Voorbeeld", True, id="a CdK to whom it happened"),
        pytest.param({"melder": Partij(oid=CDK)}, BOOS, "Loco-commissaris Voorbeeld", False, id="who signs for the CdK"),
        pytest.param({"melder": Partij(oid=CDK)}, BOOS, "Commissaris Voorbeeld en Loco-commissaris Voorbeeld", True,
                     id="both of them"),
        pytest.param(DE_COMMISSARIS, BOOS, "De loco-commissaris van de Koning", False,
                     id="the title of an office"),
        pytest.param(DE_COMMISSARIS, BOOS, "aan Commissaris Voorbeeld", True,
                     id="a name that holds such a word"),
    ],
)  # fmt: skip
def test_a_name_is_found_in_the_words_of_a_letter(
    profiel: Profiel, case: dict[str, Any], aan: Geadresseerde, text: str, named: bool
) -> None:
    assert bool(times_named(profiel, een_zaak(**case), aan, text)) is named
