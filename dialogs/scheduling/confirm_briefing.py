"""Confirm a briefing that was shown: it goes out now, at a time that is set, or again and again."""

from pydantic import Field

from dialogs.people.audience_counts import confirm, counted, needs_typing
from dialogs.replies import ConfirmBriefing, Reply
from dialogs.scheduling.list_recurring import listed
from dialogs.scheduling.recurring_sends import Repeat, begin
from dialogs.scheduling.send_times import RequestedTimes, as_given, time_of, times_of
from dialogs.sending import post_in_channels
from dialogs.sending.progress import queued
from dialogs.sending.send_briefing import send, shown
from dialogs.telling.sign_off_briefing import (
    give_word,
    refuse_embargoed,
    refuse_other_version,
    theirs,
)
from dialogs.turn import Id, Turn
from surveys.people import Person
from surveys.problems import Refusal
from surveys.sending.recurring_send import JobKind
from surveys.telling.approval_status import ApprovalStatus
from surveys.telling.permissions import Permission


class BriefingConfirmation(RequestedTimes):
    """The choice with the count that was shown."""

    briefing: Id
    audience: str = Field(max_length=2000)
    count: int
    once: str = Field(max_length=64)
    typed: str | int | None = None
    version: Id = (
        1  # of the text that was shown; cards drawn before there were versions showed the first
    )
    word: bool = False  # sending it was giving one's word that nobody can be recognised
    channels: str = Field(default="", max_length=1000)  # those ticked, by commas


def confirmed(turn: Turn, command: BriefingConfirmation) -> Reply:
    """Send it or keep when it is to be sent, unless audience or text has changed; a second tap finds the first send."""
    lead, standing = theirs(turn, command.briefing, Permission.SEND)
    once = f"brief:{lead.partnership_id}:{command.once}"
    if (
        sent := turn.unit.deliveries.find(once)
    ) is not None:  # whatever has become of its audience since
        return queued(turn.unit, lead.partnership_id, sent, turn.installation.send_rate)
    try:
        at = time_of(command, turn.unit.now)
        times = times_of(turn, command, at)
        if times is not None and command.channels:
            raise Refusal("channels-once")
        refuse_embargoed(standing.briefing, times.next_at if times else at or turn.unit.now)
        channels = post_in_channels.chosen(turn, lead, command.channels)
        _check(turn, lead, standing, command)
    except Refusal as refusal:
        return _shown_again(turn, command, str(refusal))
    if times is not None:
        begin(
            turn,
            lead,
            Repeat(JobKind.BRIEFING, standing.briefing.ref, None, command.audience, times),
        )
        return listed(turn, command)
    due_at = at or turn.unit.now
    dispatch = send(turn, lead, command.briefing, standing.briefing, command.audience, once, due_at)
    post_in_channels.post(turn, lead, dispatch, channels, due_at)
    return queued(turn.unit, lead.partnership_id, dispatch, turn.installation.send_rate)


def _check(
    turn: Turn, lead: Person, standing: ApprovalStatus, command: BriefingConfirmation
) -> None:
    """Refuse what has changed since it was shown; then take the word that was given."""
    count = sum(number for _, number in counted(turn, lead, command.audience))
    refuse_other_version(standing, command.version)
    everyone = needs_typing(turn, lead, command.audience)
    confirm(everyone=everyone, count_now=count, count_seen=command.count, typed=command.typed)
    if command.word:
        give_word(turn, lead, standing)
    elif not standing.is_released:
        raise Refusal("word-needed")


def _shown_again(turn: Turn, command: BriefingConfirmation, problem: str) -> ConfirmBriefing:
    again = shown(turn, command.briefing, command.audience, command.once, problem)
    return again.model_copy(update=as_given(command))
