"""The table of commands, in the order in which people meet them, and the program made from it.

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
    """One row: its name, the function or group that it is, its one-line help, and its heading."""

    name: str
    place: str  # module:name within bot.console
    words: str
    heading: str

    def load(self) -> Any:
        """Return the command itself."""
        module, _, name = self.place.partition(":")
        found = getattr(import_module(f"bot.console.{module}"), name)
        if isinstance(found, typer.Typer):
            return typer.main.get_group(found)  # without the options that install completion
        alone = typer.Typer(add_completion=False)
        alone.command(self.name)(found)
        return typer.main.get_command(alone)


SET_UP, IMPORT, SEND, SEE, KEEP = (
    "Set up",
    "Import",
    "Send and ask",
    "See results",
    "Look after it",
)
COMMANDS = (
    ConsoleCommand(
        "demo", "serve:demo", "Show a populated installation in a throw-away database.", SET_UP
    ),
    ConsoleCommand(
        "migrate",
        "migrate:migrate",
        "Bring the database to the current schema; safe to repeat.",
        SET_UP,
    ),
    ConsoleCommand("keys", "keys:app", "Make, check and rotate the keys file.", SET_UP),
    ConsoleCommand(
        "tenant", "tenant:app", "Set up partner tenants, and see what works there.", SET_UP
    ),
    ConsoleCommand(
        "check", "check:check", "Check settings, database, keys and connections.", SET_UP
    ),
    ConsoleCommand(
        "package",
        "package:package",
        "Make or check the Teams app package, and write to partners’ IT desks.",
        SET_UP,
    ),
    ConsoleCommand(
        "papers",
        "papers:papers",
        "Write the impact assessment, privacy notices and other papers to sign.",
        SET_UP,
    ),
    ConsoleCommand(
        "serve",
        "serve:serve",
        "Run everything in one process: Teams, pages, clock, deliveries.",
        SET_UP,
    ),
    ConsoleCommand(
        "worker",
        "serve:worker",
        "Run clock and deliveries only, beside a process that serves.",
        SET_UP,
    ),
    ConsoleCommand(
        "import", "import_command:import_", "Import records from a file: all rows or none.", IMPORT
    ),
    ConsoleCommand(
        "instrument", "instrument:app", "Check, show, import and export questionnaires.", IMPORT
    ),
    ConsoleCommand(
        "brief", "brief:brief", "Send a briefing: shows how many people first, and asks.", SEND
    ),
    ConsoleCommand(
        "briefing",
        "briefing:app",
        "See which briefings are drafts, approved or ready to send.",
        SEND,
    ),
    ConsoleCommand(
        "audience", "audience:app", "Save a list of who to send to, and see who is on it.", SEND
    ),
    ConsoleCommand(
        "follow-up",
        "follow_up:follow_up",
        "Ask people what has changed after an event or an action.",
        SEND,
    ),
    ConsoleCommand(
        "link",
        "link:app",
        "Make public feedback links for children, families and the front line.",
        SEND,
    ),
    ConsoleCommand("schedule", "schedule:app", "See recurring sends, and stop them.", SEND),
    ConsoleCommand(
        "deliveries",
        "deliveries:app",
        "Show how sends are going, who was not reached, and why.",
        SEE,
    ),
    ConsoleCommand(
        "reach",
        "reach:reach",
        "Show who a briefing reached, and what teams agreed to change.",
        SEE,
    ),
    ConsoleCommand(
        "summary",
        "summary:summary",
        "Write the impact summary of an action, or a yearly report, to a file.",
        SEE,
    ),
    ConsoleCommand("release", "release:app", "See what was given out, and check a file.", SEE),
    ConsoleCommand(
        "audit-cycle", "audit_cycle:app", "See audits of cases, each beside its re-audit.", SEE
    ),
    ConsoleCommand(
        "section11",
        "section11:app",
        "See Section 11 cycles: who returned, and the grades of each criterion.",
        SEE,
    ),
    ConsoleCommand(
        "review",
        "review:app",
        "See reviews of cases: what was learned, and what came of the actions.",
        SEE,
    ),
    ConsoleCommand(
        "inspection",
        "inspection:app",
        "See inspections and peer reviews: the judgement of each area.",
        SEE,
    ),
    ConsoleCommand(
        "register",
        "register:app",
        "See gaps in the register, and what next year's plan could put first.",
        SEE,
    ),
    ConsoleCommand(
        "you-said",
        "you_said:app",
        "Write, release and withdraw what people said, and what you did.",
        SEE,
    ),
    ConsoleCommand(
        "concerns", "concerns:concerns", "List open safeguarding concerns; never their text.", SEE
    ),
    ConsoleCommand(
        "concern",
        "concern:app",
        "List concerns, and record what was done about each; never their text.",
        SEE,
    ),
    ConsoleCommand(
        "reading",
        "reading:app",
        "Read what people wrote, before anyone quotes it.",
        SEE,
    ),
    ConsoleCommand(
        "person", "person:app", "See who is on the roster; joiners, leavers and roles.", KEEP
    ),
    ConsoleCommand(
        "alert",
        "alert:app",
        "Test safeguarding alerts, and say who covers concerns when.",
        KEEP,
    ),
    ConsoleCommand(
        "partnership",
        "partnership:app",
        "Change how a partnership works, and write its launch kit.",
        KEEP,
    ),
    ConsoleCommand("audit", "audit:app", "Check the audit trail.", KEEP),
    ConsoleCommand(
        "tidy", "tidy:tidy", "Delete what was kept for its time, or say what that would be.", KEEP
    ),
    ConsoleCommand(
        "backup", "backup:backup", "Write a consistent copy of the database, while it runs.", KEEP
    ),
    ConsoleCommand(
        "restore", "backup:restore", "Restore a backup; nothing is sent until you resume.", KEEP
    ),
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
        """Follow learning from a case review to a child's experience, and say what changed."""
        context.obj = program

    return app
