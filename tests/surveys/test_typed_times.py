"""Days and times are read as people here type them, and only where they have one reading."""

from datetime import date, time

import pytest

from surveys.typed_times import read_day, read_time

TODAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-03-09", date(2026, 3, 9)),
        ("9/3/2026", date(2026, 3, 9)),
        ("09/03/26", date(2026, 3, 9)),
        ("9.3.26", date(2026, 3, 9)),
        ("9-3-2026", date(2026, 3, 9)),
        ("9 March 2026", date(2026, 3, 9)),
        ("9th of March", date(2026, 3, 9)),
        ("Monday 9 march", date(2026, 3, 9)),
        ("Mon, 9 Mar 26.", date(2026, 3, 9)),
        ("1 march", date(2027, 3, 1)),  # the next one: this year's has passed
        ("4 March", TODAY),
        ("Today", TODAY),
        ("tomorrow ", date(2026, 3, 5)),
        ("\u20669/3/2026\u2069", date(2026, 3, 9)),
    ],
)
def test_a_day_is_read_as_it_is_written_here(typed: str, day: date) -> None:
    assert read_day(typed, TODAY) == day


@pytest.mark.parametrize(
    "typed", ["", "soon", "31/02/2026", "9 Marsh", "3/2026", "2026", "32 March", "03/13/2026"]
)
def test_what_is_no_day_is_not_guessed(typed: str) -> None:
    assert read_day(typed, TODAY) is None


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("9am", time(9)),
        ("9 AM", time(9)),
        ("9.30am", time(9, 30)),
        ("9:30 p.m.", time(21, 30)),
        ("12am", time(0)),
        ("12 pm", time(12)),
        ("14:30", time(14, 30)),
        ("0900", time(9)),
        ("930", time(9, 30)),
        ("noon", time(12)),
        ("Midnight", time(0)),
    ],
)
def test_a_time_is_read_as_it_is_written_here(typed: str, at: time) -> None:
    assert read_time(typed) == at


@pytest.mark.parametrize("typed", ["", "9", "25:00", "13pm", "0am", "9:75", "half nine", "9am-ish"])
def test_what_is_no_time_is_not_guessed(typed: str) -> None:
    assert read_time(typed) is None
