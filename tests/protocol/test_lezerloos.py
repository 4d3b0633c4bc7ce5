"""The beheerder was told that nobody may read a case; when the profile has somebody, that is who reads."""

from typing import Any

import pytest

from plugin.protocol.lezerloos import met_lezers
from plugin.protocol.profiel import Profiel
from plugin.protocol.terms import ZaakStatus
from plugin.protocol.vernietiging import Beperking
from plugin.protocol.zaak import Zaak
from tests.protocol.bouwstenen import (
    BEHEERDER,
    CDK,
    GEDEPUTEERDE,
    GRIFFIER,
    NU,
    SECRETARIS,
    een_melding,
    een_zaak,
)

EVERYBODY = tuple(f"{name}@provincie.example" for name in ("cdk", "loco-cdk", "griffier"))


def unread(**fields: Any) -> Zaak:
    return een_zaak(lezers=(), afzenders=EVERYBODY, **fields)


def test_while_the_profile_has_nobody_nothing_changes_and_nobody_is_told_again(profiel: Profiel) -> None:
    assert met_lezers(unread(), profiel, NU) == unread()


def test_a_new_stand_in_reads_it_is_told_and_has_the_usual_time(inhoud: dict[str, Any]) -> None:
    inhoud["routering"]["plaatsvervangers"]["griffier"] = "provinciesecretaris"
    found = met_lezers(unread(), Profiel.model_validate(inhoud), NU)
    assert (found.lezers, found.te_melden, found.werk) == (("provinciesecretaris",), (SECRETARIS,), ("meld",))
    assert found.lezen_voor is not None
    assert found.lezen_voor > NU


def test_readers_who_prove_to_be_parties_make_room_and_without_anybody_the_beheerder_hears_it_once(
    profiel: Profiel,
) -> None:
    shut = een_zaak(lezers=("griffier",), eigen_adressen=("griffier@provincie.example",))
    found = met_lezers(shut, profiel, NU)
    assert (found.lezers, found.te_melden) == (("cdk",), (CDK,))

    nobody = met_lezers(unread().model_copy(update={"lezers": ("griffier",)}), profiel, NU)
    assert (nobody.lezers, nobody.te_melden) == ((), (BEHEERDER,))
    assert met_lezers(nobody, profiel, NU) == nobody


def test_once_the_agressor_was_recognised_the_readers_are_the_usual_ones(profiel: Profiel) -> None:
    named = een_melding(agressor={"hoedanigheid": "ambtsdrager", "naam": "Iemand"})
    found = met_lezers(een_zaak(melding=named, agressor=GEDEPUTEERDE, lezers=()), profiel, NU)
    assert found.lezers == ("cdk", "griffier")


@pytest.mark.parametrize(
    "zaak",
    [
        een_zaak(lezers=("griffier",)),
        een_zaak(lezers=(), status=ZaakStatus.AFGESLOTEN),
        een_zaak(lezers=(), beperkt=Beperking(reden="x", door=GRIFFIER, op=NU)),
    ],
    ids=["somebody reads it", "closed", "restricted"],
)
def test_every_other_case_stays_as_it_is(zaak: Zaak, profiel: Profiel) -> None:
    assert met_lezers(zaak, profiel, NU) == zaak
