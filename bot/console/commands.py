"""The table of commands, in the order in which somebody meets them, and the program made from it.

The module of a command is loaded when the command is used, so that the help comes at once.
"""

from dataclasses import dataclass
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from bot.console.program import Program

PROGRAM = ".venv/bin/python app.py"  # as `make setup` leaves it


@dataclass(frozen=True, slots=True)
class ConsoleCommand:
    """One row: its name, the function or group that it is, its one-line help, and under which heading it stands."""

    name: str
    place: str  # module:name within bot.console
    words: str
    heading: str

    def load(self) -> Any:
        """Return the command itself."""
        module, _, name = self.place.partition(":")
        found = getattr(import_module(f"bot.console.{module}"), name)
        if isinstance(found, typer.Typer):
            return typer.main.get_command(found)
        alone = typer.Typer(add_completion=False)
        alone.command(self.name)(found)
        return typer.main.get_command(alone)


RUN, BRING, ASK, SEE, KEEP = (
    "Run it",
    "Bring in",
    "Tell and ask",
    "See what came of it",
    "Look after it",
)
COMMANDS = (
    ConsoleCommand(
        "demo", "serve:demo", "Show a populated installation in a throw-away database.", RUN
    ),
    ConsoleCommand(
        "migrate", "serve:migrate", "Bring the database to the current schema; safe to repeat.", RUN
    ),
    ConsoleCommand(
        "check", "check:check", "Examine configuration, database, keys and reachability.", RUN
    ),
    ConsoleCommand(
        "serve",
        "serve:serve",
        "Run everything in one process: Teams, pages, clock, deliveries.",
        RUN,
    ),
    ConsoleCommand(
        "worker",
        "serve:worker",
        "Run clock and deliveries only, beside a process that serves.",
        RUN,
    ),
    ConsoleCommand(
        "import", "import_command:import_", "Bring in records from a file: all rows or none.", BRING
    ),
    ConsoleCommand("instrument", "instrument:app", "Keep questionnaires as files.", BRING),
    ConsoleCommand(
        "brief", "brief:brief", "Send a briefing: prints the count first and asks.", ASK
    ),
    ConsoleCommand(
        "briefing", "briefing:app", "See how far briefings are; check, approve and copy them.", ASK
    ),
    ConsoleCommand(
        "audience", "audience:app", "Keep audiences under a name, and see who they are.", ASK
    ),
    ConsoleCommand(
        "follow-up",
        "follow_up:follow_up",
        "Ask people what has changed after an event or an action.",
        ASK,
    ),
    ConsoleCommand(
        "link",
        "link:app",
        "Make public feedback links for children, families and the front line.",
        ASK,
    ),
    ConsoleCommand(
        "schedule", "schedule:app", "See what is sent again and again, and stop it.", ASK
    ),
    ConsoleCommand(
        "deliveries",
        "deliveries:app",
        "Show how sends stand, and everybody not reached and why.",
        SEE,
    ),
    ConsoleCommand(
        "reach",
        "reach:reach",
        "Show how far a briefing came, and what teams agreed to change.",
        SEE,
    ),
    ConsoleCommand(
        "summary", "summary:summary", "Write the impact summary of an action to a file.", SEE
    ),
    ConsoleCommand(
        "concerns", "concerns:concerns", "List open safeguarding concerns; never their text.", SEE
    ),
    ConsoleCommand("partnership", "partnership:app", "Say how a partnership works.", KEEP),
    ConsoleCommand("audit", "audit:app", "Look after the audit trail.", KEEP),
)


class LazyCommand(TyperCommand):
    """A command that is loaded when it is used; until then it is its line in the help."""

    def __init__(self, row: ConsoleCommand) -> None:
        super().__init__(row.name, help=row.words, rich_help_panel=row.heading)
        self.row = row

    def make_context(self, *arguments: Any, **named: Any) -> Any:
        """Let the command itself read its arguments."""
        return self.row.load().make_context(*arguments, **named)


class Commands(TyperGroup):
    """The program's commands, from the table."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands.update({row.name: LazyCommand(row) for row in COMMANDS})


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"Golden Thread {import_module('bot.console.version').version()}")
        raise typer.Exit


Version = Annotated[
    bool,
    typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version."),
]


def build(program: Program) -> typer.Typer:
    """Return the command line of an installation."""
    app = typer.Typer(cls=Commands, no_args_is_help=True, add_completion=False)

    @app.callback()
    def golden_thread(  # pyright: ignore[reportUnusedFunction] - typer keeps it
        context: typer.Context, _version: Version = False
    ) -> None:
        """Follow learning from a case review to a child's experience, and say honestly what changed."""
        context.obj = program

    return app
