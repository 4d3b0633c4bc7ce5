"""Every measure from proposal to its end, as the people act and as it stands in the tenant (protocol 13-28)."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from docx import Document

from plugin.protocol.termijnen import plus_maanden
from tests.service_process import eventually
from tests.web.service_process import ServiceProcess
from tests.web.zaakloop import Zaakloop, changed, sha256, words

VANDAAG = date.today()  # noqa: DTZ011 - the service reads the same clock
MORGEN = VANDAAG + timedelta(days=1)
PERIODE = {"van": VANDAAG.isoformat(), "tot": MORGEN.isoformat()}
POSTEN = [
    {"omschrijving": "Ruit", "bedrag": 1200.5, "eigenaar": "provincie"},
    {"omschrijving": "Jas", "bedrag": 89, "eigenaar": "melder"},
]
SOORTEN: dict[str, dict[str, Any]] = {
    "stopgesprek": {},
    "ordegesprek": {},
    "waarschuwing": {},
    "ontzegging_gebouw": PERIODE,
    "ontzegging_vergadering": PERIODE,
    "schade": {"details": {"posten": POSTEN}},
    "melding_politie": {},
    "aangifte": {},
    "informeren_ambtsdragers": {},
}
ZONDER_ONTVANGER = ("melding_politie", "aangifte", "informeren_ambtsdragers")
GESPREKKEN = ("stopgesprek", "ordegesprek")


@pytest.mark.parametrize("soort", list(SOORTEN))
def test_each_measure_goes_from_proposal_to_a_draft_with_exactly_the_consented_words(
    service: ServiceProcess, soort: str
) -> None:
    loop = Zaakloop.begin(service, aard=["belediging"], kanaal="email").talk()
    proposed = loop.propose(soort, **SOORTEN[soort])
    assert proposed.status_code == 201, proposed.text
    assert (proposed.json()["status"], proposed.json()["versie"]) == ("toestemming_gevraagd", 1)
    question = loop.own()["maatregelen"][0]
    assert loop.act("maatregelen/m1/concept").status_code == 409
    assert loop.answer("akkoord").status_code == 200

    loop.draft()
    legal = "Laat een jurist dit bevestigen." if soort in ("melding_politie", "aangifte") else None
    assert loop.measure()["let_op"] == legal
    (mail,) = loop.drafts()
    docx = loop.document()
    assert words(docx) == question["tekst"]
    assert "{" not in words(docx)
    assert "Statenlid" not in words(docx)
    assert mail["user"] == "cdk@provincie.example"
    assert mail["subject"] == f"Kenmerk {loop.ref}"
    assert mail["recipients"] == ([] if soort in ZONDER_ONTVANGER else ["boze.burger@voorbeeld.example"])
    assert len(mail["attachments"]) == 1
    assert len(_slots(loop)) == (1 if soort in GESPREKKEN else 0)


def test_before_a_talk_nothing_can_be_proposed(service: ServiceProcess) -> None:
    loop = Zaakloop.begin(service)
    for soort, velden in SOORTEN.items():
        refused = loop.propose(soort, **velden)
        assert (refused.status_code, "Praat eerst" in refused.text) == (409, True), soort


# What waits for no consent (protocol 17) ----------------------------------------------------------------------


def test_what_the_voorzitter_does_by_office_needs_neither_talk_nor_consent(service: ServiceProcess) -> None:
    loop = Zaakloop.begin(service, "griffier", route="ordeverstoring", vergadering="Statenvergadering")
    tot = plus_maanden(VANDAAG, 3)
    proposed = loop.propose("ontzegging_vergadering", van=VANDAAG.isoformat(), tot=tot.isoformat())
    assert proposed.json()["status"] == "akkoord", proposed.text
    assert loop.answer("ingetrokken").status_code == 409

    text = words(loop.draft().document())
    assert "artikel 26, eerste en tweede lid, van de Provinciewet" in text
    assert loop.row()["Einddatum"] == f"{tot}T00:00:00Z"


def test_a_day_more_than_three_months_is_refused_with_the_last_day_that_is_possible(
    service: ServiceProcess,
) -> None:
    loop = Zaakloop.begin(service, "griffier", route="ordeverstoring", vergadering="Statenvergadering")
    last = plus_maanden(VANDAAG, 3)
    refused = loop.propose(
        "ontzegging_vergadering", van=VANDAAG.isoformat(), tot=(last + timedelta(1)).isoformat()
    )

    assert refused.status_code == 409
    assert "hoogstens 3 maanden" in refused.json()["detail"]
    assert str(last.year) in refused.json()["detail"]


def test_damage_to_the_provinces_own_property_is_claimed_without_anybody_named(
    service: ServiceProcess,
) -> None:
    loop = Zaakloop.begin(service)
    details = {"posten": POSTEN[:1], "noemt_betrokkene": True}
    proposed = loop.propose("schade", details=details)
    assert proposed.json()["status"] == "akkoord", proposed.text

    text = words(loop.draft().document())
    assert "€\u00a01.200,50" in text
    assert "ambtsdrager" not in text
    assert "Statenlid" not in text


NAAM = "Deur van de kamer van Statenlid Een"
ONDER_NAAM: list[tuple[str, dict[str, Any], str]] = [
    ("schade", {"details": {"posten": [POSTEN[0] | {"omschrijving": NAAM}]}}, "noemt de betrokkene nooit"),
    ("schade", {"details": {"posten": [POSTEN[1] | {"omschrijving": NAAM}]}}, "kies dat de brief de naam noemt"),
    ("ontzegging_gebouw", PERIODE | {"details": {"motivering": NAAM}}, "kies dat de brief de naam noemt"),
    ("ontzegging_gebouw", PERIODE | {"details": {"evenredigheid": NAAM}}, "kies dat de brief de naam noemt"),
]  # fmt: skip


def test_a_name_in_the_words_of_a_handler_needs_consent_for_that_name(service: ServiceProcess) -> None:
    loop = Zaakloop.begin(service, aard=["belediging"]).talk()
    for soort, velden, possible in ONDER_NAAM:
        refused = loop.propose(soort, **velden)
        assert (refused.status_code, possible in refused.text) == (422, True), refused.text
    assert loop.own()["maatregelen"] == []

    soort, velden, _ = ONDER_NAAM[2]
    asked = loop.propose(soort, **velden | {"details": velden["details"] | {"noemt_betrokkene": True}})
    assert asked.json()["status"] == "toestemming_gevraagd", asked.text
    assert NAAM in loop.own()["maatregelen"][0]["tekst"]


@pytest.mark.parametrize("soort", [*SOORTEN, "klacht"])
def test_with_consent_for_the_name_each_letter_can_be_asked_for(service: ServiceProcess, soort: str) -> None:
    loop = Zaakloop.begin(service, aard=["belediging"]).talk()
    velden = SOORTEN.get(soort, {})
    details = velden.get("details", {}) | {"noemt_betrokkene": True, "klacht": soort == "klacht"}
    asked = loop.propose("aangifte" if soort == "klacht" else soort, **velden | {"details": details})
    assert asked.json()["status"] == "toestemming_gevraagd", asked.text


@pytest.mark.parametrize(
    ("posten", "veld"),
    [
        ([], "posten"),
        ([{**POSTEN[0], "bedrag": "GEHEIM"}], "bedrag"),
        ([{**POSTEN[0], "bedrag": 0}], "bedrag"),
        ([{**POSTEN[0], "bedrag": 1.005}], "bedrag"),
        ([{**POSTEN[0], "eigenaar": "GEHEIM"}], "eigenaar"),
    ],
)
def test_bad_details_are_refused_at_the_door_without_their_value(
    service: ServiceProcess, posten: list[Any], veld: str
) -> None:
    loop = Zaakloop.begin(service)
    refused = loop.propose("schade", details={"posten": posten})

    assert refused.status_code == 422
    assert veld in refused.json()["detail"]
    assert "GEHEIM" not in refused.text


def test_a_building_is_not_refused_to_an_ambtsdrager_and_the_sentence_says_what_is_possible(
    service: ServiceProcess,
) -> None:
    agressor = {"hoedanigheid": "ambtsdrager", "oid": "00000000-0000-4000-8000-000000000008"}
    loop = Zaakloop.begin(service, agressor=agressor).talk()

    refused = loop.propose("ontzegging_gebouw", **PERIODE)
    assert refused.status_code == 409
    assert "Wel mogelijk: stopgesprek, of de vergadering" in refused.json()["detail"]
    assert loop.propose("ontzegging_vergadering", **PERIODE).status_code == 201
    assert "artikel 26, derde lid" in loop.own()["maatregelen"][0]["tekst"]


# A letter that somebody changed in Word (protocol 14) ---------------------------------------------------------


def test_other_words_take_the_recipient_out_and_ask_the_betrokkene_again(service: ServiceProcess) -> None:
    loop = _drafted(service, "waarschuwing")
    docx = changed(loop.document(), "Dit gedrag moet stoppen.", "Stop hiermee, vandaag nog.")

    put = loop.put_back(docx)
    assert (put.status_code, put.json()["status"], put.json()["versie"]) == (
        200,
        "toestemming_gevraagd",
        2,
    ), put.text
    loop.settled()
    (mail,) = loop.drafts()
    assert mail["recipients"] == []
    assert len(mail["attachments"]) == 1
    assert len(loop.letters()) == 1
    assert "vandaag nog" in loop.own()["maatregelen"][0]["tekst"]
    assert loop.answer("akkoord", versie=1).status_code == 409
    assert loop.act("maatregelen/m1/concept").status_code == 409

    assert loop.answer("akkoord", versie=2).status_code == 200
    loop.draft()
    (mail,) = loop.drafts()
    assert mail["recipients"] == ["boze.burger@voorbeeld.example"]
    assert loop.document() == docx
    assert _attached(loop) == sha256(docx)


def test_a_letter_that_is_asked_again_keeps_the_one_slot_and_a_withdrawal_frees_it(
    service: ServiceProcess,
) -> None:
    loop = _drafted(service, "stopgesprek")
    before = _slots(loop)
    loop.put_back(changed(loop.document(), "Dit gedrag", "Dit gedoe"))
    assert loop.settled().answer("akkoord", versie=2).status_code == 200
    loop.draft()

    assert len(before) == 1
    assert _slots(loop) == before
    assert loop.answer("ingetrokken", versie=2).status_code == 200
    assert (_slots(loop.settled()), loop.drafts()) == ([], [])


def test_a_slot_that_somebody_deleted_is_made_anew_with_the_next_letter(service: ServiceProcess) -> None:
    loop = _drafted(service, "stopgesprek")
    (before,) = _events(loop)
    events = "/v1.0/users/cdk@provincie.example/events"
    with service.tenant.http(service.tenant.app_token()) as hand:
        (slot,) = hand.get(events, params={"$filter": f"subject eq '{before['subject']}'"}).json()["value"]
        assert hand.delete(f"{events}/{slot['id']}").status_code == 204
    assert _slots(loop) == []
    loop.put_back(changed(loop.document(), "Dit gedrag", "Dit gedoe"))
    assert loop.settled().answer("akkoord", versie=2).status_code == 200
    loop.draft()

    (after,) = _events(loop)
    assert after["transactionId"] != before["transactionId"]
    assert after["start"] == before["start"]


def test_a_no_to_the_changed_words_leaves_nothing(service: ServiceProcess) -> None:
    loop = _drafted(service, "waarschuwing")
    loop.put_back(changed(loop.document(), "Dit gedrag", "Dit gedoe"))
    assert loop.settled().answer("geweigerd", versie=2).status_code == 200

    loop.settled()
    assert loop.drafts() == []
    assert loop.letters() == []
    assert loop.measure()["status"] == "geweigerd"


def test_the_same_words_in_another_document_need_no_new_consent(service: ServiceProcess) -> None:
    loop = _drafted(service, "waarschuwing")
    document, saved = Document(io.BytesIO(loop.document())), io.BytesIO()
    document.core_properties.comments = "anders opgeslagen"
    document.save(saved)

    put = loop.put_back(saved.getvalue())
    assert (put.json()["status"], put.json()["versie"]) == ("concept", 1)
    eventually(lambda: loop.measure()["concept"]["status"] == "gereed", "the draft is up to date", 30)
    assert _attached(loop) == sha256(saved.getvalue())
    assert loop.drafts()[0]["recipients"] == ["boze.burger@voorbeeld.example"]


def _with(docx: bytes, xml: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(
                name,
                content.replace(b"<w:body>", b"<w:body>" + xml) if name == "word/document.xml" else content,
            )
    return target.getvalue()


TWEE_LEZINGEN = b'<w:p><w:ins w:id="1" w:author="x"><w:r><w:t>erbij</w:t></w:r></w:ins></w:p>'
VELD = b'<w:p><w:r><w:instrText xml:space="preserve"> INCLUDETEXT "x.docx" </w:instrText></w:r></w:p>'


def test_a_document_whose_words_nobody_can_be_sure_of_is_refused_and_changes_nothing(
    service: ServiceProcess,
) -> None:
    loop = _drafted(service, "waarschuwing")
    good = loop.document()
    bad = [b"", b"geen Word", _with(good, TWEE_LEZINGEN), _with(good, VELD)]
    unnamed = "een politieke ambtsdrager van de provincie Voorbeeld"
    # The name as the account has it, and as the profile has it.
    bad += [changed(good, unnamed, naam) for naam in ("statenlid  1", "Statenlid Een")]
    for docx in bad:
        refused = loop.put_back(docx)
        assert refused.status_code == 422, refused.text
        assert refused.json()["detail"].endswith(".")
    assert loop.put_back(good, headers={"Content-Type": "text/plain"}).status_code == 415
    assert loop.document() == good
    assert len(loop.letters()) == 1


def test_a_document_needs_the_version_that_was_read(service: ServiceProcess) -> None:
    loop = _drafted(service, "waarschuwing")
    docx = loop.document()

    assert loop.put_back(docx, headers={"If-Match": ""}).status_code == 428
    assert loop.put_back(docx, headers={"If-Match": '"oud"'}).status_code == 409


# What becomes of it -------------------------------------------------------------------------------------------


def test_what_was_sent_is_recorded_by_its_hash(service: ServiceProcess) -> None:
    loop = _drafted(service, "waarschuwing")
    docx = loop.document()
    (item,) = parse_qs(urlsplit(loop.measure()["concept"]["webLink"]).query)["ItemID"]
    service.tenant.control("POST", "send", json={"user": "cdk", "id": item})

    done = loop.act("maatregelen/m1/uitgevoerd", {"datum": VANDAAG.isoformat()})
    assert done.status_code == 200, done.text
    measure = loop.measure()
    assert (measure["status"], measure["verzonden_sha256"]) == ("uitgevoerd", sha256(docx))
    assert loop.put_back(docx).status_code == 409
    assert loop.answer("ingetrokken").status_code == 409
    rounded = loop.act("maatregelen/m1/afgerond", {"datum": VANDAAG.isoformat()})
    assert (rounded.status_code, loop.measure()["status"]) == (200, "afgerond")


@pytest.mark.parametrize("wie", ["melder", "behandelaar"])
def test_a_talk_is_called_off_after_its_invitation_was_sent(service: ServiceProcess, wie: str) -> None:
    loop = _drafted(service, "stopgesprek")
    (item,) = parse_qs(urlsplit(loop.measure()["concept"]["webLink"]).query)["ItemID"]
    service.tenant.control("POST", "send", json={"user": "cdk", "id": item})
    assert loop.act("maatregelen/m1/uitgevoerd", {"datum": VANDAAG.isoformat()}).status_code == 200
    assert len(_slots(loop)) == 1

    if wie == "melder":
        stopped = loop.answer("ingetrokken")
    else:
        stopped = loop.act("maatregelen/m1/vervallen", {"reden": "De ander wil niet komen."})
    assert stopped.status_code == 200, stopped.text
    assert _slots(loop.settled()) == []
    (mail,) = loop.drafts()
    assert not mail["isDraft"], "what was sent stays"
    assert len(loop.letters()) == 1
    measure = loop.measure()
    assert measure["status"] == ("ingetrokken" if wie == "melder" else "vervallen")
    assert (measure["concept"]["verstuurd"], measure["uitgevoerd_op"]) == (True, VANDAAG.isoformat())
    assert loop.act("maatregelen/m1/afgerond", {"datum": VANDAAG.isoformat()}).status_code == 409
    told = loop.act("maatregelen/m1/afgezegd", {"datum": VANDAAG.isoformat()})
    assert (told.status_code, loop.measure()["afgezegd_op"]) == (200, VANDAAG.isoformat())
    assert "De ander weet dat sinds" in loop.page()
    assert loop.act("maatregelen/m1/afgezegd", {"datum": VANDAAG.isoformat()}).status_code == 409


def test_what_nobody_can_tell_is_said_so(service: ServiceProcess) -> None:
    loop = _drafted(service, "aangifte")
    loop.act("maatregelen/m1/uitgevoerd", {"datum": VANDAAG.isoformat()})

    assert loop.measure()["verzonden_sha256"] == "niet vastgesteld"


def test_what_the_melder_does_is_carried_out_without_a_letter(service: ServiceProcess) -> None:
    loop = Zaakloop.begin(service).talk()
    loop.propose("aangifte", uitvoerder="melder")
    loop.answer("akkoord")

    assert "betrokkene doet dit zelf" in loop.act("maatregelen/m1/concept").text
    assert loop.act("maatregelen/m1/uitgevoerd", {"datum": VANDAAG.isoformat()}).status_code == 200


def test_steps_out_of_order_and_days_ahead_are_refused_with_a_sentence(service: ServiceProcess) -> None:
    loop = Zaakloop.begin(service).talk()
    loop.propose("waarschuwing")
    today, ahead = {"datum": VANDAAG.isoformat()}, {"datum": (VANDAAG + timedelta(days=2)).isoformat()}

    assert loop.act("maatregelen/m1/uitgevoerd", today).status_code == 409
    assert loop.act("maatregelen/m1/afgerond", today).status_code == 409
    assert loop.act("maatregelen/m9/uitgevoerd", today).status_code == 404
    assert loop.act("maatregelen/m9/vervallen", {"reden": "x"}).status_code == 404
    assert loop.put_back(b"x").status_code == 409
    loop.answer("akkoord")
    loop.draft()
    assert loop.act("maatregelen/m1/uitgevoerd", ahead).status_code == 422


def test_a_measure_that_is_dropped_leaves_no_draft_no_slot_and_no_letter(service: ServiceProcess) -> None:
    loop = _drafted(service, "stopgesprek")
    dropped = loop.act("maatregelen/m1/vervallen", {"reden": "De ander bood excuses aan."})
    assert dropped.status_code == 200, dropped.text

    loop.settled()
    assert (loop.drafts(), loop.letters(), _slots(loop)) == ([], [], [])
    assert loop.measure()["status"] == "vervallen"
    assert loop.row()["Status"] == "vervallen"
    assert loop.act("maatregelen/m1/vervallen", {"reden": "Nog eens."}).status_code == 409


# The list for the reception (protocol 27) ---------------------------------------------------------------------


def test_the_list_shows_a_ban_while_it_runs_by_name_and_dates_alone(service: ServiceProcess) -> None:
    naam = "Boze Bezoeker"
    agressor = {"hoedanigheid": "burger", "naam": naam, "email": "bezoeker@voorbeeld.example"}
    loop = Zaakloop.begin(service, agressor=agressor).talk()
    loop.propose("ontzegging_gebouw", **PERIODE)
    loop.answer("akkoord")
    loop.draft()
    assert _listed(service, naam) == []
    loop.act("maatregelen/m1/uitgevoerd", {"datum": VANDAAG.isoformat()})

    running = [{"naam": naam, **PERIODE}]
    assert _listed(service, naam) == running
    assert loop.act("maatregelen/m1/afgerond", {"datum": VANDAAG.isoformat()}).status_code == 200
    assert _listed(service, naam) == running, "that it was rounded off does not end it"

    for voor in ("melder", "familie"):
        loop.act("nazorg", {"voor": voor, "antwoord": "nee", "datum": VANDAAG.isoformat()})
    assert loop.act("sluiten", {"reden": "Klaar."}).status_code == 200
    assert _listed(service, naam) == running, "nor that the case was closed"
    assert "Laat de ontzegging eerder stoppen" in loop.page()
    decided = {
        "soort": "besluit",
        "datum": VANDAAG.isoformat(),
        "tekst": "Genoeg.",
        "uitkomst": "ingetrokken",
    }
    assert loop.act("maatregelen/m1/reacties", decided).status_code == 201
    assert _listed(service, naam) == []


def test_the_list_is_for_handlers_alone(service: ServiceProcess) -> None:
    assert service.ask("statenlid1", "GET", "/api/toegangslijst").status_code == 403


def _listed(service: ServiceProcess, naam: str) -> list[dict[str, str]]:
    answer = service.ask("provinciesecretaris", "GET", "/api/toegangslijst")
    assert answer.status_code == 200, answer.text
    return [one for one in answer.json()["items"] if one["naam"] == naam]


def _slots(loop: Zaakloop) -> list[str]:
    return [one["transactionId"] for one in _events(loop)]


def _events(loop: Zaakloop) -> list[dict[str, Any]]:
    """What stands of this case in any calendar."""
    boxes = loop.service.tenant.state()["events"].values()
    return [one for box in boxes for one in box if loop.ref in one["subject"]]


def _drafted(service: ServiceProcess, soort: str) -> Zaakloop:
    loop = Zaakloop.begin(service).talk()
    assert loop.propose(soort, **SOORTEN[soort]).status_code == 201
    assert loop.answer("akkoord").status_code == 200
    return loop.draft()


def _attached(loop: Zaakloop) -> str:
    """The hash of the one attachment of the draft, as it stands in the mailbox."""
    (mail,) = loop.drafts()
    (one,) = mail["attachments"]
    return str(one["sha256"])
