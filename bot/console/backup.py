"""Back up the database while programs run, and restore it into an empty one.

The keys are not in a backup: with both, everything can be read that people wrote.
"""

from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from bot.backups import keep_record, restore_backup
from bot.console.commands import PROGRAM
from bot.console.files import arriving_private
from bot.console.options import AsJson
from bot.console.output import say, show_json, under_way
from bot.console.program import Program, program_of
from bot.console.version import version
from bot.startup import utc_now
from storage.database.backup import back_up
from storage.database.backup_file import BackupManifest, is_backup
from storage.database.revisions import pending
from surveys.london import moment_in_words
from surveys.problems import Refusal

File = Annotated[
    Path, typer.Argument(metavar="FILE", show_default=False, help="The file of the backup.")
]


def backup(context: typer.Context, file: File, as_json: AsJson = False) -> None:
    """Write a consistent copy of the database, while it runs."""
    program = program_of(context)
    with nullcontext() if as_json else under_way("Writing the backup"):
        made = write_backup(program, file)
    recorded = not pending(program.settings().database_url)
    if recorded:
        with program.store() as store:
            keep_record(store, made, file.stat().st_size)
    if as_json:
        show_json(facts_of(made, file))
        return
    say(f"{file}: {in_words(made)}, {file.stat().st_size:,} bytes.")
    say(f"Its digest is {made.digest}.")
    say(f"The keys are not in it. Keep a copy of {program.settings().keys_path} somewhere else.")
    if not recorded:
        say("The database is behind this version, so its audit trail has no entry of this backup.")


def restore(
    context: typer.Context,
    file: File,
    into: Annotated[
        str | None,
        typer.Option(
            "--into",
            metavar="URL",
            help="An empty database, such as sqlite:///try.db; by default that of GT_DATABASE_URL.",
        ),
    ] = None,
) -> None:
    """Restore a backup; nothing is sent until you resume."""
    settings = program_of(context).settings()
    with under_way("Restoring"):
        done = restore_backup(settings, file, utc_now(), into=into)
    say(f"Restored: {in_words(done.backup)}.")
    for words in done.told:
        say(words)
    if done.heads_aside:
        say("The restored audit trail ends earlier, so its daily heads begin anew.")
        say(f"Keep the earlier heads with your record of this restore: {done.heads_aside}")
    say("Nothing is sent from it, not even alerts, until you run:")
    say(f"  {PROGRAM} deliveries resume")
    say("That shows first which sends may have gone out since the backup was made, and asks.")


def write_backup(program: Program, file: Path) -> BackupManifest:
    """Write a backup; a file that is there already is replaced only if it is a backup too."""
    if file.exists() and not is_backup(file):
        raise Refusal("backup-place-taken", file=file)
    with arriving_private(file) as written:
        return back_up(program.settings().database_url, written, version(), utc_now())


def in_words(made: BackupManifest) -> str:
    """Say what a backup holds."""
    return (
        f"{made.rows:,} rows of {len(made.sheets)} tables as they were on "
        f"{moment_in_words(made.at)}, by version {made.program}"
    )


def facts_of(made: BackupManifest, file: Path) -> dict[str, object]:
    """Return the same for machines."""
    return {
        "file": str(file),
        "at": made.at.isoformat(),
        "program": made.program,
        "schema": made.schema,
        "engine": made.engine,
        "rows": made.rows,
        "bytes": file.stat().st_size,
        "digest": made.digest,
    }
