"""Do things one after the other: one that fails holds up no other, and is reported all the same."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


async def each_in_turn(waiting: Sequence[T], do: Callable[[T], Awaitable[object]]) -> int:
    """Do something with each; return how many, or raise the last failure when all are done."""
    problem: Exception | None = None
    for one in waiting:
        try:
            await do(one)
        except Exception as error:  # reported by the clock when the others are done
            problem = error
    if problem is not None:
        raise problem
    return len(waiting)
