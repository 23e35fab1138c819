"""What a row of the register judges and recommends, as values."""

from datetime import date

from storage.database.query_types import AnyRow
from surveys.impact.kinds import Direction
from surveys.register.grades import Recommendation
from surveys.register.judged import JudgedChange


def judged(row: AnyRow, on: date, by: str) -> JudgedChange | None:
    """Return the judgement of a row with `judgement`, `outcome` and `reason`, if it has one."""
    if row.judgement is None:
        return None
    return JudgedChange(row.outcome, Direction(row.judgement), on, by, row.reason)


def recommended(row: AnyRow) -> Recommendation | None:
    """Return the recommendation of a row, with the reference of the action that takes it up."""
    if not row.recommendation:
        return None
    return Recommendation(row.recommendation, row.recommendation_action)
