"""Quiet hours: none at night or weekends, in the person's time zone, over both clock changes."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.problems import Refusal
from surveys.sending.quiet_hours import Quiet, parse_quiet

USUAL = parse_quiet("20:00-07:00", "sat,sun")


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2026-01-14T12:00", "2026-01-14T12:00"),  # a Wednesday at noon
        ("2026-01-14T21:00", "2026-01-15T07:00"),  # its evening
        ("2026-01-15T03:00", "2026-01-15T07:00"),  # the night after it
        ("2026-01-16T20:00", "2026-01-19T07:00"),  # Friday evening, over the weekend
        ("2026-01-17T12:00", "2026-01-19T07:00"),  # Saturday
        ("2026-03-27T21:00", "2026-03-30T06:00"),  # over the spring change: 07:00 is 06:00 UTC
        ("2026-10-23T20:00", "2026-10-26T07:00"),  # over the autumn change
    ],
)
def test_what_is_quiet_waits_for_the_morning(moment: str, opens: str):
    assert USUAL.next_open(utc(moment), "Europe/London") == utc(opens)


def test_the_night_is_the_persons_own():
    assert USUAL.next_open(utc("2026-01-14T21:00"), "America/New_York") == utc("2026-01-14T21:00")


def test_an_unknown_zone_is_read_as_london():
    assert USUAL.next_open(utc("2026-01-14T21:00"), "Nowhere/../x") == utc("2026-01-15T07:00")


def test_no_quiet_at_all_can_be_set():
    assert parse_quiet("", "").next_open(utc("2026-01-17T03:00"), "Europe/London") == utc(
        "2026-01-17T03:00"
    )


@pytest.mark.parametrize(
    ("hours", "days"),
    [("8pm", ""), ("25:00-07:00", ""), ("", "funday"), ("", "mon,tue,wed,thu,fri,sat,sun")],
)
def test_what_cannot_be_read_is_refused_by_the_settings_name(hours: str, days: str):
    with pytest.raises(Refusal, match="GT_QUIET"):
        parse_quiet(hours, days)


@given(st.integers(min_value=0, max_value=5 * 365 * 24 * 60))
def test_what_opens_is_never_quiet_and_never_earlier(minutes: int):
    aware = utc("2025-01-01T00:00") + timedelta(minutes=minutes)
    opens = USUAL.next_open(aware, "Europe/London")
    assert opens >= aware
    assert USUAL.next_open(opens, "Europe/London") == opens


LONDON, NEW_YORK, SYDNEY, HAVANA = (
    "Europe/London",
    "America/New_York",
    "Australia/Sydney",
    "America/Havana",
)
EASTER = frozenset({date(2026, 4, 3), date(2026, 4, 6)})
MOMENTS = st.datetimes(
    datetime(1995, 1, 1),  # noqa: DTZ001 - its zone is that of the others
    datetime(2037, 1, 1),  # noqa: DTZ001 - as above
    timezones=st.just(UTC),
)
ZONES = (
    LONDON,
    NEW_YORK,
    SYDNEY,
    HAVANA,
    "Africa/Cairo",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "America/St_Johns",
)


@pytest.mark.parametrize(
    ("zone", "moment", "opens"),
    [
        (LONDON, "2026-03-28T20:00", "2026-03-29T06:00"),  # the night is an hour shorter
        (LONDON, "2026-03-29T00:59", "2026-03-29T06:00"),
        (LONDON, "2026-03-29T06:00", "2026-03-29T06:00"),
        (LONDON, "2026-10-24T19:00", "2026-10-25T07:00"),  # and an hour longer
        (LONDON, "2026-10-25T00:30", "2026-10-25T07:00"),  # 01:30 the first time
        (LONDON, "2026-10-25T01:30", "2026-10-25T07:00"),  # and again
        (LONDON, "2026-10-25T06:59", "2026-10-25T07:00"),
        (NEW_YORK, "2026-03-08T01:00", "2026-03-08T11:00"),
        (NEW_YORK, "2026-11-01T00:00", "2026-11-01T12:00"),
        (SYDNEY, "2026-04-04T12:00", "2026-04-04T21:00"),  # their autumn
        (SYDNEY, "2026-10-03T12:00", "2026-10-03T20:00"),
        (HAVANA, "2026-03-08T01:00", "2026-03-08T11:00"),
        (HAVANA, "2026-11-01T04:30", "2026-11-01T12:00"),
    ],
)
def test_a_night_over_a_clock_change_ends_at_seven_where_they_are(
    zone: str, moment: str, opens: str
):
    assert parse_quiet("20:00-07:00", "").next_open(utc(moment), zone) == utc(opens)


@pytest.mark.parametrize(
    ("hours", "moment", "opens"),
    [
        (
            "20:00-01:30",
            "2026-03-28T23:00",
            "2026-03-29T01:00",
        ),  # the end is skipped: the first moment after
        (
            "01:30-07:00",
            "2026-03-29T00:59",
            "2026-03-29T00:59",
        ),  # the beginning is skipped: quiet from then on
        ("01:30-07:00", "2026-03-29T01:00", "2026-03-29T06:00"),
        ("01:10-01:50", "2026-03-29T01:00", "2026-03-29T01:00"),  # nothing of it is left
        (
            "20:00-01:30",
            "2026-10-25T00:30",
            "2026-10-25T01:30",
        ),  # the end comes twice: nobody is woken between
        ("01:30-07:00", "2026-10-25T00:29", "2026-10-25T00:29"),
        (
            "01:30-07:00",
            "2026-10-25T01:10",
            "2026-10-25T07:00",
        ),  # begun already, though it is 01:10 again
    ],
)
def test_quiet_that_begins_or_ends_within_a_clock_change(hours: str, moment: str, opens: str):
    assert parse_quiet(hours, "").next_open(utc(moment), LONDON) == utc(opens)


def test_a_quiet_sunday_on_which_the_clocks_change_ends_at_its_own_midnight():
    sunday = parse_quiet("", "sun")
    assert sunday.next_open(utc("2026-03-29T12:00"), LONDON) == utc("2026-03-29T23:00")
    assert sunday.next_open(utc("2026-10-25T12:00"), LONDON) == utc("2026-10-26T00:00")
    assert sunday.next_open(utc("2026-03-08T12:00"), HAVANA) == utc("2026-03-09T04:00")


def test_a_bank_holiday_is_like_a_sunday():
    over_easter = parse_quiet("20:00-07:00", "sat,sun", EASTER.__contains__)
    assert over_easter.next_open(utc("2026-04-03T09:00"), LONDON) == utc("2026-04-07T06:00")
    assert over_easter.next_open(utc("2026-04-02T09:00"), LONDON) == utc("2026-04-02T09:00")


@pytest.mark.parametrize("days", ["", "sat"])
def test_a_bank_holiday_is_like_any_day_where_sundays_are_not_quiet(days: str):
    quiet = parse_quiet("20:00-07:00", days, EASTER.__contains__)
    assert quiet.next_open(utc("2026-04-06T09:00"), LONDON) == utc("2026-04-06T09:00")


def test_a_bank_holiday_is_over_when_it_is_over_where_they_are():
    over_easter = parse_quiet("", "sun", EASTER.__contains__)
    assert over_easter.next_open(utc("2026-04-07T02:00"), NEW_YORK) == utc("2026-04-07T04:00")


@pytest.mark.parametrize(
    ("hours", "back", "opens"),
    [
        ("20:00-07:00", date(2026, 3, 11), "2026-03-11T07:00"),
        ("", date(2026, 3, 11), "2026-03-11T00:00"),
        ("20:00-07:00", date(2026, 3, 14), "2026-03-16T07:00"),  # back on a Saturday
        ("20:00-07:00", date(2026, 3, 30), "2026-03-30T06:00"),  # back after the spring change
        ("20:00-07:00", date(2026, 3, 4), "2026-03-04T12:00"),  # back since this morning
        ("20:00-07:00", date(2026, 1, 5), "2026-03-04T12:00"),  # back long ago
        ("20:00-07:00", None, "2026-03-04T12:00"),
    ],
)
def test_whoever_is_away_is_written_to_when_quiet_ends_on_the_day_they_are_back(
    hours: str, back: date | None, opens: str
):
    quiet = parse_quiet(hours, "sat,sun")
    assert quiet.next_open(utc("2026-03-04T12:00"), LONDON, back) == utc(opens)


def test_holidays_without_an_end_are_no_endless_loop():
    assert parse_quiet("", "sun", lambda _day: True).next_open(
        utc("2026-03-04T12:00"), LONDON
    ) > utc("2026-03-05T00:00")


@settings(deadline=None)
@given(
    MOMENTS,
    st.sampled_from(ZONES),
    st.tuples(st.times(), st.times()),
    st.sets(st.integers(0, 6), max_size=6),
    st.none() | st.integers(-5, 30),
)
def test_what_opens_opens_everywhere_once_and_for_all(
    moment: datetime, zone: str, hours: tuple[time, time], days: set[int], away: int | None
):
    quiet = Quiet(*hours, frozenset(days), lambda day: day.toordinal() % 90 < 2)
    back = moment.date() + timedelta(days=away) if away is not None else None
    opens = quiet.next_open(moment, zone, back)

    assert opens >= moment
    assert opens.tzinfo is UTC
    assert quiet.next_open(opens, zone, back) == opens
    assert quiet.next_open(opens, zone) == opens
