"""Update the lead's card of a send at a few steps, and when it was paused, resumed or stopped.

What is known of the cards is in rows; a process remembers only how long not to count one again.
"""

import asyncio
from dataclasses import dataclass, field

from dialogs.ports import Address, RetryLater
from dialogs.replies import Reply
from dialogs.sending.progress import queued
from dialogs.turn import Installation
from scheduler.addresses import address_of_chat
from scheduler.delivery_context import DeliveryContext
from storage.unit import Unit
from surveys.sending.message_version import MessageVersion
from surveys.sending.progress import Progress


@dataclass
class ProgressCardUpdates:
    """The cards that one process watches."""

    context: DeliveryContext
    # By dispatch, until when (event loop time) it is not counted again.
    _rests: dict[int, float] = field(default_factory=dict[int, float])

    async def show(self) -> int:
        """Update every card that is behind; return how many were."""
        now = asyncio.get_running_loop().time()
        self._rests = {dispatch: until for dispatch, until in self._rests.items() if until > now}
        watched = await self.context.store.read(
            lambda unit: unit.progress_cards.watched(self._rests)
        )
        self._rests |= {one.dispatch.id: now + one.rest for one in watched}
        behind = [one.dispatch.id for one in watched if one.is_behind]
        await asyncio.gather(*(self._update(dispatch) for dispatch in behind))
        return len(behind)

    async def _update(self, dispatch_id: int) -> None:
        """Update one card; where Teams is busy or cannot be reached, the next tick tries again."""
        found = await self.context.store.read(
            lambda unit: _card(unit, dispatch_id, self.context.installation)
        )
        if found is None:
            return
        progress, address, reply, at = found
        if address is not None:
            outcome = await self.context.sender.update(
                address, progress.dispatch.card_id or "", self.context.draw(reply, at)
            )
            if isinstance(outcome, RetryLater):
                self._rests.pop(dispatch_id, None)
                return
        await self.context.store.act(lambda unit: unit.progress_cards.shown(progress))


def _card(
    unit: Unit, dispatch_id: int, installation: Installation
) -> tuple[Progress, Address | None, Reply, MessageVersion | None] | None:
    """Return the progress of a send, and its card: where (None: the chat is gone), what, as which.

    The card is the version that is shown: a lead's tap on it stays good while figures change.
    """
    dispatch = unit.deliveries.dispatch(dispatch_id)
    if dispatch is None or dispatch.card_id is None:
        return None
    chat = unit.people.chat_of(dispatch.asked_by) if dispatch.asked_by else None
    address = address_of_chat(chat) if chat else None
    in_chat = chat.conversation_id if chat else None
    return (
        unit.progress_cards.of(dispatch),
        address,
        queued(unit, dispatch.partnership_id, dispatch_id, installation).marked(
            training=unit.training.of_dispatch(dispatch_id)
        ),
        unit.chat_messages.showing(in_chat, dispatch.card_id) if in_chat else None,
    )
