"""We draft, people send: no way to send stands in the code, and every call that is made is of a known kind."""

import ast
from pathlib import Path

import pytest

from tests.tenant_process import ROOT

CODE = sorted(path for room in ("graph", "plugin") for path in (ROOT / room).rglob("*.py"))
SENDS = {
    "send_mail",
    "sendmail",
    "reply",
    "reply_all",
    "replyall",
    "create_reply",
    "createreply",
    "create_reply_all",
    "createreplyall",
    "forward",
    "create_forward",
    "createforward",
    "accept_event",
    "decline_event",
    "attendees",
    "smtplib",
}


def words(path: Path) -> set[str]:
    """Every attribute that is used and every part of an address in a text, lower case; comments do not count."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute):
            found.add(node.attr.lower())
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and " " not in node.value:
            found.update(node.value.lower().split("/"))
        elif isinstance(node, ast.alias):
            found.add(node.name.lower())
    return found


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_knows_a_way_to_send(path: Path) -> None:
    assert not words(path) & SENDS


def test_the_only_send_in_the_door_is_the_call_itself() -> None:
    """`send` is a method of our own Sdk and of nothing else that `graph` uses."""
    users = {path.name for path in CODE if path.parent.name == "graph" and "send" in words(path)}
    assert users == {"connection.py"}


def test_the_words_of_a_sender_are_found(tmp_path: Path) -> None:
    sample = tmp_path / "sample.py"
    sample.write_text('def f(message):\n    message.reply()\n    post("/messages/1/createForward")\n')
    assert words(sample) & SENDS == {"reply", "createforward"}
