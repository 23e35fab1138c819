"""One after the other: whoever fails holds up no other, and is not passed over in silence either."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


async def each_in_turn(waiting: Sequence[T], do: Callable[[T], Awaitable[object]]) -> int:
    """Do something for each who waits; return how many, or raise what the last failure was when all have had a turn."""
    problem: Exception | None = None
    for one in waiting:
        try:
            await do(one)
        except Exception as error:  # noted by the clock when the others are done
            problem = error
    if problem is not None:
        raise problem
    return len(waiting)
