"""How a command ends: a refusal is one plain sentence, and nobody ever reads a traceback.

What was not foreseen gets a code; the log keeps what kind of error it was and where, never its words.
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

from bot.console.commands import PROGRAM
from bot.console.files import in_words
from surveys.problems import Refusal

log = logging.getLogger("golden_thread.console")

REFUSED = 1


def run(app: typer.Typer, arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and leave: 0 done, 1 refused, 2 wrong usage, 130 interrupted from the keyboard."""
    _write_whatever_comes()
    try:
        typer.main.get_command(app)(args=arguments, prog_name=PROGRAM)
    except Refusal as refusal:
        _leave(str(worded(refusal)))
    except BrokenPipeError:  # whoever read our lines has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(REFUSED) from None
    except OSError as error:
        _leave(str(_of_system(error)))
    except Exception as error:
        _leave(str(_unforeseen(error)))
    raise SystemExit(0)


def _write_whatever_comes() -> None:
    """Let a character that the terminal or the pipe does not know be written by its number, and never end a command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def worded(refusal: Refusal) -> Refusal:
    """Return a refusal in words for the console: whoever imports a file has given no answer that could be lost."""
    return Refusal("database-unwritable") if refusal.code == "not-saved" else refusal


def _of_system(error: OSError) -> Refusal:
    """Return what the system said no to, where it names a place."""
    if not error.filename:
        return _unforeseen(error)
    return Refusal("place-unusable", file=os.fsdecode(error.filename), why=in_words(error))


def _unforeseen(error: Exception) -> Refusal:
    code = f"E-{secrets.token_hex(4).upper()}"
    inmost = extract_tb(error.__traceback__)[-4:]
    places = " < ".join(f"{Path(one.filename).name}:{one.lineno}" for one in reversed(inmost))
    log.error("%s %s at %s", code, type(error).__name__, places)
    return Refusal("unforeseen", trace=code)


def _leave(sentence: str) -> NoReturn:
    sys.stderr.write(f"{sentence}\n")
    raise SystemExit(REFUSED)
