"""When an answer to someone's words leaves: at the next tick after they came.

To raise a concern takes longer than to raise none, and how long we took must not tell them apart.
The ticks count from when the whole of what was sent is here, so that no sender can choose them. In
a chat, where people tap one question after the other, a tick is short; a page comes once.
"""

import asyncio
from time import monotonic

PAGE_TICK, CHAT_TICK = 0.25, 0.05  # seconds


def seconds_to_tick(taken: float, tick: float) -> float:
    """Seconds from now to the first tick after work that has taken so many seconds."""
    ticks = int(taken / tick) + 1
    return ticks * tick - taken


async def leave_at_tick(began: float, tick: float) -> None:
    """Return at the first tick since `began`, a reading of the monotonic clock."""
    await asyncio.sleep(seconds_to_tick(monotonic() - began, tick))
