"""Plan one thing to do differently by a date, and report at the check-in whether it happened.

The words of a plan are shown only to their author, and only when they ask for them.
"""

from datetime import date
from typing import Annotated

from pydantic import Field

from dialogs.replies import AskIntention, AskNewDate, ComeBack, Reply, Said, ShowBriefing
from dialogs.telling.read_briefing import OfBriefing, proved, sent_to, shown
from dialogs.trust.screen_comments import goes_to_the_leads
from dialogs.turn import Blank, DayToCome, Turn
from surveys.london import day_in_words, weekday_and_day
from surveys.people import Person
from surveys.problems import Refusal
from surveys.sending.calendar import working_day_from
from surveys.sending.delivery import DeliveryKind
from surveys.telling.briefing_acts import INTENDS, Came, IntendedChange

NOT_KEPT = "We no longer keep the words of your plan here."
_THANKS = {
    Came.DONE: "We have recorded that it happened.",
    Came.PARTLY: "We have recorded that it partly happened.",
}


class Intended(OfBriefing):
    """One thing to do differently, and by when."""

    what: str = Field(min_length=1, max_length=1000)
    by_when: Annotated[DayToCome | None, Blank] = None


class WhatCame(OfBriefing):
    """What came of it."""

    came: Came


class NewDate(OfBriefing):
    """When to check in again."""

    by_when: DayToCome


def intend(turn: Turn, command: OfBriefing) -> Reply:
    """Ask for one thing to do differently."""
    _, briefing = sent_to(turn, command.briefing)
    return AskIntention(briefing=command.briefing, title=briefing.title, earliest=turn.today)


def intended(turn: Turn, command: Intended) -> Reply:
    """Store what the person will do differently, and by when."""
    person, briefing = sent_to(turn, command.briefing)
    unit, what = turn.unit, command.what.strip()
    heard = what and goes_to_the_leads(
        turn, person, briefing.title, f"intends:{command.briefing}", [(INTENDS, what)]
    )
    words = None if heard else what or None
    unit.briefing_acts.acted(
        command.briefing, person.id, "intends", unit.now, by_when=command.by_when, words=words
    )
    proved(turn, person, "intends", command.briefing)
    check_in = _check_in(turn, command.by_when) if command.by_when else ""
    return shown(turn, person, briefing).model_copy(update={"check_in": check_in})


def my_plan(turn: Turn, command: OfBriefing) -> Reply:
    """Show the person their own plan again, and ask whether it happened."""
    _, briefing, plan = _planned(turn, command)
    by_when = day_in_words(plan.by_when) if plan.by_when else None
    return ComeBack(
        briefing=command.briefing,
        title=briefing.title,
        by_when=by_when,
        plan=plan.words or NOT_KEPT,
    )


def what_came(turn: Turn, command: WhatCame) -> Reply:
    """Store what came of it; if nothing has yet, offer a new date."""
    person, briefing, _ = _planned(turn, command)
    turn.unit.briefing_acts.came(command.briefing, person.id, command.came, turn.unit.now)
    proved(
        turn, person, f"came of it: {command.came.value}", command.briefing, DeliveryKind.COME_BACK
    )
    if command.came is Came.NOT_YET:
        return AskNewDate(briefing=command.briefing, title=briefing.title, earliest=turn.today)
    return Said(title="Thank you", text=_THANKS[command.came])


def new_date(turn: Turn, command: NewDate) -> Reply:
    """Move the check-in to another date."""
    person, _, _ = _planned(turn, command)
    turn.unit.briefing_acts.move(command.briefing, person.id, command.by_when)
    turn.record(person, "another date", f"briefing:{command.briefing}")
    text = f"We will ask you again on {_check_in(turn, command.by_when)}."
    return Said(title="Thank you", text=text)


def _check_in(turn: Turn, by_when: date) -> str:
    """Return the day on which we ask about a plan: its date, or the next working day."""
    return weekday_and_day(working_day_from(by_when, turn.installation.is_holiday))


def _planned(turn: Turn, command: OfBriefing) -> tuple[Person, ShowBriefing, IntendedChange]:
    person, briefing = sent_to(turn, command.briefing)
    plan = turn.unit.briefing_acts.plan(command.briefing, person.id)
    if plan is None:
        raise Refusal("not-found")
    return person, briefing, plan
