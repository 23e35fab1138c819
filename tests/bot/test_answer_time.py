"""An answer leaves at a tick, so that what took longer is not told from what did not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer_time import TICK_SECONDS, seconds_to_tick

FLAGGED, PLAIN = 0.0129, 0.0068  # seconds, as measured before


def test_words_that_raise_a_concern_leave_at_the_same_moment_as_words_that_raise_none() -> None:
    assert FLAGGED + seconds_to_tick(FLAGGED) == pytest.approx(PLAIN + seconds_to_tick(PLAIN))


@given(st.floats(0, 60))
def test_an_answer_leaves_at_a_tick_and_at_the_next_one(taken: float) -> None:
    wait = seconds_to_tick(taken)
    ticks = (taken + wait) / TICK_SECONDS
    assert ticks == pytest.approx(round(ticks))
    assert -1e-9 < wait <= TICK_SECONDS + 1e-9
