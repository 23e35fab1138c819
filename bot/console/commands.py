"""The table of commands, in the order in which somebody meets them, and the program made from it.

The module of a command is loaded when the command is used, so that the help comes at once.
"""

from dataclasses import dataclass
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from bot.console.installation import Installation

PROGRAM = "python app.py"


@dataclass(frozen=True, slots=True)
class Command:
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
    Command("demo", "serve:demo", "Show a populated installation in a throw-away database.", RUN),
    Command(
        "migrate", "serve:migrate", "Bring the database to the current schema; safe to repeat.", RUN
    ),
    Command("check", "check:check", "Examine configuration, database, keys and reachability.", RUN),
    Command(
        "serve",
        "serve:serve",
        "Run everything in one process: Teams, pages, clock, deliveries.",
        RUN,
    ),
    Command(
        "worker",
        "serve:worker",
        "Run clock and deliveries only, beside a process that serves.",
        RUN,
    ),
    Command(
        "import", "import_command:import_", "Bring in records from a file: all rows or none.", BRING
    ),
    Command("instrument", "instrument:app", "Keep questionnaires as files.", BRING),
    Command("brief", "brief:brief", "Send a briefing: prints the count first and asks.", ASK),
    Command(
        "briefing", "briefing:app", "See how far briefings are; check, approve and copy them.", ASK
    ),
    Command("audience", "audience:app", "Keep audiences under a name, and see who they are.", ASK),
    Command(
        "follow-up",
        "follow_up:follow_up",
        "Ask people what has changed after an event or an action.",
        ASK,
    ),
    Command(
        "link",
        "link:app",
        "Make public feedback links for children, families and the front line.",
        ASK,
    ),
    Command("schedule", "schedule:app", "See what is sent again and again, and stop it.", ASK),
    Command(
        "deliveries",
        "deliveries:app",
        "Show how sends stand, and everybody not reached and why.",
        SEE,
    ),
    Command(
        "reach",
        "reach:reach",
        "Show how far a briefing came, and what teams agreed to change.",
        SEE,
    ),
    Command("summary", "summary:summary", "Write the impact summary of an action to a file.", SEE),
    Command(
        "concerns", "concerns:concerns", "List open safeguarding concerns; never their text.", SEE
    ),
    Command("partnership", "partnership:app", "Say how a partnership works.", KEEP),
    Command("audit", "audit:app", "Look after the audit trail.", KEEP),
)


class Deferred(TyperCommand):
    """A command that is loaded when it is used; until then it is its line in the help."""

    def __init__(self, row: Command) -> None:
        super().__init__(row.name, help=row.words, rich_help_panel=row.heading)
        self.row = row

    def make_context(self, *arguments: Any, **named: Any) -> Any:
        """Let the command itself read its arguments."""
        return self.row.load().make_context(*arguments, **named)


class Commands(TyperGroup):
    """The program's commands, from the table."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands.update({row.name: Deferred(row) for row in COMMANDS})


def build(installation: Installation) -> typer.Typer:
    """Return the command line of an installation."""
    app = typer.Typer(cls=Commands, no_args_is_help=True, add_completion=False)

    @app.callback()
    def golden_thread(context: typer.Context) -> None:  # pyright: ignore[reportUnusedFunction] - typer keeps it
        """Follow learning from a case review to a child's experience, and say honestly what changed."""
        context.obj = installation

    return app
