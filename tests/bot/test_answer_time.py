"""An answer leaves at a tick, so that what took longer is not told from what did not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer_time import CHAT_TICK, PAGE_TICK, seconds_to_tick

FLAGGED, PLAIN = 0.0129, 0.0068  # seconds, as measured before
TICKS = pytest.mark.parametrize("tick", [PAGE_TICK, CHAT_TICK])


@TICKS
def test_words_that_raise_a_concern_leave_at_the_same_moment_as_words_that_raise_none(
    tick: float,
) -> None:
    flagged, plain = (took + seconds_to_tick(took, tick) for took in (FLAGGED, PLAIN))
    assert flagged == pytest.approx(plain)


@TICKS
@given(taken=st.floats(0, 60))
def test_an_answer_leaves_at_a_tick_and_at_the_next_one(tick: float, taken: float) -> None:
    wait = seconds_to_tick(taken, tick)
    ticks = (taken + wait) / tick
    assert ticks == pytest.approx(round(ticks))
    assert -1e-9 < wait <= tick + 1e-9
