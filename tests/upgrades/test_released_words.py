"""A text that a second reader was more careful about is not quoted after the upgrade."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import select, text

from storage import tables as t
from storage.database.engine import make_engine
from storage.database.revisions import MIGRATIONS
from storage.database.schema import migrate
from tests.upgrades.filled import Filled

BEFORE = "0034"
# the first reader's mark, the second's, and what it is after the upgrade
JUDGED = (
    ("released", None, "released"),
    ("released", "released", "released"),
    ("released", "redacted", "withheld"),
    ("released", "withheld", "withheld"),
    ("redacted", "released", "redacted"),
    ("redacted", "redacted", "redacted"),
    ("redacted", "withheld", "withheld"),
    ("withheld", "released", "withheld"),
)


@pytest.fixture(params=["sqlite", "postgresql"])
def earlier_url(request: pytest.FixtureRequest, tmp_path: Path, filled: Filled) -> Iterator[str]:
    """Give a filled database at the schema before, once on each engine."""
    with ExitStack() as stack:
        url = f"sqlite:///{tmp_path / 'earlier.db'}"
        if request.param == "postgresql":
            url = stack.enter_context(request.getfixturevalue("postgresql").empty())
        filled.load(url)
        engine = make_engine(url, writes=True)
        with engine.begin() as connection:
            config = Config()
            config.set_main_option("script_location", str(MIGRATIONS))
            config.set_main_option("path_separator", "os")
            config.attributes["connection"] = connection
            command.upgrade(config, BEFORE)
        engine.dispose()
        yield url


def test_the_judgement_that_lets_less_be_quoted_holds(earlier_url: str) -> None:
    key = ("wave_id", "question", "response_key")
    wanted = select(*(t.texts.c[name] for name in key)).order_by(*key).limit(len(JUDGED))
    mark = "UPDATE texts SET state = :first WHERE wave_id = :wave_id AND question = :question "
    reading = (
        "INSERT INTO readings (place, partnership_id, mark, read_by, read_on, sampled, second_mark)"
        " VALUES (:place, 1, :first, 1, '2026-03-04', :sampled, :second)"
    )
    engine = make_engine(earlier_url, writes=True)
    with engine.begin() as connection:
        rows = connection.execute(wanted).all()
        for row, (first, second, _) in zip(rows, JUDGED, strict=True):
            place = {"place": "answer:" + ":".join(map(str, row)), "sampled": second is not None}
            facts = {**row._mapping, **place, "first": first, "second": second}
            connection.execute(text(f"{mark} AND response_key = :response_key"), facts)
            connection.execute(text(reading), facts)
    engine.dispose()

    migrate(earlier_url)

    engine = make_engine(earlier_url, writes=False)
    states = select(t.texts.c.state).order_by(*key)
    with engine.connect() as connection:
        found = list(connection.scalars(states))
    engine.dispose()
    assert found[: len(JUDGED)] == [after for _, _, after in JUDGED]
    assert set(found[len(JUDGED) :]) == {"unread"}
