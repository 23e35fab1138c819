"""Of several planned rows for one level and source, the one that was measured against stays."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import select, text

from storage import tables as t
from storage.database.engine import make_engine
from storage.database.schema import migrate
from tests.upgrades.filled import Filled

OUTCOME = 2  # of which an indicator, “repeat-plans”, is planned
PLANNED = (
    ("practice", "supervisor", "A form", None),
    ("practice", "supervisor", "C form", 0.5),
    ("practice", "supervisor", "B form", 0.4),
    ("experience", "family", "Z form", None),
    ("experience", "family", "Y form", None),
    ("outcome", "indicator", "Referrals", 12.0),
)


@pytest.fixture(params=["sqlite", "postgresql"])
def earlier_url(request: pytest.FixtureRequest, tmp_path: Path, filled: Filled) -> Iterator[str]:
    """Give a filled database at its own schema, once on each engine."""
    with ExitStack() as stack:
        url = f"sqlite:///{tmp_path / 'earlier.db'}"
        if request.param == "postgresql":
            url = stack.enter_context(request.getfixturevalue("postgresql").empty())
        filled.load(url)
        yield url


def test_one_row_stays_for_a_level_and_source_and_every_indicator_does(earlier_url: str) -> None:
    engine = make_engine(earlier_url, writes=True)
    names = ("outcome", "level", "source", "indicator", "baseline")
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO plan_items (outcome_id, level, source, indicator, baseline) "
                "VALUES (:outcome, :level, :source, :indicator, :baseline)"
            ),
            [dict(zip(names, (OUTCOME, *row), strict=True)) for row in PLANNED],
        )
    engine.dispose()

    migrate(earlier_url)

    plan = t.plan_items.c
    engine = make_engine(earlier_url, writes=False)
    with engine.connect() as connection:
        kept = select(plan.source, plan.series, plan.indicator).where(plan.outcome_id == OUTCOME)
        rows = {tuple(row) for row in connection.execute(kept)}
    engine.dispose()
    assert rows == {
        ("supervisor", "", "B form"),
        ("family", "", "Y form"),
        ("indicator", "Referrals", "Referrals"),
        ("indicator", "repeat-plans", "repeat-plans"),
    }
