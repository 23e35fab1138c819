"""The work record of concerns, from the command line: the same dialogs as in Teams.

A step is taken in the name of the lead that `--as` names. The words of a concern are never shown
here; the notes of its record only to such a lead, and the audit trail keeps that they were.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

import typer

from bot.console.concerns import age_in_words
from bot.console.lookups import NamedPartnership, by_reference, lead_of, places, turn_of
from bot.console.options import AsJson, Partnership
from bot.console.output import say, show_json, show_table
from bot.console.program import program_of
from dialogs.trust.find_concern import found
from dialogs.trust.work_on_concern import write_step
from dialogs.turn import Installation, Turn
from storage.trust.concern_steps import ConcernStep
from storage.trust.concerns import Concern
from storage.unit import Unit
from surveys.london import moment_in_words
from surveys.people import Person
from surveys.trust.concern_record import IN_WORDS, NAMES, ConcernState, Step

WORDS = "List concerns, and record what was done about each; never their text."
app = typer.Typer(help=WORDS, no_args_is_help=True)

Ref = Annotated[str, typer.Argument(metavar="REF", help="The concern's reference, such as C-7K2M.")]
Who = Annotated[
    str, typer.Option("--as", metavar="EMAIL", help="The lead in whose name it is done.")
]
ShownTo = Annotated[
    str | None,
    typer.Option("--as", metavar="EMAIL", help="Show the notes too, to this lead; it is recorded."),
]
Closed = Annotated[bool, typer.Option("--all", help="List closed concerns too.")]


@dataclass(frozen=True, slots=True)
class RecordCommand:
    """A command that takes one step: its name, its help, and what its text is, if it has one."""

    step: Step
    name: str
    words: str
    text: str = "Why."


STEPS = (
    RecordCommand(Step.TAKEN, "take", "Take a concern on.", ""),
    RecordCommand(Step.TAKEN_OVER, "take-over", "Take a concern over from another lead."),
    RecordCommand(Step.NOTE, "note", "Add a note.", "The note."),
    RecordCommand(Step.SEEK, "seek", "Record that you asked for more information.", "From whom."),
    RecordCommand(Step.REFER, "refer", "Record that you referred it.", "The reference."),
    RecordCommand(Step.ADVISE, "advise", "Record that you gave advice.", "The advice."),
    RecordCommand(Step.NO_ACTION, "no-action", "Record that no further action is needed."),
    RecordCommand(Step.RAISE_CLASS, "raise", "Raise the priority.", ""),
    RecordCommand(Step.LOWER_CLASS, "lower", "Lower the priority."),
    RecordCommand(Step.CLOSE, "close", "Close a concern; a second lead too, if it was ever red."),
    RecordCommand(Step.REOPEN, "reopen", "Open a closed concern again."),
)


@app.command("list")
def list_(
    context: typer.Context,
    closed: Closed = False,
    partnership: Partnership = None,
    as_json: AsJson = False,
) -> None:
    """List concerns: reference, priority, age, state, and who is dealing with each."""

    def look(unit: Unit) -> list[tuple[NamedPartnership, Concern, str]]:
        return [
            (place, one, age_in_words(unit.now - one.raised_at))
            for place in places(unit, partnership)
            for one in unit.concerns.all_of(place.id)
            if closed or one.state != ConcernState.CLOSED
        ]

    with program_of(context).store() as store:
        rows = store.look(look)
    if as_json:
        show_json([{"partnership": place.slug, **_facts(one)} for place, one, _ in rows])
    elif rows:
        show_table(
            ["reference", "partnership", "priority", "age", "state", "who"],
            [
                [one.ref, place.slug, one.grade, age, one.state, one.acknowledged_name or ""]
                for place, one, age in rows
            ],
        )
    else:
        say("There are no concerns." if closed else "There are no open concerns.")


def _facts(one: Concern) -> dict[str, object]:
    return {
        "ref": one.ref,
        "class": one.grade,
        "state": one.state,
        "raised_at": one.raised_at,
        "owner": one.acknowledged_name,
        "owner_since": one.acknowledged_at,
    }


@app.command()
def show(
    context: typer.Context,
    ref: Ref,
    lead: ShownTo = None,
    partnership: Partnership = None,
    as_json: AsJson = False,
) -> None:
    """Show what was done about a concern; never its text."""
    program = program_of(context)
    installation = program.installation()

    def look(unit: Unit) -> tuple[Concern, list[ConcernStep]]:
        place, concern = _by_ref(unit, partnership, ref)
        if lead is not None:
            turn, reader, concern = _found(unit, installation, place, concern, lead)
            turn.record(reader, "concern record read", f"concern:{concern.id}")
        return concern, unit.concern_steps.of(concern.id)

    with program.store() as store:
        concern, steps = store.act_now(look)
    if as_json:
        record = [_line(one, notes=lead is not None) for one in steps]
        show_json({**_facts(concern), "record": record})
        return
    say(f"{concern.ref}: {concern.grade}, {IN_WORDS[ConcernState(concern.state)]}")
    show_table(
        ["when", "what", "who", *(["note"] if lead else [])],
        [
            [
                moment_in_words(one.at),
                NAMES[one.step],
                one.name or "",
                *([one.note] if lead else []),
            ]
            for one in steps
        ],
    )


def _line(one: ConcernStep, *, notes: bool) -> dict[str, object]:
    facts: dict[str, object] = {
        "at": one.at,
        "step": one.step,
        "by": one.name,
        "state": one.state,
        "class": one.grade,
    }
    return {**facts, "note": one.note} if notes else facts


def _by_ref(unit: Unit, partnership: str | None, ref: str) -> tuple[NamedPartnership, Concern]:
    return by_reference(
        unit, partnership, ref, "concern", lambda place_id: unit.concerns.by_ref(place_id, ref)
    )


def _found(
    unit: Unit, installation: Installation, place: NamedPartnership, concern: Concern, email: str
) -> tuple[Turn, Person, Concern]:
    """Return a turn of the lead who is named, and the concern unless they are passed over."""
    turn = turn_of(lead_of(unit, place, email), unit, installation)
    return turn, *found(turn, concern.id, to_change=True)


@dataclass(frozen=True, slots=True)
class TypedStep:
    """What was typed."""

    ref: str
    note: str
    lead: str
    partnership: str | None


def _take_step(context: typer.Context, row: RecordCommand, typed: TypedStep) -> None:
    program = program_of(context)
    installation = program.installation()

    def act(unit: Unit) -> Concern:
        place, concern = _by_ref(unit, typed.partnership, typed.ref)
        turn, person, concern = _found(unit, installation, place, concern, typed.lead)
        return write_step(turn, person, concern, row.step, typed.note)

    with program.store() as store:
        after = store.act_now(act)
    say(f"{after.ref}: {after.grade}, {IN_WORDS[ConcernState(after.state)]}.")


def _command(row: RecordCommand) -> Callable[..., None]:
    """Return the command of a step, with a text only where the step has one."""

    def with_text(
        context: typer.Context,
        ref: Ref,
        note: Annotated[str, typer.Argument(metavar="TEXT", help=row.text)],
        lead: Who,
        partnership: Partnership = None,
    ) -> None:
        _take_step(context, row, TypedStep(ref, note, lead, partnership))

    def without_text(
        context: typer.Context, ref: Ref, lead: Who, partnership: Partnership = None
    ) -> None:
        _take_step(context, row, TypedStep(ref, "", lead, partnership))

    return with_text if row.text else without_text


for _row in STEPS:
    app.command(_row.name, help=_row.words)(_command(_row))
