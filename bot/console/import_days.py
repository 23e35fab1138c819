"""Days in a file that are written in figures, day first: said in words before anything is kept."""

from enum import StrEnum
from typing import Annotated

import typer

from bot.console.output import say
from dialogs.impact.import_records import KINDS
from surveys.london import day_in_words
from surveys.records.days import columns_of_days, day_first
from surveys.records.sheet import Sheet

MOST_LISTED = 10


class DateOrder(StrEnum):
    """How days in figures are written."""

    DAY_FIRST = "day-first"


Dates = Annotated[
    DateOrder | None,
    typer.Option(
        "--dates",
        metavar="day-first",
        help="Read 11/09/2026 as 11 September, and say so; without it, such a date is refused.",
    ),
]


def with_days(sheet: Sheet, kind: str, dates: DateOrder | None) -> Sheet:
    """Return a sheet whose days are read as was asked, after saying how."""
    if dates is None:
        return sheet
    changed, read = day_first(sheet, columns_of_days(KINDS[kind].row))
    listed = [f"{one.written} is {day_in_words(one.day)}" for one in read[:MOST_LISTED]]
    more = f" and {len(read) - MOST_LISTED:,} more" if len(read) > MOST_LISTED else ""
    if listed:
        say(f"Dates are read day first: {', '.join(listed)}{more}.")
    return changed
