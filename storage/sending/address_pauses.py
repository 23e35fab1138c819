"""Service addresses with which no connection could be made: no process writes there for a while.

One address is not its tenant: people reached by another address go on getting messages.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, ScalarSelect, literal, select

from storage import tables as t
from storage.database.upsert import put

_A = t.address_pauses.c
FORGOTTEN_AFTER = timedelta(minutes=1)  # without a failure: the next one is the first again


class AddressPauses:
    """Which addresses are paused, and until when."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def pause(self, service_url: str, now: datetime, wait: Callable[[int], timedelta]) -> None:
        """Pause an address, unless it is: for as long as `wait` says by the failures before."""
        query = select(_A.until, _A.times).where(_A.service_url == service_url)
        before = self._connection.execute(query).one_or_none()
        if before is not None and before.until > now:
            return  # of those that were in flight together only the first counts
        again = before is not None and now - before.until < FORGOTTEN_AFTER
        times = before.times + 1 if before is not None and again else 0
        row = {"service_url": service_url, "until": now + wait(times), "times": times}
        put(self._connection, t.address_pauses, ["service_url"], [row])


def paused_addresses(now: datetime) -> ScalarSelect[str]:
    """Return the query of the addresses that are paused at a moment."""
    at: ColumnElement[datetime] = literal(now, _A.until.type)
    return select(_A.service_url).where(_A.until > at).scalar_subquery()
