"""“You said, we did” of an action, from the command line; shown outside only once released.

Each command is done in the name of a lead or an evaluator of the action's partnership.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from bot.console.files import arriving
from bot.console.lookups import by_reference, turn_of, typed_command
from bot.console.options import AsJson, Partnership
from bot.console.output import say, show_json, show_table
from bot.console.program import program_of
from dialogs.impact import you_said
from dialogs.impact.you_said import OneYouSaid, WriteYouSaid
from dialogs.turn import Turn
from storage.impact.you_said import YouSaidRow
from storage.unit import Unit
from surveys.impact.you_said import SaidAndDone, YouSaidVoice
from surveys.london import day_in_words
from surveys.people import Role
from surveys.problems import Refusal

T = TypeVar("T")
WORDS = "Write, release and withdraw what people said, and what you did."
app = typer.Typer(help=WORDS, no_args_is_help=True)

Ref = Annotated[str, typer.Argument(metavar="REF", help="The action's reference.")]
Number = Annotated[int, typer.Argument(metavar="NUMBER", min=1, help="Its number in the list.")]
Who = Annotated[
    str,
    typer.Option("--as", metavar="EMAIL", help="The lead or evaluator in whose name it is done."),
]
Said = Annotated[
    str,
    typer.Option(
        "--said", metavar="TEXT", help="What they asked for; no name, no count, nothing unusual."
    ),
]
Did = Annotated[str, typer.Option("--did", metavar="TEXT", help="What you did about it.")]
SaidForChildren = Annotated[
    str,
    typer.Option("--said-for-children", metavar="TEXT", help="The same, as a child of 8 reads it."),
]
DidForChildren = Annotated[
    str,
    typer.Option("--did-for-children", metavar="TEXT", help="What you did, for a child of 8."),
]
VOICES = "|".join(YouSaidVoice)
Heard = Annotated[
    YouSaidVoice | None,
    typer.Option(
        "--voice",
        metavar=VOICES,
        help="Who said it: they are told on their forms. Without it, only summaries have it.",
    ),
]
Told = Annotated[YouSaidVoice, typer.Option("--voice", metavar=VOICES, help="Who is told.")]
Out = Annotated[Path, typer.Option("--out", metavar="FILE.pdf", help="The file to write.")]
GONE = "(words deleted)"


@app.command("list")
def list_(
    context: typer.Context,
    ref: Ref,
    who: Who,
    partnership: Partnership = None,
    as_json: AsJson = False,
) -> None:
    """List those of an action, and whether each is released."""
    with program_of(context).store() as store:
        rows = store.look(_in_name_of(context, partnership, ref, who, you_said.listed))
    if as_json:
        show_json([_facts(row) for row in rows])
    elif rows:
        columns = ["number", "who", "you said", "we did", "for children"]
        columns += ["written by", "state", "released by"]
        show_table(columns, [_cells(row) for row in rows])
    else:
        say(f"There is no “you said, we did” for {ref} yet.")


def _cells(row: YouSaidRow) -> list[object]:
    released = day_in_words(row.released_at) if row.released_at else ""
    by = f"{row.released_by}, {released}" if row.released_by else ""
    children = row.for_children
    simple = f"{children.said} {children.did}" if children else ""
    said, did = row.said or GONE, row.did or GONE
    return [row.number, row.voice or "", said, did, simple, row.written_by, row.state, by]


def _facts(row: YouSaidRow) -> dict[str, object]:
    return {
        "number": row.number,
        "said": row.said,
        "did": row.did,
        "voice": row.voice,
        "said_for_children": row.for_children.said if row.for_children else None,
        "did_for_children": row.for_children.did if row.for_children else None,
        "state": row.state,
        "written_by": row.written_by,
        "written_at": row.written_at,
        "released_by": row.released_by,
        "released_at": row.released_at,
        "withdrawn_at": row.withdrawn_at,
    }


@app.command()
def add(  # noqa: PLR0913, PLR0917 - each is an option that can be typed
    context: typer.Context,
    ref: Ref,
    said: Said,
    did: Did,
    who: Who,
    voice: Heard = None,
    said_for_children: SaidForChildren = "",
    did_for_children: DidForChildren = "",
    partnership: Partnership = None,
) -> None:
    """Write one; it is not shown outside until someone releases it."""
    words = {
        "said": said,
        "did": did,
        "voice": voice,
        "said_for_children": said_for_children,
        "did_for_children": did_for_children,
    }

    def write(turn: Turn, action: int) -> you_said.WrittenYouSaid:
        return you_said.write(turn, typed_command(WriteYouSaid, action=action, **words))

    kept = _act(context, partnership, ref, who, write)
    say(f"Number {kept.number} for {ref} is kept, and is not shown until someone releases it.")
    for warning in kept.warnings:
        say(warning)


@app.command()
def release(
    context: typer.Context, ref: Ref, number: Number, who: Who, partnership: Partnership = None
) -> None:
    """Let it be shown, once you have re-read it and nobody could be identified."""
    _act(context, partnership, ref, who, _on(number, you_said.release))
    say(f"Number {number} for {ref} is released.")


@app.command()
def withdraw(
    context: typer.Context, ref: Ref, number: Number, who: Who, partnership: Partnership = None
) -> None:
    """Leave it out of every file made from now on; its words are deleted after 90 days."""
    _act(context, partnership, ref, who, _on(number, you_said.withdraw))
    say(f"Number {number} for {ref} is withdrawn.")


@app.command()
def poster(
    context: typer.Context,
    ref: Ref,
    voice: Told,
    out: Out,
    who: Who,
    partnership: Partnership = None,
) -> None:
    """Write an A4 poster of what is released, in the words for those who said it."""

    def found(turn: Turn, action: int) -> tuple[str, list[SaidAndDone], date]:
        return turn.person().partnership, you_said.to_print(turn, action, voice), turn.today

    program = program_of(context)
    with program.store() as store:
        told = store.look(_in_name_of(context, partnership, ref, who, found))
    with arriving(out, program.write_you_said(*told)):
        pass
    say(f"The poster is in {out}.")


def _on(number: int, does: Callable[[Turn, OneYouSaid], None]) -> Callable[[Turn, int], None]:
    return lambda turn, action: does(turn, typed_command(OneYouSaid, action=action, number=number))


def _act(
    context: typer.Context,
    partnership: str | None,
    ref: str,
    email: str,
    does: Callable[[Turn, int], T],
) -> T:
    with program_of(context).store() as store:
        return store.act_now(_in_name_of(context, partnership, ref, email, does))


def _in_name_of(
    context: typer.Context,
    partnership: str | None,
    ref: str,
    email: str,
    does: Callable[[Turn, int], T],
) -> Callable[[Unit], T]:
    """Return the work of a lead or an evaluator of its partnership on an action."""
    installation = program_of(context).installation()

    def work(unit: Unit) -> T:
        place, action = by_reference(
            unit, partnership, ref, "action", lambda at: unit.evidence.find_action(at, ref)
        )
        person = unit.people.find(place.id, email.strip())
        if person is None or not person.may(Role.LEAD, Role.EVALUATOR):
            raise Refusal("you-said-role", email=email, partnership=place.name)
        return does(turn_of(person, unit, installation), action.id)

    return work
