"""A copy of all one's own data, on a running service: whole, or it says what it lacks."""

import io
import json
import zipfile

from graph.connection import Graph
from graph.files import Files
from plugin.casebook.columns import DOSSIER
from tests.flows.people import People, key
from tests.rig import graph_config
from tests.service_process import eventually
from tests.tenant_process import CASE_SITE

PNG = b"\x89PNG\r\n\x1a\n een beeld"
LATER = b"\x89PNG\r\n\x1a\n een later beeld"
NIETS, ONVOLLEDIG = "leesmij.txt", "onvolledig.txt"


def copy_of(people: People, role: str) -> dict[str, bytes]:
    """The archive as this person gets it: name and content of each entry."""
    answer = people.ask(role, "GET", "/api/mijn-gegevens")
    assert answer.status_code == 200, answer.text
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert len(set(names)) == len(names)
        return {name: archive.read(name) for name in names}


def evidence_of(archive: dict[str, bytes], ref: str) -> set[bytes]:
    return {content for name, content in archive.items() if name.startswith(f"{ref}/bewijs/")}


def test_it_holds_own_meldingen_and_their_evidence_alone(people: People) -> None:
    own, other = people.report("gedeputeerde", ("foto.png", PNG)), people.report("statenlid2")
    archive = copy_of(people, "gedeputeerde")
    assert json.loads(archive[f"{own}/melding.json"])["verwerking"] == "gemeld"
    assert evidence_of(archive, own) == {PNG}
    assert not any(name.startswith(other) for name in archive)


def test_what_still_lies_sealed_is_in_it(people: People) -> None:
    with people.sharepoint_takes_no_case():
        ref = people.send("statenlid1", ("foto.png", PNG), gebeurtenis="Nog onderweg.")
        archive = copy_of(people, "statenlid1")
    told = json.loads(archive[f"{ref}/melding.json"])
    assert (told["melding"]["gebeurtenis"], told["verwerking"]) == ("Nog onderweg.", "verzegeld")
    assert evidence_of(archive, ref) == {PNG}
    eventually(lambda: people.own("statenlid1", ref)["verwerking"] == "gemeld", "the melding is reported")


def test_evidence_that_came_later_is_in_it_once_while_it_waits_and_once_it_stands(people: People) -> None:
    ref = people.report("statenlid1", ("foto.png", PNG))
    with people.fault(method="PUT", path="/bewijs/", kind="503", retry_after=1, times=10_000):
        form = [("bewijs", ("later.png", LATER, "image/png"))]
        sent = people.ask("statenlid1", "POST", f"/api/meldingen/{ref}/bewijs", files=form, headers=key())
        assert sent.status_code == 202
        waiting = copy_of(people, "statenlid1")
    assert evidence_of(waiting, ref) == {PNG, LATER}
    eventually(lambda: len(people.own("statenlid1", ref)["bewijs"]) == 2, "the evidence stands")
    standing = copy_of(people, "statenlid1")
    names = {name for name in waiting if name.startswith(ref)}
    assert {name for name in standing if name.startswith(ref)} == names


def test_only_who_has_nothing_here_is_told_so_and_a_begun_melding_is_something(people: People) -> None:
    begun = {"route": "hulp", "gebeurtenis": "Ik begon"}
    people.ask("provinciesecretaris", "PUT", "/api/concept", json=begun)
    archive = copy_of(people, "provinciesecretaris")
    people.ask("provinciesecretaris", "DELETE", "/api/concept")
    assert {name: json.loads(content) for name, content in archive.items()} == {"begonnen.json": begun}
    assert copy_of(people, "provinciesecretaris") == {NIETS: b"Wij bewaren geen meldingen van u.\n"}


def test_a_file_that_is_gone_is_named(people: People) -> None:
    ref = people.report("statenlid1", ("foto.png", PNG))
    (name,) = [name for name in copy_of(people, "statenlid1") if name.startswith(f"{ref}/bewijs/")]
    Files(Graph(graph_config(people.service.tenant)), CASE_SITE, DOSSIER.name).delete_for_good(name)
    archive = copy_of(people, "statenlid1")
    assert name not in archive
    assert archive[f"{name}.ontbreekt.txt"].decode().startswith("Dit bestand is er niet meer.")


def test_when_microsoft_365_goes_away_halfway_the_archive_says_it_is_not_whole(people: People) -> None:
    ref = people.report("statenlid1", ("foto.png", PNG))
    with people.fault(method="GET", path="/bewijs/", kind="503", times=1):
        archive = copy_of(people, "statenlid1")
    assert archive[ONVOLLEDIG].decode() == "Niet alles was op te halen. Probeer het later nog eens.\n"
    assert f"{ref}/melding.json" in archive
    assert NIETS not in archive
    assert ONVOLLEDIG not in copy_of(people, "statenlid1")
