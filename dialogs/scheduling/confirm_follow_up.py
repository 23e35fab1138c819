"""Ask the people of a follow-up that was checked: now, at a time that is set, or repeatedly.

Every door runs these two: `check` shows what it would ask of people, `confirmed` asks exactly that.
"""

from pydantic import Field

from dialogs.asking.find_instrument import instrument_named
from dialogs.asking.follow_up import FollowUp, look_up, open_follow_up, shown
from dialogs.people.audience_counts import confirm
from dialogs.replies import ConfirmFollowUp, Reply, Said
from dialogs.scheduling.list_recurring import listed
from dialogs.scheduling.recurring_sends import Repeat, begin
from dialogs.scheduling.send_times import (
    RequestedTimes,
    as_given,
    as_planned,
    time_of,
    times_of,
)
from dialogs.sending.progress import queued
from dialogs.turn import Turn
from surveys.asking.instrument import Mode
from surveys.london import weekday_and_moment
from surveys.people import people
from surveys.problems import Refusal
from surveys.sending.recurring_send import JobKind


class FollowUpToCheck(RequestedTimes):
    """What is followed up, with which questionnaire, among whom, and when."""

    subject: str = Field(max_length=60)
    instrument: str = Field(max_length=60)
    audience: str = Field(default="", max_length=2000)


class FollowUpConfirmation(FollowUpToCheck):
    """The choice with the count that was shown."""

    count: int
    once: str = Field(max_length=64)
    typed: str | int | None = None


def check(turn: Turn, command: FollowUpToCheck) -> ConfirmFollowUp:
    """Show how many people and minutes it asks, and when; refuses what cannot be asked by name."""
    planned = as_planned(
        turn, command, f"{command.subject}:{command.instrument}:{command.audience}"
    )
    instrument = instrument_named(turn.unit, command.instrument)
    if instrument.mode is Mode.ANONYMOUS:
        raise Refusal("instrument-by-link", instrument=instrument.code)
    found = look_up(turn, command.subject, instrument.code, command.audience)
    return shown(turn, found, "").model_copy(update=planned)


def confirmed(turn: Turn, command: FollowUpConfirmation) -> Reply:
    """Open the wave or keep when to open it, unless the audience has changed since it was shown.

    A second tap finds the first wave, whatever its audience is by then. What is refused is shown
    again as a `ConfirmFollowUp` that says the problem.
    """
    found = look_up(turn, command.subject, command.instrument, command.audience)
    once = f"follow-up:{found.lead.partnership_id}:{command.once}"
    planned = turn.unit.waves.planned_for(once) is not None
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
        return _again(turn, found, command, str(refusal))
    if times is not None:
        code = found.instrument.code
        repeat = Repeat(JobKind.FOLLOW_UP, found.ref, code, found.rule, times)
        key = begin(turn, found.lead, repeat)
        return listed(turn, command).model_copy(update={"begun": key})
    dispatch = open_follow_up(turn, found, once, at or turn.unit.now)
    if dispatch is None:
        return _not_now(turn, found, once)
    return queued(turn.unit, found.lead.partnership_id, dispatch, turn.installation)


def ask_again(turn: Turn, command: FollowUpConfirmation) -> ConfirmFollowUp:
    """Show again how many people it asks, as of now, with what was chosen for it."""
    found = look_up(turn, command.subject, command.instrument, command.audience)
    return _again(turn, found, command)


def _again(
    turn: Turn, found: FollowUp, command: FollowUpConfirmation, problem: str | None = None
) -> ConfirmFollowUp:
    again = shown(turn, found, command.once, problem=problem)
    return again.model_copy(update=as_given(command))


def _not_now(turn: Turn, found: FollowUp, once: str) -> Said:
    opens_at = turn.unit.waves.planned_for(once)
    if opens_at is None or opens_at <= turn.unit.now:
        return Said(title="Already on its way", text="This follow-up has already been sent.")
    when = weekday_and_moment(opens_at)
    return Said(title="Planned", text=f"It opens on {when}, for {people(found.count)} at present.")
