"""Briefings: what a partnership has to tell, as its files have it."""

from sqlalchemy import Connection, select

from storage import tables as t
from surveys.telling.briefing import Briefing


class Briefings:
    """Briefings of every partnership."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def briefing(self, partnership_id: int, briefing_id: int) -> Briefing | None:
        """Return one briefing of a partnership."""
        columns = t.briefings.c
        query = select(columns.content).where(
            columns.id == briefing_id, columns.partnership_id == partnership_id
        )
        content = self._connection.scalar(query)
        return Briefing.model_validate_json(content) if content else None

    def partnership_of(self, briefing_id: int) -> int | None:
        """Return the partnership that a briefing belongs to."""
        return self._connection.scalar(
            select(t.briefings.c.partnership_id).where(t.briefings.c.id == briefing_id)
        )

    def find(self, partnership_id: int, ref: str) -> int | None:
        """Return the id of a partnership's briefing by its ref."""
        columns = t.briefings.c
        query = select(columns.id).where(
            columns.partnership_id == partnership_id, columns.ref == ref
        )
        return self._connection.scalar(query)

    def listed(self, partnership_id: int, most: int) -> list[tuple[int, str, str]]:
        """Return id, ref and title of a partnership's briefings, newest first."""
        columns = t.briefings.c
        query = select(columns.id, columns.ref, columns.title).where(
            columns.partnership_id == partnership_id
        )
        rows = self._connection.execute(query.order_by(columns.id.desc()).limit(most))
        return [(row.id, row.ref, row.title) for row in rows]
