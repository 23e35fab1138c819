"""Turns: how fast all processes together speak to a tenant, kept in one row that each moves on.

Whoever wants to make requests moves the row on by as many turns and waits until the first of them comes.
"""

from sqlalchemy import Connection, bindparam, func

from storage import tables as t
from storage.database.prepared import PreparedStatement
from storage.database.upsert import INSERTS
from surveys.sending.dispatch import RateSlots

_LATER = {"sqlite": func.max, "postgresql": func.greatest}


def take_turns(connection: Connection, tenant_id: str, calls: int, turns: RateSlots) -> float:
    """Take the next `calls` turns of a tenant; return how many seconds after `turns.at` the first of them comes."""
    length = calls * turns.apart
    facts = {"tenant": tenant_id, "at": turns.at, "fresh": turns.at + length, "length": length}
    ends = _TAKE[connection.dialect.name].all(connection, facts)[0].next_at
    return max(0.0, ends - length - turns.at)


def _taking(dialect: str) -> PreparedStatement:
    columns = t.tenant_turns.c
    seconds = columns.next_at.type
    fresh = INSERTS[dialect](t.tenant_turns).values(
        tenant_id=bindparam("tenant"), next_at=bindparam("fresh", type_=seconds)
    )
    later = _LATER[dialect](columns.next_at, bindparam("at", type_=seconds)) + bindparam(
        "length", type_=seconds
    )
    return PreparedStatement(
        fresh.on_conflict_do_update(
            index_elements=["tenant_id"], set_={"next_at": later}
        ).returning(columns.next_at)
    )


_TAKE = {dialect: _taking(dialect) for dialect in INSERTS}
