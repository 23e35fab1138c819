from datetime import date

import pytest

from surveys.impact.version_2.periods import GapReason, Period, month_of


def period(first: date, months: int, **figures: float) -> Period:
    return Period(month_of(first), months, **figures)


@pytest.mark.parametrize(
    ("first", "months", "last", "words"),
    [
        (date(2024, 2, 1), 1, date(2024, 2, 29), "February 2024"),
        (date(2025, 12, 9), 1, date(2025, 12, 31), "December 2025"),
        (date(2024, 4, 1), 3, date(2024, 6, 30), "April to June 2024"),
        (date(2024, 11, 1), 3, date(2025, 1, 31), "November 2024 to January 2025"),
        (date(2024, 4, 1), 12, date(2025, 3, 31), "April 2024 to March 2025"),
        (date(2024, 1, 1), 12, date(2024, 12, 31), "January to December 2024"),
    ],
)
def test_a_period_has_its_days_and_its_name(first: date, months: int, last: date, words: str):
    found = period(first, months)
    assert (found.starts_on, found.ends_on) == (first.replace(day=1), last)
    assert found.in_words == words


def test_a_value_is_a_count_or_a_share_and_a_gap_has_none():
    first = date(2024, 1, 1)
    assert period(first, 1, numerator=12).value == 12
    assert period(first, 1, numerator=12, denominator=48).value == 0.25
    assert Period(month_of(first), 1, gap=GapReason.MISSING).value is None
