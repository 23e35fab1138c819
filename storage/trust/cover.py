"""Who covers the concerns of a partnership, and when: its hours, and the numbers to ring."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from storage import tables as t
from storage.database.upsert import put

_C = t.concern_cover.c


@dataclass(frozen=True, slots=True)
class Cover:
    """Hours such as “09:00-17:00”, and the numbers by day and out of hours; empty if not set."""

    hours: str = ""
    day_number: str = ""
    out_of_hours_number: str = ""


class ConcernCover:
    """The cover of each partnership."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, partnership_id: int) -> Cover:
        """Return the cover of a partnership, empty where nothing has been set."""
        query = select(_C.hours, _C.day_number, _C.out_of_hours_number)
        row = self._connection.execute(
            query.where(_C.partnership_id == partnership_id)
        ).one_or_none()
        return Cover(*row) if row else Cover()

    def set(self, partnership_id: int, cover: Cover) -> None:
        """Keep the cover of a partnership."""
        row = {
            "partnership_id": partnership_id,
            "hours": cover.hours,
            "day_number": cover.day_number,
            "out_of_hours_number": cover.out_of_hours_number,
        }
        put(self._connection, t.concern_cover, ["partnership_id"], [row])
