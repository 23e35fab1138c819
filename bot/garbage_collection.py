"""The garbage collector, told when looking pays.

Loading makes hundreds of thousands of objects that all stay. A collector that looks as often as Python has it walks
them again and again, and once more at the end, before everything is given back anyway: a fifth of a short command.
"""

import atexit
import gc

_USUAL = gc.get_threshold()
_SELDOM = 100_000  # new objects that outlive what made them


def look_seldom() -> None:
    """Let much be made before anything is looked at, while the program loads or a command runs; and not at the end."""
    gc.set_threshold(_SELDOM)
    atexit.register(gc.freeze)


def look_as_usual() -> None:
    """Look as often as Python does, at nothing that has been made so far: a turn need not wait for that."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_USUAL)
