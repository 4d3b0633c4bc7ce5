"""What a phone installs: addresses that stay, a fixed list of what is kept, and a share that the server never reads."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from plugin.intake import files
from plugin.web.installatie import SHARED
from tests.web.service_process import ServiceProcess

PAGES = ["/meld", "/mijn", "/zaken", "/register", "/hulp"]


def kept(client: FlaskClient) -> list[str]:
    found = re.search(r"const BEWAARD = (\[.*?\]);", client.get("/sw.js").text)
    assert found
    return list(json.loads(found[1]))


def test_the_web_manifest_names_what_is_there(client: FlaskClient) -> None:
    answer = client.get("/manifest.webmanifest")
    assert answer.content_type.startswith("application/manifest+json")
    manifest = json.loads(answer.data)
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    for icon in [*manifest["icons"], *(icon for one in manifest["shortcuts"] for icon in one["icons"])]:
        drawn = client.get(icon["src"])
        size = int(drawn.data[16:20].hex(), 16)
        assert drawn.content_type == icon["type"]
        assert icon["sizes"] == f"{size}x{size}"
    for address in (manifest["start_url"], *(one["url"] for one in manifest["shortcuts"])):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_each_page_offers_to_be_installed(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert '<link rel="manifest" href="/manifest.webmanifest">' in answer.text
    assert '<link rel="apple-touch-icon" href="/iconen/vlak-180.png">' in answer.text
    policy = answer.headers["Content-Security-Policy"]
    assert "worker-src 'self';" in policy
    assert "manifest-src 'self';" in policy


def test_outlook_may_show_and_keep_an_icon(client: FlaskClient) -> None:
    answer = client.get("/iconen/icoon-64.png")
    assert answer.headers["Cache-Control"] == "public, max-age=86400"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize("name", ["icoon-17.png", "../style.css", "../../settings.py", "icoon.svg"])
def test_no_other_file_is_an_icon(client: FlaskClient, name: str) -> None:
    assert client.get(f"/iconen/{name}").status_code == 404


def test_the_service_worker_keeps_the_help_card_and_what_it_needs_and_nothing_else(
    client: FlaskClient,
) -> None:
    needed = re.findall(r'(?:src|href)="(/static/[^"]+)"', client.get("/hulp").text)
    assert sorted(kept(client)) == sorted(["/hulp", "/manifest.webmanifest", *needed])
    for address in kept(client):
        answer = client.get(address)
        assert answer.status_code == 200
        assert b"/api/" not in answer.data


def test_the_service_worker_may_reach_us_alone_and_is_looked_at_anew_each_time(client: FlaskClient) -> None:
    answer = client.get("/sw.js")
    assert answer.content_type == "text/javascript; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; connect-src 'self'")


def test_another_number_on_the_card_is_another_version(client: FlaskClient) -> None:
    """The worker's own bytes change with the card, so that a browser fetches the card anew."""
    diensten = client.application.extensions["meldagressie-diensten"]
    before, profiel = client.get("/sw.js").data, diensten.profiel
    numbers = profiel.nummers.model_copy(update={"beveiliging": "030 000 00 00"})
    object.__setattr__(diensten, "profiel", profiel.model_copy(update={"nummers": numbers}))
    try:
        assert client.get("/sw.js").data != before
    finally:
        object.__setattr__(diensten, "profiel", profiel)
    assert client.get("/sw.js").data == before


def test_another_app_may_share_every_kind_that_counts_as_evidence() -> None:
    kinds = [one for one in vars(files).values() if isinstance(one, files.Kind)]
    assert len(kinds) == 13
    assert set(SHARED) == {word for kind in kinds for word in (kind.media, kind.suffix)}


def test_a_share_that_reaches_the_server_is_sent_on_before_its_body_comes(service: ServiceProcess) -> None:
    """The body is announced and never sent: whoever waited for it would not answer."""
    began = time.monotonic()
    with service.connection() as line:
        head = (
            "POST /delen HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\n"
            "Content-Length: 5000000\r\nConnection: close\r\n\r\n--x\r\n"
        )
        line.sendall(head.encode())
        answer = line.recv(4096).decode()
    assert answer.startswith("HTTP/1.1 303")
    assert "\r\nLocation: /meld\r\n" in answer
    assert time.monotonic() - began < 10


def test_a_share_leaves_no_word_behind(service: ServiceProcess, tmp_path: Path) -> None:
    word = "Gedeeld-geheim-8125"
    with service.http() as client:
        answer = client.post(
            "/delen", files={"bestanden": (f"{word}.png", b"\x89PNG" + word.encode())}, data={"tekst": word}
        )
    assert (answer.status_code, answer.headers["Location"]) == (303, "/meld")
    assert word not in service.log
    for path in service.folder.rglob("*"):
        if path.is_file():
            assert word.encode() not in path.read_bytes()
