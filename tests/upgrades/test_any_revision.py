"""From the first revision, and from the one before, with a row in every table that it had."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Connection, MetaData, func, insert, select, table

from bot.settings import read_settings
from bot.startup import migrate, open_store, utc_now
from storage.database.column_kinds import ColumnKind, kind_of
from storage.database.engine import is_sqlite, make_engine
from storage.database.revisions import known
from storage.trust.encryption import new_keyring
from storage.trust.keys_file import create_keys
from tests.upgrades.filled import take_steps

AT = datetime(2026, 1, 5, 12, tzinfo=UTC)
PLAIN: dict[ColumnKind, Any] = {
    ColumnKind.NUMBER: 1,
    ColumnKind.REAL: 1.0,
    ColumnKind.TEXT: "pending",
    ColumnKind.FLAG: False,
    ColumnKind.BYTES: b"1:sealed",
    ColumnKind.MOMENT: AT,
    ColumnKind.DAY: date(2026, 1, 5),
}
ASKED_FOR = frozenset({"numerator", "ended_on", "count"})  # by a constraint, though it may be NULL


def a_row_in_every_table(connection: Connection) -> set[str]:
    """Fill the tables of a revision, told from the database; return their names."""
    tables = MetaData()
    tables.reflect(connection)
    named = [one for one in tables.sorted_tables if one.name != "alembic_version"]
    for one in named:
        needed = [c for c in one.columns if _is_needed(c)]
        values = {c.name: _value(c, connection) for c in needed}
        connection.execute(insert(one).values(**values))
    return {one.name for one in named}


def _is_needed(column: Column[Any]) -> bool:
    counts_up = column.primary_key and column.name == "id"
    left_out = column.nullable and column.name not in ASKED_FOR
    return not (counts_up or left_out or column.server_default is not None)


def _value(column: Column[Any], connection: Connection) -> Any:
    kind = kind_of(column.type)
    if kind is ColumnKind.MOMENT and is_sqlite(connection):
        return AT.replace(tzinfo=None)
    return PLAIN[kind]


@pytest.mark.parametrize("revision", [known()[0], known()[-2]])
def test_a_filled_database_of_that_revision_is_migrated_and_opened(
    empty_url: str, tmp_path: Path, revision: str
) -> None:
    engine = make_engine(empty_url, writes=True)
    with engine.begin() as connection:
        take_steps(connection, revision)
        names = a_row_in_every_table(connection)
    create_keys(tmp_path / "keys.json", new_keyring())
    of = read_settings(GT_DATABASE_URL=empty_url, GT_KEYS_FILE=str(tmp_path / "keys.json"))

    assert migrate(of) == known()[-1]

    with engine.begin() as connection:
        count = {
            name: connection.scalar(select(func.count()).select_from(table(name))) for name in names
        }
    engine.dispose()
    assert {name for name, rows in count.items() if not rows} == set()
    open_store(of, utc_now).close()
