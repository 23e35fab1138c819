"""How a command ends: a refusal is one plain sentence, and no one ever reads a traceback.

An unexpected error gets a code; the log keeps its kind and its place, never its words.
"""

import io
import logging
import os
import secrets
import sys
from collections.abc import Sequence
from pathlib import Path
from traceback import extract_tb
from typing import NoReturn

import typer

from bot.console.files import in_words
from bot.console.own_name import as_called_here, own_name
from surveys.problems import Refusal

log = logging.getLogger("golden_thread.console")

REFUSED = 1


def run(app: typer.Typer, arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit: 0 done, 1 refused, 2 wrong usage, 130 interrupted."""
    _write_any_character()
    try:
        typer.main.get_command(app)(args=arguments, prog_name=own_name())
    except Refusal as refusal:
        _leave(str(worded(refusal)))
    except BrokenPipeError:  # the reader of our lines has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(REFUSED) from None
    except OSError as error:
        _leave(str(_of_system(error)))
    except Exception as error:
        _leave(str(_unexpected(error)))
    raise SystemExit(0)


def _write_any_character() -> None:
    """Write a character that the terminal does not know as its number, and go on."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def worded(refusal: Refusal) -> Refusal:
    """Return a refusal in words for the console, where no answer could be lost."""
    return Refusal("database-unwritable") if refusal.code == "not-saved" else refusal


def _of_system(error: OSError) -> Refusal:
    """Return what the system refused, where it names a file."""
    if not error.filename:
        return _unexpected(error)
    return Refusal("place-unusable", file=os.fsdecode(error.filename), why=in_words(error))


def _unexpected(error: Exception) -> Refusal:
    code = f"E-{secrets.token_hex(4).upper()}"
    inmost = extract_tb(error.__traceback__)[-4:]
    places = " < ".join(f"{Path(one.filename).name}:{one.lineno}" for one in reversed(inmost))
    log.error("%s %s at %s", code, type(error).__name__, places)
    return Refusal("unforeseen", trace=code)


def _leave(sentence: str) -> NoReturn:
    sys.stderr.write(f"{as_called_here(sentence)}\n")
    raise SystemExit(REFUSED)
