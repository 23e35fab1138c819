"""Print forms on paper for a link, and write the sheet in which they are typed in."""

from pathlib import Path
from typing import Annotated

import typer

from bot.console.files import arriving
from bot.console.link_print import Language, Number
from bot.console.lookups import lead_of, one_place, turn_of
from bot.console.options import Lead, Partnership
from bot.console.output import say
from bot.console.program import program_of
from dialogs.asking.print_link import PrintLink
from dialogs.asking.print_paper import MOST_COPIES, PrintPaper, print_paper, printed_papers
from surveys.asking.paper_form import paper_form
from surveys.asking.texts import ENGLISH

Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="FILE.pdf", help="Write new forms to this file, to be printed."),
]
Copies = Annotated[
    int,
    typer.Option(
        "--copies", metavar="N", min=1, max=MOST_COPIES, help="How many, each with its number."
    ),
]
EntrySheet = Annotated[
    Path | None,
    typer.Option(
        "--entry-sheet",
        metavar="FILE.xlsx",
        help="Write the sheet to type them in, with every number so far.",
    ),
]


def paper(  # noqa: PLR0913, PLR0917 - each is an option that can be typed
    context: typer.Context,
    number: Number,
    out: Out = None,
    copies: Copies = 1,
    entry_sheet: EntrySheet = None,
    language: Language = ENGLISH,
    partnership: Partnership = None,
    lead: Lead = None,
) -> None:
    """Write forms on paper for a link, and the sheet in which they are typed in."""
    if out is None and entry_sheet is None:
        raise typer.BadParameter("name a file with --out, --entry-sheet or both")
    program = program_of(context)
    installation = program.installation()
    with program.store() as store:
        speaker = store.look(lambda unit: lead_of(unit, one_place(unit, partnership), lead))
        if out:
            command = PrintPaper(wave=number, copies=copies)
            made = store.act_now(
                lambda unit: print_paper(turn_of(speaker, unit, installation), command)
            )
            form = paper_form(made.link, installation.local_help, made.numbers, language)
            with arriving(out, program.write_paper(form)):
                pass
            say(f"{out} is written: {_in_words(made.numbers)}.")
        if entry_sheet:
            which = PrintLink(wave=number)
            asked, numbers = store.look(
                lambda unit: printed_papers(turn_of(speaker, unit, installation), which)
            )
            with arriving(entry_sheet, program.write_entry_sheet(asked, numbers)):
                pass
            say(f"{entry_sheet} is written, with a row for each number so far ({len(numbers):,}).")


def _in_words(numbers: tuple[str, ...]) -> str:
    if len(numbers) == 1:
        return f"form {numbers[0]}"
    return f"{len(numbers):,} forms, {numbers[0]} to {numbers[-1]}"
