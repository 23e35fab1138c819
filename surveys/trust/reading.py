"""Reading what people wrote: who reads is a person, for every text, within three working days.

A reader's mark says whether a text may be quoted. A second reader judges a sample without seeing
the first mark, and how often the two agree is a figure that the readers see.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

UNREAD = "unread"
DAYS = 3  # working days within which every text is read
LONGEST_VERSION = 4000  # characters of the version that a reader makes
ONE_OF = 5  # texts that a second reader judges too
NextWorkingDay = Callable[[date], date]


class Mark(StrEnum):
    """What a reader judged; the stored value."""

    RELEASED = "released"
    REDACTED = "redacted"
    WITHHELD = "withheld"
    FLAGGED = "flagged"


class TextSource(StrEnum):
    """Where a text was written; the first part of its place."""

    ANSWER = "answer"
    PLAN = "plan"
    DISCUSSION = "discussion"
    CONCERN = "concern"  # a text that a reader flagged


# A text so marked may be quoted, as it is or in the reader's version.
QUOTABLE = frozenset({Mark.RELEASED, Mark.REDACTED})
# What a second reader judges of a text that may be quoted holds where it lets less be quoted.
MORE_CAREFUL = frozenset({Mark.REDACTED, Mark.WITHHELD})

MARKS: Mapping[Mark, str] = {
    Mark.RELEASED: "may be quoted",
    Mark.REDACTED: "may be quoted in the reader’s version",
    Mark.WITHHELD: "is not quoted",
    Mark.FLAGGED: "is a concern",
}


@dataclass(frozen=True, slots=True)
class Written:
    """One text: the row that holds it, what was asked, and the last day it can be from.

    Of an answer only the week is known. `person_id` is the writer of a text that has a name, which
    no reader is shown.
    """

    source: TextSource
    key: tuple[str, ...]
    partnership_id: int
    question: str
    about: str
    day: date
    words: str
    door: str
    person_id: int | None = None
    wave_id: int | None = None

    @property
    def place(self) -> str:
        """Name the row that holds it."""
        return place_of(self.source, self.key)


def place_of(source: str, key: Iterable[object]) -> str:
    """Name a row that holds a text, from the columns of its key."""
    return ":".join((source, *map(str, key)))


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many texts two readers have judged, and of how many they judged the same."""

    both: int
    same: int


def due_on(day: date, next_working_day: NextWorkingDay) -> date:
    """Return the day by whose end a text of `day` is read."""
    for _ in range(DAYS):
        day = next_working_day(day)
    return day


def late_from(today: date, next_working_day: NextWorkingDay) -> date:
    """Return the latest day whose texts are late today if no one has read them."""
    day = today
    while due_on(day, next_working_day) >= today:
        day -= timedelta(days=1)
    return day


def in_sample(mark: str) -> bool:
    """Say whether a second reader judges a text, by a keyed `mark` (hexadecimal) of its place."""
    return int(mark[:8], 16) % ONE_OF == 0


def agreement(marks: Mapping[tuple[str, str], int]) -> Agreement:
    """Return how often two readers agree, from the number of texts by first and second mark."""
    same = sum(count for (first, second), count in marks.items() if first == second)
    return Agreement(sum(marks.values()), same)


def agreement_in_words(found: Agreement) -> str:
    """Say how often two readers agree."""
    if not found.both:
        return "No text has had a second reader yet."
    share = round(100 * found.same / found.both)
    return f"Two readers judged {found.both:,} texts, and agreed on {found.same:,} ({share} %)."
