"""What leaves the case for somebody outside holds no more than that person may have (protocol 14, 26; AVG article 15)."""

from datetime import date
from typing import Any

import pytest

from plugin.protocol import inzageverzoek, politiepak
from plugin.protocol.maatregel import Maatregel
from plugin.protocol.terms import MaatregelSoort, MaatregelStatus, Uitvoerder
from tests.protocol.bouwstenen import NU, een_maatregel, een_zaak


def done(**velden: Any) -> Maatregel:
    return een_maatregel(
        **{"status": MaatregelStatus.UITGEVOERD, "uitgevoerd_op": date(2026, 11, 24)} | velden
    )


@pytest.mark.parametrize(("uitvoerder", "letters"), [(Uitvoerder.PROVINCIE, 1), (Uitvoerder.MELDER, 0)])
def test_the_agressor_gets_a_copy_of_the_letters_that_went_out_and_of_no_other(
    uitvoerder: Uitvoerder, letters: int
) -> None:
    zaak = een_zaak(maatregelen=(done(uitvoerder=uitvoerder),))

    assert len(inzageverzoek.stappen(zaak)) == 1
    assert len(inzageverzoek.brieven(zaak)) == letters


def test_the_police_hear_what_was_done_to_the_agressor_and_not_whom_the_organisation_informed() -> None:
    zaak = een_zaak(
        maatregelen=(
            done(id="m1", soort=MaatregelSoort.WAARSCHUWING),
            done(id="m2", soort=MaatregelSoort.INFORMEREN_AMBTSDRAGERS),
        )
    )

    told = politiepak.gebeurtenissen(zaak, (), NU)

    assert [one["waarop"] for one in told if one["wat"] == "stap uitgevoerd"] == ["waarschuwing"]
