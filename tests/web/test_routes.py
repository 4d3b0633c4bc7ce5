"""Each route says who may pass; each answer carries the same headers; each error is a problem document."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from plugin.app import Service
from plugin.identity import TokenVerifier
from plugin.intake.database import engine_for
from plugin.main import answers
from plugin.settings import Settings
from plugin.signing_keys import SigningKeys
from plugin.web.guards import Guard, open_to_all

REF = "M-00000000"
PATHS = [
    "/gezond", "/gereed", "/api/openapi.json", "/api/meldingen", f"/api/meldingen/{REF}", "/api/zaken", f"/api/zaken/{REF}",
    f"/api/zaken/{REF}/gesprekken", f"/api/zaken/{REF}/maatregelen", f"/api/zaken/{REF}/bewijs/b1", "/", "/api", "/bestaat/niet",
    "/api/toegangslijst", f"/api/zaken/{REF}/maatregelen/m1/uitgevoerd", f"/api/zaken/{REF}/maatregelen/m1/vervallen",
    f"/api/zaken/{REF}/maatregelen/m1/concept", f"/api/zaken/{REF}/maatregelen/m1/document", "/api/../etc/passwd", "/static/x.js",
]  # fmt: skip
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"]
ALWAYS = {
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Strict-Transport-Security": "max-age=63072000",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=()",
    "X-Request-ID": "",
}


def test_every_route_names_its_guard(app: Service) -> None:
    for rule in app.url_map.iter_rules():
        blueprint = rule.endpoint.rpartition(".")[0]
        guards = [
            check
            for check in app.before_request_funcs.get(blueprint, [])
            if isinstance(check, Guard) or check is open_to_all
        ]
        assert len(guards) == 1, rule


def test_of_what_holds_data_nothing_is_open(app: Service) -> None:
    opened = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if open_to_all in app.before_request_funcs.get(rule.endpoint.rpartition(".")[0], [])
    }
    with_data = {path for path in opened if path.startswith(("/api", "/deel"))}
    assert with_data == {"/api/openapi.json"}


def test_a_guard_lets_nobody_in_by_having_no_roles(app: Service) -> None:
    guards = [
        check for checks in app.before_request_funcs.values() for check in checks if isinstance(check, Guard)
    ]
    assert all(guard.roles for guard in guards)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_headers(client: FlaskClient, path: str, method: str) -> None:
    answer = client.open(path, method=method)
    for name, value in ALWAYS.items():
        assert value in answer.headers.get(name, "-missing-"), name
    assert "Set-Cookie" not in answer.headers
    assert "X-Frame-Options" not in answer.headers
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("path", PATHS)
def test_every_refusal_is_a_problem_with_a_sentence(client: FlaskClient, path: str, method: str) -> None:
    answer = client.open(path, method=method)
    assert answer.status_code < 500
    if answer.status_code >= 400 and method != "HEAD":
        assert _problem(answer)["detail"].endswith(".")


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "kwaad.example"},
        {"X-Forwarded-Host": "kwaad.example", "X-Forwarded-Proto": "http"},
        {"Forwarded": "host=kwaad.example;for=10.0.0.1"},
        {"X-Original-URL": "/api/zaken", "X-Rewrite-URL": "/api/zaken"},
        {"X-HTTP-Method-Override": "DELETE"},
        {"X-MS-CLIENT-PRINCIPAL-ID": "00000000-0000-4000-8000-000000000001", "X-Remote-User": "cdk"},
    ],
    ids=str,
)
@pytest.mark.parametrize("path", ["/gezond", "/api/openapi.json", "/api/meldingen", "/bestaat/niet"])
def test_no_header_of_a_stranger_is_believed(client: FlaskClient, path: str, headers: dict[str, str]) -> None:
    plain, dressed = client.get(path), client.get(path, headers=headers)
    assert dressed.status_code == plain.status_code
    assert dressed.data == plain.data
    assert "kwaad" not in str(dressed.headers)


def test_unknown_and_not_yours_have_the_same_body(client: FlaskClient) -> None:
    assert client.get("/bestaat/niet").data == client.get("/api/bestaat/niet").data


def test_a_method_that_does_not_exist_here_is_405_and_says_which_do(client: FlaskClient) -> None:
    answer = client.delete("/api/meldingen")
    assert answer.status_code == 405
    assert {"GET", "POST"} <= set(answer.headers["Allow"].split(", "))


def test_an_error_of_ours_says_nothing_but_a_number(make_app: Callable[..., Service]) -> None:
    app = make_app()

    def broken() -> str:
        raise RuntimeError("geheim woord")

    app.add_url_rule("/stuk", "stuk", broken)
    answer = app.test_client().get("/stuk")
    assert answer.status_code == 500
    problem = _problem(answer)
    assert problem["nummer"] == answer.headers["X-Request-ID"]
    assert "geheim" not in answer.get_data(as_text=True)


def test_without_signing_keys_the_answer_is_503_with_a_time(
    settings: Settings, make_app: Callable[..., Service], as_melder: dict[str, str]
) -> None:
    nobody = SigningKeys("http://127.0.0.1:9/keys", None)
    client = make_app(TokenVerifier(settings, nobody), nobody.check).test_client()
    for path in ("/api/meldingen", "/gereed"):
        answer = client.get(path, headers=as_melder)
        assert answer.status_code == 503
        assert 1 <= int(answer.headers["Retry-After"]) <= 60
        assert _problem(answer)["detail"]
    assert client.get("/gezond").status_code == 200


def test_without_a_database_the_service_is_alive_and_not_ready(
    make_app: Callable[..., Service], verifier: TokenVerifier, tmp_path: Path
) -> None:
    lost = engine_for(f"sqlite:///{tmp_path}/weg/meld.sqlite")
    client = make_app(verifier, lambda: answers(lost)).test_client()
    assert client.get("/gezond").status_code == 200
    assert client.get("/gereed").status_code == 503


JSON_ROUTES = [
    (f"/api/zaken/{REF}/gesprekken", "as_handler"),
    (f"/api/zaken/{REF}/maatregelen", "as_handler"),
    (f"/api/zaken/{REF}/maatregelen/m1/uitgevoerd", "as_handler"),
    (f"/api/zaken/{REF}/maatregelen/m1/vervallen", "as_handler"),
    (f"/api/meldingen/{REF}/maatregelen/m1/toestemming", "as_melder"),
]
WORD = "Geheimwoord-4711"
# What is sent, and the kinds of answer that are right for it.
BODIES: list[tuple[bytes, set[int]]] = [
    (b"", {400}),
    (b"{", {400}),
    (WORD.encode(), {400}),
    (b'{"soort": NaN}', {400}),
    (b'{"soort": Infinity}', {400}),
    (b'{"a":' * 5000 + b"1" + b"}" * 5000, {400}),
    (b"[" * 100_000, {400}),
    (b"\xff\xfe", {400}),
    (b'{"versie": ' + b"9" * 5000 + b"}", {400}),
    (b"null", {422}),
    (b"[]", {422}),
    (b"7", {422}),
    (json.dumps(WORD).encode(), {422}),
    (b"{}", {422}),
    (json.dumps({WORD: WORD}).encode(), {422}),
    (json.dumps({"soort": WORD, "datum": WORD, "verslag": {"x": WORD}, "antwoord": WORD, "versie": WORD}).encode(), {422}),
    (json.dumps({"soort": {"x": [WORD]}, "reden": [WORD], "details": WORD, "van": WORD}).encode(), {422}),
    (json.dumps({"soort": "intake", "datum": "2026-11-24", "verslag": "\ud800" * 20_000, "reden": WORD}).encode(), {400}),
    (json.dumps({"soort": "stopgesprek", "reden": WORD, "details": {"noot": "\ud800"}}).encode(), {400}),
    (json.dumps({"soort": "stopgesprek", "reden": WORD, "details": {"\udfff": WORD}}).encode(), {400}),
    (b'{"versie": 1e999}', {400}),
    (b'{"details": [-1e999]}', {400}),
    (json.dumps({"soort": "intake", "datum": "2026-11-24", "verslag": WORD, "status": WORD, "oid": WORD}).encode(), {422}),
    (b'"' + b"x" * 1024 * 1024 + b'"', {413}),
]  # fmt: skip


@pytest.mark.parametrize(("body", "right"), BODIES, ids=[str(number) for number in range(len(BODIES))])
@pytest.mark.parametrize(("path", "who"), JSON_ROUTES)
def test_bad_json_is_refused_without_repeating_it(
    client: FlaskClient, request: pytest.FixtureRequest, path: str, who: str, body: bytes, right: set[int]
) -> None:
    headers = request.getfixturevalue(who) | {"If-Match": '"1"'}
    answer = client.post(path, data=body, content_type="application/json", headers=headers)
    assert answer.status_code in right, answer.text
    assert _problem(answer)["detail"]
    assert WORD not in answer.text


@pytest.mark.parametrize("body", [b'{"noot": "\\ud800"}', b'{"\\ud800": 1}', b'{"a": [{"b": 1e999}]}'])
def test_what_could_not_be_given_back_is_not_kept(
    client: FlaskClient, as_melder: dict[str, str], body: bytes
) -> None:
    answer = client.put("/api/concept", data=body, content_type="application/json", headers=as_melder)
    assert answer.status_code == 400
    assert client.get("/api/concept", headers=as_melder).status_code == 404


def test_a_whole_sign_beyond_the_first_plane_is_kept(client: FlaskClient, as_melder: dict[str, str]) -> None:
    body = b'{"noot": "\\ud83d\\ude00"}'
    answer = client.put("/api/concept", data=body, content_type="application/json", headers=as_melder)
    assert answer.status_code == 200
    assert client.get("/api/concept", headers=as_melder).get_json() == {"noot": "\U0001f600"}
    assert client.delete("/api/concept", headers=as_melder).status_code == 204


def test_a_refused_field_is_named_with_its_rule(client: FlaskClient, as_handler: dict[str, str]) -> None:
    body = {"soort": "thee", "datum": "gisteren", "verslag": "", "status": "afgesloten"}
    answer = client.post(f"/api/zaken/{REF}/gesprekken", json=body, headers=as_handler)
    assert answer.status_code == 422
    assert {(one["veld"], one["regel"]) for one in _problem(answer)["fouten"]} >= {
        ("soort", "kies uit: intake of nazorg"),
        ("datum", "schrijf de dag voluit, zoals 2026-11-24 of 2026-11-24T09:00:00+01:00"),
        ("verslag", "dit mag niet leeg zijn"),
        ("status", "dit veld kennen wij niet"),
    }


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""]
)
@pytest.mark.parametrize(("path", "who"), JSON_ROUTES)
def test_what_is_no_json_is_415(
    client: FlaskClient, request: pytest.FixtureRequest, path: str, who: str, kind: str
) -> None:
    answer = client.post(path, data=b"soort=intake", content_type=kind, headers=request.getfixturevalue(who))
    assert answer.status_code == 415


@pytest.mark.parametrize("version", [None, "", "*", " * ", "W/"])
@pytest.mark.parametrize(
    "route",
    [
        "gesprekken",
        "maatregelen",
        "maatregelen/m1/concept",
        "maatregelen/m1/uitgevoerd",
        "maatregelen/m1/vervallen",
    ],
)
def test_a_change_without_the_version_that_was_read_is_428(
    client: FlaskClient, as_handler: dict[str, str], route: str, version: str | None
) -> None:
    bodies: dict[str, Any] = {
        "gesprekken": {"soort": "intake", "datum": "2026-11-24", "verslag": "kort"},
        "maatregelen": {"soort": "stopgesprek", "reden": "kort"},
        "maatregelen/m1/uitgevoerd": {"datum": "2026-11-24"},
        "maatregelen/m1/vervallen": {"reden": "kort"},
    }
    headers = as_handler if version is None else {**as_handler, "If-Match": version}
    answer = client.post(f"/api/zaken/{REF}/{route}", json=bodies.get(route), headers=headers)
    assert answer.status_code == 428


@pytest.mark.parametrize("query", ["status=open", "status=ontvangen&x=1", f"volgende={'a' * 9000}"])
def test_a_question_to_the_list_that_does_not_exist_is_422(
    client: FlaskClient, as_handler: dict[str, str], query: str
) -> None:
    assert client.get(f"/api/zaken?{query}", headers=as_handler).status_code == 422


@pytest.mark.parametrize("volgende", ["ff", "geen hex", "00" * 60])
@pytest.mark.parametrize("path", ["/api/zaken", "/deel/zaken"])
def test_a_next_page_that_we_did_not_give_is_refused_and_not_read_as_the_first(
    client: FlaskClient, as_handler: dict[str, str], path: str, volgende: str
) -> None:
    answer = client.get(path, query_string={"volgende": volgende}, headers=as_handler)
    assert answer.status_code == 422
    assert "Begin opnieuw bij het begin van de lijst." in answer.text


def _problem(answer: TestResponse) -> dict[str, Any]:
    assert answer.content_type == "application/problem+json"
    document = json.loads(answer.data)
    assert document["status"] == answer.status_code
    assert document["title"]
    return dict(document)
