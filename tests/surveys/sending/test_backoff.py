"""A wait doubles with each try, and its data says how much of it is not random."""

import pytest

from surveys.sending.backoff import MOST_DOUBLINGS, Backoff


def test_a_wait_doubles_with_each_try_up_to_the_longest() -> None:
    backoff = Backoff(longest=100.0, first=2.0)
    assert [backoff.wait(tries, chance=1.0) for tries in range(8)] == [
        2,
        4,
        8,
        16,
        32,
        64,
        100,
        100,
    ]


def test_where_the_server_says_how_long_that_is_doubled() -> None:
    assert Backoff(longest=3600.0).wait(2, chance=1.0, asked=60.0) == 240


@pytest.mark.parametrize(("chance", "seconds"), [(0.0, 4), (0.5, 6), (1.0, 8)])
def test_the_certain_share_of_a_wait_is_never_shortened(chance: float, seconds: float) -> None:
    assert Backoff(longest=100.0, first=2.0, certain=0.5).wait(2, chance) == seconds


def test_a_wait_is_never_shorter_than_the_shortest() -> None:
    assert Backoff(longest=100.0, first=2.0, shortest=0.5).wait(3, chance=0.0) == 0.5


def test_thousands_of_tries_are_no_number_too_large() -> None:
    assert Backoff(longest=1e9, first=1.0).wait(1000, chance=1.0) == 2**MOST_DOUBLINGS
