"""The work record of a concern: its states, the steps people take, and when each is allowed.

A step needs a note (a reason, or a reference), and only the lead who is dealing with the concern
takes it, where its rule says so. A concern that was ever red is closed by two people.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from surveys.problems import Refusal

GRADES = ("green", "amber", "red")  # from the least to the most urgent
LONGEST_NOTE = 2000


class ConcernState(StrEnum):
    """What has been done about a concern; the stored value."""

    NEW = "new"
    ACKNOWLEDGED = "acknowledged"
    SOUGHT = "information sought"
    REFERRED = "referred"
    ADVICE = "advice"
    NO_ACTION = "no further action"
    CLOSING = "closing"
    CLOSED = "closed"


class Step(StrEnum):
    """One line of the record; the stored value."""

    RAISED = "raised"
    TAKEN = "taken"
    TAKEN_OVER = "taken-over"
    NOTE = "note"
    SEEK = "sought"
    REFER = "referred"
    ADVISE = "advice"
    NO_ACTION = "no-action"
    RAISE_CLASS = "class-raised"
    LOWER_CLASS = "class-lowered"
    CLOSE = "close"
    REOPEN = "reopened"


OPEN = frozenset(ConcernState) - {ConcernState.CLOSED}
WORKED_ON = OPEN - {ConcernState.NEW}
OUTCOMES = frozenset({ConcernState.REFERRED, ConcernState.ADVICE, ConcernState.NO_ACTION})
AS_BEFORE = None  # the step leaves the state as it is


@dataclass(frozen=True, slots=True)
class StepRule:
    """In which states a step is allowed, which one follows, and whether only the owner takes it."""

    within: frozenset[ConcernState]
    after: ConcernState | None = AS_BEFORE
    owner_only: bool = True
    needs_note: bool = True


RULES: Mapping[Step, StepRule] = {
    Step.RAISED: StepRule(frozenset(), ConcernState.NEW),  # by the program, before anyone sees it
    Step.TAKEN: StepRule(
        frozenset({ConcernState.NEW}),
        ConcernState.ACKNOWLEDGED,
        owner_only=False,
        needs_note=False,
    ),
    Step.TAKEN_OVER: StepRule(WORKED_ON, owner_only=False),
    Step.NOTE: StepRule(frozenset(ConcernState), owner_only=False),
    Step.SEEK: StepRule(WORKED_ON, ConcernState.SOUGHT),
    Step.REFER: StepRule(WORKED_ON, ConcernState.REFERRED),
    Step.ADVISE: StepRule(WORKED_ON, ConcernState.ADVICE),
    Step.NO_ACTION: StepRule(WORKED_ON, ConcernState.NO_ACTION),
    Step.RAISE_CLASS: StepRule(OPEN, owner_only=False, needs_note=False),
    Step.LOWER_CLASS: StepRule(WORKED_ON),
    Step.CLOSE: StepRule(OUTCOMES | {ConcernState.CLOSING}, ConcernState.CLOSED),
    Step.REOPEN: StepRule(
        frozenset({ConcernState.CLOSED}), ConcernState.ACKNOWLEDGED, owner_only=False
    ),
}
NAMES: Mapping[Step, str] = {  # of a line that is in the record
    Step.RAISED: "Raised",
    Step.TAKEN: "Taken on",
    Step.TAKEN_OVER: "Taken over",
    Step.NOTE: "Note",
    Step.SEEK: "Information sought",
    Step.REFER: "Referred",
    Step.ADVISE: "Advice given",
    Step.NO_ACTION: "No further action",
    Step.RAISE_CLASS: "Priority raised",
    Step.LOWER_CLASS: "Priority lowered",
    Step.CLOSE: "Closed",
    Step.REOPEN: "Opened again",
}
IN_WORDS: Mapping[ConcernState, str] = {
    ConcernState.NEW: "no one is dealing with it yet",
    ConcernState.ACKNOWLEDGED: "someone is dealing with it",
    ConcernState.SOUGHT: "information sought",
    ConcernState.REFERRED: "referred",
    ConcernState.ADVICE: "advice given",
    ConcernState.NO_ACTION: "no further action",
    ConcernState.CLOSING: "waiting for a second lead to close it",
    ConcernState.CLOSED: "closed",
}
BY_HAND = (  # what a lead records, in the order in which it is offered
    Step.NOTE,
    Step.SEEK,
    Step.REFER,
    Step.ADVISE,
    Step.NO_ACTION,
    Step.RAISE_CLASS,
    Step.LOWER_CLASS,
    Step.CLOSE,
    Step.REOPEN,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A concern as it is now: `closing_by` has asked for a second person to close it."""

    state: ConcernState
    grade: str
    owner: int | None
    was_red: bool = False
    closing_by: int | None = None


@dataclass(frozen=True, slots=True)
class AfterStep:
    """A concern after a step."""

    state: ConcernState
    grade: str
    owner: int | None


def allowed(step: Step, now: Standing, who: int) -> bool:
    """Say whether a lead may take a step now."""
    try:
        _check(step, now, who)
    except Refusal:
        return False
    return True


def offered(now: Standing, who: int) -> tuple[Step, ...]:
    """Return what a lead may record now."""
    return tuple(step for step in BY_HAND if allowed(step, now, who))


def taken(step: Step, now: Standing, who: int, note: str) -> AfterStep:
    """Return the concern after a step; refuses one that is not allowed, or has no note.

    Refuses concern-not-now, concern-not-yours, concern-second-person, concern-note-missing or
    concern-note-long.
    """
    _check(step, now, who)
    if RULES[step].needs_note and not note.strip():
        raise Refusal("concern-note-missing")
    if len(note) > LONGEST_NOTE:
        raise Refusal("concern-note-long", count=len(note), limit=LONGEST_NOTE)
    takes_on = step in {Step.TAKEN, Step.TAKEN_OVER, Step.REOPEN}
    return AfterStep(_state(step, now), _grade(step, now.grade), who if takes_on else now.owner)


def _check(step: Step, now: Standing, who: int) -> None:
    rule = RULES[step]
    no_such_class = step in _BY_CLASSES and _grade(step, now.grade) == now.grade
    if now.state not in rule.within or no_such_class:
        raise Refusal("concern-not-now", step=NAMES[step], state=IN_WORDS[now.state])
    if step is Step.CLOSE and now.state is ConcernState.CLOSING:
        if who == now.closing_by:
            raise Refusal("concern-second-person")
    elif step is Step.TAKEN_OVER:
        if who == now.owner:
            raise Refusal("concern-yours")
    elif rule.owner_only and who != now.owner:
        raise Refusal("concern-not-yours")


_BY_CLASSES: Mapping[Step, int] = {Step.RAISE_CLASS: 1, Step.LOWER_CLASS: -1}


def _grade(step: Step, grade: str) -> str:
    """Return the class after a step; one that is the highest or the lowest stays."""
    place = GRADES.index(grade) + _BY_CLASSES.get(step, 0)
    return GRADES[min(max(place, 0), len(GRADES) - 1)]


def _state(step: Step, now: Standing) -> ConcernState:
    first_of_two = now.was_red and now.state is not ConcernState.CLOSING
    if step is Step.CLOSE and first_of_two:
        return ConcernState.CLOSING
    return RULES[step].after or now.state
