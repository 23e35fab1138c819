import gc
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path
from textwrap import dedent

import pytest

from bot.garbage_collection import collect_as_usual, collect_seldom

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def usual() -> Generator[tuple[int, int, int]]:
    """Give what Python has, and leave the collector as it was."""
    threshold = gc.get_threshold()
    yield threshold
    gc.set_threshold(*threshold)
    gc.unfreeze()


def test_what_is_made_while_the_program_loads_is_seldom_looked_at(
    usual: tuple[int, int, int],
) -> None:
    collect_seldom()

    assert gc.get_threshold()[0] > 100 * usual[0]


def test_a_program_that_serves_looks_as_often_as_python_does(usual: tuple[int, int, int]) -> None:
    collect_seldom()
    collect_as_usual()

    assert gc.get_threshold() == usual


def test_a_program_that_serves_never_looks_at_what_loading_made() -> None:
    collect_as_usual()

    assert gc.get_freeze_count() > 0


def test_a_program_that_ends_gives_everything_back_without_looking_at_it() -> None:
    program = """
        from bot.garbage_collection import collect_seldom

        class Held:
            def __del__(self):
                print("looked at")

        collect_seldom()
        held = Held()
        held.itself = held
        del held
        print("ended", flush=True)
    """

    done = subprocess.run(
        [sys.executable, "-c", dedent(program)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == "ended\n"
