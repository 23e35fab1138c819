"""Read what people wrote, from the command line: the same dialogs as in Teams.

A text is shown only to the lead that `--as` names, and the audit trail keeps that it was. The list
has numbers and names of texts, and none of their words.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Annotated, TypeVar

import typer

from bot.console.lookups import (
    NamedPartnership,
    lead_of,
    one_place,
    places,
    turn_of,
    typed_command,
)
from bot.console.options import AsJson, Partnership
from bot.console.output import say, show_json, show_table
from bot.console.program import Program, program_of
from dialogs.replies import NothingToRead, ReadText
from dialogs.trust.find_concern import sight_of
from dialogs.trust.read_texts import JudgeText, find, judged, show_next
from dialogs.trust.released_texts import released as released_texts
from dialogs.trust.released_texts import take_back
from dialogs.trust.texts_to_read import (
    TextsWaiting,
    class_of,
    due,
    in_order,
    name_of,
    waiting,
)
from dialogs.turn import Installation, Nothing, Turn
from storage.unit import Unit
from surveys.asking.lexicon import ConcernClass
from surveys.problems import Refusal
from surveys.trust.reading import MARKS, Agreement, Mark, agreement, agreement_in_words

T = TypeVar("T")
WORDS = "Read what people wrote, before anyone quotes it."
app = typer.Typer(help=WORDS, no_args_is_help=True)

Name = Annotated[
    str, typer.Argument(metavar="TEXT", help="The text's name, from: reading list or released.")
]
Who = Annotated[
    str, typer.Option("--as", metavar="EMAIL", help="The lead who reads; it is recorded.")
]
Version = Annotated[
    str, typer.Argument(metavar="VERSION", help="The version that may be quoted instead.")
]
Grade = Annotated[
    ConcernClass,
    typer.Option("--class", metavar="red|amber|green", help="How soon someone must act."),
]


@dataclass(frozen=True, slots=True)
class ListedText:
    """A text that waits, without its words."""

    text: str
    partnership: str
    grade: str
    about: str
    due: date
    late: bool


@app.command("list")
def list_(context: typer.Context, partnership: Partnership = None, as_json: AsJson = False) -> None:
    """List the texts that no one has read, without their words, and how often readers agree."""
    program = program_of(context)
    installation = program.installation()

    def look(unit: Unit) -> tuple[list[ListedText], TextsWaiting, Agreement]:
        found = places(unit, partnership)
        ids = [place.id for place in found]
        listed = [one for place in found for one in _listed(unit, installation, place)]
        counted = waiting(unit, ids, installation.is_holiday)
        return listed, counted, agreement(unit.readings.both(ids))

    with program.store() as store:
        listed, counted, both = store.look(look)
    if as_json:
        show_json(
            {
                "waiting": counted.texts,
                "late": counted.late,
                "read_twice": both.both,
                "same_judgement": both.same,
                "texts": [_facts(one) for one in listed],
            }
        )
        return
    if listed:
        show_table(
            ["text", "partnership", "class", "about", "due", ""],
            [
                [one.text, one.partnership, one.grade, one.about, one.due, "late" * one.late]
                for one in listed
            ],
        )
    say(f"{counted.texts:,} to read, {counted.late:,} late. {agreement_in_words(both)}")


def _listed(unit: Unit, installation: Installation, place: NamedPartnership) -> list[ListedText]:
    rows: list[ListedText] = []
    for one in in_order(unit, [place.id], installation.lexicon):
        day = due(one, installation.is_holiday)
        grade = class_of(one, installation.lexicon)
        name = name_of(unit, one.place)
        rows.append(ListedText(name, place.slug, grade or "", one.about, day, day < unit.today))
    return rows


def _facts(one: ListedText) -> dict[str, object]:
    return {
        "text": one.text,
        "partnership": one.partnership,
        "class": one.grade or None,
        "about": one.about,
        "due": one.due,
        "late": one.late,
    }


@app.command("next")
def next_(
    context: typer.Context, lead: Who, partnership: Partnership = None, as_json: AsJson = False
) -> None:
    """Show the text that this lead reads next, and what was asked; never who wrote it."""
    reply = _as_lead(
        program_of(context), lead, partnership, lambda turn: show_next(turn, Nothing())
    )
    if as_json:
        show_json(reply.model_dump(mode="json"))
    elif isinstance(reply, ReadText):
        say(f"{reply.text_ref}: {reply.waiting:,} to read, {reply.late:,} late")
        say(f"{reply.question} ({reply.about}, {reply.written})")
        say(reply.words)
    elif isinstance(reply, NothingToRead):
        say(f"There is nothing to read. {reply.agreement}")


@app.command()
def released(
    context: typer.Context, lead: Who, partnership: Partnership = None, as_json: AsJson = False
) -> None:
    """List the texts that may be quoted, in the words that may be; never who wrote them."""
    found = _as_lead(program_of(context), lead, partnership, released_texts)
    if as_json:
        show_json([asdict(one) for one in found])
    elif found:
        rows = [[one.text, one.about, one.question, one.words] for one in found]
        show_table(["text", "about", "question", "may be quoted"], rows)
    else:
        say("No text may be quoted yet.")


@app.command()
def release(context: typer.Context, text: Name, lead: Who, partnership: Partnership = None) -> None:
    """Let a text be quoted."""
    _mark(context, lead, partnership, JudgeText(ref=text, mark=Mark.RELEASED))


@app.command()
def redact(
    context: typer.Context, text: Name, version: Version, lead: Who, partnership: Partnership = None
) -> None:
    """Let your version be quoted; the original stays encrypted."""
    command = typed_command(JudgeText, ref=text, mark=Mark.REDACTED, version=version)
    _mark(context, lead, partnership, command)


@app.command()
def withhold(
    context: typer.Context, text: Name, lead: Who, partnership: Partnership = None
) -> None:
    """Let a text not be quoted, also one that was released: no summary has it from then on."""
    _mark(context, lead, partnership, JudgeText(ref=text, mark=Mark.WITHHELD))


@app.command()
def flag(
    context: typer.Context,
    text: Name,
    lead: Who,
    grade: Grade = ConcernClass.AMBER,
    partnership: Partnership = None,
) -> None:
    """Make a text a safeguarding concern, and alert the leads."""
    _mark(context, lead, partnership, JudgeText(ref=text, mark=Mark.FLAGGED, grade=grade.value))


def _mark(context: typer.Context, email: str, partnership: str | None, command: JudgeText) -> None:
    def does(turn: Turn) -> None:
        found = find(turn, sight_of(turn), command.ref)
        if found is not None:
            written, second = found
            judged(turn, written, command, second=second)
        elif command.mark is Mark.WITHHELD:
            take_back(turn, command.ref)
        else:
            raise Refusal("text-unknown", text=command.ref)

    _as_lead(program_of(context), email, partnership, does)
    say(f"{command.ref.upper()} {MARKS[command.mark]}.")


def _as_lead(program: Program, email: str, partnership: str | None, does: Callable[[Turn], T]) -> T:
    """Do something in the name of a lead."""
    installation = program.installation()

    def act(unit: Unit) -> T:
        place = one_place(unit, partnership)
        return does(turn_of(lead_of(unit, place, email), unit, installation))

    with program.store() as store:
        return store.act_now(act)
