"""A filled database gets codes, helpers and papers, and loses no answer, there and back again."""

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, func, inspect, select, text

from storage import tables as t
from storage.database.engine import SETTING, is_sqlite, make_engine
from storage.database.revisions import MIGRATIONS
from storage.database.schema import migrate

BEFORE, NEW = "0039", ("assisted_by", "assisted_how", "entered_by", "checked_by")


def _down(connection: Connection) -> None:
    if not is_sqlite(connection):
        connection.execute(select(func.set_config(SETTING, "*", True)))
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.downgrade(config, BEFORE)


def _counts(connection: Connection) -> tuple[int, int]:
    if not is_sqlite(connection):
        connection.execute(select(func.set_config(SETTING, "*", True)))
    count = (connection.scalars(text(f"SELECT count(*) FROM {n}")) for n in ("responses", "links"))
    responses, links = (one.one() for one in count)
    return responses, links


@pytest.mark.parametrize("times", [1, 2])
def test_answers_and_links_stay_there_and_back_again(upgraded_url: str, times: int) -> None:
    engine = make_engine(upgraded_url, writes=True)
    with engine.begin() as connection:
        before = _counts(connection)
        assert before[0] > 0
        assert before[1] > 0
        links = connection.execute(select(t.links.c.code, t.links.c.sealed, t.links.c.papers))
        assert {tuple(row) for row in links} == {(None, None, 0)}
    for _ in range(times):
        with engine.begin() as connection:
            _down(connection)
            names = {one["name"] for one in inspect(connection).get_columns("responses")}
            assert names.isdisjoint(NEW)
            assert _counts(connection) == before
        engine.dispose()
        migrate(upgraded_url)
    with engine.begin() as connection:
        assert _counts(connection) == before
        query = select(*(t.responses.c[name] for name in NEW)).distinct()
        assert [tuple(row) for row in connection.execute(query)] == [(None,) * 4]
    engine.dispose()
