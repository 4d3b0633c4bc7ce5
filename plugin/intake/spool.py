"""The sealed spool: a melding is safe here from its receipt until SharePoint has confirmed every byte."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from plugin.intake.database import METADATA, STUK, ZENDING, SpoolUnavailable, empty_journal, reachable
from plugin.intake.group import Group
from plugin.intake.seal import DataKey, SealBroken, SealingKeys
from plugin.intake.stream import SealingStream, TooLarge, TooMany
from plugin.intake.upload import Upload, place, read_chunks
from plugin.intake.zending import (
    Clash,
    Fase,
    Gone,
    Inzending,
    Ontvangen,
    ReferenceTaken,
    Repeated,
    Sealed,
    Soort,
    Zending,
)

# What others need beside it: one address for all that has to do with what lies sealed.
__all__ = [
    "Clash", "Fase", "Gone", "Inzending", "Ontvangen", "ReferenceTaken", "Repeated", "SealBroken", "Sealed",
    "SealingStream", "Spool", "SpoolUnavailable", "TooLarge", "TooMany", "Upload", "Zending",
]  # fmt: skip

ABANDONED_AFTER = timedelta(hours=1)

# What may be said about a sealed object without opening it: the fields of Ontvangen.
_KNOWN = (ZENDING.c.id, ZENDING.c.soort, ZENDING.c.referentie, ZENDING.c.fase, ZENDING.c.ontvangen_op)


class Spool:
    """Every method raises SpoolUnavailable when the database does not answer."""

    def __init__(
        self,
        engine: sa.Engine,
        keys: SealingKeys,
        together: Callable[[sa.Connection, str, Soort], None] | None = None,
    ) -> None:
        """`together` is committed in one transaction with each sealed melding: the start of its flow."""
        self._engine = engine
        self._keys = keys
        self._together = together
        self._group = Group(engine)

    def create_tables(self) -> None:
        """Safe to repeat."""
        with reachable():
            METADATA.create_all(self._engine)

    def begin(self) -> Upload:
        return Upload(self._engine)

    def seal(self, upload: Upload, inzending: Inzending) -> Sealed | Repeated | Clash:
        """One durable commit of row and chunks. Of the same key at once, exactly one wins.

        Raises ReferenceTaken; the upload can then be sealed again under another reference.
        """
        for stream in upload.streams:
            stream.finish()
        names = self._names(upload, inzending)
        result = self._known(names) or self._insert(upload, inzending, names)
        if not isinstance(result, Sealed):
            upload.discard()
        return result

    def earlier(self, upload: Upload, inzending: Inzending) -> Repeated | Clash | None:
        """What was received before under this key, without receiving anything."""
        for stream in upload.streams:
            stream.finish()
        return self._known(self._names(upload, inzending))

    def _names(self, upload: Upload, inzending: Inzending) -> list[tuple[str, str]]:
        """Id and fingerprint under each sealing key, the current one first."""
        ids = self._keys.pseudonyms("zending", inzending.oid, inzending.sleutel)
        about = inzending.referentie if inzending.soort == "bewijs" else ""
        hashes = [stream.sha256 for stream in upload.streams]
        content = json.dumps([inzending.soort, about, inzending.melding, hashes], sort_keys=True)
        return list(zip(ids, self._keys.pseudonyms("vingerafdruk", content), strict=True))

    def _known(self, names: list[tuple[str, str]]) -> Repeated | Clash | None:
        wanted = dict(names)
        columns = (ZENDING.c.id, ZENDING.c.vingerafdruk, ZENDING.c.antwoord)
        with reachable(), self._engine.connect() as connection:
            row = connection.execute(sa.select(*columns).where(ZENDING.c.id.in_(wanted))).first()
        if row is None:
            return None
        if wanted[row.id] != row.vingerafdruk:
            return Clash()
        return Repeated(row.id, json.loads(self._keys.open(row.antwoord, f"antwoord/{row.id}")))

    def _insert(
        self, upload: Upload, inzending: Inzending, names: list[tuple[str, str]]
    ) -> Sealed | Repeated | Clash:
        row = self._row(upload, inzending, *names[0])
        try:
            with reachable():
                self._group.commit(partial(self._write, upload, row))
        except IntegrityError as error:
            known = self._known(names)
            if known is None:
                raise ReferenceTaken(inzending.referentie) from error
            return known
        return Sealed(row["id"])

    def _write(self, upload: Upload, row: dict[str, Any], connection: sa.Connection) -> None:
        connection.execute(sa.insert(ZENDING), row)
        upload.check_flushed(connection)
        upload.write_pending(connection)
        if self._together:
            self._together(connection, row["id"], row["soort"])

    def _row(self, upload: Upload, inzending: Inzending, id_: str, vingerafdruk: str) -> dict[str, Any]:
        inhoud = {
            "melding": inzending.melding,
            "persoon": inzending.persoon,
            "bestanden": [stream.facts() for stream in upload.streams],
        }
        return {
            "id": id_,
            "soort": inzending.soort,
            "referentie": inzending.referentie,
            "eigenaar": self._keys.pseudonym("eigenaar", inzending.oid),
            "vingerafdruk": vingerafdruk,
            "ontvangen_op": inzending.ontvangen_op,
            "fase": "verzegeld",
            "upload": upload.id,
            "antwoord": self._keys.seal(_json(inzending.antwoord), f"antwoord/{id_}"),
            "sleutel": self._keys.wrap(upload.key, f"sleutel/{id_}"),
            "inhoud": upload.key.seal(_json(inhoud), f"inhoud/{id_}"),
        }

    def open(self, id_: str) -> Zending:
        """Raises Gone, SealBroken."""
        row, key = self._unlocked(id_)
        inhoud = json.loads(key.open(row.inhoud, f"inhoud/{id_}"))
        return Zending(
            id_, row.soort, row.referentie, row.ontvangen_op, **inhoud, upload=row.upload, data_key=key
        )

    def referentie(self, id_: str) -> str:
        """The reference of a sealed object, also when it was destroyed. Raises Gone when there never was one."""
        with reachable(), self._engine.connect() as connection:
            found = connection.execute(sa.select(ZENDING.c.referentie).where(ZENDING.c.id == id_)).scalar()
        if found is None:
            raise Gone("no sealed object under this id")
        return str(found)

    def read(self, zending: Zending, bestand: int) -> bytes:
        """One file, by number from 1; at most 25 MB. Raises Gone, SealBroken."""
        total = next((f["stukken"] for f in zending.bestanden if f["nummer"] == bestand), 0)
        if not total:
            raise Gone(f"no file {bestand}")
        upload, key = zending.upload, zending.data_key
        chunks = enumerate(read_chunks(self._engine, upload, bestand, range(total)))
        try:
            return b"".join(
                key.open(sealed, place(upload, bestand, nr, nr == total - 1)) for nr, sealed in chunks
            )
        except SealBroken:
            self._unlocked(zending.id)  # Gone, when it was destroyed meanwhile
            raise

    def _unlocked(self, id_: str) -> tuple[Any, DataKey]:
        with reachable(), self._engine.connect() as connection:
            row = connection.execute(sa.select(ZENDING).where(ZENDING.c.id == id_)).first()
        if row is None or row.sleutel is None or row.inhoud is None:
            raise Gone("no sealed object under this id")
        return row, self._keys.unwrap(row.sleutel, f"sleutel/{id_}")

    def phase(self, id_: str, fase: Fase) -> None:
        with reachable(), self._engine.begin() as connection:
            connection.execute(sa.update(ZENDING).where(ZENDING.c.id == id_).values(fase=fase))

    def destroy(self, id_: str, fase: Fase) -> None:
        """The data key and what it sealed go for good, in one commit with how far it came. Repeating is harmless."""
        this = ZENDING.c.id == id_
        chunks = STUK.c.upload == sa.select(ZENDING.c.upload).where(this).scalar_subquery()
        with reachable(), self._engine.begin() as connection:
            connection.execute(sa.delete(STUK).where(chunks))
            connection.execute(sa.update(ZENDING).where(this).values(sleutel=None, inhoud=None, fase=fase))
        empty_journal(self._engine)

    def unfinished(self, older_than: datetime) -> list[Ontvangen]:
        """Received before that moment and not yet reported: what may have been left without a flow."""
        where = (ZENDING.c.fase != "gemeld", ZENDING.c.ontvangen_op < older_than)
        question = sa.select(*_KNOWN).where(*where).order_by(ZENDING.c.ontvangen_op)
        with reachable(), self._engine.connect() as connection:
            return [Ontvangen(*row) for row in connection.execute(question)]

    def of_owner(self, oid: str) -> list[Ontvangen]:
        """What this person sent in during the last 30 days, newest first."""
        mine = ZENDING.c.eigenaar.in_(self._keys.pseudonyms("eigenaar", oid))
        question = sa.select(*_KNOWN).where(mine).order_by(ZENDING.c.ontvangen_op.desc())
        with reachable(), self._engine.connect() as connection:
            return [Ontvangen(*row) for row in connection.execute(question)]

    def later(self, oid: str, referentie: str) -> list[dict[str, Any]]:
        """What this person was answered about evidence sent after that melding, during the last 30 days."""
        mine = ZENDING.c.eigenaar.in_(self._keys.pseudonyms("eigenaar", oid))
        where = (mine, ZENDING.c.soort == "bewijs", ZENDING.c.referentie == referentie)
        with reachable(), self._engine.connect() as connection:
            rows = connection.execute(sa.select(ZENDING.c.id, ZENDING.c.antwoord).where(*where)).all()
        return [json.loads(self._keys.open(row.antwoord, f"antwoord/{row.id}")) for row in rows]

    def accepted_since(self, oid: str, since: datetime) -> int:
        """Meldingen of this person from that moment on; repeats of a key are not counted twice."""
        mine = ZENDING.c.eigenaar.in_(self._keys.pseudonyms("eigenaar", oid))
        where = (mine, ZENDING.c.soort == "melding", ZENDING.c.ontvangen_op >= since)
        with reachable(), self._engine.connect() as connection:
            question = sa.select(sa.func.count()).select_from(ZENDING).where(*where)
            return connection.execute(question).scalar_one()

    def sweep(self, now: datetime) -> int:
        """Delete chunks, begun an hour ago, that belong to no sealed object. Gives their number."""
        kept = sa.select(ZENDING.c.upload).where(ZENDING.c.sleutel.is_not(None))
        old = STUK.c.begonnen_op < now - ABANDONED_AFTER
        with reachable(), self._engine.begin() as connection:
            return connection.execute(sa.delete(STUK).where(old, STUK.c.upload.not_in(kept))).rowcount

    def forget(self, before: datetime) -> int:
        """Delete the last trace of what was destroyed and received before that moment.

        A melding that waits for Microsoft 365 is kept, however old it is.
        """
        where = (ZENDING.c.sleutel.is_(None), ZENDING.c.ontvangen_op < before)
        with reachable(), self._engine.begin() as connection:
            return connection.execute(sa.delete(ZENDING).where(*where)).rowcount


def _json(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode("ascii")
