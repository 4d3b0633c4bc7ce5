"""The stories of the engine that are about one case: its end waits for them, and takes their records along."""

import sqlalchemy as sa

from plugin.flows.engine import Engine


def is_running(engine: Engine, referentie: str, flow_ids: list[str], but: str) -> bool:
    """Is a story about this case in somebody's hands now? One that still waits is not, nor one whose id begins so."""
    return "PENDING" in engine.states(_of_case(engine, referentie, flow_ids, but)).values()


def forget(engine: Engine, referentie: str, flow_ids: list[str], but: str) -> None:
    """Delete the records of all stories about one case, but those whose ids begin so."""
    engine.client.delete_workflows(_of_case(engine, referentie, flow_ids, but), delete_children=True)


def _of_case(engine: Engine, referentie: str, flow_ids: list[str], but: str) -> list[str]:
    """By name, and those named by their ids."""
    name: sa.ColumnClause[str] = sa.column("workflow_uuid")
    known = sa.select(name).select_from(sa.table("workflow_status", schema=engine.schema))
    with engine.database.connect() as connection:
        named = connection.scalars(known.where(name.contains(f"/{referentie}", autoescape=True)))
        return sorted(one for one in {*named, *engine.known(flow_ids)} if not one.startswith(but))
