"""Deliver messages to people: the delivery loop over a window of messages in flight, for speed.

What has come back is settled, and as many others are claimed, in one commit. Where that commit
fails, the next one settles the same: until a lease runs out, no outcome is forgotten.
"""

import asyncio
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import NamedTuple

from dialogs.ports import Delivered, Outcome
from dialogs.replies import Reply
from scheduler.addresses import address_of
from scheduler.before_sending import before_message, not_sent
from scheduler.claim_and_settle import ClaimRequest, Taken, exchange
from scheduler.delivery_context import DeliveryContext
from scheduler.delivery_loop import Ready, attempt, drawn
from scheduler.delivery_queue import DeliveryQueue, Done, QueueName
from scheduler.in_flight import InFlight
from scheduler.learning import learn_from_messages
from scheduler.leases import LEASES
from scheduler.rate_gate import AHEAD, RateGate
from storage.unit import Unit
from surveys.sending.delivery import POLICIES
from surveys.sending.dispatch import Claim
from surveys.sending.message_version import of_dispatch

SETTLED_TOGETHER = 128  # outcomes, where so many come back
SETTLED_WITHIN = AHEAD  # seconds until what came back is settled and new slots are reserved
HEARTBEAT = 1.0  # seconds between two heartbeats of a long send
MOST_TEXTS = 64  # kept drawn


def _draw(context: DeliveryContext, claim: Claim, reply: Reply) -> bytes:
    return context.draw(reply, of_dispatch(claim.dispatch_id, claim.revision))


async def _send(context: DeliveryContext, claim: Claim, body: bytes) -> Outcome:
    if POLICIES[claim.kind].to_no_one:
        return Delivered("", "")
    address = address_of(claim, context.installation)
    personal = context.personal(body, claim.dispatch_id, claim.person_id)
    return await context.sender.send(address, personal, has_slot=True)


MESSAGES: DeliveryQueue[DeliveryContext, Claim, bytes] = DeliveryQueue(
    name=QueueName.MESSAGES,
    before_sending=before_message,
    draw=_draw,
    send=_send,
    settle=lambda unit, worker, settled: unit.claims.settle(worker, settled, unit.now),
    learn=learn_from_messages,
)


class _Waiting(NamedTuple):
    """A message that is ready, and from when (event loop time) its wait for a rate slot counts."""

    ready: Ready[Claim, bytes]
    slots_from: float


async def deliver_due(context: DeliveryContext) -> int:
    """Send everything that is due now; return how many messages were taken on."""
    return await Delivery(context).run_dry()


class Delivery:
    """The messages that one process has under way."""

    def __init__(self, context: DeliveryContext) -> None:
        self.context = context
        self._news = asyncio.Event()
        here = context.installation
        defaults = here.default_tenant, here.default_service_url
        self._gate = RateGate(context.store, context.rate, context.wall, *defaults)
        self._in_flight = InFlight(self._work_off, self._news.set)
        self._done: list[Done[Claim]] = []
        self._next_heartbeat = 0.0
        self._beyond = 0  # how many more are looked at: twice those that were left out just now
        self._bodies: dict[tuple[int, int], bytes | None] = {}  # by dispatch and revision

    async def run_dry(self) -> int:
        """Send until nothing is due or in flight; return how many messages were taken on."""
        taken, self._next_heartbeat = 0, 0.0
        while True:
            ready = await self._exchange()
            self._in_flight.add(ready)
            taken += len(ready)
            if not self._in_flight and not self._done:
                return taken
            await self._some_news()

    def stop(self) -> None:
        """Take on nothing more; what waits is given back, what is in flight arrives."""
        self._gate.close()
        now = self.context.clock()
        self._done += [not_sent(one.ready.claim, now) for one in self._in_flight.give_back()]
        self._news.set()

    async def _exchange(self) -> list[_Waiting]:
        """Settle what came back and claim as much again; where that fails, keep what came back."""
        done, self._done = self._done, []
        for text in list(self._bodies)[:-MOST_TEXTS]:  # before it is said which texts are needed
            del self._bodies[text]
        slots, slots_from = self._gate.slots()
        room = 0 if self._gate.closed else self._in_flight.room()
        worker, lease = self.context.worker, LEASES[MESSAGES.name]
        now, beyond = self.context.clock(), self._beyond
        request = ClaimRequest(
            lambda unit: unit.claims.take(
                worker, unit.now, room, lease, slots, lambda claim: self._goes(claim, now), beyond
            ),
            self._texts_needed,
        )
        heartbeat = self._heartbeat_due()

        def act(unit: Unit) -> Taken[Claim]:
            if heartbeat:
                unit.heartbeats.beat("deliveries", unit.now)
            return exchange(unit, MESSAGES, worker, done, request if room > 0 else None)

        try:
            taken = await self.context.store.act(act)
        except BaseException:
            self._done = done + self._done
            raise
        if taken.claims:
            self._beyond = 2 * sum(not claim.goes for claim in taken.claims)
        return [_Waiting(ready, slots_from) for ready in self._drawn(taken)]

    def _goes(self, claim: Claim, now: datetime) -> bool:
        """Say whether a claim is to be sent, not only to be left out or to wait."""
        return before_message(claim, self.context.quiet, now) is None

    def _texts_needed(self, claims: Sequence[Claim]) -> set[int]:
        known = self._bodies
        new = {(claim.dispatch_id, claim.revision) for claim in claims}.difference(known)
        return {dispatch for dispatch, _ in new}

    def _heartbeat_due(self) -> bool:
        """Say whether a heartbeat is due: when a round begins, and every `HEARTBEAT` seconds."""
        now = time.monotonic()
        due = now >= self._next_heartbeat
        if due:
            self._next_heartbeat = now + HEARTBEAT
        return due

    def _drawn(self, taken: Taken[Claim]) -> list[Ready[Claim, bytes]]:
        """Draw each text that is new, once for everybody."""
        bodies, ready = self._bodies, list[Ready[Claim, bytes]]()
        for claim in taken.claims:
            text = (claim.dispatch_id, claim.revision)
            if text not in bodies:
                says = taken.texts[claim.dispatch_id]
                draw = partial(MESSAGES.draw, self.context, claim)
                bodies[text] = drawn(says.says, draw, training=says.training)
            ready.append(Ready(claim, bodies[text], claim.revision))
        return ready

    async def _work_off(self, waiting: _Waiting) -> None:
        claim = waiting.ready.claim
        tenant = claim.chat.tenant_id if claim.chat else self.context.installation.default_tenant
        may_go = partial(self._gate.may_go, claim, tenant, waiting.slots_from)
        done = await attempt(MESSAGES, self.context, waiting.ready, may_go)
        self._done.append(done)
        if (
            done.pause_tenant_for
            or done.unreachable
            or done.tenant_refuses
            or len(self._done) >= SETTLED_TOGETHER
        ):
            self._news.set()  # of a pause every process must know at once

    async def _some_news(self) -> None:
        """Wait until enough has come back to be settled together, or for a moment."""
        with suppress(TimeoutError):
            async with asyncio.timeout(SETTLED_WITHIN):
                await self._news.wait()
        self._news.clear()
