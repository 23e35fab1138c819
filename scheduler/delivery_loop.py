"""The delivery loop: claim, commit, draw, send with no transaction open, interpret, settle, learn.

Every claim of every queue goes through `attempt`. Most queues are worked off in batches, by
`deliver_batch`; messages to people, which are many, keep a window of attempts going (`messages`).
"""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from functools import partial
from typing import Generic, NamedTuple

from dialogs.ports import Unknown
from dialogs.replies import Reply, thaw
from scheduler.claim_and_settle import ClaimRequest, Taken, exchange
from scheduler.delivery_outcomes import meaning_of
from scheduler.delivery_queue import (
    AnyOutcome,
    Attempt,
    BatchQueue,
    C,
    D,
    DeliveryQueue,
    Done,
    K,
    NotDrawn,
    Withheld,
)
from scheduler.leases import LEASES
from surveys.sending.frozen import Frozen


class Ready(NamedTuple, Generic[C, D]):
    """A claim, what is to be sent for it (None: it cannot be drawn), and the text's revision."""

    claim: C
    body: D | None
    revision: int


def drawn(says: Frozen, draw: Callable[[Reply], D | None], *, training: bool = False) -> D | None:
    """Thaw and draw a reply; None where this version of the program cannot, whatever the cause.

    One of a `training` partnership says that it is not real.
    """
    try:
        reply = thaw(says)
        return draw(reply.marked(training=training))
    except Exception:  # one text that cannot be drawn must not hold up any other
        return None


async def attempt(
    queue: DeliveryQueue[K, C, D],
    context: K,
    ready: Ready[C, D],
    may_go: Callable[[], Awaitable[bool]] | None = None,
) -> Done[C]:
    """Try to deliver one claim; return what it came to.

    `may_go` waits for the claim's rate slot and says whether it is still to be sent by then.
    """
    claim, body = ready.claim, ready.body
    settled = queue.before_sending(claim, context.quiet, context.clock())
    if settled is not None:
        return settled
    outcome: AnyOutcome
    if body is None:
        outcome = NotDrawn()
    elif may_go is not None and not await may_go():
        outcome = Withheld()
    else:
        try:
            outcome = await queue.send(context, claim, body)
        except Exception as problem:  # a fault of ours with one must not leave the others unsettled
            outcome = Unknown(type(problem).__name__)
    return meaning_of(outcome, Attempt(queue.name, claim, ready.revision, context))


async def deliver_batch(queue: BatchQueue[K, C, D], context: K) -> list[Done[C]]:
    """Take on one batch of what is due and send it; return what each came to."""
    store, worker = context.store, context.worker
    request: ClaimRequest[C] = ClaimRequest(
        lambda unit: queue.claim(unit, worker, queue.batch, LEASES[queue.name]),
        lambda claims: {claim.dispatch_id for claim in claims},
    )
    taken = await store.act(lambda unit: exchange(unit, queue, worker, [], request))
    ready = _drawn_batch(queue, context, taken)
    done = await asyncio.gather(*(attempt(queue, context, one) for one in ready))
    if done:
        await store.act(lambda unit: exchange(unit, queue, worker, done, None))
    return done


def _drawn_batch(queue: BatchQueue[K, C, D], context: K, taken: Taken[C]) -> list[Ready[C, D]]:
    """Draw what a batch says, once for all claims of a dispatch that are alike."""
    bodies: dict[tuple[int, Hashable], D | None] = {}
    ready: list[Ready[C, D]] = []
    for claim in taken.claims:
        text, key = taken.texts[claim.dispatch_id], (claim.dispatch_id, queue.alike(claim))
        if key not in bodies:
            draw = partial(queue.draw, context, claim)
            bodies[key] = drawn(text.says, draw, training=text.training)
        ready.append(Ready(claim, bodies[key], text.revision))
    return ready
