"""Briefings, and what people did with them by explicit acts only."""

from datetime import date, datetime

from sqlalchemy import Connection, select

from storage import tables as t
from storage.sealing import Keyring
from storage.upsert import put
from surveys.telling.briefing import Briefing


class Briefings:
    """What a partnership has to tell."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def briefing(self, partnership_id: int, briefing_id: int) -> Briefing | None:
        """Return one briefing of a partnership."""
        columns = t.briefings.c
        query = select(columns.content).where(columns.id == briefing_id, columns.partnership_id == partnership_id)
        content = self._connection.scalar(query)
        return Briefing.model_validate_json(content) if content else None

    def partnership_of(self, briefing_id: int) -> int | None:
        """Return which partnership a briefing belongs to."""
        return self._connection.scalar(select(t.briefings.c.partnership_id).where(t.briefings.c.id == briefing_id))

    def find(self, partnership_id: int, ref: str) -> int | None:
        """Return the id of a partnership's briefing by its ref."""
        columns = t.briefings.c
        query = select(columns.id).where(columns.partnership_id == partnership_id, columns.ref == ref)
        return self._connection.scalar(query)

    def listed(self, partnership_id: int, most: int) -> list[tuple[int, str, str]]:
        """Return id, ref and title of a partnership's briefings, newest first."""
        columns = t.briefings.c
        query = select(columns.id, columns.ref, columns.title).where(columns.partnership_id == partnership_id)
        rows = self._connection.execute(query.order_by(columns.id.desc()).limit(most))
        return [(row.id, row.ref, row.title) for row in rows]

    def was_sent_to(self, briefing_id: int, person_id: int) -> bool:
        """Say whether a briefing has gone, or is going, to a person."""
        query = (
            select(t.deliveries.c.person_id)
            .join(t.dispatches, t.dispatches.c.id == t.deliveries.c.dispatch_id)
            .where(t.dispatches.c.briefing_id == briefing_id, t.deliveries.c.person_id == person_id)
            .limit(1)
        )
        return self._connection.scalar(query) is not None

    def acted(
        self,
        briefing_id: int,
        person_id: int,
        act: str,
        now: datetime,
        *,
        people: int | None = None,
        by_when: date | None = None,
        words: str | None = None,
    ) -> None:
        """Keep what a person did with a briefing; doing it again takes the place of the first."""
        sealed = self._keyring.seal(words, "acts", briefing_id, person_id, act) if words else None
        row = {
            "briefing_id": briefing_id,
            "person_id": person_id,
            "act": act,
            "at": now,
            "people": people,
            "by_when": by_when,
            "words": sealed,
        }
        put(self._connection, t.acts, ["briefing_id", "person_id", "act"], [row])

    def acts_of(self, briefing_id: int, person_id: int) -> frozenset[str]:
        """Return what a person has done with a briefing."""
        columns = t.acts.c
        query = select(columns.act).where(columns.briefing_id == briefing_id, columns.person_id == person_id)
        return frozenset(self._connection.scalars(query))
