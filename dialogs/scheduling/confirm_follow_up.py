"""Confirm a follow-up that was shown: people are asked now, at a time that is set, or again and again."""

from pydantic import Field

from dialogs.asking.follow_up import FollowUp, look_up, open_follow_up, shown
from dialogs.people.audience_counts import confirm
from dialogs.replies import Reply, Said
from dialogs.scheduling.list_recurring import listed
from dialogs.scheduling.recurring_sends import Repeat, begin
from dialogs.scheduling.send_times import RequestedTimes, as_given, time_of, times_of
from dialogs.sending.progress import queued
from dialogs.turn import Turn
from surveys.london import weekday_and_moment
from surveys.people import people
from surveys.problems import Refusal
from surveys.sending.recurring_send import JobKind


class FollowUpConfirmation(RequestedTimes):
    """The choice with the count that was shown."""

    subject: str = Field(max_length=60)
    instrument: str = Field(max_length=60)
    audience: str = Field(default="", max_length=2000)
    count: int
    once: str = Field(max_length=64)
    typed: str | int | None = None


def confirmed(turn: Turn, command: FollowUpConfirmation) -> Reply:
    """Open the wave or keep when it is to be, unless the audience has changed; a second tap finds the first."""
    found = look_up(turn, command.subject, command.instrument, command.audience)
    once = f"follow-up:{found.lead.partnership_id}:{command.once}"
    planned = (
        turn.unit.waves.planned_for(once) is not None
    )  # a second tap finds the first, whatever has become of it since
    try:
        at = None if planned else time_of(command, turn.unit.now)
        times = times_of(turn, command, at)
        if not planned:
            confirm(
                everyone=found.everyone,
                count_now=found.count,
                count_seen=command.count,
                typed=command.typed,
            )
    except Refusal as refusal:
        again = shown(turn, found, command.once, problem=str(refusal))
        return again.model_copy(update=as_given(command))
    if times is not None:
        begin(
            turn,
            found.lead,
            Repeat(JobKind.FOLLOW_UP, found.ref, found.instrument.code, found.rule, times),
        )
        return listed(turn, command)
    opens_at = at or turn.unit.now
    dispatch = open_follow_up(turn, found, once, opens_at)
    if dispatch is None:
        return _not_now(turn, found, once)
    return queued(turn.unit, found.lead.partnership_id, dispatch, turn.installation.send_rate)


def _not_now(turn: Turn, found: FollowUp, once: str) -> Said:
    opens_at = turn.unit.waves.planned_for(once)
    if opens_at is None or opens_at <= turn.unit.now:
        return Said(title="Already on its way", text="This follow-up has been opened before.")
    when = weekday_and_moment(opens_at)
    return Said(
        title="Planned", text=f"It opens on {when}, for {people(found.count)} as things stand."
    )
