"""Confirm a briefing that was shown: it goes out now, at a time that is set, or again and again."""

from datetime import date, datetime, time
from typing import Annotated

from pydantic import Field

from dialogs import post_in_channels
from dialogs.audiences import confirm, counted, needs_typing
from dialogs.progress import queued
from dialogs.release_briefing import give_word, refuse_embargoed, refuse_other_version, theirs
from dialogs.repeat_sends import Repeat, begin
from dialogs.replies import ConfirmBriefing, Reply
from dialogs.see_schedule import listed
from dialogs.send_briefing import send, shown
from dialogs.turn import Blank, Command, Id, Turn
from surveys.london import LONDON
from surveys.people import Person
from surveys.problems import Refusal
from surveys.telling.calendar import moment_of
from surveys.telling.job import JobKind, Times, plan
from surveys.telling.permissions import Permission
from surveys.telling.standing import Standing

USUAL_TIME = time(9)
ONCE = "once"


class Confirmation(Command):
    """The choice with the count that was shown."""

    briefing: Id
    audience: str = Field(max_length=2000)
    count: int
    once: str = Field(max_length=64)
    typed: str | int | None = None
    version: Id = 1  # of the text that was shown; cards drawn before there were versions showed the first
    word: bool = False  # sending it was giving one's word that nobody can be recognised
    channels: str = Field(default="", max_length=1000)  # those ticked, by commas
    day: Annotated[date | None, Blank] = None  # on which it goes out, London's; today where only a time is given
    at_time: Annotated[time | None, Blank] = None
    every: str = Field(default="", max_length=100)  # the rule by which it comes again


def confirmed(turn: Turn, command: Confirmation) -> Reply:
    """Send it or keep when it is to be sent, unless audience or text has changed; a second tap finds the first send."""
    lead, standing = theirs(turn, command.briefing, Permission.SEND)
    once = f"brief:{lead.partnership_id}:{command.once}"
    if (sent := turn.unit.deliveries.find(once)) is not None:  # whatever has become of its audience since
        return queued(turn.unit, lead.partnership_id, sent, turn.house.send_rate)
    try:
        at = _time_of(command, turn.unit.now)
        times = _times(turn, command, at)
        refuse_embargoed(standing.briefing, times.next_at if times else at or turn.unit.now)
        channels = post_in_channels.chosen(turn, lead, command.channels)
        _check(turn, lead, standing, command)
    except Refusal as refusal:
        return _shown_again(turn, command, str(refusal))
    if times is not None:
        begin(turn, lead, Repeat(JobKind.BRIEFING, standing.briefing.ref, None, command.audience, times))
        return listed(turn, command)
    due_at = at or turn.unit.now
    dispatch = send(turn, lead, command.briefing, standing.briefing, command.audience, once, due_at)
    post_in_channels.post(turn, lead, dispatch, channels, due_at)
    return queued(turn.unit, lead.partnership_id, dispatch, turn.house.send_rate)


def _time_of(command: Confirmation, now: datetime) -> datetime | None:
    """Return the moment that was set, None where none was; refuses one that is past."""
    if command.day is None and command.at_time is None:
        return None
    day = command.day or now.astimezone(LONDON).date()
    at = moment_of(datetime.combine(day, command.at_time or USUAL_TIME), LONDON)
    if at <= now:
        raise Refusal("time-past")
    return at


def _times(turn: Turn, command: Confirmation, at: datetime | None) -> Times | None:
    """Return when it comes again and again, None where it goes out once."""
    if command.every in {"", ONCE}:
        return None
    if command.channels:
        raise Refusal("channels-once")
    return plan(command.every, at, None, turn.unit.now, turn.house.is_holiday)


def _check(turn: Turn, lead: Person, standing: Standing, command: Confirmation) -> None:
    """Refuse what has changed since it was shown; then take the word that was given."""
    count = sum(number for _, number in counted(turn, lead, command.audience))
    refuse_other_version(standing, command.version)
    everyone = needs_typing(turn, lead, command.audience)
    confirm(everyone=everyone, count_now=count, count_seen=command.count, typed=command.typed)
    if command.word:
        give_word(turn, lead, standing)
    elif not standing.is_released:
        raise Refusal("word-needed")


def _shown_again(turn: Turn, command: Confirmation, problem: str) -> ConfirmBriefing:
    again = shown(turn, command.briefing, command.audience, command.once, problem)
    at = command.at_time.isoformat("minutes") if command.at_time else ""
    return again.model_copy(update={"day": command.day, "at_time": at, "every": command.every})
