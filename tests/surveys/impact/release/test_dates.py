from datetime import date

import pytest

from surveys.impact.release.dates import refuse_as_at
from surveys.problems import Refusal

TODAY = date(2026, 6, 30)
RELEASED = (date(2026, 3, 31), date(2025, 12, 31))


@pytest.mark.parametrize("day", [TODAY, *RELEASED])
def test_today_and_released_dates_are_allowed(day: date):
    refuse_as_at(day, TODAY, RELEASED)


def test_a_date_between_is_refused_with_those_that_can_be_had():
    with pytest.raises(Refusal) as refused:
        refuse_as_at(date(2026, 4, 1), TODAY, RELEASED)
    assert "31 December 2025, 31 March 2026" in str(refused.value)


def test_before_the_first_release_any_past_day_can_be_the_first():
    refuse_as_at(date(2026, 4, 1), TODAY, ())


def test_a_day_to_come_is_refused():
    with pytest.raises(Refusal, match="future"):
        refuse_as_at(date(2026, 7, 1), TODAY, ())
