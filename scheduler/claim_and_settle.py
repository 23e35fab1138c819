"""One exchange with the database: what became of some messages is kept, and others are taken on, in one commit.

What a canary's outcomes come to is decided in the same commit.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from dialogs.sending.notify_leads import tell_paused
from scheduler.delivery_outcomes import Done
from storage.unit import Unit
from surveys.people import Chat
from surveys.sending.delivery import canary_verdict
from surveys.sending.dispatch import Claim, RateSlots
from surveys.sending.frozen import Frozen

SOON = timedelta(minutes=3)  # a canary does not wait for those of its people who are asleep

Text = tuple[int, int]  # a dispatch, and which text of it


@dataclass(frozen=True, slots=True)
class ClaimRequest:
    """What is asked of an exchange: at most `room` messages for `worker`, and the texts that it does not know yet."""

    worker: str
    room: int
    lease: timedelta
    turns: RateSlots
    known: Collection[Text]


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken on, and the frozen replies of the texts that are new."""

    claims: list[Claim]
    contents: dict[Text, Frozen]


def exchange(unit: Unit, done: Sequence[Done], asking: ClaimRequest) -> Taken:
    """Keep what is done and take on what is due; nothing of it counts before the commit."""
    unit.claims.settle(asking.worker, [one.settled for one in done], unit.now)
    for one in done:
        _learn(unit, one)
    for dispatch in {one.settled.claim.dispatch_id for one in done if one.settled.claim.canary}:
        judge(unit, dispatch)
    if asking.room <= 0:
        return Taken([], {})
    claims = unit.claims.take(asking.worker, unit.now, asking.room, asking.lease, asking.turns)
    new = {(claim.dispatch_id, claim.revision) for claim in claims}.difference(asking.known)
    return Taken(claims, {text: unit.deliveries.content(text[0]) for text in new})


def judge(unit: Unit, dispatch_id: int) -> None:
    """Let everybody else's messages go when a canary has gone well; pause the dispatch and tell when it has not."""
    counts, under_way = unit.lanes.canary(dispatch_id, unit.now + SOON)
    verdict = canary_verdict(counts, under_way)
    if verdict == "go":
        unit.lanes.let_go(dispatch_id)
    elif verdict == "stop":
        stop(unit, dispatch_id, "canary-failed")


def judge_all(unit: Unit) -> int:
    """Judge every canary: its last message may have been settled by a process that stopped."""
    waiting = unit.lanes.waiting_for_a_canary()
    for dispatch in waiting:
        judge(unit, dispatch)
    return len(waiting)


def stop(unit: Unit, dispatch_id: int, because: str) -> None:
    """Pause a dispatch, and tell the lead once."""
    if unit.deliveries.pause(dispatch_id, because):
        tell_paused(unit, dispatch_id)


def _learn(unit: Unit, one: Done) -> None:
    claim = one.settled.claim
    if one.chat:
        _learn_chat(unit, claim.person_id, one.chat)
    if one.chat_state and claim.aad_object_id:
        unit.people.mark_chat(claim.aad_object_id, one.chat_state)
    if one.pause_tenant_for:
        unit.deliveries.pause_tenant(
            claim.tenant_id, unit.now + timedelta(seconds=one.pause_tenant_for)
        )
    if one.stop_dispatch:
        stop(unit, claim.dispatch_id, one.stop_dispatch)


def _learn_chat(unit: Unit, person_id: int, opened: Chat) -> None:
    """Keep a chat that was opened; what the person's own activities have said meanwhile is not overwritten."""
    held = unit.people.chat_of(person_id)
    if held is None:
        unit.people.see(opened, unit.now)
    elif held.conversation_id is None:
        state = "installed" if held.state == "chat_gone" else held.state
        unit.people.see(
            replace(held, conversation_id=opened.conversation_id, state=state), unit.now
        )
