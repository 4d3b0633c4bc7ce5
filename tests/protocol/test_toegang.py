"""The role opens nothing: only the list of readers of this very case does, and never for a party."""

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugin.protocol.herkenning import herken_agressor
from plugin.protocol.profiel import Profiel
from plugin.protocol.routering import partijen, verdeel
from plugin.protocol.toegang import is_betrokkene, lezers_van, may_follow, may_handle, may_sign, partijen_van
from plugin.protocol.vernietiging import Voorstel
from plugin.protocol.zaak import Partij, Zaak
from tests.protocol.bouwstenen import (
    ANDER_STATENLID,
    BEHEERDER,
    CDK,
    DEMO,
    FG,
    GEDEPUTEERDE,
    GRIFFIER,
    LOCO,
    NU,
    ONBEKEND,
    REGISSEUR,
    SECRETARIS,
    STATENLID,
    een_melding,
    een_zaak,
)
from tests.protocol.test_routering import AFZENDERS, MELDINGEN, OIDS

NAMENS_IEMAND = {"namens": {"naam": "Iemand Anders"}}


@pytest.mark.parametrize(
    ("person", "may"),
    [
        pytest.param(CDK, True, id="a reader who is CdK"),
        pytest.param(GRIFFIER, True, id="a reader who is griffier"),
        pytest.param(LOCO, False, id="the loco-CdK, who does not act here"),
        pytest.param(SECRETARIS, False, id="the secretaris, whose case it is not"),
        pytest.param(REGISSEUR, False, id="the regisseur, never"),
        pytest.param(FG, False, id="toezicht, never"),
        pytest.param(BEHEERDER, False, id="the beheerder, never"),
        pytest.param(STATENLID, False, id="the melder, who follows and does not handle"),
        pytest.param(ANDER_STATENLID, False, id="another Statenlid"),
        pytest.param(ONBEKEND, False, id="somebody the profile does not know"),
        pytest.param("", False, id="nobody"),
    ],
)
def test_a_case_opens_for_its_readers_alone(profiel: Profiel, person: str, may: bool) -> None:
    assert may_handle(een_zaak(), person, profiel) is may


@pytest.mark.parametrize(
    ("zin", "velden"),
    [
        ("agressor by object id", {"melding": een_melding(agressor={"oid": GRIFFIER})}),
        ("agressor by address", {"melding": een_melding(agressor={"email": "Griffier+x@provincie.example"})}),
        ("betrokkene by object id", {"melding": een_melding(namens={"naam": "G", "oid": GRIFFIER})}),
        ("betrokkene by address", {"melding": een_melding(namens={"naam": "G", "email": "griffier@provincie.example"})}),
        ("betrokkene by an account linked later", {"melding": een_melding(**NAMENS_IEMAND),
                                                   "betrokkene": Partij(oid=GRIFFIER, naam="Iemand Anders")}),
        ("melder", {"melder": Partij(oid=GRIFFIER, naam="Griffier Voorbeeld")}),
        ("sender of an evidence mail", {"afzenders": ("GRIFFIER@provincie.example",)}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_a_party_cannot_handle_whatever_the_list_of_readers_says(
    profiel: Profiel, zin: str, velden: dict[str, Any]
) -> None:
    zaak = een_zaak(**velden, lezers=("cdk", "griffier"))

    assert not may_handle(zaak, GRIFFIER, profiel), zin
    assert may_handle(zaak, CDK, profiel)
    assert [person.functie for person in lezers_van(zaak, profiel)] == ["cdk"]


@pytest.mark.parametrize(
    ("velden", "functie", "may"),
    [
        pytest.param({}, "cdk", True, id="the CdK, who has no part in it"),
        pytest.param({"afzenders": ("cdk@provincie.example",)}, "cdk", False, id="the CdK, who became a sender"),
        pytest.param({"afzenders": ("cdk@provincie.example",)}, "loco_cdk", True, id="the stand-in of such a CdK"),
        pytest.param({"melding": een_melding(**NAMENS_IEMAND), "betrokkene": Partij(oid=CDK)}, "cdk", False,
                     id="the CdK, who was linked as betrokkene"),
        pytest.param({}, "wethouder", False, id="an office that nobody holds"),
    ],
)  # fmt: skip
def test_who_became_a_party_no_longer_signs(
    profiel: Profiel, velden: dict[str, Any], functie: str, may: bool
) -> None:
    allowed = may_sign(een_zaak(**velden), functie, profiel)

    assert bool(allowed) is may
    assert may or "Stel de maatregel opnieuw voor." in str(allowed)


def test_a_case_without_readers_opens_for_nobody(profiel: Profiel) -> None:
    zaak = een_zaak(lezers=())

    assert not any(may_handle(zaak, person.oid, profiel) for person in profiel.personen)
    assert lezers_van(zaak, profiel) == ()


def test_who_reports_by_office_may_handle_the_case(profiel: Profiel) -> None:
    griffier = Partij(oid=GRIFFIER, naam="Griffier Voorbeeld")

    assert may_handle(
        een_zaak(melder=griffier, melding=een_melding(route="ordeverstoring")), GRIFFIER, profiel
    )


def test_the_office_opens_the_case_for_its_new_holder_and_no_longer_for_the_old(profiel: Profiel) -> None:
    later = tuple(
        person.model_copy(update={"oid": ONBEKEND, "adres": "nieuw@provincie.example"})
        if person.functie == "griffier"
        else person
        for person in profiel.personen
    )
    changed = profiel.model_copy(update={"personen": later})

    assert may_handle(een_zaak(), ONBEKEND, changed)
    assert not may_handle(een_zaak(), GRIFFIER, changed)


def test_melder_and_betrokkene_both_follow_and_the_betrokkene_alone_consents() -> None:
    zaak = een_zaak(
        melding=een_melding(**NAMENS_IEMAND), betrokkene=Partij(oid=ANDER_STATENLID, naam="Iemand Anders")
    )

    assert may_follow(zaak, STATENLID)
    assert may_follow(zaak, ANDER_STATENLID)
    assert not may_follow(zaak, GEDEPUTEERDE)
    assert is_betrokkene(zaak, ANDER_STATENLID)
    assert not is_betrokkene(zaak, STATENLID)


def test_a_betrokkene_without_account_is_nobody_who_can_answer() -> None:
    zaak = een_zaak(melding=een_melding(**NAMENS_IEMAND), betrokkene=Partij(naam="Iemand Anders"))

    assert not any(is_betrokkene(zaak, oid) for oid in (STATENLID, ANDER_STATENLID, GRIFFIER, ""))


def test_a_linked_betrokkene_is_a_party_and_the_first_parties_stay_so() -> None:
    told = een_melding(**NAMENS_IEMAND, agressor={"email": "boos@elders.example"})
    zaak = een_zaak(melding=told, betrokkene=Partij(oid=CDK, naam="Iemand Anders"))
    first = partijen(told, STATENLID, ())

    assert partijen_van(zaak).oids == first.oids | {CDK}
    assert partijen_van(zaak).adressen == first.adressen


PROFIEL = Profiel.load(DEMO)
NIEUW_ACCOUNT = "00000000-0000-4000-8000-000000000077"


def met(persoon: str, **velden: Any) -> Profiel:
    """The profile as it is later: this person has another account, or an alias more."""
    people = [one.model_copy(update=velden) if one.oid == persoon else one for one in PROFIEL.personen]
    return PROFIEL.model_copy(update={"personen": tuple(people)})


PER_DADER = {"melding": een_melding(agressor={"hoedanigheid": "burger", "email": "prive@elders.example"})}


@pytest.mark.parametrize(
    ("later", "case"),
    [
        pytest.param(
            met(GRIFFIER, aliassen=("prive@elders.example",)), PER_DADER, id="an alias of the agressor"
        ),
        pytest.param(
            met(GRIFFIER, aliassen=("lid@elders.example",)),
            {"eigen_adressen": ("lid@elders.example",)},
            id="an alias that is the address of the melder",
        ),
        pytest.param(
            met(GRIFFIER, oid=NIEUW_ACCOUNT),
            {"melder": Partij(oid=GRIFFIER), "eigen_adressen": ("griffier@provincie.example",)},
            id="a second account of the melder",
        ),
    ],
)
def test_a_party_whom_the_profile_gets_to_know_later_does_not_read(
    later: Profiel, case: dict[str, Any]
) -> None:
    zaak = een_zaak(**case)
    holder = later.met_functie("griffier")
    assert holder is not None
    assert not may_handle(zaak, holder.oid, later)
    assert may_handle(een_zaak(), holder.oid, later)


def test_who_was_recognised_as_agressor_stays_out_with_another_account_and_who_was_not_comes_back() -> None:
    later = met(CDK, oid=NIEUW_ACCOUNT)
    known = herken_agressor(een_zaak(), CDK, PROFIEL)
    assert isinstance(known, Zaak)
    read_on = known.model_copy(update={"lezers": ("cdk", "griffier")})
    assert not may_handle(read_on, NIEUW_ACCOUNT, later)
    mended = herken_agressor(known, ANDER_STATENLID, PROFIEL)
    assert isinstance(mended, Zaak)
    assert may_handle(mended, NIEUW_ACCOUNT, later)


def test_a_melder_with_a_second_account_is_told_nothing_under_the_first() -> None:
    found = verdeel(een_melding(), NIEUW_ACCOUNT, (), PROFIEL, ("Griffier@provincie.example",))
    office = verdeel(
        een_melding(route="ordeverstoring"), NIEUW_ACCOUNT, (), PROFIEL, ("griffier@provincie.example",)
    )
    assert "griffier" not in found.lezers
    assert "griffier" in office.lezers, "who reports by office is no melder in this sense"


@settings(max_examples=150, deadline=None)
@given(
    melding=MELDINGEN,
    melder=OIDS,
    afzenders=AFZENDERS,
    lezers=st.sets(st.sampled_from(sorted(PROFIEL.functies))),
)
def test_who_is_told_and_who_may_read_are_the_same_persons(
    melding: Any, melder: str, afzenders: list[str], lezers: set[str]
) -> None:
    singles = lezers - {"statenlid", "gedeputeerde"}
    zaak = een_zaak(
        melding=melding, melder=Partij(oid=melder), afzenders=tuple(afzenders), lezers=tuple(singles)
    )

    told = {person.oid for person in lezers_van(zaak, PROFIEL)}
    assert told == {person.oid for person in PROFIEL.personen if may_handle(zaak, person.oid, PROFIEL)}


@settings(max_examples=150, deadline=None)
@given(melding=MELDINGEN, melder=OIDS, afzenders=AFZENDERS)
def test_everybody_the_first_distribution_names_can_open_the_case(
    melding: Any, melder: str, afzenders: list[str]
) -> None:
    found = verdeel(melding, melder, afzenders, PROFIEL)
    about = melding.namens or Partij(oid=melder)
    zaak = een_zaak(
        melding=melding,
        melder=Partij(oid=melder),
        betrokkene=Partij(oid=about.oid),
        afzenders=tuple(afzenders),
        lezers=found.lezers,
    )

    assert tuple(person.functie for person in lezers_van(zaak, PROFIEL)) == found.lezers


@pytest.mark.parametrize(("begun", "may"), [(None, True), (NU, False)])
def test_once_its_destruction_has_begun_nothing_more_comes_into_a_case(
    begun: datetime | None, may: bool
) -> None:
    proposal = Voorstel(
        voorgesteld_op=NU, orgaan="provinciale organen", jaren=3, selectielijst="-", begonnen_op=begun
    )

    assert may_follow(een_zaak(vernietiging=proposal), STATENLID) is may
