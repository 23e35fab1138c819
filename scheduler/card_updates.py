"""Update delivered cards whose text was changed; updates are idempotent, so failures are retried.

A card is drawn once for all who did the same with it, and each keeps what that person has done.
"""

from dialogs.ports import Outcome
from dialogs.replies import Reply, ShowBriefing
from scheduler.addresses import address_of_place
from scheduler.before_sending import before_card_update
from scheduler.delivery_context import DeliveryContext
from scheduler.delivery_loop import deliver_batch
from scheduler.delivery_queue import BatchQueue, QueueName
from scheduler.learning import learn_from_updates
from surveys.sending.changes import CardUpdate


async def update_cards(context: DeliveryContext) -> int:
    """Update the cards that are due, one batch of them; return how many were taken on."""
    return len(await deliver_batch(CARD_UPDATES, context))


def _draw(context: DeliveryContext, claim: CardUpdate, reply: Reply) -> bytes:
    if isinstance(reply, ShowBriefing):
        reply = ShowBriefing.model_validate(dict(reply) | {"acts": claim.acts})
    return context.draw(reply, claim.at)


async def _send(context: DeliveryContext, claim: CardUpdate, body: bytes) -> Outcome:
    personal = context.personal(body, claim.dispatch_id, claim.person_id)
    address = address_of_place(claim.place)
    return await context.sender.update(address, claim.activity_id or "", personal)


CARD_UPDATES: BatchQueue[DeliveryContext, CardUpdate, bytes] = BatchQueue(
    name=QueueName.CARD_UPDATES,
    batch=50,
    claim=lambda unit, _worker, most, lease: unit.card_updates.claim(unit.now, most, lease),
    alike=lambda claim: (claim.acts, claim.at),
    before_sending=before_card_update,
    draw=_draw,
    send=_send,
    settle=lambda unit, _worker, settled: unit.card_updates.settle(settled),
    learn=learn_from_updates,
)
