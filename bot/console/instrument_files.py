"""Files of questionnaires, read and checked: all that is wrong is listed, and nothing is kept."""

import sys
from pathlib import Path

import typer

from bot.console import xlsform_file
from bot.console.files import read_bytes
from bot.console.import_files import read_text
from bot.console.output import say
from bot.console.xlsform_file import SUFFIXES, parse, sheets_of
from surveys.asking.author_words import Finding
from surveys.asking.authoring import CheckedFile, check_text
from surveys.asking.instrument import Instrument
from surveys.asking.xlsform import FormFacts, ReadForm, check_form, read_form

LARGEST = 200_000  # bytes


def checked(file: Path) -> CheckedFile:
    """Read and check a file; refuses `file-unreadable` where it can be no questionnaire."""
    if is_xlsform(file):
        return check_form(read_xlsform(file), FormFacts())
    return check_text(read_text(read_bytes(file, LARGEST), file.name, LARGEST))


def is_xlsform(file: Path) -> bool:
    """Say whether a file is a form made elsewhere, by how its name ends."""
    return file.suffix.lower() in SUFFIXES


def read_xlsform(file: Path, group: str = "") -> ReadForm:
    """Read a form made elsewhere, or one group of it; refuses `file-unreadable`."""
    return read_form(sheets_of(read_bytes(file, xlsform_file.LARGEST), file.name), parse, group)


def accepted(found: CheckedFile, file: Path) -> Instrument:
    """Return the questionnaire of a file, or list what must be corrected and leave."""
    if found.instrument is None:
        count = len(found.errors)
        things = "1 thing" if count == 1 else f"{count} things"
        say(f"{file.name}: {things} to correct. Nothing was changed.", errors=True)
        sys.stderr.writelines(f"{error}\n" for error in found.errors)
        raise typer.Exit(1)
    return found.instrument


def facts(found: CheckedFile) -> dict[str, object]:
    """Return what was found as plain data; a line is null where none is known."""
    made = found.instrument
    return {
        "ok": made is not None,
        "code": made.code if made else None,
        "version": made.version if made else None,
        "errors": [_plain(error) for error in found.errors],
        "warnings": [_plain(warning) for warning in found.warnings],
    }


def _plain(finding: Finding) -> dict[str, object]:
    return {"line": finding.line or None, "place": finding.place, "says": finding.says}
