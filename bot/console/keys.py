"""The keys of the installation: make them, look at them, and put everything under a new one.

Keys are kept apart from the database and from its backups: with both, all can be read that people
wrote.
"""

import time
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bot.console.check_installation import look_at_keys, was_opened_with_keys
from bot.console.commands import PROGRAM
from bot.console.long_work import LongWork
from bot.console.options import AsJson
from bot.console.output import say, show_json
from bot.console.program import program_of
from storage.key_check import check_keys
from storage.store import Store
from storage.trust.encryption import DecryptionError, new_keyring
from storage.trust.keys_file import add_key, create_keys, use_newest_key
from storage.trust.sealed_columns import (
    SEALED_COLUMNS,
    SealedColumn,
    renew,
    under_other_keys,
)
from storage.unit import Unit
from surveys.problems import Refusal

app = typer.Typer(help="Make, check and rotate the keys file.", no_args_is_help=True)
SETTLES_SECONDS = 3.0  # longer than a unit of work lasts in a program that runs
AT_A_TIME = 200  # values in one transaction, so that nobody waits for it

File = Annotated[
    Path | None,
    typer.Argument(metavar="[FILE]", help="The keys file; without it, that of GT_KEYS_FILE."),
]


@app.command()
def create(context: typer.Context, file: File = None) -> None:
    """Make a keys file where there is none; a file is never overwritten."""
    settings = program_of(context).settings()
    path = file or settings.keys_path
    if path.exists():
        raise Refusal("keys-there", file=path)
    if was_opened_with_keys(settings):
        raise Refusal("keys-missing", file=path)
    path.parent.mkdir(parents=True, exist_ok=True)
    create_keys(path, new_keyring())
    say(f"{path} is made, for this user alone. Set GT_KEYS_FILE to it.")
    say("Keep a copy where the backups of the database are not: with both, everything can be read.")
    say("If the keys are lost, so is what people wrote.")


@app.command()
def check(context: typer.Context, file: File = None, as_json: AsJson = False) -> None:
    """Say whether the keys file is there, is ours and can be read by no one else."""
    settings = program_of(context).settings()
    found = look_at_keys(file or settings.keys_path, was_used=was_opened_with_keys(settings))
    if as_json:
        show_json({"ok": found.ok, "words": found.words})
    else:
        say(f"{'ok' if found.ok else 'WRONG':5}  {found.words}")
    if not found.ok:
        raise typer.Exit(1)


@app.command()
def rotate(
    context: typer.Context,
    file: File = None,
    prepare: Annotated[
        bool,
        typer.Option(
            "--prepare",
            help="Only add the new key, so that the file can be copied to your other machines.",
        ),
    ] = False,
) -> None:
    """Encrypt everything under a new key, while the program runs; repeat it if it was stopped."""
    program = program_of(context)
    path = program.settings().keys_path
    if file and file.resolve() != path.resolve():
        raise Refusal("keys-elsewhere", file=file, used=path)
    with program.store() as store:
        left = store.look(lambda unit: under_other_keys(unit.connection, unit.keyring))
        if not _has_spare_key(store) and left:
            say(f"A rotation was stopped before its end. It goes on with {left:,} texts.")
        elif not _has_spare_key(store):
            add_key(path)
            say("A new key is added.")
        if prepare:
            say(f"Copy {path} to your other machines, then run: {PROGRAM} keys rotate")
            return
        if _has_spare_key(store):
            time.sleep(SETTLES_SECONDS)  # every program that runs has read the new key by then
            use_newest_key(path)
            time.sleep(SETTLES_SECONDS)  # and no unit of work uses the old one any more
        store.act_now(check_keys)
        say(f"{_renew_everything(store):,} texts are under the new key.")
        say("The old key stays in the file, for links in messages that were sent before.")


def _has_spare_key(store: Store) -> bool:
    return store.keyring.newest != store.keyring.current


def _renew_everything(store: Store) -> int:
    """Encrypt every value under the current key; return how many there were."""
    done = 0
    for column in LongWork(SEALED_COLUMNS, str):
        while renewed := store.act_now(partial(_renew, column=column)):
            done += renewed
    return done


def _renew(unit: Unit, column: SealedColumn) -> int:
    try:
        return renew(unit.connection, unit.keyring, column, AT_A_TIME)
    except DecryptionError as error:
        raise Refusal("text-unreadable", where=column, key=error) from None
