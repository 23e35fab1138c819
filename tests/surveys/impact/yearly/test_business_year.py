"""A yearly report is about 1 April to 31 March, as safeguarding partners report."""

from datetime import date

import pytest

from surveys.impact.yearly.business_year import BusinessYear

YEAR = BusinessYear(2026)


def test_a_year_begins_in_april_and_ends_in_march():
    assert (YEAR.starts_on, YEAR.ends_on) == (date(2026, 4, 1), date(2027, 3, 31))


@pytest.mark.parametrize(
    ("day", "begins"),
    [(date(2026, 3, 31), 2025), (date(2026, 4, 1), 2026), (date(2027, 1, 1), 2026)],
)
def test_a_day_is_in_the_year_that_began_last(day: date, begins: int):
    assert BusinessYear.of(day) == BusinessYear(begins)


def test_it_is_reported_as_at_today_while_it_runs_and_then_as_at_its_last_day():
    assert YEAR.as_at(date(2026, 11, 30)) == date(2026, 11, 30)
    assert YEAR.as_at(date(2028, 1, 1)) == date(2027, 3, 31)


def test_its_dates_are_said_in_words():
    assert YEAR.in_words(date(2026, 11, 30)) == (
        "1 April 2026 to 31 March 2027, as at 30 November 2026: the year is still running"
    )
    assert YEAR.in_words(YEAR.ends_on) == "1 April 2026 to 31 March 2027, as at its last day"
    assert YEAR.in_words(date(2027, 6, 12)) == (
        "1 April 2026 to 31 March 2027, as at 12 June 2027: "
        "no figures were given out as at its last day"
    )


@pytest.mark.parametrize(
    ("opened", "closes", "is_in"),
    [
        (date(2025, 1, 1), date(2026, 3, 31), False),
        (date(2025, 1, 1), date(2026, 4, 1), True),
        (date(2025, 1, 1), None, True),
        (date(2027, 3, 31), None, True),
        (date(2027, 4, 1), None, False),
    ],
)
def test_a_wave_is_in_the_year_in_which_it_was_open(opened: date, closes: date | None, is_in: bool):
    assert YEAR.has(opened, closes) is is_in
