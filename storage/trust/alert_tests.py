"""Tests of alerts: asked for, sent like an alert, and passed once a lead confirms that it came."""

from datetime import datetime

from sqlalchemy import Connection, func, insert, or_, select, update

from storage import tables as t
from storage.trust.ending import is_under_way, skip_waiting

_T = t.alert_tests.c


class AlertTests:
    """The tests of each partnership."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def begin(self, partnership_id: int, asked_by: str, now: datetime) -> int:
        """Keep a test that someone asked for; return its number."""
        row = {"partnership_id": partnership_id, "asked_by": asked_by, "asked_at": now}
        new = insert(t.alert_tests).values(**row).returning(_T.id)
        return self._connection.execute(new).scalar_one()

    def sent(self, test_id: int, dispatch_id: int) -> None:
        """Note the send of a test."""
        mine = update(t.alert_tests).where(_T.id == test_id)
        self._connection.execute(mine.values(dispatch_id=dispatch_id))

    def confirm(self, test_id: int, partnership_id: int, person_id: int, now: datetime) -> bool:
        """Keep who confirmed a test first; return whether it was this person, in its time."""
        mine = update(t.alert_tests).where(
            _T.id == test_id, _T.partnership_id == partnership_id, _T.ended.is_(False)
        )
        confirmed = mine.where(_T.confirmed_by.is_(None)).values(
            confirmed_by=person_id, confirmed_at=now
        )
        return self._connection.execute(confirmed).rowcount == 1

    def partnership_of(self, test_id: int) -> int | None:
        """Return the partnership that a test belongs to."""
        query = select(_T.partnership_id).where(_T.id == test_id)
        return self._connection.scalar(query)

    def last_passed(self, partnership_id: int) -> datetime | None:
        """Return when a lead last confirmed a test, or None if none ever has."""
        query = select(func.max(_T.confirmed_at)).where(_T.partnership_id == partnership_id)
        return self._connection.scalar(query)

    def end(self, asked_before: datetime, now: datetime) -> int:
        """End the tests that a lead has confirmed, and those asked for before; return how many."""
        over = (
            _T.ended.is_(False),
            or_(_T.confirmed_at.is_not(None), _T.asked_at < asked_before),
        )
        skip_waiting(self._connection, select(_T.dispatch_id).where(*over), now)
        ended = update(t.alert_tests).where(*over, ~is_under_way(_T.dispatch_id))
        return self._connection.execute(ended.values(ended=True)).rowcount
