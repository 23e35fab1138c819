"""Update the card of a message that was tapped, wherever else it is shown: another phone, a reload.

The newest version is put, a moment after the last tap, so that a survey of nine questions is not
nine requests. An update is idempotent, so what may have failed is tried again.
"""

import asyncio
from datetime import datetime
from functools import partial

from dialogs.ports import Outcome
from dialogs.replies import Reply
from scheduler.addresses import address_of_place
from scheduler.claim_and_settle import exchange
from scheduler.delivery_context import DeliveryContext
from scheduler.delivery_loop import Ready, attempt, drawn
from scheduler.delivery_queue import DeliveryQueue, Done, QueueName
from scheduler.learning import learn_from_updates
from scheduler.leases import LEASES
from surveys.sending.chat_messages import ChatCardUpdate
from surveys.sending.quiet_hours import Quiet

BATCH = 50


async def show_in_chats(context: DeliveryContext) -> int:
    """Update the cards that are due, one batch of them; return how many were taken on."""
    lease = LEASES[CHAT_CARDS.name]
    claims = await context.store.act(lambda unit: unit.chat_messages.claim(unit.now, BATCH, lease))
    ready = [
        Ready(claim, drawn(claim.says, partial(_draw, context, claim)), claim.at.version)
        for claim in claims
    ]
    done = await asyncio.gather(*(attempt(CHAT_CARDS, context, one) for one in ready))
    if done:
        await context.store.act(lambda unit: exchange(unit, CHAT_CARDS, context.worker, done, None))
    return len(claims)


def _draw(context: DeliveryContext, claim: ChatCardUpdate, reply: Reply) -> bytes:
    return context.draw(reply, claim.at)


def _at_any_hour(
    _claim: ChatCardUpdate, _quiet: Quiet, _now: datetime
) -> Done[ChatCardUpdate] | None:
    """Let it go at any hour: the person has just tapped, and no one is notified of it."""


async def _send(context: DeliveryContext, claim: ChatCardUpdate, body: bytes) -> Outcome:
    return await context.sender.update(address_of_place(claim.place), claim.activity_id, body)


CHAT_CARDS: DeliveryQueue[DeliveryContext, ChatCardUpdate, bytes] = DeliveryQueue(
    name=QueueName.CHAT_CARDS,
    before_sending=_at_any_hour,
    draw=_draw,
    send=_send,
    settle=lambda unit, _worker, settled: unit.chat_messages.settle(settled),
    learn=learn_from_updates,
)
