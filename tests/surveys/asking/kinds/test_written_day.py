from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.asking.answers import read_answer
from surveys.asking.instrument import Question
from surveys.asking.kinds.day_bounds import bound_on
from surveys.problems import Refusal
from tests.surveys.asking.questionnaires import question

TODAY = date(2026, 3, 9)
ANY_DAY = question(kind="date")


def read(asked: Question, raw: object, today: date = TODAY) -> object:
    answer = read_answer(asked, raw, today)
    return None if answer is None else answer.value


def boxes(day: str, month: str, year: str) -> dict[str, str]:
    return {"day": day, "month": month, "year": year}


@pytest.mark.parametrize(
    "raw",
    [
        boxes("5", "1", "2026"),
        boxes("05", "01", "26"),
        boxes("5th", "January", "2026"),
        boxes("5", "jan", "2026"),
        boxes("5/1/2026", "", ""),
        boxes("", "", "5 January 2026"),
        "2026-01-05",
        "5.1.2026",
        "Monday 5 January 2026",
    ],
)
def test_a_date_is_read_as_people_here_write_it(raw: object):
    assert read(ANY_DAY, raw) == "2026-01-05"


@pytest.mark.parametrize(
    "raw",
    [
        boxes("5", "1", ""),
        boxes("31", "2", "2026"),
        boxes("1", "13", "2026"),
        "5 January",
        "soon",
        "tomorrow",
    ],
)
def test_what_is_no_whole_date_is_asked_for_again(raw: object):
    with pytest.raises(Refusal, match="Please write a day, month and year"):
        read(ANY_DAY, raw)


@pytest.mark.parametrize("raw", [None, "", " ", {}, boxes("", " ", "")])
def test_nothing_in_the_boxes_skips_the_question(raw: object):
    assert read(ANY_DAY, raw) is None


def test_a_date_too_early_or_too_late_says_which_is_the_last_that_fits():
    asked = question(kind="date", least="12 months before today", most="today")
    assert read(asked, "9/3/2025") == "2025-03-09"
    assert read(asked, "today") == "2026-03-09"
    with pytest.raises(Refusal, match="not before 9 March 2025"):
        read(asked, "8/3/2025")
    with pytest.raises(Refusal, match="not after 9 March 2026"):
        read(asked, "10/3/2026")


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_reads_back_from_figures_and_from_words(day: date):
    assert read(ANY_DAY, f"{day:%d/%m/%Y}") == read(ANY_DAY, f"{day:%d %B %Y}") == day.isoformat()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("today", TODAY),
        ("1 day after today", date(2026, 3, 10)),
        ("2 weeks before today", date(2026, 2, 23)),
        ("6 months before today", date(2025, 9, 9)),
        ("18 years before today", date(2008, 3, 9)),
        ("2020-02-29", date(2020, 2, 29)),
    ],
)
def test_a_bound_is_a_date_or_so_far_from_today(written: str, meant: date):
    assert bound_on(written, TODAY) == meant


def test_a_month_that_is_shorter_ends_with_its_last_day():
    assert bound_on("1 month after today", date(2026, 1, 31)) == date(2026, 2, 28)
    assert bound_on("1 year before today", date(2024, 2, 29)) == date(2023, 2, 28)


@pytest.mark.parametrize(
    "written", ["", "soon", "9/3/2026", "2026-02-30", "9999 years after today"]
)
def test_what_is_no_bound_is_none(written: str):
    assert bound_on(written, TODAY) is None


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 9999))
def test_so_many_days_before_and_after_lie_as_far_from_today(today: date, days: int):
    before, after = (bound_on(f"{days} days {way} today", today) for way in ("before", "after"))
    assert (before, after) == (today - timedelta(days=days), today + timedelta(days=days))
