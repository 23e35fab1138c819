"""The cards in one person's chat that ask for the same survey or tell the same briefing.

Which activity a card is, its delivery knows once its outcome is stored; a tap on it knows at once.
"""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, and_, func, select

from storage import tables as t
from surveys.sending.changes import Place

_D = t.deliveries.c
_M = t.chat_messages.c
_ACTIVITY = func.coalesce(_D.activity_id, _M.activity_id)
_TAPPED = and_(_M.conversation_id == t.chats.c.conversation_id, _M.dispatch_id == _D.dispatch_id)
_CARDS = (
    select(
        _D.dispatch_id,
        _ACTIVITY.label("activity_id"),
        t.chats.c.tenant_id,
        t.chats.c.conversation_id,
        t.chats.c.service_url,
    )
    .join(t.dispatches, t.dispatches.c.id == _D.dispatch_id)
    .join(t.people, t.people.c.id == _D.person_id)
    .join(t.chats, t.IS_THEIR_CHAT)
    .outerjoin(t.chat_messages, _TAPPED)
    .where(_ACTIVITY.is_not(None), t.chats.c.conversation_id.is_not(None))
    .order_by(_D.dispatch_id)
)


class CardsInChat:
    """What was delivered to a person as a card; each is a dispatch, its activity and its chat."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_survey(self, person_id: int, wave_id: int) -> list[tuple[int, str, Place]]:
        """Return the cards that asked for a survey."""
        return list(self._of(person_id, t.dispatches.c.wave_id == wave_id))

    def of_briefing(self, person_id: int, briefing_id: int) -> list[tuple[int, str, Place]]:
        """Return the cards that told a briefing."""
        return list(self._of(person_id, t.dispatches.c.briefing_id == briefing_id))

    def _of(self, person_id: int, about: ColumnElement[bool]) -> Iterator[tuple[int, str, Place]]:
        for row in self._connection.execute(_CARDS.where(_D.person_id == person_id, about)):
            place = Place(row.tenant_id, row.conversation_id, row.service_url)
            yield row.dispatch_id, row.activity_id, place
