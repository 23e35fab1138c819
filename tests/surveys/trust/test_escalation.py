"""Who is told of a concern that no one has taken on, and when."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.bank_holidays import is_bank_holiday
from surveys.asking.lexicon import ConcernClass
from surveys.london import LONDON
from surveys.trust.escalation import Told, deadline, next_step, step
from surveys.trust.working_time import WorkingTime

AT_WORK = WorkingTime(is_holiday=is_bank_holiday)
WEDNESDAY_AT_TEN = datetime(2026, 3, 4, 10, 0, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("grade", "number", "told", "due"),
    [
        ("red", 1, Told.DEPUTY, (4, 10, 15)),
        ("red", 2, Told.DEPUTIES, (4, 10, 30)),
        ("red", 3, Told.OPERATIONS, (4, 10, 45)),
        ("red", 4, Told.LEADS, (4, 11, 45)),
        ("red", 5, Told.LEADS, (4, 12, 45)),
        ("amber", 1, Told.DEPUTY, (4, 14, 0)),
        ("amber", 3, Told.OPERATIONS, (4, 16, 0)),
        ("amber", 4, Told.LEADS, (5, 12, 0)),
        ("green", 1, Told.DEPUTY, (5, 17, 0)),
        ("green", 2, Told.DEPUTIES, (6, 17, 0)),
        ("green", 3, Told.OPERATIONS, (9, 17, 0)),
        ("green", 4, Told.LEADS, (10, 17, 0)),
    ],
)
def test_each_class_has_its_ladder(
    grade: str, number: int, told: Told, due: tuple[int, int, int]
) -> None:
    found = step(grade, number, WEDNESDAY_AT_TEN, AT_WORK)

    day, hour, minute = due
    assert found.tells is told
    assert found.due_at == datetime(2026, 3, day, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize("grade", ConcernClass)
def test_the_first_step_is_the_deadline(grade: ConcernClass) -> None:
    first = step(grade, 1, WEDNESDAY_AT_TEN, AT_WORK)
    assert deadline(grade, WEDNESDAY_AT_TEN, AT_WORK) == first.due_at


@given(st.sampled_from(ConcernClass), st.integers(1, 12))
def test_steps_come_one_after_the_other(grade: ConcernClass, number: int) -> None:
    one = step(grade, number, WEDNESDAY_AT_TEN, AT_WORK)
    assert one.due_at < step(grade, number + 1, WEDNESDAY_AT_TEN, AT_WORK).due_at


def test_repeats_that_were_all_missed_are_one() -> None:
    tuesday = WEDNESDAY_AT_TEN + timedelta(days=6)
    found = next_step("red", 3, WEDNESDAY_AT_TEN, tuesday, AT_WORK)

    assert found.tells is Told.LEADS
    assert found.due_at <= tuesday
    assert step("red", found.number + 1, WEDNESDAY_AT_TEN, AT_WORK).due_at > tuesday


def test_no_step_of_the_ladder_itself_is_left_out() -> None:
    tuesday = WEDNESDAY_AT_TEN + timedelta(days=6)
    assert [next_step("red", n, WEDNESDAY_AT_TEN, tuesday, AT_WORK).number for n in range(3)] == [
        1,
        2,
        3,
    ]
