"""The work of every contestant: one melding with a 60 kB mail and two screenshots of 1 MB, from a signed-in person."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from itertools import count
from pathlib import Path

from deploy.devtenant.consent import split_scopes
from deploy.devtenant.people import CLIENT_ID, Person
from deploy.devtenant.pki import signing_key
from deploy.devtenant.tokens import Grant, Tokens
from tests.tenant_process import ROOT, TenantProcess

BOUNDARY = "grens-van-de-meting"
CONTENT_TYPE = f"multipart/form-data; boundary={BOUNDARY}"
SCREENSHOT, MAIL = 1024 * 1024, 60 * 1024
EACH = 50  # meldingen of one person: the service takes 60 an hour


@dataclass(frozen=True)
class File:
    """One piece of evidence."""

    name: str
    media: str
    content: bytes


def files(screenshots: int = 2) -> tuple[File, ...]:
    """The evidence, the same bytes in every run."""
    chance = random.Random(20261124)  # noqa: S311 - the same bytes every time, no secret
    images = [
        File(f"scherm{number}.png", "image/png", b"\x89PNG\r\n\x1a\n" + chance.randbytes(SCREENSHOT - 8))
        for number in range(1, screenshots + 1)
    ]
    return (File("dreigmail.eml", "message/rfc822", _mail(chance)), *images)


def body(evidence: tuple[File, ...]) -> bytes:
    """The melding as a browser sends it."""
    told = json.loads((ROOT / "examples" / "melding.json").read_text("utf-8"))
    parts = [_part("melding", "melding.json", "application/json", json.dumps(told).encode())]
    parts += [_part("bewijs", one.name, one.media, one.content) for one in evidence]
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


def _part(name: str, file_name: str, media: str, content: bytes) -> bytes:
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\n'
    return f"{head}Content-Type: {media}\r\n\r\n".encode() + content + b"\r\n"


def _mail(chance: random.Random) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"] = "boze.burger@voorbeeld.example", "statenlid1@provincie.example"
    mail["Subject"] = "U hoort nog van mij"
    lines = []
    while sum(map(len, lines)) < MAIL:
        lines.append("".join(chance.choices("abcdefghij klmnop", k=70)) + "\n")
    mail.set_content("".join(lines))
    return bytes(mail)


@dataclass
class Melders:
    """As many signed-in people as the work needs, each within the limit of meldingen an hour."""

    tenant: TenantProcess
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def tokens(self, meldingen: int) -> list[str]:
        """Tokens of people who have not reported anything yet, as the tenant would give them."""
        signer = Tokens(signing_key(Path(self.tenant.data)), self.tenant.url)
        resource, scopes, _ = split_scopes(f"api://{CLIENT_ID}/Melding.Access")
        return [
            signer.access(Grant(CLIENT_ID, "0", resource, scopes, self._person()))
            for _ in range(-(-meldingen // EACH))
        ]

    def _person(self) -> Person:
        number = next(self._numbers)
        oid = f"00000000-0000-4000-9000-{number:012d}"
        return Person(oid, f"melder{number}", f"Statenlid {number}", ("Melder",))
