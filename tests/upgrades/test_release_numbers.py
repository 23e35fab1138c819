"""Numbers of releases go on from those that a database has, on both engines."""

import pytest
from sqlalchemy import MetaData, insert, select

from storage import tables as t
from storage.database.engine import make_engine
from storage.database.schema import migrate
from tests.builders.clock import NOON
from tests.upgrades.filled import take_steps

BEFORE = "0034"


@pytest.fixture
def earlier_url(empty_url: str) -> str:
    """Give a database with two partnerships, of which one has releases, once on each engine."""
    engine = make_engine(empty_url, writes=True)
    with engine.begin() as connection:
        take_steps(connection, BEFORE)
        tables = MetaData()
        tables.reflect(connection)
        for name, rows in (
            ("partnerships", [{"id": n, "slug": f"p{n}", "name": f"P{n}"} for n in (1, 2)]),
            ("actions", [ACTION]),
            ("releases", [RELEASE | {"number": number} for number in (3, 7)]),
        ):
            connection.execute(insert(tables.tables[name]), rows)
    engine.dispose()
    return empty_url


WORDS = ("ref", "title", "change_wanted", "source_kind", "source_ref", "owner_agency")
ACTION = {"id": 1, "partnership_id": 1, "due_on": NOON.date(), **dict.fromkeys(WORDS, "A1")}
TEXTS = ("actor", "format", "sha256", "inputs_fingerprint", "figures")
RELEASE = {
    "partnership_id": 1,
    "action_id": 1,
    "made_at": NOON,
    "minimum_group": 10,
    "as_at": NOON.date(),
    **dict.fromkeys(TEXTS, ""),
}


def test_the_next_release_is_the_one_after_the_newest(earlier_url: str) -> None:
    migrate(earlier_url)

    engine = make_engine(earlier_url, writes=False)
    with engine.connect() as connection:
        columns = t.partnerships.c
        rows = connection.execute(select(columns.id, columns.last_release))
        last = {row.id: row.last_release for row in rows}
    engine.dispose()
    assert last == {1: 7, 2: 0}
