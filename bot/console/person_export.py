"""Write a person's file as PDF and as JSON: everything that is held about them."""

from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from bot.console.erase import found
from bot.console.files import arriving
from bot.console.lookups import CONSOLE, NamedPartnership, lead_of
from bot.console.options import Partnership
from bot.console.output import say
from bot.console.program import program_of
from dialogs.export_person import person_file
from storage.unit import Unit
from surveys.people import Person
from surveys.problems import Refusal
from surveys.trust.person_file import PersonFile

FORMATS = ("pdf", "json")
Out = Annotated[
    Path,
    typer.Option("--out", metavar="FILE", help="Where to write it, as .pdf and .json."),
]
By = Annotated[
    str | None,
    typer.Option(
        "--as", metavar="EMAIL", help="The lead who makes it; only then it has their own words."
    ),
]


def export_person(
    context: typer.Context,
    email: Annotated[str, typer.Argument(metavar="EMAIL", help="The person's e-mail address.")],
    out: Out,
    lead: By = None,
    partnership: Partnership = None,
) -> None:
    """Write everything that is held about a person, as PDF and JSON; who made it is recorded."""
    program = program_of(context)
    with program.store() as store:
        people = store.look(lambda unit: found(unit, email, partnership))
        if len(people) > 1:
            known = ", ".join(one.partnership for one in people)
            raise Refusal("partnership-needed", known=known)
        file = store.act_now(lambda unit: _made(unit, people[0], lead))
        today = store.look(lambda unit: unit.today)
    stem = out.with_suffix("") if out.suffix.lower() in {f".{fmt}" for fmt in FORMATS} else out
    files = {Path(f"{stem}.{fmt}"): program.write_person_file(file, today, fmt) for fmt in FORMATS}
    with ExitStack() as arrived:
        for path, content in files.items():
            arrived.enter_context(arriving(path, content))
    say(f"{' and '.join(map(str, files))} have what is held about {file.name}.")
    say("Give them to that person alone, and delete your copies.")


def _made(unit: Unit, person: Person, email: str | None) -> PersonFile:
    """Make the file in the name of a lead, or of the command line."""
    place = NamedPartnership(person.partnership_id, "", person.partnership)
    lead = lead_of(unit, place, email) if email else None
    return person_file(unit, person, lead, f"person:{lead.id}" if lead else CONSOLE)
