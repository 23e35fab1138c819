import gc
from collections.abc import Generator

import pytest

from bot.collector import look_as_usual, look_seldom


@pytest.fixture(autouse=True)
def usual() -> Generator[tuple[int, int, int]]:
    """Give what Python has, and leave the collector as it was."""
    threshold = gc.get_threshold()
    yield threshold
    gc.set_threshold(*threshold)
    gc.unfreeze()


def test_what_is_made_while_the_program_loads_is_seldom_looked_at(usual: tuple[int, int, int]) -> None:
    look_seldom()

    assert gc.get_threshold()[0] > 100 * usual[0]


def test_a_program_that_serves_looks_as_often_as_python_does(usual: tuple[int, int, int]) -> None:
    look_seldom()
    look_as_usual()

    assert gc.get_threshold() == usual


def test_a_program_that_serves_never_looks_at_what_loading_made() -> None:
    look_as_usual()

    assert gc.get_freeze_count() > 0
