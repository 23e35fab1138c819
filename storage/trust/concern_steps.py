"""The work record of concerns: who did what, when, with an encrypted note. Rows are only added."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from storage import tables as t
from storage.database.query_types import AnyRow
from storage.trust.encryption import Keyring
from surveys.trust.concern_record import ConcernState, Step

_S = t.concern_steps.c


@dataclass(frozen=True, slots=True)
class ConcernStep:
    """One line of the record; without a person, the program did it."""

    at: datetime
    person_id: int | None
    name: str | None
    step: Step
    state: ConcernState
    grade: str
    note: str


class ConcernSteps:
    """The record of every concern."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def add(
        self,
        concern_id: int,
        step: Step,
        after: tuple[str, str],
        now: datetime,
        person_id: int | None = None,
        note: str = "",
    ) -> None:
        """Add a line: what was done, and the state and class `after` it."""
        mine = select(func.coalesce(func.max(_S.seq), 0) + 1).where(_S.concern_id == concern_id)
        seq = self._connection.scalars(mine).one()
        state, grade = after
        row = {
            "concern_id": concern_id,
            "seq": seq,
            "at": now,
            "person_id": person_id,
            "step": step,
            "state": state,
            "grade": grade,
            "sealed": self._keyring.encrypt(note, "concern_steps", concern_id, seq)
            if note
            else None,
        }
        self._connection.execute(insert(t.concern_steps).values(**row))

    def of(self, concern_id: int) -> list[ConcernStep]:
        """Return the record of a concern, oldest first; showing its notes is audited."""
        query = (
            select(*_S, t.people.c.name.label("on_roster"))
            .outerjoin(t.people, t.people.c.id == _S.person_id)
            .where(_S.concern_id == concern_id)
            .order_by(_S.seq)
        )
        return [
            ConcernStep(
                row.at,
                row.person_id,
                self._name(row),
                Step(row.step),
                ConcernState(row.state),
                row.grade,
                self._keyring.decrypt(row.sealed, "concern_steps", concern_id, row.seq)
                if row.sealed
                else "",
            )
            for row in self._connection.execute(query)
        ]

    def _name(self, row: AnyRow) -> str | None:
        """Return who took a step, also where the roster does not know their name any more."""
        if row.name is None:
            return row.on_roster
        place = ("concern_steps.name", row.concern_id, row.seq)
        return self._keyring.decrypt(row.name, *place)

    def closing_by(self, concern_id: int) -> int | None:
        """Return who asked for a second person to close it, by the last line that says so."""
        asked = (_S.step == Step.CLOSE, _S.state == ConcernState.CLOSING)
        query = select(_S.person_id).where(_S.concern_id == concern_id, *asked)
        return self._connection.scalar(query.order_by(_S.seq.desc()).limit(1))
