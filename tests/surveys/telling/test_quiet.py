"""Quiet hours: nothing at night or at the weekend, in the person's own time zone, over both clock changes."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.problems import Refusal
from surveys.telling.quiet import parse_quiet

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
    assert parse_quiet("", "").next_open(utc("2026-01-17T03:00"), "Europe/London") == utc("2026-01-17T03:00")


@pytest.mark.parametrize(
    ("hours", "days"), [("8pm", ""), ("25:00-07:00", ""), ("", "funday"), ("", "mon,tue,wed,thu,fri,sat,sun")]
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
