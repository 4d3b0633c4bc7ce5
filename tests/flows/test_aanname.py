"""Who reads a melding is settled when it is accepted: no party, under whatever account or address (protocol 10)."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from plugin.flows.aanname import Aangenomen, neem_aan
from plugin.flows.diensten import Diensten
from plugin.flows.ontvangst import zaak_van
from plugin.main import Checked, prepare, put_together
from plugin.protocol.berichten.aanduiding import geadresseerde
from plugin.protocol.herkenning import herken_agressor
from plugin.protocol.profiel import Profiel
from plugin.protocol.toegang import Wie, lezers_van, may_handle
from plugin.protocol.zaak import Zaak
from plugin.settings import load
from tests.protocol.bouwstenen import ANDER_STATENLID, CDK, GRIFFIER, SECRETARIS, STATENLID, een_melding, oid
from tests.rig import settings_env
from tests.tenant_process import TenantProcess

NEW_ACCOUNT = oid(77)
ADDRESS = "griffier@provincie.example"
MAIL = f"From: {ADDRESS}\r\nTo: statenlid2@provincie.example\r\nSubject: x\r\n\r\nhallo\r\n".encode()


@pytest.fixture(scope="module")
def diensten(tenant: TenantProcess, tmp_path_factory: pytest.TempPathFactory) -> Diensten:
    """The services of a process that runs no work: what is accepted stays as it was sealed."""
    folder: Path = tmp_path_factory.mktemp("aanname")
    settings = load(settings_env(tenant, folder))
    services = put_together(settings, Checked.of(settings))
    prepare(settings, services)
    return services


def accepted(
    diensten: Diensten, wie: Wie, mail: bytes = b"", **melding: Any
) -> tuple[Zaak, dict[str, Any], dict[str, Any]]:
    """The case, what was sealed of the people in it, and the receipt."""
    upload = diensten.spool.begin()
    if mail:
        stream = upload.file("mail.eml", "message/rfc822")
        stream.write(mail)
        stream.finish()
    said = neem_aan(diensten, upload, een_melding(**melding), wie, str(uuid4()))
    assert isinstance(said, Aangenomen)
    (sealed,) = [
        one for one in diensten.spool.of_owner(wie.oid) if one.referentie == said.antwoord["referentie"]
    ]
    zending = diensten.spool.open(sealed.id)
    return zaak_van(zending), zending.persoon, said.antwoord


def someone(number: str = ANDER_STATENLID, *adressen: str) -> Wie:
    return Wie(number, "Iemand", "127.0.0.1", adressen)


def renamed(profiel: Profiel) -> Profiel:
    """The profile as it is later: the same account of the griffier has another address."""
    people = [
        one.model_copy(update={"adres": "griffie@provincie.example", "aliassen": ()})
        if one.oid == GRIFFIER
        else one
        for one in profiel.personen
    ]
    return profiel.model_copy(update={"personen": tuple(people)})


def test_a_second_account_of_a_reader_gives_the_melding_to_others(diensten: Diensten) -> None:
    zaak, sealed, receipt = accepted(diensten, someone(NEW_ACCOUNT, ADDRESS))

    assert zaak.lezers == ("cdk",)
    assert [person.oid for person in lezers_van(zaak, diensten.profiel)] == sealed["te_melden"] == [CDK]
    assert "griffier" not in receipt["contact"]["functie"].lower()
    assert "griffier" not in repr(receipt["volgende_stappen"]).lower()
    assert not may_handle(
        zaak.model_copy(update={"lezers": ("griffier",)}), GRIFFIER, renamed(diensten.profiel)
    )


@pytest.mark.parametrize(
    ("mail", "melding"),
    [
        pytest.param(b"", {"agressor": {"email": ADDRESS}}, id="agressor"),
        pytest.param(b"", {"namens": {"naam": "Iemand", "email": ADDRESS}}, id="betrokkene"),
        pytest.param(MAIL, {}, id="sender"),
    ],
)
def test_a_party_told_by_address_stays_out_when_the_profile_changes_it(
    diensten: Diensten, mail: bytes, melding: dict[str, Any]
) -> None:
    zaak, _, _ = accepted(diensten, someone(), mail, **melding)
    reads = zaak.model_copy(update={"lezers": ("cdk", "griffier", "provinciesecretaris")})

    assert "griffier" not in zaak.lezers
    assert not may_handle(reads, GRIFFIER, renamed(diensten.profiel))
    assert may_handle(reads, SECRETARIS, renamed(diensten.profiel))


def test_of_a_betrokkene_who_is_told_by_name_alone_no_colleague_in_the_same_office_becomes_a_party(
    diensten: Diensten,
) -> None:
    zaak, _, _ = accepted(diensten, someone(SECRETARIS), namens={"naam": "Een Statenlid"})

    assert (zaak.uitgesloten, zaak.adressen_betrokkene) == ((), ())
    assert isinstance(herken_agressor(zaak, STATENLID, diensten.profiel), Zaak)


def test_an_agressor_whom_the_profile_knows_is_whom_the_letter_is_for(diensten: Diensten) -> None:
    zaak, _, _ = accepted(diensten, someone(), MAIL)

    assert geadresseerde(zaak).email == ADDRESS


def test_the_betrokkene_of_a_disturbed_meeting_is_shut_out_with_each_account(diensten: Diensten) -> None:
    about = {"route": "ordeverstoring", "namens": {"naam": "Iemand", "oid": GRIFFIER}}
    zaak, _, _ = accepted(diensten, someone(CDK, "cdk@provincie.example"), **about)
    people = [
        one.model_copy(update={"oid": NEW_ACCOUNT}) if one.oid == GRIFFIER else one
        for one in diensten.profiel.personen
    ]
    later = diensten.profiel.model_copy(update={"personen": tuple(people)})
    reads = zaak.model_copy(update={"lezers": ("cdk", "griffier")})

    assert not may_handle(reads, NEW_ACCOUNT, later)
    assert may_handle(reads, CDK, later), "who leads the meeting is no melder in this sense"
