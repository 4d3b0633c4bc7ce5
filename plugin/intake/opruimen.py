"""What our own database still remembers of a case that is destroyed goes too (protocol 49)."""

import sqlalchemy as sa

from plugin.intake.database import STUK, ZENDING, empty_journal, reachable


def vergeet_zaak(engine: sa.Engine, referentie: str) -> None:
    """All that was received about this case, whatever became of it. Raises SpoolUnavailable; may be repeated."""
    this = ZENDING.c.referentie == referentie
    with reachable(), engine.begin() as connection:
        connection.execute(sa.delete(STUK).where(STUK.c.upload.in_(sa.select(ZENDING.c.upload).where(this))))
        connection.execute(sa.delete(ZENDING).where(this))
    empty_journal(engine)
