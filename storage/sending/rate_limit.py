"""The rate limit that all processes share: one row a tenant, with the time of its next free slot.

A process that is about to make requests moves the row on by as many slots, and waits for the first.
"""

from sqlalchemy import Connection, bindparam, func

from storage import tables as t
from storage.database.prepared import PreparedStatement
from storage.database.upsert import INSERTS
from surveys.sending.dispatch import RateSlots

_LATER = {"sqlite": func.max, "postgresql": func.greatest}


def reserve_slots(connection: Connection, tenant_id: str, calls: int, slots: RateSlots) -> float:
    """Reserve a tenant's next `calls` slots; return the seconds from `slots.at` to the first."""
    length = calls * slots.apart
    facts = {"tenant": tenant_id, "at": slots.at, "fresh": slots.at + length, "length": length}
    ends = _RESERVE[connection.dialect.name].all(connection, facts)[0].next_at
    return max(0.0, ends - length - slots.at)


def _reserving(dialect: str) -> PreparedStatement:
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


_RESERVE = {dialect: _reserving(dialect) for dialect in INSERTS}
