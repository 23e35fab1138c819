"""Post briefings in channels, at most once each, and update the posts whose text was changed.

A channel gets the briefing as everyone may see it, without any one person's links or acts.
"""

from collections.abc import Sequence
from datetime import timedelta

from dialogs.ports import Outcome
from dialogs.replies import ChannelPost, Reply, ShowBriefing
from dialogs.telling.tracked_links import untracked
from scheduler.addresses import address_of_place
from scheduler.before_sending import before_post, before_post_update
from scheduler.delivery_context import DeliveryContext
from scheduler.delivery_loop import deliver_batch
from scheduler.delivery_queue import BatchQueue, QueueName
from scheduler.learning import learn_from_posts, learn_from_updates
from storage.unit import Unit
from surveys.sending.changes import PostClaim

BATCH = 20


async def post_in_channels(context: DeliveryContext) -> int:
    """Post what is due, one batch of it; return how many were taken on."""
    return len(await deliver_batch(POSTS, context))


async def update_posts(context: DeliveryContext) -> int:
    """Update posts that show an old text, one batch of them; return how many were taken on."""
    return len(await deliver_batch(POST_UPDATES, context))


def _claim(unit: Unit, worker: str, most: int, lease: timedelta) -> Sequence[PostClaim]:
    unit.channels.expire(unit.now)
    return unit.channels.claim(worker, unit.now, most, lease)


def _draw(context: DeliveryContext, _claim: PostClaim, reply: Reply) -> bytes:
    for_everybody = isinstance(reply, ShowBriefing)
    post = ChannelPost(briefing=untracked(reply)) if for_everybody else reply
    return context.draw(post, None)


async def _send(context: DeliveryContext, claim: PostClaim, body: bytes) -> Outcome:
    return await context.sender.send(address_of_place(claim.place), body)


async def _update(context: DeliveryContext, claim: PostClaim, body: bytes) -> Outcome:
    address = address_of_place(claim.place)
    return await context.sender.update(address, claim.activity_id or "", body)


POSTS: BatchQueue[DeliveryContext, PostClaim, bytes] = BatchQueue(
    name=QueueName.POSTS,
    batch=BATCH,
    claim=_claim,
    alike=lambda _: None,
    before_sending=before_post,
    draw=_draw,
    send=_send,
    settle=lambda unit, worker, settled: unit.channels.settle(worker, settled, unit.now),
    learn=learn_from_posts,
)
POST_UPDATES: BatchQueue[DeliveryContext, PostClaim, bytes] = BatchQueue(
    name=QueueName.POST_UPDATES,
    batch=BATCH,
    claim=lambda unit, _worker, most, lease: unit.channels.claim_updates(unit.now, most, lease),
    alike=lambda _: None,
    before_sending=before_post_update,
    draw=_draw,
    send=_update,
    settle=lambda unit, _worker, settled: unit.channels.settle_updates(settled),
    learn=learn_from_updates,
)
