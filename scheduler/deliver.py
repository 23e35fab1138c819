"""Deliver what is due: claim a batch, commit, let go of the database, send, keep what became of each.

The promise of each class of message is a row of `POLICIES`; what an outcome means is decided here and nowhere else.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from dialogs.ports import Address, Delivered, Outcome, Refused, RetryLater, Sender, Unknown
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
LONGEST_WAIT, MOST_DOUBLINGS = 120.0, 10
NOT_DRAWN = "cannot-be-drawn"
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


def _bodies(unit: Unit, draw: Callable[[Reply], bytes], dispatches: set[int]) -> dict[int, bytes | None]:
    return {dispatch: _drawn(draw, *unit.deliveries.content(dispatch)) for dispatch in dispatches}


def _drawn(draw: Callable[[Reply], bytes], name: str, content: str) -> bytes | None:
    """Draw a frozen reply; None where this version of the program cannot, which must not hold up other messages."""
    try:
        return draw(thaw(name, content))
    except Exception:  # whatever is wrong with it, the dispatch is paused and says so
        return None


@dataclass(frozen=True, slots=True)
class _Done:
    """A settled message, with what its outcome says of the person's chat and of the tenant."""

    settled: Settled
    chat: Chat | None = None
    chat_state: str | None = None
    pause_tenant_for: float | None = None
    stop_dispatch: str | None = None


async def _one(post: Post, claim: Claim, body: bytes | None) -> _Done:
    early = _before_sending(post, claim)
    if early is not None:
        return _Done(early)
    if body is None:
        return _Done(Settled(claim, State.PENDING, tried=False), stop_dispatch=NOT_DRAWN)
    address = _address(post.house, claim)
    try:
        outcome = await post.sender.send(address, body)
    except Exception as problem:  # a fault of ours with one message must not leave those sent beside it unknown
        outcome = Unknown(type(problem).__name__)
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
    now = post.clock()
    match outcome:
        case Delivered(activity_id, conversation_id):
            return _Done(Settled(claim, State.SENT, activity_id=activity_id), _learned(claim, address, conversation_id))
        case RetryLater(after, throttled, _, tried):
            wait = after if throttled else _backoff(post, claim, after)
            pause = after if throttled else None
            return _Done(_later(claim, now + timedelta(seconds=wait), tried=tried), pause_tenant_for=pause)
        case Refused(_, "chat_gone") if address.conversation_id is not None:  # the next try opens the chat anew
            return _Done(_later(claim, now), chat_state="chat_gone")
        case Unknown() | Refused(_, None, True) if POLICIES[claim.kind].repeat_unknown:  # our own fault is mended soon
            return _Done(_later(claim, now + AGAIN))
        case Unknown():
            return _Done(Settled(claim, State.UNKNOWN, "lost_reply"))
        case Refused(reason, recipient, stops):
            stop = reason if stops else None
            return _Done(Settled(claim, State.FAILED, recipient or reason), chat_state=recipient, stop_dispatch=stop)


def _backoff(post: Post, claim: Claim, after: float) -> float:
    """Draw a wait below one that doubles with each try and never passes two minutes."""
    return post.jitter(min(after * 2 ** min(claim.attempt, MOST_DOUBLINGS), LONGEST_WAIT))


def _later(claim: Claim, due_at: datetime, *, tried: bool = True) -> Settled:
    """Send it again at `due_at`, unless its tries are used up."""
    if tried and claim.attempt >= POLICIES[claim.kind].tries:
        return Settled(claim, State.FAILED, "tries_used_up")
    return Settled(claim, State.PENDING, due_at=due_at, tried=tried)


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
        _learn_chat(unit, claim.person_id, one.chat)
    if one.chat_state and claim.aad_object_id:
        unit.people.mark_chat(claim.aad_object_id, one.chat_state)
    if one.pause_tenant_for and claim.chat:
        unit.deliveries.pause_tenant(claim.chat.tenant_id, unit.now + timedelta(seconds=one.pause_tenant_for))
    if one.stop_dispatch:
        unit.deliveries.pause(claim.dispatch_id, one.stop_dispatch)


def _learn_chat(unit: Unit, person_id: int, opened: Chat) -> None:
    """Keep a chat that was opened; what the person's own activities have said meanwhile is not overwritten."""
    held = unit.people.chat_of(person_id)
    if held is None:
        unit.people.see(opened, unit.now)
    elif held.conversation_id is None:
        state = "installed" if held.state == "chat_gone" else held.state
        unit.people.see(replace(held, conversation_id=opened.conversation_id, state=state), unit.now)
