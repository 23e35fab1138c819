"""Let the cards in a person's chat show what the person has just done on a page."""

from collections.abc import Iterable

from dialogs.replies import Reply, freeze
from storage.unit import Unit
from surveys.sending.changes import Place
from surveys.sending.chat_messages import ShownMessage
from surveys.sending.message_version import of_dispatch


def show_on_cards(unit: Unit, cards: Iterable[tuple[int, str, Place]], reply: Reply) -> None:
    """Make `reply` the next version of each card: a dispatch, its activity, and its chat."""
    for dispatch_id, activity_id, place in cards:
        message = of_dispatch(dispatch_id, 0).message
        shown = unit.chat_messages.shown(place.conversation_id or "", message)
        if shown is not None:
            after = ShownMessage(shown.at.next())
            unit.chat_messages.show(place, after, freeze(reply), unit.now, activity_id)
