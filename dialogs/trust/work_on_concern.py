"""Take a concern on, take it over from another lead, and record what was done about it.

A step is written with its audit event, and the alerts of the other leads then say what is true.
"""

from pydantic import Field

from dialogs.replies import OneConcern, Reply
from dialogs.trust.alerts import say_in_alerts, tell
from dialogs.trust.concern_words import record_in_words, since, state_in_words
from dialogs.trust.find_concern import OfConcern, found, standing
from dialogs.turn import LONGEST_SENT, Turn
from storage.trust.concerns import Concern
from surveys.london import moment_in_words
from surveys.people import Person
from surveys.problems import Refusal
from surveys.trust.concern_record import Step, allowed, offered, taken


class NoteOnConcern(OfConcern):
    """A command with a reason, a reference or a note."""

    note: str = Field(default="", max_length=LONGEST_SENT)


class RecordStep(NoteOnConcern):
    """One step of the work record."""

    step: str = Field(default="", max_length=40)


def see(turn: Turn, command: OfConcern) -> Reply:
    """Show who is dealing with a concern and what was done; never its words."""
    return card_of(turn, *found(turn, command.concern))


def have_this(turn: Turn, command: OfConcern) -> Reply:
    """Take a concern on; the first lead to tap has it, and another one reads who that is."""
    lead, concern = found(turn, command.concern, to_change=True)
    if allowed(Step.TAKEN, standing(turn, concern), lead.id):
        concern = write_step(turn, lead, concern, Step.TAKEN)
    return card_of(turn, lead, concern)


def take_over(turn: Turn, command: NoteOnConcern) -> Reply:
    """Take a concern over from another lead, who is told; the reason is in the record."""
    return _stepped(turn, command, Step.TAKEN_OVER)


def record(turn: Turn, command: RecordStep) -> Reply:
    """Record what was done, or say on the same card what is wrong, with what was typed."""
    if command.step not in set(Step):
        missing = Refusal("concern-step-missing").sentence
        lead, concern = found(turn, command.concern)
        return card_of(turn, lead, concern, problem=missing, typed=command.note)
    return _stepped(turn, command, Step(command.step))


def _stepped(turn: Turn, command: NoteOnConcern, step: Step) -> Reply:
    lead, before = found(turn, command.concern, to_change=True)
    try:
        after = write_step(turn, lead, before, step, command.note)
    except Refusal as refusal:
        return card_of(turn, lead, before, problem=str(refusal), typed=command.note)
    return card_of(turn, lead, after)


def write_step(turn: Turn, lead: Person, concern: Concern, step: Step, note: str = "") -> Concern:
    """Take a step, if the rules allow it; return the concern after it."""
    unit, written = turn.unit, note.strip()
    after = taken(step, standing(turn, concern), lead.id, written)
    unit.concerns.becomes(concern, after, unit.now)
    unit.concern_steps.add(concern.id, step, (after.state, after.grade), unit.now, lead.id, written)
    turn.record(lead, _act(step), f"concern:{concern.id}")
    changed = unit.concerns.concern([concern.partnership_id], concern.id) or concern
    if step is Step.TAKEN_OVER and concern.acknowledged_by is not None:
        tell(unit, changed, concern.acknowledged_by, f"{lead.name} has taken over this concern")
    if changed.grade != concern.grade:
        unit.alerts.plan_anew(concern.id)
    if changed != concern:
        say_in_alerts(turn, changed, lead)
    return changed


def _act(step: Step) -> str:
    """Return the act in the audit trail; taking on has the name that earlier versions wrote."""
    return "concern acknowledged" if step is Step.TAKEN else f"concern {step}"


def card_of(
    turn: Turn, lead: Person, concern: Concern, problem: str | None = None, typed: str = ""
) -> OneConcern:
    """Return a concern as a lead sees it, with what they may record now."""
    now = standing(turn, concern)
    return OneConcern(
        concern=concern.id,
        ref=concern.ref,
        grade=concern.grade,
        raised=moment_in_words(concern.raised_at),
        partnership=concern.partnership,
        state=state_in_words(concern),
        owner=concern.acknowledged_name or "",
        since=since(concern),
        mine=concern.acknowledged_by == lead.id,
        record=record_in_words(turn.unit.concern_steps.of(concern.id)),
        steps=tuple(step.value for step in offered(now, lead.id)),
        may_take=allowed(Step.TAKEN, now, lead.id),
        may_take_over=allowed(Step.TAKEN_OVER, now, lead.id),
        typed=typed,
        problem=problem,
    )
