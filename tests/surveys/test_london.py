"""Moments are said as a clock in London shows them, and as people here write them."""

from datetime import UTC, datetime

import pytest

from surveys.london import moment_in_words, time_in_words


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [
        (0, 0, "midnight"),
        (0, 5, "12.05 am"),
        (9, 0, "9 am"),
        (9, 30, "9.30 am"),
        (11, 59, "11.59 am"),
        (12, 0, "midday"),
        (12, 1, "12.01 pm"),
        (20, 0, "8 pm"),
    ],
)
def test_a_time_is_said_on_a_twelve_hour_clock(hour: int, minute: int, said: str) -> None:
    assert time_in_words(datetime(2026, 3, 3, hour, minute, tzinfo=UTC)) == said


def test_a_moment_of_summer_is_said_in_summer_time() -> None:
    assert moment_in_words(datetime(2026, 7, 1, 23, 0, tzinfo=UTC)) == "2 July 2026 at midnight"
