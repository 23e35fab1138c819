"""Invitations: the ledger of whom a wave asks and how far each is, apart from the answers."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import Connection, bindparam, case, func, insert, literal, select, update

from storage import tables as t
from storage.asking.learning_events import LearningEvents
from storage.asking.wave_rows import ONE_WAVE, WAVES, wave_of
from storage.database.prepared import PreparedStatement
from storage.database.query_types import AnySelect
from surveys.asking.wave import ASKED, FINISHED, LEFT_OUT, PLANNED, Wave, WaveForPerson
from surveys.sending.delivery import State

_W = t.waves.c
_I = t.invitations.c
_PROGRESS = PreparedStatement(
    update(t.invitations)
    .where(_I.wave_id == bindparam("wave"), _I.person_id == bindparam("person"))
    .values(state=bindparam("progress"))
)


@cache
def _asking(people: int) -> PreparedStatement:
    """Return the query of a wave and which of so many persons it asks: every answer needs both."""
    among = _I.person_id.in_([bindparam(f"person_{place}") for place in range(people)])
    asked = ONE_WAVE.add_columns(_I.person_id, _I.state.label("progress"))
    mine = (_I.wave_id == _W.id) & among & (_I.state != LEFT_OUT)
    first = asked.outerjoin(t.invitations, mine).order_by(_I.person_id).limit(literal(1))
    return PreparedStatement(first)


class Invitations:
    """Who is asked by which wave, and how far they are."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def newcomers(self, wave: Wave) -> AnySelect:
        """Return the query of the people ids who attended the event but are not in the ledger."""
        asked = select(_I.person_id).where(_I.wave_id == wave.id)
        came = LearningEvents(self._connection).attended(wave.event_id or 0)
        return came.where(t.attendance.c.person_id.not_in(asked))

    def invite(self, wave_id: int, dispatch_id: int) -> int:
        """Write the people of a dispatch into the ledger of a wave; return how many it asks."""
        sent = t.deliveries.c
        state = case((sent.state == State.SKIPPED, literal(LEFT_OUT)), else_=literal(ASKED))
        of_it = sent.dispatch_id == dispatch_id
        rows = select(literal(wave_id), sent.person_id, state).where(of_it)
        self._connection.execute(
            insert(t.invitations).from_select(["wave_id", "person_id", "state"], rows)
        )
        count = self._connection.scalars(
            select(func.count()).where(_I.wave_id == wave_id, _I.state != LEFT_OUT)
        ).one()
        self._connection.execute(update(t.waves).where(_W.id == wave_id).values(eligible=count))
        return count

    def known(self, wave_id: int) -> int:
        """Return how many people the ledger of a wave holds, those left out among them."""
        return self._connection.scalars(select(func.count()).where(_I.wave_id == wave_id)).one()

    def not_finished(self, wave_id: int) -> AnySelect:
        """Return the query of the people ids of a wave who were asked and have not finished."""
        return select(_I.person_id.label("id")).where(
            _I.wave_id == wave_id, _I.state.not_in([FINISHED, LEFT_OUT])
        )

    def to_remind(self, wave_id: int, since: datetime) -> AnySelect:
        """Return the same without those whose invitation went, or was put off, after `since`."""
        sent = t.deliveries.c
        invitations = select(t.dispatches.c.id).where(t.dispatches.c.wave_id == wave_id)
        inviting = sent.dispatch_id.in_(invitations)
        lately = select(sent.person_id).where(inviting, sent.changed_at > since)
        return self.not_finished(wave_id).where(_I.person_id.not_in(lately))

    def asking(self, wave_id: int, person_ids: Sequence[int]) -> WaveForPerson | None:
        """Return a wave, which of these persons it asks, and their progress."""
        people = {f"person_{place}": person for place, person in enumerate(person_ids)}
        row = _asking(len(people)).first(self._connection, {"wave": wave_id, **people})
        return WaveForPerson(wave_of(row), row.person_id, row.progress) if row else None

    def set_progress(self, wave_id: int, person_id: int, state: str) -> None:
        """Keep a person's progress."""
        _PROGRESS.run(self._connection, {"wave": wave_id, "person": person_id, "progress": state})

    def of_people(self, person_ids: Sequence[int]) -> list[tuple[Wave, str]]:
        """Return the open and closed waves that ask these persons, newest first, with progress."""
        query = (
            WAVES.add_columns(_I.state.label("progress"))
            .join(t.invitations, _I.wave_id == _W.id)
            .where(_I.person_id.in_(person_ids), _I.state != LEFT_OUT, _W.state != PLANNED)
            .order_by(_W.opens_at.desc(), _W.id.desc())
            .limit(50)
        )
        return [(wave_of(row), row.progress) for row in self._connection.execute(query)]
