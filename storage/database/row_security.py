"""Row-level security on PostgreSQL: a second lock by partnership behind the filters of queries.

A transaction sees and writes the rows of the partnerships in its setting, and none where it has no
setting. SQLite has no such lock: there, nothing here does anything.
"""

from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    MetaData,
    Table,
    Text,
    bindparam,
    cast,
    func,
    select,
    text,
)

from storage.database.engine import EVERY, SETTING, is_sqlite
from storage.database.prepared import PreparedStatement

POLICY = "of_partnership"
# a sub-select is evaluated once for a statement, a function once for a row
_SEES_EVERY = f"(SELECT current_setting('{SETTING}', true)) = '{EVERY}'"
_IDS = f"string_to_array(nullif(current_setting('{SETTING}', true), '{EVERY}'), ',')::bigint[]"
_IS_THEIRS = f"= ANY ((SELECT {_IDS})::bigint[])"
# Whose row it is where it names no partnership: the first of these columns that a table has.
PARENTS: Mapping[str, str] = MappingProxyType(
    {
        "wave_id": "waves",
        "dispatch_id": "dispatches",
        "concern_id": "concerns",
        "event_id": "events",
        "action_id": "actions",
        "outcome_id": "outcomes",
        "briefing_id": "briefings",
        "person_id": "people",
        "case_audit_id": "case_audits",
        "case_audit_criterion_id": "case_audit_criteria",
        "case_review_id": "case_reviews",
        "review_point_id": "review_points",
        "inspection_id": "inspections",
        "inspection_area_id": "inspection_areas",
        "section_11_cycle_id": "section_11_cycles",
        "section_11_criterion_id": "section_11_criteria",
        "dissemination_id": "disseminations",
    }
)
# Without the lock: what the clock sends from, ids and states by the hundred. Of a table with it
# PostgreSQL looks nothing up in an index by a value that it must first take out of a list.
QUEUES = frozenset({"card_updates", "deliveries", "lanes", "letters", "newly_reachable", "posts"})
_SET = PreparedStatement(
    select(func.set_config(SETTING, bindparam("seen", type_=Text), True).label("seen"))
)


def condition(table: Table) -> str | None:
    """Return the SQL for which rows of a table are let through; None if it has no lock.

    A row that belongs to another is let through with it, by that row's own policy.
    """
    if table.name == "partnerships":
        return f"{_SEES_EVERY} OR id {_IS_THEIRS}"
    column: Any = table.c.get("partnership_id")
    if column is not None:
        of_none = "partnership_id IS NULL OR " if column.nullable else ""
        return f"{_SEES_EVERY} OR {of_none}partnership_id {_IS_THEIRS}"
    for name, parent in PARENTS.items() if table.name not in QUEUES else ():
        if name in table.c and not table.c[name].nullable:
            its = f"SELECT FROM {parent} WHERE {parent}.id = {table.name}.{name}"
            return f"{_SEES_EVERY} OR EXISTS ({its})"
    return None


def locked(metadata: MetaData) -> dict[str, str]:
    """Return the condition of every table that has the lock, by the table's name."""
    found = {table.name: condition(table) for table in metadata.sorted_tables}
    return {name: words for name, words in found.items() if words is not None}


def statements(metadata: MetaData) -> Iterator[str]:
    """Yield the statements that put the lock on new tables; its owner is bound by it too."""
    for name, words in locked(metadata).items():
        yield f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY"
        yield f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY"
        yield f"CREATE POLICY {POLICY} ON {name} USING ({words}) WITH CHECK ({words})"


def put_lock(connection: Connection, metadata: MetaData) -> None:
    """Put the lock on new tables."""
    if not is_sqlite(connection):
        for statement in statements(metadata):
            connection.execute(text(statement))


def let_see(connection: Connection, seen: str) -> None:
    """Let the rest of the transaction see these partnerships; costs nothing where it does already.

    What it sees now is noted in the connection's `info`, which the engine's listeners keep true.
    """
    if not is_sqlite(connection) and connection.info.get(SETTING) != seen:
        _SET.first(connection, {"seen": seen})
        connection.info[SETTING] = seen


def narrowing_to(
    partnership: ColumnElement[int], counts: ColumnElement[bool]
) -> ColumnElement[str]:
    """Return a column by which a query narrows the transaction to the partnerships of its rows.

    The setting changes when all rows have been read; `note_narrowed` must be told its value.
    """
    ids = func.string_agg(cast(partnership, Text), ",").filter(counts).over()
    return func.set_config(SETTING, ids, True, type_=Text)


def note_narrowed(connection: Connection, seen: str | None) -> None:
    """Note what a query with `narrowing_to` has narrowed the transaction to; None: to nothing."""
    if not is_sqlite(connection):
        connection.info[SETTING] = seen or ""


@contextmanager
def seeing_every(connection: Connection) -> Generator[None]:
    """Within this, see every partnership: for what is counted over all of them.

    An error inside ends the unit, and its rollback puts back what was seen.
    """
    before = _seen(connection)
    let_see(connection, EVERY)
    yield
    let_see(connection, before)


def _seen(connection: Connection) -> str:
    if is_sqlite(connection):
        return EVERY
    known = connection.info.get(SETTING)  # None after a rollback to a savepoint
    if known is not None:
        return known
    return connection.scalars(select(func.current_setting(SETTING, type_=Text))).one()


def holds(connection: Connection) -> bool | None:
    """Return whether the lock binds the database's user; None on SQLite, which has none."""
    if is_sqlite(connection):
        return None
    mine = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
    return not connection.scalar(text(mine))
