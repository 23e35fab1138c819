"""Import a file: all rows or none, every bad row named; importing it again changes nothing.

The waves that follow imported events are planned in the same transaction.
"""

import sys
from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bot.console.confirm import agree
from bot.console.files import read_bytes
from bot.console.import_days import DateOrder, Dates, with_days
from bot.console.import_files import LARGEST, read_sheet, read_text
from bot.console.options import Partnership, Yes
from bot.console.output import say, under_way
from bot.console.program import program_of
from dialogs.asking.plan_after_import import plan_after_import
from dialogs.impact.import_records import (
    BRIEFING,
    ImportRefused,
    ImportResult,
    import_briefing,
    import_records,
)
from storage.store import Store
from storage.unit import Unit
from surveys.problems import Refusal
from surveys.telling.approval_status import READY

MOST_LISTED = 50


class ImportKind(StrEnum):
    """What a file can hold."""

    PEOPLE = "people"
    ACTIONS = "actions"
    OUTCOMES = "outcomes"
    EVENTS = "events"
    ATTENDANCE = "attendance"
    EVIDENCE = "evidence"
    INDICATORS = "indicators"
    AUDIT = "audit"
    SECTION_11 = "section11"
    REVIEW = "review"
    INSPECTION = "inspection"
    ANALYSIS = "analysis"
    COMPLAINTS = "complaints"
    DISSEMINATION = "dissemination"
    BRIEFING = "briefing"


Author = Annotated[
    str | None,
    typer.Option(
        "--as", metavar="EMAIL", help="Who wrote a briefing; needed if a second person approves."
    ),
]


def import_(  # noqa: PLR0913, PLR0917 - each is something that can be typed
    context: typer.Context,
    kind: Annotated[
        ImportKind, typer.Argument(metavar="KIND", help=f"One of: {', '.join(ImportKind)}.")
    ],
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="CSV in UTF-8 or XLSX; a briefing is Markdown.")
    ],
    partnership: Partnership = None,
    author: Author = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")
    ] = False,
    complete: Annotated[
        bool,
        typer.Option(
            "--complete",
            help="The file names everyone: shows who is new, changed and gone, and asks.",
        ),
    ] = False,
    dates: Dates = None,
    yes: Yes = False,
) -> None:
    """Import records from a file: all rows or none."""
    if author and kind != BRIEFING:
        raise typer.BadParameter("it goes with a briefing only", param_hint="--as")
    if complete and kind != ImportKind.PEOPLE:
        raise typer.BadParameter("it goes with people only", param_hint="--complete")
    if dates and kind == BRIEFING:
        raise typer.BadParameter("it goes with a table only", param_hint="--dates")
    if complete:
        take_in_everyone(context, file, partnership, dates, dry_run=dry_run, yes=yes)
    else:
        take_in(context, kind, file, partnership, author=author, dry_run=dry_run, dates=dates)


def take_in(  # noqa: PLR0913 - each is something that can be typed
    context: typer.Context,
    kind: ImportKind,
    file: Path,
    partnership: str | None,
    *,
    author: str | None,
    state: str = READY,
    dry_run: bool = False,
    dates: DateOrder | None = None,
) -> None:
    """Read a file and import it, or list what must be corrected and leave."""
    with under_way(f"Reading {file.name}"):
        import_file = _FileReader(
            kind, read_bytes(file, LARGEST), file.name, partnership, dry_run, state, author
        )
    import_file.read_days(dates)
    with program_of(context).store() as store:
        result = _imported(store, import_file, kind, file)
    _show(result, dry_run)


def take_in_everyone(
    context: typer.Context,
    file: Path,
    partnership: str | None,
    dates: DateOrder | None,
    *,
    dry_run: bool,
    yes: bool,
) -> None:
    """Import a file that names everyone: show what it changes, ask, and let the others leave."""
    with under_way(f"Reading {file.name}"):
        read = read_sheet(read_bytes(file, LARGEST), file.name)
    sheet = with_days(read, ImportKind.PEOPLE, dates)

    def run(unit: Unit, *, tried: bool) -> ImportResult:
        return import_records("people", sheet, partnership, tried, unit, complete=True)

    def as_shown(unit: Unit) -> ImportResult:
        result = run(unit, tried=False)
        if result.roster != shown.roster:
            raise Refusal("roster-changed")
        return result

    with program_of(context).store() as store:
        shown = _imported(store, partial(run, tried=True), ImportKind.PEOPLE, file)
        _show_roster(shown)
        if dry_run:
            _show(shown, dry_run)
            return
        agree(yes=yes)
        _show(_imported(store, as_shown, ImportKind.PEOPLE, file), dry_run)


def _imported(
    store: Store, run: Callable[[Unit], ImportResult], kind: ImportKind, file: Path
) -> ImportResult:
    with under_way(f"Importing {kind.value}"):
        try:
            return store.act_now(run)
        except ImportRefused as refused:
            _list(refused, file)
            raise typer.Exit(1) from None


class _FileReader:
    """A file that has been read, to be imported by one unit of work."""

    def __init__(
        self,
        kind: ImportKind,
        content: bytes,
        name: str,
        partnership: str | None,
        dry_run: bool,
        state: str,
        author: str | None,
    ) -> None:
        self._kind, self._name, self._partnership, self._dry_run = kind, name, partnership, dry_run
        self._state, self._author = state, author
        self._briefing = read_text(content, name) if kind == BRIEFING else None
        self._sheet = None if kind == BRIEFING else read_sheet(content, name)

    def read_days(self, dates: DateOrder | None) -> None:
        """Read the days of a table in this order, and say how."""
        if self._sheet is not None:
            self._sheet = with_days(self._sheet, self._kind, dates)

    def __call__(self, unit: Unit) -> ImportResult:
        result = self._write(unit)
        plan_after_import(unit, result.event_ids)
        return result

    def _write(self, unit: Unit) -> ImportResult:
        if self._sheet is not None:
            return import_records(self._kind, self._sheet, self._partnership, self._dry_run, unit)
        return import_briefing(
            self._briefing or "",
            self._name,
            self._partnership,
            self._dry_run,
            unit,
            state=self._state,
            author=self._author,
        )


def _list(refused: ImportRefused, file: Path) -> None:
    say(f"{file.name}: nothing was imported. Correct these and try again:", errors=True)
    sys.stderr.writelines(f"{line}\n" for line in refused.lines())


def _show_roster(result: ImportResult) -> None:
    if result.roster is None:
        return
    lists = (
        ("New", result.roster.new),
        ("Changed", result.roster.changed),
        ("Gone: they get nothing more and hold no role", result.roster.gone),
    )
    for words, emails in lists:
        more = f" and {len(emails) - MOST_LISTED:,} more" if len(emails) > MOST_LISTED else ""
        say(f"{words} ({len(emails):,}): {', '.join(emails[:MOST_LISTED]) or 'no one'}{more}.")


def _show(result: ImportResult, dry_run: bool) -> None:
    for note in result.notes:
        say(note)
    would = "would be " if dry_run else ""
    changes = f"{result.created:,} {would}added, {result.changed:,} changed"
    say(f"{result.kind}: {changes}, {result.unchanged:,} unchanged.")
    if dry_run:
        say("Nothing was written: this was a dry run.")
