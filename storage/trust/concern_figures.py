"""Figures of concerns for those who watch the program: classes and times, and nothing else.

Neither a reference nor a partnership nor a person is asked for, so none can be shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from storage import tables as t
from surveys.trust.concern_record import OPEN, ConcernState

_C = t.concerns.c


@dataclass(frozen=True, slots=True)
class OpenConcern:
    """What a deadline is reckoned from; `is_new`: no one has taken it on."""

    partnership_id: int
    grade: str
    raised_at: datetime
    is_new: bool


class ConcernFigures:
    """Figures of the concerns of some partnerships."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def still_open(self, partnerships: Sequence[int]) -> list[OpenConcern]:
        """Return the concerns that no one has closed."""
        query = select(_C.partnership_id, _C.grade, _C.raised_at, _C.state)
        mine = query.where(_C.partnership_id.in_(partnerships), _C.state.in_(sorted(OPEN)))
        return [
            OpenConcern(*row[:3], is_new=row.state == ConcernState.NEW)
            for row in self._connection.execute(mine)
        ]

    def until_acknowledged(self, partnerships: Sequence[int]) -> list[tuple[str, timedelta]]:
        """Return class and time until someone took it on, of each concern that is kept."""
        query = select(_C.grade, _C.raised_at, _C.acknowledged_at).where(
            _C.partnership_id.in_(partnerships),
            _C.acknowledged_at.is_not(None),
            _C.state.in_(list(ConcernState)),
        )
        rows = self._connection.execute(query)
        return [(row.grade, row.acknowledged_at - row.raised_at) for row in rows]
