"""When an answer to someone's words leaves: at the next tick after they came.

To raise a concern takes longer than to raise none, and how long we took must not tell them apart.
The ticks count from when the whole of what was sent is here, so that no sender can choose them.
"""

import asyncio
from time import monotonic

TICK_SECONDS = 0.25


def seconds_to_tick(taken: float) -> float:
    """Seconds from now to the first tick after work that has taken so many seconds."""
    ticks = int(taken / TICK_SECONDS) + 1
    return ticks * TICK_SECONDS - taken


async def leave_at_tick(began: float) -> None:
    """Return at the first tick since `began`, a reading of the monotonic clock."""
    await asyncio.sleep(seconds_to_tick(monotonic() - began))
