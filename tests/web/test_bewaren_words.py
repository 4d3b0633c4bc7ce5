"""What the pages of destruction and toezicht say, for each state in which a proposal or an entry can be."""

from datetime import UTC, datetime
from typing import Any

import pytest

from plugin.protocol.profiel import Profiel
from plugin.web import toezicht_words, vernietiging_words
from tests.protocol.bouwstenen import DEMO, FG, ONBEKEND

PROFIEL = Profiel.load(DEMO)
NOW = datetime(2026, 11, 24, 12, 46, 5, tzinfo=UTC).isoformat()
VOORSTEL: dict[str, Any] = {
    "referentie": "M-7K2M9XQ4", "etag": '"1"', "gesloten_op": NOW, "voorgesteld_op": NOW, "orgaan": "provinciale organen",
    "jaren": 5, "selectielijst": "7.1.2", "akkoord": 0, "u_gaf_akkoord": False,
}  # fmt: skip
VERKLARING: dict[str, Any] = {
    "referentie": "M-7K2M9XQ4", "vernietigd_op": "2026-11-24", "orgaan": "wij", "bewaartermijn_jaren": 5,
    "selectielijst": "7.1.2", "goedgekeurd": [{"door": "griffier", "op": "2026-11-23"}], "blijft": ["Een zin."],
}  # fmt: skip


@pytest.mark.parametrize(
    ("count", "mine", "said", "may"),
    [
        (0, False, "Nog niemand gaf akkoord.", True),
        (1, False, "Eén persoon gaf akkoord. U bent de tweede.", True),
        (1, True, "U gaf akkoord. Nu wacht dit op een tweede persoon.", False),
        (2, True, "Twee personen gaven akkoord. De vernietiging loopt.", False),
        (2, False, "Twee personen gaven akkoord. De vernietiging loopt.", False),
    ],
)
def test_a_proposal_says_who_still_must_agree(count: int, mine: bool, said: str, may: bool) -> None:
    one = VOORSTEL | {"akkoord": count, "u_gaf_akkoord": mine}
    shown = vernietiging_words.vernietiging([one], {"aantal": 0, "items": []}, PROFIEL)["voorstellen"][0]
    assert (shown["akkoord"], shown["mag"]) == (said, may)
    assert (shown["termijn"], shown["selectielijst"]) == ("5 jaar, provinciale organen", "7.1.2")


@pytest.mark.parametrize(
    ("until", "said"), [("2027-02-25", "Tot en met donderdag 25 februari 2027"), (None, "Niet meer")]
)
def test_what_went_says_until_when_a_bin_holds_a_rest(until: str | None, said: str) -> None:
    gone = {"aantal": 51, "items": [VERKLARING | {"prullenbak_tot": until}]}
    words = vernietiging_words.vernietiging([], gone, PROFIEL)
    assert (words["vernietigd"][0]["prullenbak"], words["in_prullenbak"]) == (said, until is not None)
    assert words["vernietigd"][0]["door"] == ["griffier (maandag 23 november 2026)"]
    assert words["meer"].startswith("Van nog 50 zaken")


@pytest.mark.parametrize(
    ("actor", "origin", "who", "where"),
    [
        (FG, "10.0.0.1", "Functionaris gegevensbescherming", "10.0.0.1"),
        ("dienst", "dienst", "De dienst zelf", "De dienst zelf"),
        (ONBEKEND, "10.0.0.1", ONBEKEND, "10.0.0.1"),
    ],
)
def test_an_entry_names_a_function_never_a_person(actor: str, origin: str, who: str, where: str) -> None:
    entry = {
        "nummer": 1, "handeling": "zaak ingezien", "object": "zaak", "resultaat": "gelukt", "herkomst": origin,
        "actor": actor, "tijd": NOW,
    }  # fmt: skip
    row = toezicht_words.regels({"items": [entry]}, "M-7K2M9XQ4", PROFIEL)["regels"][0]
    assert (row["actor"], row["herkomst"]) == (who, where)
    assert row["tijd"] == "dinsdag 24 november 2026, 13.46.05 uur"
