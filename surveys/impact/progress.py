"""How much of the evidence of a summary is read, for someone who waits for it."""

from collections.abc import Callable

Tell = Callable[[int, int], object]  # how many waves are read, of how many


def to_nobody(read: int, of: int) -> None:
    """Tell no one, where no one waits."""
