"""Type in forms on paper: two people each bring in a sheet, and what both typed alike counts."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from bot.console.files import read_bytes
from bot.console.import_files import LARGEST, read_sheet
from bot.console.link_print import Number
from bot.console.lookups import lead_of, one_place, turn_of
from bot.console.options import AsJson, Lead, Partnership
from bot.console.output import say, show_json, show_table
from bot.console.program import program_of
from dialogs.asking.differing_cells import DifferingCell, waiting_papers
from dialogs.asking.enter_papers import PapersEntered, enter_papers, hear_papers
from storage.unit import Unit
from surveys.people import Person
from surveys.problems import Refusal
from surveys.records.sheet import ImportRefused

By = Annotated[
    str,
    typer.Option(
        "--by", metavar="EMAIL", help="Who typed it in: a person of the partnership's list."
    ),
]
File = Annotated[
    Path, typer.Argument(metavar="FILE", help="The entry sheet, filled in: XLSX or CSV in UTF-8.")
]


def enter(
    context: typer.Context, number: Number, file: File, by: By, partnership: Partnership = None
) -> None:
    """Bring in forms on paper that one person typed in; a form counts once a second one agrees."""
    program = program_of(context)
    installation = program.installation()
    sheet = read_sheet(read_bytes(file, LARGEST), file.name)
    with program.store() as store:
        person = store.look(lambda unit: _typist(unit, partnership, by))
        store.act_now(lambda unit: hear_papers(turn_of(person, unit, installation), number, sheet))
        try:
            came = store.act_now(
                lambda unit: enter_papers(turn_of(person, unit, installation), number, sheet)
            )
        except ImportRefused as refused:
            say(f"{file.name}: nothing was kept. Correct these and try again:", errors=True)
            sys.stderr.writelines(f"{line}\n" for line in refused.lines())
            raise typer.Exit(1) from None
    _show(came, person)


def entries(
    context: typer.Context,
    number: Number,
    partnership: Partnership = None,
    lead: Lead = None,
    as_json: AsJson = False,
) -> None:
    """List forms on paper that wait for a second person, and cells in which two differ."""
    program = program_of(context)
    installation = program.installation()
    with program.store() as store:
        speaker = store.look(lambda unit: lead_of(unit, one_place(unit, partnership), lead))
        found = store.look(
            lambda unit: waiting_papers(turn_of(speaker, unit, installation), number)
        )
    if as_json:
        show_json(asdict(found))
        return
    say(f"Printed: {found.printed:,}. Typed in by one person: {len(found.once):,}.")
    if found.once:
        show_table(["form", "typed in by"], found.once)
    _show_differing(found.differing)


def _typist(unit: Unit, partnership: str | None, email: str) -> Person:
    place = one_place(unit, partnership)
    person = unit.people.find(place.id, email.strip())
    if person is None or person.has_left:
        raise Refusal("not-a-typist", email=email, partnership=place.name)
    return person


def _show(came: PapersEntered, person: Person) -> None:
    say(f"Counted: {len(came.counted):,}, typed alike by two people.")
    say(f"Waiting for a second person: {len(came.first):,}, typed in by {person.name}.")
    if came.before:
        say(f"Counted before, and left as they are: {', '.join(came.before)}.")
    _show_differing(came.differing)


def _show_differing(cells: tuple[DifferingCell, ...]) -> None:
    if not cells:
        return
    forms = {cell.number for cell in cells}
    say(f"Look at the paper again, both of you ({len(forms):,}). These do not count yet:")
    columns = ["form", "column", "one typed", "the other typed"]
    show_table(columns, [[cell.number, cell.column, *_who_typed(cell)] for cell in cells])


def _who_typed(cell: DifferingCell) -> list[str]:
    return [f"{name}: {typed}" for name, typed in (cell.first, cell.second)]
