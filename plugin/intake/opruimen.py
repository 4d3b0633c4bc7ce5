"""What our own database still remembers of a case that is destroyed: looked for first, and it goes too (protocol 49)."""

import sqlalchemy as sa

from plugin.intake.database import STUK, ZENDING, empty_journal, reachable


def van_zaak(engine: sa.Engine, referentie: str) -> list[str]:
    """The ids of all that was received about this case and is remembered. Raises SpoolUnavailable."""
    question = sa.select(ZENDING.c.id).where(ZENDING.c.referentie == referentie)
    with reachable(), engine.connect() as connection:
        return sorted(connection.scalars(question))


def is_bewijs_onderweg(engine: sa.Engine, referentie: str) -> bool:
    """Is there evidence for this case that still has to be carried over? Raises SpoolUnavailable."""
    this = (ZENDING.c.referentie == referentie, ZENDING.c.soort == "bewijs", ZENDING.c.sleutel.is_not(None))
    with reachable(), engine.connect() as connection:
        return connection.execute(sa.select(ZENDING.c.id).where(*this)).first() is not None


def vergeet_zaak(engine: sa.Engine, referentie: str) -> None:
    """All that was received about this case, whatever became of it. Raises SpoolUnavailable; may be repeated."""
    this = ZENDING.c.referentie == referentie
    with reachable(), engine.begin() as connection:
        connection.execute(sa.delete(STUK).where(STUK.c.upload.in_(sa.select(ZENDING.c.upload).where(this))))
        connection.execute(sa.delete(ZENDING).where(this))
    empty_journal(engine)
