"""The garbage collector, run less often while the program loads.

Loading makes hundreds of thousands of objects that all stay. At Python's usual thresholds the
collector walks them many times, and once more at exit, which is a fifth of a short command.
"""

import atexit
import gc

_USUAL = gc.get_threshold()
_SELDOM = 100_000  # new objects between two collections


def collect_seldom() -> None:
    """Collect seldom while the program loads or a command runs, and not at exit."""
    gc.set_threshold(_SELDOM)
    atexit.register(gc.freeze)


def collect_as_usual() -> None:
    """Collect as often as Python does, but never the objects made so far, which all stay."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_USUAL)
