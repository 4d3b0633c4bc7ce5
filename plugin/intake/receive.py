"""The seam with the web framework: a multipart body comes in, nothing of it ever touches a readable file."""

import io
from dataclasses import dataclass, field
from typing import IO, cast

from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import MultiPartParser
from werkzeug.sansio.multipart import File

from plugin.intake.stream import SealingStream, TooLarge, TooMany
from plugin.intake.upload import MAX_FILES, Upload

MAX_MELDING_BYTES = 1024 * 1024
READ_BYTES = 512 * 1024  # at once: each read of the connection may have to wait for the other threads
# The melding, the evidence, and room for the empty inputs of a form; a thousand parts are refused early.
MAX_FORM_PARTS = MAX_FILES + 10

EMPTY = "Dit bestand is leeg. Kies het opnieuw."
UNREADABLE = "Dit soort bestand kunnen wij niet lezen. Dit kan wel: mail, foto, PDF, geluid, video."
FILE_TOO_LARGE = "Dit bestand is groter dan 25 MB. Kies een kleiner bestand."
TOGETHER_TOO_LARGE = "Samen is dit meer dan 60 MB. Haal er een weg; u kunt hem na het versturen toevoegen."
TOO_MANY = "Er passen 10 bestanden in. De rest voegt u na het versturen toe."
MELDING_TOO_LARGE = "Uw melding heeft te veel of te lange delen. Maak de tekst korter."
NO_MULTIPART = "Deze melding kwam niet goed aan. Verstuur hem opnieuw."


class BadBody(Exception):
    """The body is no multipart form as agreed; the message is a Dutch sentence. The caller answers 422."""


class TooMuch(Exception):
    """Over a limit; the message is a Dutch sentence. The caller answers 413."""


@dataclass(frozen=True)
class Refusal:
    """A file we cannot take; `index` counts the evidence from 0, `reden` is a Dutch sentence."""

    index: int
    reden: str


@dataclass(frozen=True)
class Received:
    """The melding as it came in, if it did, and the evidence in order, sealed and finished."""

    melding: bytes | None
    files: list[SealingStream] = field(default_factory=list)

    def refusals(self) -> list[Refusal]:
        found = [(index, _reason(stream)) for index, stream in enumerate(self.files)]
        return [Refusal(index, reden) for index, reden in found if reden]


def _reason(stream: SealingStream) -> str | None:
    if not stream.size:
        return EMPTY
    return None if stream.kind else UNREADABLE


class Receiver:
    """Reads one request's body into an upload. The upload is discarded when it cannot be read to its end."""

    def __init__(self, upload: Upload) -> None:
        self._upload = upload

    def read(self, body: IO[bytes], boundary: str | None, content_length: int | None) -> Received:
        """`body` is limited by the caller. Raises BadBody, TooMuch, SpoolUnavailable."""
        try:
            return self._parsed(body, (boundary or "").encode("ascii"), content_length)
        except ValueError as error:
            self._upload.discard()
            raise BadBody(NO_MULTIPART) from error
        except TooLarge as error:
            self._upload.discard()
            raise TooMuch(FILE_TOO_LARGE if error.kind == "bestand" else TOGETHER_TOO_LARGE) from error
        except (TooMany, RequestEntityTooLarge) as error:
            self._upload.discard()
            raise TooMuch(TOO_MANY if isinstance(error, TooMany) else MELDING_TOO_LARGE) from error

    def _parsed(self, body: IO[bytes], boundary: bytes, content_length: int | None) -> Received:
        if not boundary:
            raise ValueError("no boundary")
        form, files = _Parts(self._upload).parse(body, boundary, content_length)
        unknown = (set(form) - {"melding"}) | (set(files) - {"melding", "bewijs"})
        meldingen = [text.encode("utf-8", "replace") for text in form.getlist("melding")]
        meldingen += [part.stream.read() for part in files.getlist("melding")]
        if unknown or len(meldingen) > 1:
            raise ValueError("parts that were not agreed on")
        return Received(next(iter(meldingen), None), self._evidence())

    def _evidence(self) -> list[SealingStream]:
        """Without what a browser sends for a file input that was left empty."""
        for stream in [s for s in self._upload.streams if not s.naam and not s.size]:
            self._upload.drop(stream)
        return self._upload.streams


class _Parts(MultiPartParser):
    """Evidence is sealed as it arrives; the melding, with or without a file name, stays in memory."""

    def __init__(self, upload: Upload) -> None:
        super().__init__(
            buffer_size=READ_BYTES, max_form_memory_size=MAX_MELDING_BYTES, max_form_parts=MAX_FORM_PARTS
        )
        self._upload = upload

    def start_file_streaming(self, event: File, _total: int | None) -> IO[bytes]:
        if event.name != "bewijs":
            return _Small()
        claimed = event.headers.get("content-type", "")
        return cast("IO[bytes]", self._upload.file(event.filename or "", claimed))


class _Small(io.BytesIO):
    """Memory for a part that must stay under 1 MB."""

    def write(self, data: bytes) -> int:  # type: ignore[override] # werkzeug writes bytes
        if self.tell() + len(data) > MAX_MELDING_BYTES:
            raise RequestEntityTooLarge
        return super().write(data)
