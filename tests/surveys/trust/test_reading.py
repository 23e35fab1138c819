from datetime import date
from functools import partial

import pytest

from surveys.sending.calendar import next_working_day, no_holidays
from surveys.trust.reading import (
    ONE_OF,
    agreement,
    agreement_in_words,
    due_on,
    in_sample,
    late_from,
)

WORKING = partial(next_working_day, is_holiday=no_holidays)
EASTER = frozenset({date(2026, 4, 3), date(2026, 4, 6)})
AT_EASTER = partial(next_working_day, is_holiday=EASTER.__contains__)


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 3, 2), date(2026, 3, 5)),  # a Monday
        (date(2026, 3, 5), date(2026, 3, 10)),
        (date(2026, 3, 8), date(2026, 3, 11)),  # a Sunday, the last day of a week
    ],
)
def test_a_text_is_due_on_the_third_working_day(day: date, due: date) -> None:
    assert due_on(day, WORKING) == due


def test_bank_holidays_are_no_working_days() -> None:
    assert due_on(date(2026, 4, 2), AT_EASTER) == date(2026, 4, 9)


@pytest.mark.parametrize("today", [date(2026, 3, day) for day in range(2, 16)])
def test_what_is_late_is_exactly_what_was_due_before_today(today: date) -> None:
    late = late_from(today, WORKING)
    days = [date(2026, 2, 16 + day) for day in range(13)] + [
        date(2026, 3, day) for day in range(1, 16)
    ]

    assert [day for day in days if day <= late] == [
        day for day in days if due_on(day, WORKING) < today
    ]


def test_one_of_so_many_texts_is_judged_again() -> None:
    chosen = sum(in_sample(f"{number * 2654435761 % 2**32:08x}") for number in range(1000))

    assert 1000 / ONE_OF * 0.8 < chosen < 1000 / ONE_OF * 1.2


def test_agreement_counts_the_texts_that_two_readers_judged_the_same() -> None:
    found = agreement({("released", "released"): 7, ("withheld", "released"): 1})

    assert (found.both, found.same) == (8, 7)
    assert agreement_in_words(found) == "Two readers judged 8 texts, and agreed on 7 (88 %)."
    assert agreement_in_words(agreement({})) == "No text has had a second reader yet."
