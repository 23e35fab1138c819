"""The cards in leads' chats that show the progress of a send, and which of them are behind.

Counting is what costs, so only sends whose progress decides something are counted.
"""

from collections.abc import Collection

from sqlalchemy import Connection, ScalarSelect, case, func, null, or_, select, update

from storage import tables as t
from storage.database.query_types import AnyRow
from storage.sending.deliveries import DISPATCHES, dispatch_of
from surveys.sending.delivery import State
from surveys.sending.dispatch import Dispatch
from surveys.sending.progress import IN_FLIGHT, NEWS, Progress

_D = t.deliveries.c
_S = t.dispatches.c


class ProgressCards:
    """Progress cards."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, dispatch_id: int, card_id: str) -> None:
        """Store which card shows a dispatch's progress."""
        self._connection.execute(
            update(t.dispatches).where(_S.id == dispatch_id).values(card_id=card_id)
        )

    def leave(self, dispatch_id: int, person_id: int) -> None:
        """Show no more progress on a card that shows the sending lead something else by now."""
        theirs = update(t.dispatches).where(_S.id == dispatch_id, _S.asked_by == person_id)
        self._connection.execute(theirs.values(card_id=None))

    def behind(self, dispatch_ids: Collection[int]) -> None:
        """Have the cards of these sends drawn again: what they say is no longer so."""
        of_them = update(t.dispatches).where(_S.id.in_(sorted(dispatch_ids)))
        self._connection.execute(of_them.values(card_shows=NEWS))

    def watched(self, resting: Collection[int] = ()) -> list[Progress]:
        """Return the sends whose card may still change.

        Of those `resting` only the ones that a lead has changed are returned. What is under way is
        counted only where that decides whether a card is behind; a paused send makes no progress.
        """
        moving = (_S.card_shows >= 0) & (_S.state != "paused")
        query = DISPATCHES.add_columns(_COUNTED.label("left"), _SENDING.label("in_flight"))
        shown = query.where(
            _S.card_id.is_not(None), _S.card_shows < 100, or_(moving, _S.card_shows < 0)
        )
        rows = self._connection.execute(
            shown.where(or_(_S.card_shows < 0, _S.id.not_in(list(resting))))
        )
        return [_progress(row) for row in rows]

    def of(self, dispatch: Dispatch) -> Progress:
        """Return the progress of a dispatch."""
        query = select(_under_way(State.PENDING, State.SENDING), _under_way(State.SENDING)).where(
            _S.id == dispatch.id
        )
        left, in_flight = self._connection.execute(query).one()
        return Progress(dispatch, left, in_flight)

    def shown(self, progress: Progress) -> None:
        """Store what a card shows now, unless the send was changed meanwhile."""
        was = progress.dispatch
        same = (
            _S.id == was.id,
            _S.card_id == was.card_id,
            _S.card_shows == was.card_shows,
            _S.state == was.state,
        )
        self._connection.execute(
            update(t.dispatches).where(*same).values(card_shows=progress.shows)
        )


def _under_way(*states: State) -> ScalarSelect[int]:
    return (
        select(func.count())
        .select_from(t.deliveries)
        .join(t.lanes, t.lanes.c.id == _D.lane_id)
        .where(t.lanes.c.dispatch_id == _S.id, _D.state.in_([state.value for state in states]))
        .correlate(t.dispatches)
        .scalar_subquery()
    )


_COUNTED = case((_S.card_shows < 0, null()), else_=_under_way(State.PENDING, State.SENDING))
_SENDING = case((_S.card_shows == IN_FLIGHT, _under_way(State.SENDING)), else_=null())


def _progress(row: AnyRow) -> Progress:
    return Progress(dispatch_of(row), row.left or 0, row.in_flight or 0)
