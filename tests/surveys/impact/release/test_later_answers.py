"""Later answers are told by the rule by which a figure that is out changes."""

from dataclasses import replace
from datetime import date

import pytest

from surveys.impact.evidence import Asked
from surveys.impact.release.later_answers import AnsweredNow, later_answers

DAY, OPENED = date(2026, 7, 13), date(2026, 6, 1)
WAVE = Asked("six weeks on", "child", "form", "named", OPENED, None, 60, 26, wave_id=7)
WITHHELD = replace(WAVE, answered=0, is_withheld=True)


def later(now: int, true: Asked | None, given: Asked | None, minimum: int = 10) -> list[int | None]:
    found = later_answers(
        [AnsweredNow(7, DAY, now)], [true] if true else [], [given] if given else [], minimum
    )
    rows = list(found)
    assert {row.on for row in rows} <= {DAY}
    return [row.people for row in rows]


@pytest.mark.parametrize("true", [20, 26, 29])
def test_answers_are_counted_from_the_figure_that_is_out_whatever_it_hides(true: int) -> None:
    assert later(30, replace(WAVE, answered=true), replace(WAVE, answered=20)) == [10]


def test_all_answers_to_a_wave_that_opened_later_are_later() -> None:
    assert later(12, None, None) == [12]


def test_of_a_wave_withheld_for_few_answers_the_minimum_group_is_taken_off() -> None:
    assert later(19, replace(WAVE, answered=2), WITHHELD) == [9]
    assert later(19, replace(WAVE, answered=9), WITHHELD) == [9]


def test_of_a_wave_withheld_beside_others_nothing_is_told() -> None:
    assert later(60, WAVE, WITHHELD) == []
