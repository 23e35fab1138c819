"""The second lock is put on a filled PostgreSQL, taken off and put on again; no row is lost."""

from collections.abc import Iterator

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, func, inspect, select, text

from storage import tables as t
from storage.database.engine import SETTING, make_engine
from storage.database.revisions import MIGRATIONS
from storage.database.row_security import locked
from tests.databases import Cluster

BEFORE, NEWEST = "0017", "head"
LOCKED = sorted(locked(t.metadata))


@pytest.fixture
def connection(postgresql: Cluster, filled_postgresql: str) -> Iterator[Connection]:
    with postgresql.copy(filled_postgresql) as url:
        engine = make_engine(url, writes=True)
        with engine.begin() as connection:
            yield connection
        engine.dispose()


def _take_to(connection: Connection, revision: str) -> None:
    """Take the schema to a revision, with every row in sight as when the program does it."""
    connection.execute(select(func.set_config(SETTING, "*", True)))
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    (command.downgrade if revision == BEFORE else command.upgrade)(config, revision)


def _rows(connection: Connection, seen: str) -> dict[str, int]:
    """Count the rows in sight; a table that is newer than the schema has none."""
    connection.execute(select(func.set_config(SETTING, seen, True)))
    there = set(inspect(connection).get_table_names())
    return {name: _count(connection, name) if name in there else 0 for name in LOCKED}


def _count(connection: Connection, name: str) -> int:
    return connection.scalars(select(func.count()).select_from(t.metadata.tables[name])).one()


def test_the_lock_goes_on_and_off_a_filled_database(connection: Connection) -> None:
    all_rows, without = _rows(connection, "*"), _rows(connection, "")
    _take_to(connection, BEFORE)
    unlocked = _rows(connection, "")
    policies = connection.scalars(text("SELECT count(*) FROM pg_policies")).one()
    bound = text("SELECT count(*) FROM pg_class WHERE relrowsecurity OR relforcerowsecurity")
    still_bound = connection.scalars(bound).one()
    _take_to(connection, NEWEST)

    assert set(without.values()) == {0}
    assert all_rows["texts"] > 0
    assert all_rows == unlocked == _rows(connection, "*")
    assert (policies, still_bound) == (0, 0)
    assert set(_rows(connection, "").values()) == {0}


def test_each_partnership_has_its_own_rows_of_the_whole(connection: Connection) -> None:
    connection.execute(select(func.set_config(SETTING, "*", True)))
    ids = connection.scalars(select(t.partnerships.c.id)).all()
    by_partnership = [_rows(connection, str(one)) for one in ids]

    assert len(ids) > 1
    together = {name: sum(rows[name] for rows in by_partnership) for name in LOCKED}
    assert together == _rows(connection, "*")
