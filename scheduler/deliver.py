"""Deliver what is due: claim a batch, commit, let go of the database, send, keep what became of each.

The promise of each class of message is a row of `POLICIES`; what an outcome means is decided here and nowhere else.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dialogs.ports import Address, Delivered, Outcome, Refused, RetryLater, Sender
from dialogs.replies import Reply, thaw
from dialogs.turn import House
from storage.store import Store
from storage.unit import Unit
from surveys.asking.wave import CLOSED, FINISHED
from surveys.people import Chat
from surveys.telling.delivery import POLICIES, Kind, State
from surveys.telling.dispatch import Claim, Settled
from surveys.telling.quiet import Quiet

BATCH = 100
LEASE = timedelta(seconds=120)
AGAIN = timedelta(seconds=30)
ASKING = frozenset({Kind.SURVEY, Kind.REMINDER})
SURVEY_OVER: dict[str, Callable[[Claim], bool]] = {
    "closed": lambda claim: claim.wave_state == CLOSED,
    "answered": lambda claim: claim.progress == FINISHED,
}
CHAT_SHUT = {"removed": "not_installed", "not_installed": "not_installed", "blocked": "blocked"}


@dataclass(frozen=True, slots=True)
class Post:
    """Everything that delivering needs.

    `draw` turns a reply into the bytes of a message, made once per dispatch. `jitter` draws a wait between nothing and
    the seconds given, so that those who were refused together do not come back together.
    """

    store: Store
    sender: Sender
    draw: Callable[[Reply], bytes]
    house: House
    quiet: Quiet
    clock: Callable[[], datetime]
    worker: str
    jitter: Callable[[float], float]


async def deliver_batch(post: Post) -> int:
    """Send what is due now, one batch of it; return how many messages were taken on."""
    claims = await post.store.act(lambda unit: _claim(unit, post.worker))
    if claims:
        await _deliver(post, claims)
    return len(claims)


def _claim(unit: Unit, worker: str) -> list[Claim]:
    unit.heart.beat("deliveries", unit.now)
    return unit.deliveries.claim(worker, unit.now, BATCH, LEASE)


async def _deliver(post: Post, claims: list[Claim]) -> None:
    bodies = await post.store.read(lambda unit: _bodies(unit, post.draw, {claim.dispatch_id for claim in claims}))
    settled = await asyncio.gather(*(_one(post, claim, bodies[claim.dispatch_id]) for claim in claims))
    await post.store.act(lambda unit: _settle(unit, post, settled))


def _bodies(unit: Unit, draw: Callable[[Reply], bytes], dispatches: set[int]) -> dict[int, bytes]:
    return {dispatch: draw(thaw(*unit.deliveries.content(dispatch))) for dispatch in dispatches}


@dataclass(frozen=True, slots=True)
class _Done:
    """A settled message, with what its outcome says of the person's chat and of the tenant."""

    settled: Settled
    chat: Chat | None = None
    chat_state: str | None = None
    pause_tenant_for: float | None = None
    stop_dispatch: str | None = None


async def _one(post: Post, claim: Claim, body: bytes) -> _Done:
    early = _before_sending(post, claim)
    if early is not None:
        return _Done(early)
    address = _address(post.house, claim)
    outcome = await post.sender.send(address, body)
    return _meaning(post, claim, outcome, address)


def _before_sending(post: Post, claim: Claim) -> Settled | None:
    """Look once more before sending: opted out, answered, gone, or night where they are."""
    policy = POLICIES[claim.kind]
    if claim.opted_out and not policy.any_hour:
        return Settled(claim, State.SKIPPED, "opted_out")
    if claim.aad_object_id is None:
        return Settled(claim, State.SKIPPED, "no_address")
    if claim.kind in ASKING:
        over = next((reason for reason, holds in SURVEY_OVER.items() if holds(claim)), None)
        if over:
            return Settled(claim, State.SKIPPED, over)
    if claim.chat and (shut := CHAT_SHUT.get(claim.chat.state)):
        return Settled(claim, State.FAILED, shut)
    return None if policy.any_hour else _unless_quiet(post, claim)


def _unless_quiet(post: Post, claim: Claim) -> Settled | None:
    now = post.clock()
    zone = claim.chat.time_zone if claim.chat else "Europe/London"
    opens = post.quiet.next_open(now, zone)
    return Settled(claim, State.PENDING, due_at=opens, tried=False) if opens > now else None


def _address(house: House, claim: Claim) -> Address:
    chat = claim.chat
    if chat is None:
        return Address(house.default_tenant, None, house.default_service_url, claim.aad_object_id or "")
    return Address(chat.tenant_id, chat.conversation_id, chat.service_url, chat.aad_object_id)


def _meaning(post: Post, claim: Claim, outcome: Outcome, address: Address) -> _Done:
    policy, now = POLICIES[claim.kind], post.clock()
    match outcome:
        case Delivered(activity_id, conversation_id):
            return _Done(Settled(claim, State.SENT, activity_id=activity_id), _learned(claim, address, conversation_id))
        case RetryLater(after, throttled, _, tried):
            pause = after if throttled else None
            if tried and claim.attempt >= policy.tries:
                return _Done(Settled(claim, State.FAILED, "tries_used_up"), pause_tenant_for=pause)
            due = now + timedelta(seconds=after if throttled else post.jitter(after * 2**claim.attempt))
            return _Done(Settled(claim, State.PENDING, due_at=due, tried=tried), pause_tenant_for=pause)
        case Refused(reason, recipient, stops):
            stop = reason if stops else None
            return _Done(Settled(claim, State.FAILED, recipient or reason), chat_state=recipient, stop_dispatch=stop)
        case _:
            if policy.repeat_unknown:
                return _Done(Settled(claim, State.PENDING, due_at=now + AGAIN))
            return _Done(Settled(claim, State.UNKNOWN, "lost_reply"))


def _learned(claim: Claim, address: Address, conversation_id: str) -> Chat | None:
    """Return the chat with the conversation that was opened for this message, where that is news."""
    if address.conversation_id == conversation_id:
        return None
    if claim.chat is not None:
        return replace(claim.chat, conversation_id=conversation_id, state="installed")
    return Chat(
        aad_object_id=address.aad_object_id,
        tenant_id=address.tenant_id,
        teams_user_id="",
        conversation_id=conversation_id,
        service_url=address.service_url,
    )


def _settle(unit: Unit, post: Post, done: list[_Done]) -> None:
    unit.deliveries.settle(post.worker, [one.settled for one in done], unit.now)
    for one in done:
        _learn(unit, one)


def _learn(unit: Unit, one: _Done) -> None:
    claim = one.settled.claim
    if one.chat:
        unit.people.see(one.chat, unit.now)
    if one.chat_state and claim.aad_object_id:
        unit.people.mark_chat(claim.aad_object_id, one.chat_state)
    if one.pause_tenant_for and claim.chat:
        unit.deliveries.pause_tenant(claim.chat.tenant_id, unit.now + timedelta(seconds=one.pause_tenant_for))
    if one.stop_dispatch:
        unit.deliveries.pause(claim.dispatch_id, one.stop_dispatch)
