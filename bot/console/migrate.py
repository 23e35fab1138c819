"""Bring the database to the current schema, with a backup first: it is the only way back."""

from pathlib import Path
from typing import Annotated

import typer

from bot.console.backup import in_words, write_backup
from bot.console.output import say, under_way
from bot.console.program import program_of
from bot.settings import Settings
from storage.database.revisions import known, pending


def migrate(
    context: typer.Context,
    backup: Annotated[
        Path | None,
        typer.Option(
            "--backup",
            metavar="FILE",
            help="Make a backup first. A SQLite database has one made beside it anyway.",
        ),
    ] = None,
    no_backup: Annotated[
        bool, typer.Option("--no-backup", help="Make none, also of a SQLite database.")
    ] = False,
) -> None:
    """Bring the database to the current schema; safe to repeat."""
    program = program_of(context)
    settings = program.settings()
    behind = pending(settings.database_url)
    is_filled = behind != known()  # a new database lacks all of them
    if behind and is_filled and not no_backup:
        if file := backup or _beside(settings):
            with under_way("Writing a backup first"):
                made = write_backup(program, file)
            say(f"{file}: {in_words(made)}.")
        else:
            say("No backup is made first. It would be the way back: migrate --backup FILE")
    say(f"The database is current: revision {program.migrate()}.")


def _beside(settings: Settings) -> Path | None:
    """Return where a SQLite database is backed up; PostgreSQL has no place beside it."""
    if not settings.is_sqlite:
        return None
    file = settings.sqlite_file
    return file.with_name(f"{file.name}.before-{known()[-1]}.backup")
