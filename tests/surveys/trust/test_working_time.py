"""Working time: hours, weekends, bank holidays, and both clock changes."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.bank_holidays import is_bank_holiday
from surveys.london import LONDON
from surveys.problems import Refusal
from surveys.sending.calendar import is_working_day, no_holidays
from surveys.trust.working_time import WorkingTime, working_time

USUAL = WorkingTime(is_holiday=is_bank_holiday)
MOMENTS = st.timedeltas(timedelta(), timedelta(days=1095)).map(
    lambda since: datetime(2025, 1, 1, tzinfo=UTC) + since
)
WORK = st.timedeltas(timedelta(), timedelta(hours=60))


def london(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=LONDON)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("raised", "hours", "due"),
    [
        (london(2026, 3, 4, 12, 0), 0.25, london(2026, 3, 4, 12, 15)),
        (london(2026, 3, 4, 16, 50), 0.25, london(2026, 3, 5, 9, 5)),  # over a night
        (london(2026, 3, 4, 3, 0), 0.25, london(2026, 3, 4, 9, 15)),  # before hours
        (london(2026, 3, 6, 16, 0), 4, london(2026, 3, 9, 12, 0)),  # over a weekend
        (london(2026, 4, 2, 15, 0), 4, london(2026, 4, 7, 11, 0)),  # over Easter
        (london(2026, 12, 24, 16, 45), 0.5, london(2026, 12, 29, 9, 15)),  # over Christmas
        (london(2026, 3, 27, 16, 0), 4, london(2026, 3, 30, 12, 0)),  # the clocks go forward
        (london(2026, 10, 23, 16, 0), 4, london(2026, 10, 26, 12, 0)),  # the clocks go back
    ],
)
def test_working_time_passes_in_hours_only(raised: datetime, hours: float, due: datetime) -> None:
    assert USUAL.after(raised, timedelta(hours=hours)) == due


@given(MOMENTS, WORK, WORK)
def test_working_time_adds_up(moment: datetime, first: timedelta, second: timedelta) -> None:
    assert USUAL.after(USUAL.after(moment, first), second) == USUAL.after(moment, first + second)


@given(MOMENTS, WORK)
def test_a_deadline_lies_in_working_hours_and_never_before_its_work(
    moment: datetime, work: timedelta
) -> None:
    due = USUAL.after(moment, work)
    there = due.astimezone(LONDON)

    assert due >= moment + work
    assert is_working_day(there.date(), is_bank_holiday)
    assert time(9) <= there.time() <= time(17)


@given(MOMENTS, st.integers(1, 9))
def test_a_day_ends_when_work_ends_so_many_working_days_later(moment: datetime, days: int) -> None:
    ends = USUAL.end_of_day(moment, days).astimezone(LONDON)
    first = moment.astimezone(LONDON).date() + timedelta(days=1)
    passed = (first + timedelta(days=n) for n in range((ends.date() - first).days + 1))

    assert ends.time() == time(17)
    assert sum(is_working_day(day, is_bank_holiday) for day in passed) == days


def test_hours_on_a_night_when_the_clock_changes_are_hours_that_passed() -> None:
    always = WorkingTime(time(0), time(23, 59), is_holiday=no_holidays)
    friday = london(2026, 3, 27, 23, 0)

    assert always.after(friday, timedelta(hours=1)) == london(2026, 3, 30, 0, 1)


@pytest.mark.parametrize("hours", ["8-5", "17:00-09:00", "09:00-09:00", "25:00-26:00", "always"])
def test_hours_that_cannot_be_read_are_refused_with_an_example(hours: str) -> None:
    with pytest.raises(Refusal, match="09:00-17:00"):
        working_time(hours, no_holidays)


def test_hours_are_from_nine_to_five_unless_they_are_set() -> None:
    assert working_time(" ", no_holidays) == WorkingTime()
    assert working_time("8:30-18:00", no_holidays) == WorkingTime(time(8, 30), time(18))


def test_a_calendar_without_a_working_day_is_refused() -> None:
    never = WorkingTime(is_holiday=lambda _: True)

    with pytest.raises(ValueError, match="no calendar"):
        never.after(datetime(2026, 3, 4, tzinfo=UTC), timedelta(minutes=15))
    with pytest.raises(ValueError, match="no calendar"):
        never.end_of_day(datetime.combine(date(2026, 3, 4), time(), UTC), 1)
