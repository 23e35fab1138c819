"""Of several planned rows for one level and source, the one that was measured against stays."""

from sqlalchemy import select, text

from storage import tables as t
from storage.database.engine import make_engine
from storage.database.schema import migrate

OUTCOME = 2  # of which an indicator, “repeat-plans”, is planned
PLANNED = (
    ("practice", "supervisor", "A form", None),
    ("practice", "supervisor", "C form", 0.5),
    ("practice", "supervisor", "B form", 0.4),
    ("experience", "family", "Z form", None),
    ("experience", "family", "Y form", None),
    ("outcome", "indicator", "Referrals", 12.0),
)


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
