"""Write the papers that a partnership signs before it goes live, filled in from this installation.

A file that is there already is never written over: people work on these.
"""

from pathlib import Path
from typing import Annotated

import typer

from bot.console.files import arriving
from bot.console.lookups import one_place
from bot.console.options import Partnership
from bot.console.output import say
from bot.console.paper_facts import paper_facts
from bot.console.program import program_of
from surveys.problems import Refusal
from surveys.trust.papers import PAPERS

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The folder they are written to.")]


def papers(context: typer.Context, folder: Folder, partnership: Partnership = None) -> None:
    """Write the impact assessment, privacy notices and other papers to sign."""
    program = program_of(context)
    files = {name: folder / f"{name}.docx" for name in PAPERS}
    if there := [file for file in files.values() if file.exists()]:
        raise Refusal("paper-there", file=there[0])
    with program.store() as store:
        place, today = store.look(lambda unit: (one_place(unit, partnership), unit.today))
    facts = paper_facts(program.settings(), program.installation(), place.name, today)
    for name, title in PAPERS.items():
        paper = program.write_office_paper(name, facts, today)
        with arriving(files[name], paper.content):
            pass
        say(f"{files[name]}: {title}, {len(paper.to_fill)} places to fill in")
    say("Each place to fill in is marked. Have your data protection officer read them all.")
