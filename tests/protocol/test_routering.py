"""Who receives a melding: the row of the betrokkene, the choice of the melder, and above both the conflict rule."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugin.protocol.contact import contact_met
from plugin.protocol.melding import Melding, Namens
from plugin.protocol.profiel import Persoon, Profiel
from plugin.protocol.routering import acting, adressen_van, needs_recognition, partijen, verdeel
from tests.protocol.bouwstenen import (
    ANDER_STATENLID,
    CDK,
    DEMO,
    GEDEPUTEERDE,
    GRIFFIER,
    LOCO,
    ONBEKEND,
    SECRETARIS,
    STATENLID,
    een_melding,
)

ALIASSEN = {"cdk": ("kabinet@provincie.example",), "griffier": ("griffie@provincie.example",)}


def _with_aliases(profiel: Profiel) -> Profiel:
    personen = [
        person.model_copy(update={"aliassen": ALIASSEN.get(person.functie, ())})
        for person in profiel.personen
    ]
    return profiel.model_copy(update={"personen": tuple(personen)})


PROFIEL = _with_aliases(Profiel.load(DEMO))
DADER_CDK = {"hoedanigheid": "ambtsdrager", "oid": CDK}
NAMELOOS = {"hoedanigheid": "ambtsdrager", "naam": "een bestuurder uit het zuiden"}


@dataclass(frozen=True)
class Geval:
    """Who reports what, and who then reads it; `contact` is the person named to the melder."""

    zin: str
    lezers: tuple[str, ...]
    contact: str
    melder: str = STATENLID
    melding: dict[str, Any] = field(default_factory=dict)
    afzenders: tuple[str, ...] = ()
    herkennen: bool = False


def namens(**velden: str) -> dict[str, Any]:
    return {"namens": {"naam": "Iemand Anders"} | velden}


def dader(**velden: str) -> dict[str, Any]:
    return {"agressor": velden}


WIE_VOOR_WIE = [
    Geval("a Statenlid is served by CdK and griffier", ("cdk", "griffier"), "griffier"),
    Geval("a Statenlid outside the profile is a Statenlid", ("cdk", "griffier"), "griffier", melder=ONBEKEND),
    Geval("a gedeputeerde is served by CdK and secretaris", ("cdk", "provinciesecretaris"), "provinciesecretaris",
          melder=GEDEPUTEERDE),
    Geval("the loco-CdK is served by CdK and secretaris", ("cdk", "provinciesecretaris"), "provinciesecretaris",
          melder=LOCO),
    Geval("the CdK is served by loco-CdK and secretaris", ("loco_cdk", "provinciesecretaris"),
          "provinciesecretaris", melder=CDK),
    Geval("for a Statenlid the row of the Statenlid counts, whoever reports", ("cdk", "griffier"), "griffier",
          melder=GEDEPUTEERDE, melding=namens(functie="Statenlid")),
    Geval("for the CdK by object id the row of the CdK counts", ("loco_cdk", "provinciesecretaris"),
          "provinciesecretaris", melding=namens(oid=CDK)),
    Geval("for the CdK by address the row of the CdK counts", ("loco_cdk", "provinciesecretaris"),
          "provinciesecretaris", melding=namens(email="CdK+post@provincie.example")),
    Geval("for the CdK by title the row of the CdK counts", ("loco_cdk", "provinciesecretaris"),
          "provinciesecretaris", melding=namens(functie="Commissaris van de Koning")),
    Geval("for the loco-CdK by a short title their row counts", ("cdk", "provinciesecretaris"),
          "provinciesecretaris", melding=namens(functie="Loco-CdK")),
    Geval("for a gedeputeerde by title with article their row counts", ("cdk", "provinciesecretaris"),
          "provinciesecretaris", melding=namens(functie="de gedeputeerde")),
    Geval("an unknown title is read as the ordinary office", ("cdk", "griffier"), "griffier",
          melding=namens(functie="fractievoorzitter")),
    Geval("an account outside the profile falls back on the title", ("cdk", "provinciesecretaris"),
          "provinciesecretaris", melding=namens(oid=ONBEKEND, functie="gedeputeerde")),
]  # fmt: skip

GEKOZEN = [
    Geval("the CdK alone, when chosen", ("cdk",), "cdk", melding={"ontvanger": "cdk"}),
    Geval("the griffier alone, when chosen", ("griffier",), "griffier", melding={"ontvanger": "griffier"}),
    Geval("the secretaris alone, when chosen by a Statenlid", ("provinciesecretaris",), "provinciesecretaris",
          melding={"ontvanger": "provinciesecretaris"}),
    Geval("the pair, when the standard is chosen by its name", ("cdk", "griffier"), "griffier",
          melding={"ontvanger": "standaard"}),
    Geval("the pair without the chosen griffier, who is the agressor", ("cdk",), "cdk",
          melding={"ontvanger": "griffier"} | dader(oid=GRIFFIER)),
    Geval("the pair with the stand-in, when the chosen CdK is the agressor", ("loco_cdk", "griffier"), "griffier",
          melding={"ontvanger": "cdk"} | dader(oid=CDK)),
    Geval("the own pair, when a CdK chooses the CdK", ("loco_cdk", "provinciesecretaris"), "provinciesecretaris",
          melder=CDK, melding={"ontvanger": "cdk"}),
    Geval("the pair whole, when the chosen secretaris is shut out of it", ("cdk", "griffier"), "griffier",
          melding={"ontvanger": "provinciesecretaris"} | dader(email="provinciesecretaris@provincie.example")),
    Geval("the pair, when somebody is chosen who is no choice", ("cdk", "griffier"), "griffier",
          melding={"ontvanger": "regisseur"}),
    Geval("the pair, when the choice is no office at all", ("cdk", "griffier"), "griffier",
          melding={"ontvanger": "de buurman"}),
]  # fmt: skip

CONFLICT = [
    Geval("the CdK as agressor by object id", ("loco_cdk", "griffier"), "griffier", melding={"agressor": DADER_CDK}),
    Geval("the CdK as agressor of the loco-CdK, told by address", ("provinciesecretaris",), "provinciesecretaris",
          melding={"agressor": DADER_CDK} | namens(email="loco-cdk@provincie.example")),
    Geval("the CdK as agressor by address", ("loco_cdk", "griffier"), "griffier",
          melding=dader(email="cdk@provincie.example")),
    Geval("the CdK as agressor by alias", ("loco_cdk", "griffier"), "griffier",
          melding=dader(email="kabinet@provincie.example")),
    Geval("the CdK as agressor by a +tag and capitals", ("loco_cdk", "griffier"), "griffier",
          melding=dader(email="CDK+boos@Provincie.Example")),
    Geval("the CdK as agressor by an address with a mark nobody sees", ("loco_cdk", "griffier"), "griffier",
          melding=dader(email="c\u200bdk@provincie.example")),
    Geval("the CdK as agressor by an address in wide letters", ("loco_cdk", "griffier"), "griffier",
          melding=dader(email="ｃｄｋ@provincie.example")),
    Geval("the CdK as agressor by an address with a dot behind it", ("loco_cdk", "griffier"), "griffier",
          melding=dader(email="cdk@provincie.example.")),
    Geval("the CdK as agressor, called a burger", ("loco_cdk", "griffier"), "griffier",
          melding=dader(hoedanigheid="burger", email="cdk@provincie.example")),
    Geval("the CdK as sender of an evidence mail", ("loco_cdk", "griffier"), "griffier",
          afzenders=("cdk@provincie.example",)),
    Geval("the CdK as one of many senders, by alias, tag and case", ("loco_cdk", "griffier"), "griffier",
          afzenders=("boos@elders.example", "Kabinet+x@PROVINCIE.example")),
    Geval("the CdK as who is reported for", ("loco_cdk", "provinciesecretaris"), "provinciesecretaris",
          melding=namens(oid=CDK)),
    Geval("the CdK told by title alone, chosen as reader", ("loco_cdk", "provinciesecretaris"),
          "provinciesecretaris", melding=namens(functie="CdK") | {"ontvanger": "cdk"}),
    Geval("the CdK reports for a Statenlid", ("loco_cdk", "griffier"), "griffier", melder=CDK,
          melding=namens(functie="statenlid")),
    Geval("the griffier as agressor", ("cdk",), "cdk", melding=dader(oid=GRIFFIER)),
    Geval("the griffier as agressor by the address of the griffie", ("cdk",), "cdk",
          melding=dader(email="griffie@provincie.example")),
    Geval("the griffier as sender", ("cdk",), "cdk", afzenders=("griffier@provincie.example",)),
    Geval("the griffier reports for a Statenlid", ("cdk",), "cdk", melder=GRIFFIER,
          melding=namens(functie="statenlid")),
    Geval("the griffier reports an own incident", ("cdk",), "cdk", melder=GRIFFIER),
    Geval("the griffier told by title alone", ("cdk",), "cdk", melding=namens(functie="griffier")),
    Geval("the secretaris as agressor of a gedeputeerde", ("cdk",), "cdk", melder=GEDEPUTEERDE,
          melding=dader(oid=SECRETARIS)),
    Geval("the CdK as agressor of the loco-CdK: no stand-in is left", ("provinciesecretaris",),
          "provinciesecretaris", melder=LOCO, melding=dader(oid=CDK)),
    Geval("CdK and griffier both: the stand-in goes on alone", ("loco_cdk",), "loco_cdk",
          melding=dader(oid=CDK), afzenders=("griffier@provincie.example",)),
    Geval("CdK and loco-CdK both: the griffier goes on alone", ("griffier",), "griffier",
          melding=dader(oid=CDK), afzenders=("loco-cdk@provincie.example",)),
    Geval("another Statenlid as agressor shuts out no reader", ("cdk", "griffier"), "griffier",
          melding=dader(hoedanigheid="ambtsdrager", oid=ANDER_STATENLID)),
    Geval("the regisseur as agressor shuts out no reader", ("cdk", "griffier"), "griffier",
          melding=dader(email="regisseur@provincie.example")),
    Geval("a stranger whose address only looks alike", ("cdk", "griffier"), "griffier",
          melding=dader(email="cdk@provincie.example.elders.example")),
    Geval("a name that is the same is no conflict", ("cdk", "griffier"), "griffier",
          melding=dader(hoedanigheid="burger", naam="Commissaris Voorbeeld")),
]  # fmt: skip

NIEMAND = [
    Geval("CdK, loco-CdK and griffier all sent something", (), "beheerder",
          afzenders=tuple(f"{naam}@provincie.example" for naam in ("cdk", "loco-cdk", "griffier"))),
    Geval("a gedeputeerde of whom all readers are agressor or sender", (), "beheerder", melder=GEDEPUTEERDE,
          melding={"agressor": DADER_CDK},
          afzenders=("loco-cdk@provincie.example", "provinciesecretaris@provincie.example")),
    Geval("a CdK of whom both readers are a party", (), "beheerder", melder=CDK, melding=dader(oid=LOCO),
          afzenders=("provinciesecretaris@provincie.example",)),
    Geval("an unrecognised agressor while both first readers are a party", (), "beheerder", melder=GRIFFIER,
          melding={"agressor": NAMELOOS}, afzenders=("provinciesecretaris@provincie.example",), herkennen=True),
]  # fmt: skip

AMBTSHALVE = [
    Geval("the griffier who reports by office reads it too", ("cdk", "griffier"), "griffier", melder=GRIFFIER,
          melding={"route": "ordeverstoring"}),
    Geval("the voorzitter who reports by office reads it too", ("cdk", "griffier"), "griffier", melder=CDK,
          melding={"route": "ordeverstoring"}),
    Geval("the griffier who reports by office may be chosen", ("griffier",), "griffier", melder=GRIFFIER,
          melding={"route": "ordeverstoring", "ontvanger": "griffier"}),
    Geval("a reporter by office who sent the evidence is a party after all", ("cdk",), "cdk", melder=GRIFFIER,
          melding={"route": "ordeverstoring"}, afzenders=("griffier@provincie.example",)),
    Geval("a reporter by office who is the agressor is a party after all", ("loco_cdk", "griffier"), "griffier",
          melder=CDK, melding={"route": "ordeverstoring", "agressor": DADER_CDK}),
    Geval("who reports by office for the CdK keeps the row of the CdK", ("loco_cdk", "provinciesecretaris"),
          "provinciesecretaris", melder=GRIFFIER, melding={"route": "ordeverstoring"} | namens(oid=CDK)),
]  # fmt: skip

HERKENNEN = [
    Geval("a named ambtsdrager goes to the griffier alone", ("griffier",), "griffier",
          melding={"agressor": NAMELOOS}, herkennen=True),
    Geval("of a gedeputeerde, to the secretaris alone", ("provinciesecretaris",), "provinciesecretaris",
          melder=GEDEPUTEERDE, melding={"agressor": NAMELOOS}, herkennen=True),
    Geval("of the CdK, to the secretaris alone", ("provinciesecretaris",), "provinciesecretaris", melder=CDK,
          melding={"agressor": NAMELOOS}, herkennen=True),
    Geval("an address nobody in the profile has, to the griffier alone", ("griffier",), "griffier",
          melding=dader(hoedanigheid="ambtsdrager", email="lid@elders.example"), herkennen=True),
    Geval("the griffier is a party: to the secretaris alone", ("provinciesecretaris",), "provinciesecretaris",
          melding={"agressor": NAMELOOS}, afzenders=("griffier@provincie.example",), herkennen=True),
    Geval("the chosen secretaris reads first", ("provinciesecretaris",), "provinciesecretaris",
          melding={"agressor": NAMELOOS, "ontvanger": "provinciesecretaris"}, herkennen=True),
    Geval("the chosen CdK has to wait", ("griffier",), "griffier",
          melding={"agressor": NAMELOOS, "ontvanger": "cdk"}, herkennen=True),
    Geval("named as the griffier: not to the griffier", ("provinciesecretaris",), "provinciesecretaris",
          melding=dader(hoedanigheid="ambtsdrager", naam="De Griffier!"), herkennen=True),
    Geval("named like the griffier: not to the griffier", ("provinciesecretaris",), "provinciesecretaris",
          melding=dader(hoedanigheid="ambtsdrager", naam="mevrouw Griffier  Voorbeeld"), herkennen=True),
    Geval("a chosen griffier who is named as agressor does not read first", ("provinciesecretaris",),
          "provinciesecretaris",
          melding=dader(hoedanigheid="ambtsdrager", naam="griffier") | {"ontvanger": "griffier"}, herkennen=True),
    Geval("recognised by address: no need to ask", ("loco_cdk", "griffier"), "griffier",
          melding=dader(hoedanigheid="ambtsdrager", naam="De CdK", email="kabinet+a@provincie.example")),
    Geval("recognised by object id, in the profile or not", ("cdk", "griffier"), "griffier",
          melding=dader(hoedanigheid="ambtsdrager", naam="Een Statenlid", oid=ONBEKEND)),
    Geval("an ambtsdrager without any name cannot be asked after", ("cdk", "griffier"), "griffier",
          melding=dader(hoedanigheid="ambtsdrager")),
    Geval("a named burger needs no recognising", ("cdk", "griffier"), "griffier",
          melding=dader(hoedanigheid="burger", naam="een bestuurder uit het zuiden")),
]  # fmt: skip

ALLE = [*WIE_VOOR_WIE, *GEKOZEN, *CONFLICT, *NIEMAND, *AMBTSHALVE, *HERKENNEN]


@pytest.mark.parametrize("geval", [pytest.param(geval, id=geval.zin) for geval in ALLE])
def test_a_melding_goes_to_whom_the_protocol_says(geval: Geval) -> None:
    found = verdeel(een_melding(**geval.melding), geval.melder, geval.afzenders, PROFIEL)

    assert found.lezers == geval.lezers
    assert found.contact == geval.contact
    assert found.eerst_herkennen is geval.herkennen
    assert found.niemand is (geval.lezers == ())


@pytest.mark.parametrize(
    ("melding", "melder", "signer"),
    [
        pytest.param({}, STATENLID, "cdk", id="the CdK signs"),
        pytest.param(dader(oid=CDK), STATENLID, "loco_cdk", id="the loco-CdK, when the CdK is the agressor"),
        pytest.param({}, CDK, "loco_cdk", id="the loco-CdK, when the CdK is the melder"),
        pytest.param(namens(email="kabinet@provincie.example"), STATENLID, "loco_cdk",
                     id="the loco-CdK, when the CdK is the betrokkene"),
        pytest.param({"route": "ordeverstoring"}, CDK, "cdk", id="the CdK, when reporting by office"),
        pytest.param(dader(oid=CDK), LOCO, None, id="nobody, when the stand-in is a party too"),
    ],
)  # fmt: skip
def test_a_letter_is_signed_by_the_commissaris_or_the_stand_in(
    melding: dict[str, Any], melder: str, signer: str | None
) -> None:
    shut = partijen(een_melding(**melding), melder, ())

    assert acting(PROFIEL.routering.ondertekenaar, shut, PROFIEL) == signer


def test_an_office_that_nobody_holds_passes_to_its_stand_in() -> None:
    empty = PROFIEL.model_copy(
        update={"personen": tuple(person for person in PROFIEL.personen if person.functie != "cdk")}
    )

    assert verdeel(een_melding(), STATENLID, (), empty).lezers == ("loco_cdk", "griffier")


def test_stand_ins_who_point_at_each_other_end_with_nobody() -> None:
    rules = PROFIEL.routering.model_copy(update={"plaatsvervangers": {"cdk": "loco_cdk", "loco_cdk": "cdk"}})
    round_and_round = PROFIEL.model_copy(update={"routering": rules})
    shut = partijen(een_melding(**dader(oid=CDK)), LOCO, ())

    assert acting("cdk", shut, round_and_round) is None


def test_a_stand_in_who_reads_already_is_not_named_twice() -> None:
    rules = PROFIEL.routering.model_copy(update={"plaatsvervangers": {"griffier": "cdk"}})
    small = PROFIEL.model_copy(update={"routering": rules})

    assert verdeel(een_melding(**dader(oid=GRIFFIER)), STATENLID, (), small).lezers == ("cdk",)


# Whatever the melding -----------------------------------------------------------------------------------------

OIDS = st.sampled_from([person.oid for person in PROFIEL.personen] + [ONBEKEND])
BEKENDE_ADRESSEN = sorted(address for person in PROFIEL.personen for address in person.adressen)


@st.composite
def adressen(draw: st.DrawFn) -> str:
    """An address of the profile in some other spelling, or a stranger's."""
    address = draw(st.sampled_from([*BEKENDE_ADRESSEN, "boos@elders.example"]))
    local, _, domain = address.partition("@")
    tag = draw(st.sampled_from(["", "+", "+x", "+a+b"]))
    spelled = f"{local}{tag}@{domain}"
    return draw(st.sampled_from([spelled, spelled.upper(), spelled.title()]))


def misschien(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    return st.none() | strategy


NAMEN = st.sampled_from(["Iemand", "de griffier", "Secretaris Voorbeeld", "Commissaris Voorbeeld"])
AGRESSOREN = st.fixed_dictionaries(
    {
        "hoedanigheid": st.sampled_from(["onbekend", "burger", "ambtsdrager"]),
        "naam": misschien(NAMEN),
        "email": misschien(adressen()),
        "oid": misschien(OIDS),
    }
)
TITELS = st.sampled_from(["CdK", "griffier", "gedeputeerde", "Statenlid", "provinciesecretaris", "burger"])
NAMENS = st.none() | st.fixed_dictionaries(
    {"naam": NAMEN, "functie": misschien(TITELS), "email": misschien(adressen()), "oid": misschien(OIDS)}
)
MELDINGEN = st.fixed_dictionaries(
    {
        "route": st.sampled_from(["hulp", "overleg", "registratie", "ordeverstoring"]),
        "ontvanger": st.sampled_from(["standaard", *PROFIEL.functies, "niemand"]),
        "agressor": AGRESSOREN,
        "namens": NAMENS,
    }
).map(Melding.model_validate)
AFZENDERS = st.lists(adressen(), max_size=4)


def is_partij(person: Persoon, melding: Melding, melder: str, afzenders: Collection[str]) -> bool:
    """The rule of protocol 10 once more, in other words than those of the code."""
    about = melding.namens or Namens(naam="niemand")
    oids = {melding.agressor.oid, about.oid, None if melding.route == "ordeverstoring" else melder}
    told = [address for address in (melding.agressor.email, about.email, *afzenders) if address]
    bare = [re.sub(r"\+[^@]*", "", address).lower() for address in told]
    return person.oid in oids or any(address in bare for address in (person.adres, *person.aliassen))


@settings(max_examples=300, deadline=None)
@given(melding=MELDINGEN, melder=OIDS, afzenders=AFZENDERS)
def test_no_party_ever_reads_is_contact_or_signs(melding: Melding, melder: str, afzenders: list[str]) -> None:
    found = verdeel(melding, melder, afzenders, PROFIEL)
    signer = acting("cdk", partijen(melding, melder, afzenders), PROFIEL)

    offices = {*found.lezers, *(one for one in (found.contact, signer) if one)}
    holders = [PROFIEL.met_functie(office) for office in offices]

    assert all(holder and not is_partij(holder, melding, melder, afzenders) for holder in holders)


@settings(max_examples=300, deadline=None)
@given(melding=MELDINGEN, melder=OIDS, afzenders=AFZENDERS)
def test_readers_are_few_different_and_have_the_office_for_it(
    melding: Melding, melder: str, afzenders: list[str]
) -> None:
    found = verdeel(melding, melder, afzenders, PROFIEL)

    assert len(set(found.lezers)) == len(found.lezers) <= 2
    assert set(found.lezers) <= {"cdk", "loco_cdk", "griffier", "provinciesecretaris"}
    assert found.contact in (found.lezers or ("beheerder", None))


@settings(max_examples=200, deadline=None)
@given(melding=MELDINGEN, melder=OIDS, afzenders=AFZENDERS)
def test_until_somebody_is_recognised_one_person_reads(
    melding: Melding, melder: str, afzenders: list[str]
) -> None:
    found = verdeel(melding, melder, afzenders, PROFIEL)

    assert found.eerst_herkennen is needs_recognition(melding, PROFIEL)
    if found.eerst_herkennen:
        assert len(found.lezers) <= 1
        assert set(found.lezers) <= {"griffier", "provinciesecretaris"}


@settings(max_examples=200, deadline=None)
@given(melding=MELDINGEN, melder=OIDS, afzenders=AFZENDERS, more=adressen())
def test_one_sender_more_never_lets_a_party_back_in(
    melding: Melding, melder: str, afzenders: list[str], more: str
) -> None:
    before = partijen(melding, melder, afzenders)
    after = partijen(melding, melder, [*afzenders, more])

    assert all(after.shuts_out(person) for person in PROFIEL.personen if before.shuts_out(person))


def test_without_readers_the_alarm_and_the_call_go_to_who_cannot_read_the_case_and_never_to_a_party() -> None:
    everybody = [f"{naam}@provincie.example" for naam in ("cdk", "loco-cdk", "griffier")]
    found = verdeel(een_melding(), STATENLID, everybody, PROFIEL)
    nobody = verdeel(een_melding(), STATENLID, [*everybody, "beheerder@provincie.example"], PROFIEL)

    assert (found.lezers, found.contact) == ((), "beheerder")
    assert (nobody.lezers, nobody.contact) == ((), None)
    assert contact_met(nobody.contact, PROFIEL).telefoon == PROFIEL.nummers.beveiliging


@pytest.mark.parametrize(
    ("oids", "bekend", "adressen"),
    [
        pytest.param((STATENLID,), (), {"statenlid1@provincie.example"}, id="what the profile has"),
        pytest.param((ONBEKEND,), ("Lid+x@Elders.example",), {"lid@elders.example"}, id="what the token says"),
        pytest.param((None,), ("cdk@provincie.example",), {"cdk@provincie.example", "cvdk@provincie.example"},
                     id="the alias of an address that was told"),
    ],
)  # fmt: skip
def test_all_addresses_of_a_person_are_known_by_account_or_by_one_of_them(
    oids: tuple[str | None, ...], bekend: tuple[str, ...], adressen: set[str]
) -> None:
    people = [
        one.model_copy(update={"aliassen": ("cvdk@provincie.example",)}) if one.oid == CDK else one
        for one in PROFIEL.personen
    ]
    profiel = PROFIEL.model_copy(update={"personen": tuple(people)})
    assert set(adressen_van(oids, bekend, profiel)) == adressen
