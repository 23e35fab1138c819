"""A text that a second reader was more careful about is not quoted after the upgrade."""

import pytest
from sqlalchemy import select, text

from storage import tables as t
from storage.database.engine import make_engine
from storage.database.schema import migrate
from tests.upgrades.filled import take_steps

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


@pytest.fixture
def before_url(earlier_url: str) -> str:
    """Give a filled database at the schema before, once on each engine."""
    engine = make_engine(earlier_url, writes=True)
    with engine.begin() as connection:
        take_steps(connection, BEFORE)
    engine.dispose()
    return earlier_url


def test_the_judgement_that_lets_less_be_quoted_holds(before_url: str) -> None:
    key = ("wave_id", "question", "response_key")
    wanted = select(*(t.texts.c[name] for name in key)).order_by(*key).limit(len(JUDGED))
    mark = "UPDATE texts SET state = :first WHERE wave_id = :wave_id AND question = :question "
    reading = (
        "INSERT INTO readings (place, partnership_id, mark, read_by, read_on, sampled, second_mark)"
        " VALUES (:place, 1, :first, 1, '2026-03-04', :sampled, :second)"
    )
    engine = make_engine(before_url, writes=True)
    with engine.begin() as connection:
        rows = connection.execute(wanted).all()
        for row, (first, second, _) in zip(rows, JUDGED, strict=True):
            place = {"place": "answer:" + ":".join(map(str, row)), "sampled": second is not None}
            facts = {**row._mapping, **place, "first": first, "second": second}
            connection.execute(text(f"{mark} AND response_key = :response_key"), facts)
            connection.execute(text(reading), facts)
    engine.dispose()

    migrate(before_url)

    engine = make_engine(before_url, writes=False)
    states = select(t.texts.c.state).order_by(*key)
    with engine.connect() as connection:
        found = list(connection.scalars(states))
    engine.dispose()
    assert found[: len(JUDGED)] == [after for _, _, after in JUDGED]
    assert set(found[len(JUDGED) :]) == {"unread"}
