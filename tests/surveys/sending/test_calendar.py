"""Working days over holidays, and times on the wall that the clock skips or shows twice."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.sending.calendar import is_working_day, moment_of, next_working_day, no_holidays

EASTER = frozenset({date(2026, 4, 3), date(2026, 4, 6)})
ZONES = (
    "Europe/London",
    "America/New_York",
    "America/Havana",  # at midnight
    "America/St_Johns",  # until 2011 one minute past midnight, back into the day before
    "Africa/Cairo",  # back into the day before
    "Australia/Lord_Howe",  # by half an hour
    "Pacific/Apia",  # which once left a whole day out
    "Asia/Kolkata",
)
WALLS = st.datetimes(datetime(1995, 1, 1), datetime(2037, 1, 1))  # noqa: DTZ001 - on the wall


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 4, 2), True),
        (date(2026, 4, 3), False),
        (date(2026, 4, 4), False),
        (date(2026, 4, 7), True),
    ],
)
def test_weekends_and_holidays_are_no_working_days(day: date, works: bool) -> None:
    assert is_working_day(day, EASTER.__contains__) is works


def test_after_maundy_thursday_the_next_working_day_is_easter_tuesday() -> None:
    assert next_working_day(date(2026, 4, 2), EASTER.__contains__) == date(2026, 4, 7)


def test_without_holidays_monday_follows_friday() -> None:
    assert next_working_day(date(2026, 4, 3), no_holidays) == date(2026, 4, 6)


def test_holidays_without_an_end_are_an_error_and_no_endless_loop() -> None:
    with pytest.raises(ValueError, match="no calendar"):
        next_working_day(date(2026, 4, 3), lambda _day: True)


@pytest.mark.parametrize(
    ("wall", "zone", "last", "moment"),
    [
        ("2026-01-14T09:30", "Europe/London", False, "2026-01-14T09:30"),
        ("2026-07-14T09:30", "Europe/London", False, "2026-07-14T08:30"),
        ("2026-03-29T01:00", "Europe/London", False, "2026-03-29T01:00"),  # the gap's beginning
        ("2026-03-29T01:30", "Europe/London", False, "2026-03-29T01:00"),  # within it
        ("2026-03-29T01:59:59", "Europe/London", True, "2026-03-29T01:00"),
        ("2026-03-29T02:00", "Europe/London", False, "2026-03-29T01:00"),  # its end
        ("2026-10-25T01:30", "Europe/London", False, "2026-10-25T00:30"),  # twice
        ("2026-10-25T01:30", "Europe/London", True, "2026-10-25T01:30"),
        (
            "2026-10-04T02:10",
            "Australia/Lord_Howe",
            False,
            "2026-10-03T15:30",
        ),  # a gap of half an hour
        ("2026-03-08T00:30", "America/Havana", False, "2026-03-08T05:00"),  # a gap at midnight
        ("2011-12-30T12:00", "Pacific/Apia", False, "2011-12-30T10:00"),  # a day that never was
    ],
)
def test_a_time_on_the_wall_is_a_moment_that_exists(
    wall: str, zone: str, last: bool, moment: str
) -> None:
    assert moment_of(datetime.fromisoformat(wall), ZoneInfo(zone), last=last) == utc(moment)


@settings(deadline=None)
@given(WALLS, st.sampled_from(ZONES), st.booleans())
def test_the_clock_shows_the_time_asked_for_or_the_first_after_its_gap(
    wall: datetime, zone: str, last: bool
) -> None:
    there = ZoneInfo(zone)
    found = moment_of(wall, there, last=last)
    shown = found.astimezone(there).replace(tzinfo=None)
    just_before = (found - timedelta(seconds=1)).astimezone(there).replace(tzinfo=None)

    assert shown == wall or just_before < wall < shown
