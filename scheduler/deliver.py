"""Deliver what is due: claim, commit, let go of the database, send, keep what became of each.

A window of messages is under way; whatever has come back is kept, and as many others taken on, in one commit. What
could not be kept is kept later: while its lease stands, nothing is forgotten.
"""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from dialogs.ports import Address, Outcome, Sender, Unknown
from dialogs.replies import Reply, thaw
from dialogs.turn import Installation
from scheduler.claim_and_settle import ClaimRequest, Taken, Text, exchange
from scheduler.delivery_outcomes import (
    Done,
    SendResult,
    backoff,
    before_sending,
    meaning_of,
    not_sent,
)
from scheduler.in_flight import InFlight
from scheduler.rate_gate import AHEAD, RateGate
from storage.store import Store
from storage.unit import Unit
from surveys.sending.dispatch import Claim
from surveys.sending.frozen import Frozen
from surveys.sending.quiet_hours import Quiet

LEASE = timedelta(seconds=90)  # longer than every timeout on the way together
TOGETHER = 128  # outcomes kept together, where so many come
KEPT_WITHIN = AHEAD  # seconds: what has come back waits no longer to be kept, and the next turns are taken then
BEAT = 1.0  # seconds at least between two words that a long send goes on
FIRST_PAUSE, LONGEST_PAUSE = 2.0, 30.0  # seconds, where nothing can be reached
MOST_TEXTS = 64
NOT_DRAWN = "cannot-be-drawn"


def _same_for_all(body: bytes, _dispatch_id: int, _person_id: int) -> bytes:
    return body


@dataclass(frozen=True, slots=True)
class DeliveryContext:
    """Everything that delivering needs.

    `draw` turns a reply into the bytes of a message, made once per text, and `personal` fills in what is one person's
    own. `jitter` draws a wait between nothing and the seconds given, so that those who were refused together do not
    come back together. `rate` is requests a second to a tenant, over all processes; `wall` counts seconds since 1970.
    """

    store: Store
    sender: Sender
    draw: Callable[[Reply], bytes]
    installation: Installation
    quiet: Quiet
    clock: Callable[[], datetime]
    worker: str
    jitter: Callable[[float], float]
    rate: float = 25.0
    personal: Callable[[bytes, int, int], bytes] = _same_for_all
    wall: Callable[[], float] = time.time


class Ready(NamedTuple):
    """A message that was taken on, and its text; None: it cannot be drawn. `turns_from`: when its wait began."""

    claim: Claim
    body: bytes | None
    turns_from: float  # seconds of the loop


async def deliver_due(post: DeliveryContext) -> int:
    """Send everything that is due now; return how many messages were taken on."""
    return await Delivery(post).run_dry()


class Delivery:
    """What one process has under way."""

    def __init__(self, post: DeliveryContext) -> None:
        self.post = post
        self._news = asyncio.Event()
        self._turnstile = RateGate(
            post.store, post.rate, post.wall, post.installation.default_tenant
        )
        self._flights = InFlight(self._fly, self._news.set)
        self._done: list[Done] = []
        self._next_beat = 0.0
        self._bodies: dict[Text, bytes | None] = {}
        self._unreached: dict[str, tuple[int, datetime]] = {}

    async def run_dry(self) -> int:
        """Send until nothing is due and nothing in flight; return how many messages were taken on."""
        taken, self._next_beat = 0, 0.0
        while True:
            ready = await self._exchange()
            self._flights.add(ready)
            taken += len(ready)
            if not self._flights and not self._done:
                return taken
            await self._some_news()

    def stop(self) -> None:
        """Take on nothing more; what waits is given back, what is in flight arrives."""
        self._turnstile.close()
        self._done += [not_sent(one.claim, self.post.clock()) for one in self._flights.ground()]
        self._news.set()

    async def _exchange(self) -> list[Ready]:
        """Keep what has come back and take on as much again; where that fails, nothing that came back is lost."""
        done, self._done = self._done, []
        for text in list(self._bodies)[:-MOST_TEXTS]:
            del self._bodies[
                text
            ]  # before it is said which are known: what is taken on is never without its text
        room = 0 if self._turnstile.closed else self._flights.room()
        turns, turns_from = self._turnstile.turns()
        asking, beats = (
            ClaimRequest(self.post.worker, room, LEASE, turns, self._bodies.keys()),
            self._beats(),
        )
        try:
            taken = await self.post.store.act(
                lambda unit: self._act(unit, done, asking, beats=beats)
            )
        except BaseException:
            self._done = done + self._done
            raise
        return self._made_ready(taken, turns_from)

    def _act(self, unit: Unit, done: list[Done], asking: ClaimRequest, *, beats: bool) -> Taken:
        if beats:
            unit.heartbeats.beat("deliveries", unit.now)
        return exchange(unit, done, asking)

    def _beats(self) -> bool:
        """Say whether it is time to keep that this goes on: at the beginning of a round, and now and then."""
        now = time.monotonic()
        due = now >= self._next_beat
        if due:
            self._next_beat = now + BEAT
        return due

    def _made_ready(self, taken: Taken, turns_from: float) -> list[Ready]:
        for text, frozen in taken.contents.items():
            self._bodies[text] = _drawn(self.post.draw, frozen)
        texts = [self._bodies[claim.dispatch_id, claim.revision] for claim in taken.claims]
        return [
            Ready(claim, text, turns_from) for claim, text in zip(taken.claims, texts, strict=True)
        ]

    async def _fly(self, ready: Ready) -> None:
        done = await self._one(ready)
        self._done.append(done)
        if (
            done.pause_tenant_for or len(self._done) >= TOGETHER
        ):  # of a pause every process must know at once
            self._news.set()

    async def _some_news(self) -> None:
        """Wait until enough has come back to be kept together, or for a moment."""
        with suppress(TimeoutError):
            async with asyncio.timeout(KEPT_WITHIN):
                await self._news.wait()
        self._news.clear()

    async def _one(self, ready: Ready) -> Done:
        post, claim, now = self.post, ready.claim, self.post.clock()
        early = before_sending(claim, post.quiet, now)
        if early is not None:
            return early
        if ready.body is None:
            return _cannot_be_drawn(claim, now)
        address = _address(post.installation, claim)
        if not await self._turnstile.lets(claim, address.tenant_id, ready.turns_from):
            return not_sent(claim, post.clock())
        body = post.personal(ready.body, claim.dispatch_id, claim.person_id)
        outcome = await _send(post.sender, address, body)
        return self._weighed(
            meaning_of(outcome, SendResult(claim, address, post.clock, post.jitter))
        )

    def _weighed(self, done: Done) -> Done:
        """Where nothing can be reached, let everything of its tenant wait, longer each time."""
        tenant = done.settled.claim.tenant_id
        if not done.unreachable:
            self._unreached.pop(tenant, None)
            return done
        now = self.post.clock()
        times, until = self._unreached.get(tenant, (0, now))
        if now >= until:  # the first of those that were in flight together
            drawn = backoff(FIRST_PAUSE, times, self.post.jitter)
            until = now + timedelta(seconds=min(max(1.0, drawn), LONGEST_PAUSE))
            self._unreached[tenant] = (times + 1, until)
        pause = (until - now).total_seconds()
        return Done(
            not_sent(done.settled.claim, until).settled, pause_tenant_for=pause, unreachable=True
        )


def _drawn(draw: Callable[[Reply], bytes], frozen: Frozen) -> bytes | None:
    """Draw a frozen reply; None where this version of the program cannot, which must not hold up other messages."""
    try:
        return draw(thaw(frozen))
    except Exception:  # whatever is wrong with it, the dispatch is paused and says so
        return None


def _cannot_be_drawn(claim: Claim, now: datetime) -> Done:
    return Done(not_sent(claim, now).settled, stop_dispatch=NOT_DRAWN)


async def _send(sender: Sender, address: Address, body: bytes) -> Outcome:
    try:
        return await sender.send(address, body, in_turn=True)
    except (
        Exception
    ) as problem:  # a fault of ours with one message must not leave those sent beside it unknown
        return Unknown(type(problem).__name__)


def _address(installation: Installation, claim: Claim) -> Address:
    chat = claim.chat
    if chat is None:
        return Address(
            installation.default_tenant,
            None,
            installation.default_service_url,
            claim.aad_object_id or "",
        )
    return Address(chat.tenant_id, chat.conversation_id, chat.service_url, chat.aad_object_id)
