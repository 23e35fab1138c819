"""Checks of open links: bursts of answers, and what a lead decided.

A burst is a number for a whole wave: nothing says which answers were of it, or who sent them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from storage import tables as t
from storage.database.upsert import insert_for, put
from surveys.asking.answer_check import NOT_LOOKED_AT, AnswerCheck

_K = t.answer_checks.c
_CHECKED = tuple(_K[name] for name in AnswerCheck.__slots__)


@dataclass(frozen=True, slots=True)
class LinkAnswers:
    """How many answered through a link, and for how many it was given out, where that is known."""

    wave_id: int
    label: str
    answered: int
    given_out: int | None
    check: AnswerCheck


class AnswerChecks:
    """What is known of too many answers, by wave."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def came_at_once(self, wave_id: int) -> None:
        """Count one more answer of a burst."""
        new = insert_for(self._connection, t.answer_checks).values(wave_id=wave_id, at_once=1)
        more = {"at_once": _K.at_once + 1}
        self._connection.execute(new.on_conflict_do_update(index_elements=["wave_id"], set_=more))

    def of_waves(self, wave_ids: Iterable[int]) -> dict[int, AnswerCheck]:
        """Return the checks of these waves that have any."""
        query = select(_K.wave_id, *_CHECKED).where(_K.wave_id.in_(list(wave_ids)))
        return {row[0]: AnswerCheck(*row[1:]) for row in self._connection.execute(query).all()}

    def of_links(self, partnership_id: int) -> list[LinkAnswers]:
        """Return every wave behind a public link of a partnership, oldest first."""
        waves, keys = t.waves.c, t.responses.c
        answered = select(func.count()).where(keys.wave_id == waves.id).scalar_subquery()
        query = (
            select(waves.id, waves.label, waves.eligible, answered.label("answered"))
            .where(waves.partnership_id == partnership_id)
            .where(waves.id.in_(select(t.links.c.wave_id)))
            .order_by(waves.id)
        )
        rows = self._connection.execute(query).all()
        checks = self.of_waves(row.id for row in rows)
        return [
            LinkAnswers(
                row.id, row.label, row.answered, row.eligible, checks.get(row.id, NOT_LOOKED_AT)
            )
            for row in rows
        ]

    def decide(self, seen: LinkAnswers, person_id: int, now: datetime, *, counts: bool) -> None:
        """Keep what a lead made of the answers that there are now."""
        row = {
            "wave_id": seen.wave_id,
            "at_once": seen.check.at_once,
            "seen_answers": seen.answered,
            "seen_at_once": seen.check.at_once,
            "counts": counts,
            "seen_by": person_id,
            "seen_at": now,
        }
        put(self._connection, t.answer_checks, ["wave_id"], [row])
