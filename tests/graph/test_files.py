"""Files in a library: confirmed byte for byte, read back, gone for good."""

import dataclasses
import threading
from hashlib import sha256, shake_256
from typing import Any

import pytest

from graph.connection import Graph
from graph.errors import NotFound, Refused, Transient
from graph.files import Files
from graph.quickxor import quick_xor_hash
from tests.tenant_process import CASE_SITE, TenantProcess


@pytest.fixture(scope="module")
def files(service_graph: Graph) -> Files:
    return Files(service_graph, CASE_SITE, "Dossier")


def bytes_of(length: int) -> bytes:
    return shake_256(str(length).encode()).digest(length)


@pytest.mark.parametrize(
    ("path", "length"),
    [
        ("M-1/bewijs/1.eml", 1),
        ("M-1/bewijs/een mail.eml", 200),
        ("M-1/bewijs/50% & meer, één [kopie] (1)+2.eml", 3000),
        ("M-1/brieven/a'b.docx", 0),
        ("M-1/bewijs/film.mp4", 12 * 1024 * 1024),
    ],
)
def test_a_file_stands_under_its_own_name_byte_for_byte(
    files: Files, provisioned: TenantProcess, path: str, length: int
) -> None:
    content = bytes_of(length)
    stored = files.put(path, content)
    assert (stored.path, stored.size, stored.quick_xor_hash) == (path, length, quick_xor_hash(content))
    assert files.get(path) == content
    standing = next(
        site for site in provisioned.state()["files"].values() if any(path in name for name in site)
    )
    entry = next(entry for name, entry in standing.items() if name.endswith(path))
    assert entry["sha256"] == sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("changed", "confirmed"),
    [
        ({}, True),
        ({"quick_xor_hash": "AAAAAAAAAAAAAAAAAAAAAAAAAAA="}, False),
        ({"size": 7}, False),
        ({"quick_xor_hash": None}, True),  # then it is read back
        ({"quick_xor_hash": None, "path": "M-8/ander.eml"}, False),
    ],
)
def test_a_file_is_confirmed_by_size_and_fingerprint_or_by_reading_it_back(
    files: Files, changed: dict[str, Any], confirmed: bool
) -> None:
    stored = files.put("M-8/bewijs.eml", b"bewijs")
    files.put("M-8/ander.eml", b"anders")
    assert files.confirms(dataclasses.replace(stored, **changed), b"bewijs") is confirmed


def test_a_second_put_takes_the_place_of_the_first(files: Files) -> None:
    first = files.put("M-2/brieven/brief.docx", b"eerste")
    second = files.put("M-2/brieven/brief.docx", b"tweede versie")
    assert second.id == first.id
    assert files.get("M-2/brieven/brief.docx") == b"tweede versie"


def test_files_go_side_by_side_and_are_opened_when_their_turn_comes(
    files: Files, provisioned: TenantProcess
) -> None:
    opened: list[str] = []
    most, lock, busy = [0], threading.Lock(), [0]

    def reader(path: str) -> bytes:
        with lock:
            opened.append(path)
            busy[0] += 1
            most[0] = max(most[0], busy[0])
        with lock:
            busy[0] -= 1
        return path.encode()

    provisioned.latency(50)
    paths = [f"M-3/bewijs/{number}.eml" for number in range(9)]
    stored = files.put_all({path: (lambda p=path: reader(p)) for path in paths})
    assert sorted(opened) == paths
    assert list(stored) == paths
    assert most[0] <= 4
    assert files.get(paths[8]) == paths[8].encode()


def test_one_file_that_fails_is_told_after_the_others_were_tried(
    files: Files, provisioned: TenantProcess
) -> None:
    provisioned.fault(method="PUT", path="M-4", kind="503")
    with pytest.raises(Transient):
        files.put_all({f"M-4/{number}": lambda: b"x" for number in range(3)})
    stands = [number for number in range(3) if is_there(files, f"M-4/{number}")]
    assert len(stands) == 2


def is_there(files: Files, path: str) -> bool:
    try:
        return bool(files.get(path))
    except NotFound:
        return False


def test_a_file_taken_away_is_gone_and_may_be_taken_away_again(files: Files) -> None:
    files.put("M-5/a.eml", b"weg")
    files.delete_for_good("M-5/a.eml")
    files.delete_for_good("M-5/a.eml")
    with pytest.raises(NotFound):
        files.get("M-5/a.eml")


@pytest.mark.parametrize("name", ["a:b.eml", "a*b.eml", "CON", "~$a.docx"])
def test_a_name_that_sharepoint_refuses_is_refused(files: Files, name: str) -> None:
    with pytest.raises(Refused):
        files.put(f"M-6/{name}", b"x")


@pytest.mark.parametrize("path", ["../elders.eml", "M-6/../M-5/a.eml", "/M-6/a.eml", "M-6//a.eml", ""])
def test_a_path_that_leads_elsewhere_is_no_path(files: Files, path: str) -> None:
    with pytest.raises(ValueError, match="each folder"):
        files.put(path, b"x")


def test_an_upload_whose_answer_is_lost_can_simply_be_done_again(
    files: Files, provisioned: TenantProcess
) -> None:
    files.put("M-7/eerst.eml", b"x")
    provisioned.fault(method="PUT", path="M-7", kind="drop_after_write")
    with pytest.raises(Transient):
        files.put("M-7/a.eml", b"bewijs")
    assert files.put("M-7/a.eml", b"bewijs").size == 6


def test_a_folder_names_what_stands_in_it_and_an_absent_one_nothing(files: Files) -> None:
    for number in range(3):
        files.put(f"M-namen/{number}.json", b"{}")
    found = files.names("M-namen")
    assert sorted(name for name, _ in found) == ["0.json", "1.json", "2.json"]
    assert all(made.endswith("Z") for _, made in found)
    assert files.names("M-nergens") == []
