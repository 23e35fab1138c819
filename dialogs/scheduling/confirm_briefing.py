"""Send a briefing that was checked: now, at a time that is set, or repeatedly.

Every door runs these: `check` shows what would be sent, `confirmed` sends exactly that or nothing.
"""

from typing import Annotated

from pydantic import Field

from dialogs.people.audience_counts import confirm, named, needs_typing
from dialogs.replies import ConfirmBriefing, Reply
from dialogs.scheduling.list_recurring import listed
from dialogs.scheduling.recurring_sends import Repeat, begin
from dialogs.scheduling.send_times import (
    RequestedTimes,
    as_given,
    as_planned,
    time_of,
    times_of,
)
from dialogs.sending import post_in_channels
from dialogs.sending.progress import queued
from dialogs.sending.send_briefing import BriefingSend, chosen, send, shown
from dialogs.telling.sign_off_briefing import (
    refuse_embargoed,
    refuse_other_version,
    sign_off,
    theirs,
)
from dialogs.turn import Id, Turn, Unticked
from surveys.people import Person
from surveys.problems import Refusal
from surveys.sending.recurring_send import JobKind
from surveys.telling.approval_status import ApprovalStatus
from surveys.telling.permissions import Permission


class BriefingToCheck(RequestedTimes):
    """Which briefing is to go to whom, and when: all that is chosen before it is confirmed."""

    briefing: Id
    audience: str = Field(max_length=2000)
    channel_names: tuple[str, ...] = ()  # where else it is posted, by the names that people use
    again: Annotated[bool, Unticked] = False  # also to people who have had it


class BriefingConfirmation(BriefingToCheck):
    """The choice with the count that was shown."""

    count: int
    had: Id = 0  # of the card that was shown: how many more it goes to `again`
    once: str = Field(max_length=64)
    typed: str | int | None = None
    # Of the text that was shown; cards drawn before there were versions showed the first.
    version: Id = 1
    word: Annotated[bool, Unticked] = False  # whether the sender ticked the sign-off box
    channels: str = Field(default="", max_length=1000)  # those ticked, by commas


def check(turn: Turn, command: BriefingToCheck) -> ConfirmBriefing:
    """Show who would get it and when; refuses a past time and a channel that is not there."""
    lead, _ = theirs(turn, command.briefing, Permission.SEND)
    planned = as_planned(turn, command, f"{command.briefing}:{command.audience}")
    post_in_channels.named(turn, lead, command.channel_names)
    repeats = bool(planned["every"])
    if repeats:
        planned["when"] += " People who have had it get it again."
    # A request that was confirmed before shows what it showed then: it is the same send.
    sent = turn.unit.deliveries.find(_once(lead, planned["once"])) is not None
    again = command.again or repeats or sent
    asked = shown(turn, command.briefing, command.audience, "", again=again)
    return asked.model_copy(update=planned | ({"had_before": ()} if sent else {}))


def confirmed(turn: Turn, command: BriefingConfirmation) -> Reply:
    """Send it or keep when to send it, unless audience or text has changed since it was shown.

    A second tap finds the first send, whatever its audience is by then. What is refused is shown
    again as a `ConfirmBriefing` that says the problem.
    """
    lead, status = theirs(turn, command.briefing, Permission.SEND)
    once = _once(lead, command.once)
    if (sent := turn.unit.deliveries.find(once)) is not None:
        return queued(turn.unit, lead.partnership_id, sent, turn.installation)
    turn.unit.had_before.lock()
    try:
        at = time_of(command, turn.unit.now)
        times = times_of(turn, command, at)
        channels = _channels(turn, lead, command)
        if times is not None and channels:
            raise Refusal("channels-once")
        refuse_embargoed(status.briefing, times.next_at if times else at or turn.unit.now)
        # One that repeats goes to everyone each time, also to people who have had it.
        again = command.again or times is not None
        _check(turn, lead, status, command, again=again)
    except Refusal as refusal:
        return ask_again(turn, command, str(refusal))
    if times is not None:
        repeat = Repeat(JobKind.BRIEFING, status.briefing.ref, None, command.audience, times)
        key = begin(turn, lead, repeat)
        return listed(turn, command).model_copy(update={"begun": key})
    due_at = at or turn.unit.now
    one = BriefingSend(
        command.briefing, status.briefing, command.audience, once, due_at, again=again
    )
    dispatch = send(turn, lead, one)
    post_in_channels.post(turn, lead, dispatch, channels, due_at)
    return queued(turn.unit, lead.partnership_id, dispatch, turn.installation)


def _once(lead: Person, request: str) -> str:
    """Return the name under which a send is kept, so that a repeat of the request finds it."""
    return f"brief:{lead.partnership_id}:{request}"


def _channels(turn: Turn, lead: Person, command: BriefingConfirmation) -> list[int]:
    return [
        *post_in_channels.chosen(turn, lead, command.channels),
        *post_in_channels.named(turn, lead, command.channel_names),
    ]


def _check(
    turn: Turn,
    lead: Person,
    status: ApprovalStatus,
    command: BriefingConfirmation,
    *,
    again: bool,
) -> None:
    """Refuse what has changed since it was shown; then keep that it was signed off."""
    people = chosen(turn, status.id, named(turn, lead, command.audience), again=again)
    count = sum(number for _, number in turn.unit.count(people))
    refuse_other_version(status, command.version)
    everyone = needs_typing(turn, lead, command.audience)
    seen = command.count + (command.had if again else 0)
    confirm(everyone=everyone, count_now=count, count_seen=seen, typed=command.typed)
    if not count:
        raise Refusal("had-by-all")
    if command.word:
        sign_off(turn, lead, status)
    elif not status.is_released:
        raise Refusal("word-needed")


def ask_again(
    turn: Turn, command: BriefingConfirmation, problem: str | None = None
) -> ConfirmBriefing:
    """Show again who would get it and when, as of now, with what was chosen for it."""
    once_more = shown(turn, command.briefing, command.audience, command.once, problem)
    given = as_given(command)
    given["timed"] = given["timed"] or bool(command.channels)
    return once_more.model_copy(update={**given, "again": command.again})
