"""Links to actions: the list in a file replaces what was there."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import Connection, Table, and_, delete, insert, or_, select

from storage.imports.merge import MOST_AT_ONCE, read_in_batches


def relink(
    connection: Connection, table: Table, column: str, wanted: Mapping[int, frozenset[int]]
) -> frozenset[int]:
    """Link each owner (by `column`) to exactly these actions; return the owners that changed."""
    owner = table.c[column]
    linked: dict[int, set[int]] = defaultdict(set)
    for row in read_in_batches(connection, select(owner, table.c.action_id), owner, wanted):
        linked[row[column]].add(row["action_id"])
    new = [(key, action) for key, actions in wanted.items() for action in actions - linked[key]]
    gone = [(key, action) for key, actions in wanted.items() for action in linked[key] - actions]
    if new:
        connection.execute(
            insert(table), [{column: key, "action_id": action} for key, action in new]
        )
    for start in range(0, len(gone), MOST_AT_ONCE):
        rows = (
            and_(owner == key, table.c.action_id == action)
            for key, action in gone[start : start + MOST_AT_ONCE]
        )
        connection.execute(delete(table).where(or_(*rows)))
    return frozenset(key for key, _ in (*new, *gone))
