"""Deliver what is due: claim, commit, let go of the database, send, keep what became of each.

A window of messages is in flight; whatever has come back is kept, and as many others taken on, in one commit. What
could not be kept is kept later: while its lease stands, nothing is forgotten.
"""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from dialogs.ports import Address, Outcome, Sender, Unknown
from dialogs.replies import Reply, thaw
from dialogs.turn import House
from scheduler.exchange import Asking, Taken, Text, exchange
from scheduler.meaning import Done, Sent, backoff, before_sending, meaning_of, not_sent
from storage.store import Store
from storage.unit import Unit
from surveys.telling.dispatch import Claim, Turns
from surveys.telling.quiet import Quiet

LEASE = timedelta(seconds=90)  # longer than every timeout on the way together
WINDOW = 64  # in flight at a time
TOGETHER = 16  # outcomes kept together, where so many come
SLOW = 2.0  # seconds after which a message in flight makes room for another
MOST = 512  # in flight at all
AHEAD = 0.1  # seconds: turns are taken no earlier, and what has come back is kept no later
STALE = 0.05  # seconds after which what was known of a message is looked at again
FIRST_PAUSE, LONGEST_PAUSE = 2.0, 30.0  # seconds, where nothing can be reached
MOST_TEXTS = 64
NOT_DRAWN = "cannot-be-drawn"


def _same_for_all(body: bytes, _dispatch_id: int, _person_id: int) -> bytes:
    return body


@dataclass(frozen=True, slots=True)
class Post:
    """Everything that delivering needs.

    `draw` turns a reply into the bytes of a message, made once per text, and `personal` fills in what is one person's
    own. `jitter` draws a wait between nothing and the seconds given, so that those who were refused together do not
    come back together. `rate` is requests a second to a tenant, over all processes; `wall` counts seconds since 1970.
    """

    store: Store
    sender: Sender
    draw: Callable[[Reply], bytes]
    house: House
    quiet: Quiet
    clock: Callable[[], datetime]
    worker: str
    jitter: Callable[[float], float]
    rate: float = 25.0
    personal: Callable[[bytes, int, int], bytes] = _same_for_all
    wall: Callable[[], float] = time.time


async def deliver_due(post: Post) -> int:
    """Send everything that is due now; return how many messages were taken on."""
    return await Delivery(post).run_dry()


@dataclass
class Delivery:
    """What one process has under way."""

    post: Post
    _flying: dict[asyncio.Task[None], float] = field(default_factory=dict[asyncio.Task[None], float])
    _done: list[Done] = field(default_factory=list[Done])
    _bodies: dict[Text, bytes | None] = field(default_factory=dict[Text, bytes | None])
    _unreached: dict[str, tuple[int, datetime]] = field(default_factory=dict[str, tuple[int, datetime]])
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _stopping: asyncio.Event = field(default_factory=asyncio.Event)

    async def run_dry(self) -> int:
        """Send until nothing is due and nothing in flight; return how many messages were taken on."""
        taken = 0
        while True:
            claims = await self._exchange()
            taken += len(claims)
            for claim in claims:
                self._take_off(claim)
            if not self._flying and not self._done:
                return taken
            await self._some_news()

    def stop(self) -> None:
        """Take on nothing more; what waits for its turn is given back, what is in flight arrives."""
        self._stopping.set()
        self._news.set()

    async def _exchange(self) -> list[Claim]:
        """Keep what has come back and take on as much again; where that fails, nothing that came back is lost."""
        done, self._done = self._done, []
        for text in list(self._bodies)[:-MOST_TEXTS]:
            del self._bodies[text]  # before it is said which are known: what is taken on is never without its text
        asking = Asking(self.post.worker, self._room(len(done)), LEASE, self._turns(), self._bodies.keys())
        try:
            taken = await self.post.store.act(lambda unit: self._act(unit, done, asking))
        except BaseException:
            self._done = done + self._done
            raise
        self._draw(taken)
        return taken.claims

    def _act(self, unit: Unit, done: list[Done], asking: Asking) -> Taken:
        unit.heart.beat("deliveries", unit.now)
        return exchange(unit, done, asking)

    def _turns(self) -> Turns:
        return Turns(self.post.rate, self.post.wall(), AHEAD, self.post.house.default_tenant)

    def _room(self, unsettled: int) -> int:
        """Return how many more may fly: those that hang keep nobody from flying, up to `MOST`."""
        if self._stopping.is_set():
            return 0
        late = asyncio.get_running_loop().time() - SLOW
        young = sum(started > late for started in self._flying.values())
        return min(WINDOW - young, MOST - len(self._flying) - unsettled)

    def _draw(self, taken: Taken) -> None:
        for text, content in taken.contents.items():
            self._bodies[text] = _drawn(self.post.draw, *content)

    def _take_off(self, claim: Claim) -> None:
        body = self._bodies[claim.dispatch_id, claim.revision]
        task = asyncio.create_task(self._fly(claim, body))
        self._flying[task] = asyncio.get_running_loop().time() + claim.wait
        task.add_done_callback(self._landed)

    def _landed(self, task: asyncio.Task[None]) -> None:
        del self._flying[task]
        if not self._flying or len(self._done) >= TOGETHER:
            self._news.set()

    async def _fly(self, claim: Claim, body: bytes | None) -> None:
        done = await self._one(claim, body)
        self._done.append(done)
        if done.pause_tenant_for:  # every other process must know at once
            self._news.set()

    async def _some_news(self) -> None:
        """Wait until enough has come back to be kept together, or for a moment."""
        with suppress(TimeoutError):
            async with asyncio.timeout(AHEAD):
                await self._news.wait()
        self._news.clear()

    async def _one(self, claim: Claim, body: bytes | None) -> Done:
        post, now = self.post, self.post.clock()
        early = before_sending(claim, post.quiet, now)
        if early is not None:
            return early
        if body is None:
            return _cannot_be_drawn(claim, now)
        address = _address(post.house, claim)
        if not await self._its_turn(claim, address):
            return not_sent(claim, post.clock())
        outcome = await _send(post.sender, address, post.personal(body, claim.dispatch_id, claim.person_id))
        return self._weighed(meaning_of(outcome, Sent(claim, address, post.clock(), post.jitter)))

    async def _its_turn(self, claim: Claim, address: Address) -> bool:
        """Wait for a message's turn; say whether it is still to be sent then."""
        if claim.wait <= STALE:
            return True
        with suppress(TimeoutError):
            async with asyncio.timeout(claim.wait):
                await self._stopping.wait()
        if self._stopping.is_set():
            return False
        try:
            return await self.post.store.read(lambda unit: unit.claims.still_wanted(claim, unit.now, address.tenant_id))
        except Exception:  # without a database nothing is sent: what became of it could not be kept
            return False

    def _weighed(self, done: Done) -> Done:
        """Where nothing can be reached, let everything of its tenant wait, longer each time."""
        tenant, now = done.settled.claim.tenant_id, self.post.clock()
        if not done.unreachable:
            self._unreached.pop(tenant, None)
            return done
        times, until = self._unreached.get(tenant, (0, now))
        if now >= until:  # the first of those that were in flight together
            drawn = backoff(FIRST_PAUSE, times, self.post.jitter)
            until = now + timedelta(seconds=min(max(1.0, drawn), LONGEST_PAUSE))
            self._unreached[tenant] = (times + 1, until)
        pause = (until - now).total_seconds()
        return Done(not_sent(done.settled.claim, until).settled, pause_tenant_for=pause, unreachable=True)


def _drawn(draw: Callable[[Reply], bytes], name: str, content: str) -> bytes | None:
    """Draw a frozen reply; None where this version of the program cannot, which must not hold up other messages."""
    try:
        return draw(thaw(name, content))
    except Exception:  # whatever is wrong with it, the dispatch is paused and says so
        return None


def _cannot_be_drawn(claim: Claim, now: datetime) -> Done:
    return Done(not_sent(claim, now).settled, stop_dispatch=NOT_DRAWN)


async def _send(sender: Sender, address: Address, body: bytes) -> Outcome:
    try:
        return await sender.send(address, body, in_turn=True)
    except Exception as problem:  # a fault of ours with one message must not leave those sent beside it unknown
        return Unknown(type(problem).__name__)


def _address(house: House, claim: Claim) -> Address:
    chat = claim.chat
    if chat is None:
        return Address(house.default_tenant, None, house.default_service_url, claim.aad_object_id or "")
    return Address(chat.tenant_id, chat.conversation_id, chat.service_url, chat.aad_object_id)
