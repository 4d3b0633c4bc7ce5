"""What an answer of Microsoft 365 means for the caller."""

import json
from typing import Any

import pytest
from azure.core.exceptions import ClientAuthenticationError, ServiceRequestError

from graph.credential import sign_in_error
from graph.errors import Conflict, Duplicate, GraphError, NotFound, Refused, Transient, error_of

TAKEN = "One or more fields with unique constraints already has the provided value."


def body(code: str, message: str = "") -> dict[str, Any]:
    return {"error": {"code": code, "message": message}}


@pytest.mark.parametrize(
    ("status", "answer", "kind"),
    [
        (400, body("invalidRequest", TAKEN), Duplicate),
        (400, body("invalidRequest", "Field 'X' is not recognized"), Refused),
        (400, body("BadRequest"), Refused),
        (401, body("InvalidAuthenticationToken"), Refused),
        (403, body("accessDenied"), Refused),
        (404, body("itemNotFound"), NotFound),
        (408, None, Transient),
        (409, body("nameAlreadyExists"), Duplicate),
        (409, body("Conflict"), Conflict),
        (410, body("resyncRequired"), NotFound),
        (412, body("resourceModified"), Conflict),
        (413, None, Refused),
        (422, body("whatever"), Refused),
        (423, body("resourceLocked"), Transient),
        (424, body("failedDependency"), Conflict),
        (425, None, Transient),
        (429, body("activityLimitReached"), Transient),
        (500, body("generalException"), Transient),
        (502, b"<html>Bad gateway</html>", Transient),
        (503, body("serviceNotAvailable"), Transient),
        (504, b"", Transient),
    ],
)
def test_each_status_says_what_the_caller_must_do(status: int, answer: Any, kind: type[GraphError]) -> None:
    assert type(error_of(status, {}, answer, "GET /sites")) is kind


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "7"}, 7.0),
        ({"retry-after": "7", "RateLimit-Reset": "31"}, 31.0),
        ({"Retry-After": "soon"}, None),
        ({}, None),
    ],
)
def test_a_throttled_call_says_how_long_to_wait(headers: dict[str, str], seconds: float | None) -> None:
    error = error_of(429, headers, body("activityLimitReached"), "GET /sites")
    assert isinstance(error, Transient)
    assert error.retry_after == seconds


def test_an_error_repeats_nothing_of_the_answer_but_its_code() -> None:
    answer = json.dumps(body("accessDenied", "kenmerk-uit-een-melding")).encode()
    error = error_of(403, {"request-id": "r-1"}, answer, "GET /sites/{site%2Did}")
    assert str(error) == "GET /sites/{site%2Did} 403 accessDenied"
    assert error.request_id == "r-1"


class Response:
    """The one attribute of Entra's answer that counts."""

    reason = ""

    def __init__(self, status_code: int) -> None:
        self.status_code = status_code


@pytest.mark.parametrize(
    ("status", "kind"), [(429, Transient), (503, Transient), (400, Refused), (401, Refused)]
)
def test_a_sign_in_that_failed_is_temporary_only_when_entra_is(status: int, kind: type[GraphError]) -> None:
    error = ClientAuthenticationError("AADSTS7000215: wrong secret", response=Response(status))
    assert type(sign_in_error(error)) is kind


def test_a_sign_in_that_found_nobody_is_temporary() -> None:
    error = ClientAuthenticationError("no route")
    error.__cause__ = ServiceRequestError("no route")
    assert isinstance(sign_in_error(error), Transient)
