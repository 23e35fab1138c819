"""Sends answers to a bot from a process of its own, and reports how that went.

Reads its request as JSON (how many at once, for how many seconds) and answers as JSON; every reply
must be one that Teams would show, or the run fails.
"""

import asyncio
import gc
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from tests.bench.taps import taps

MOST = 8000  # answers made ready for one run


@dataclass(slots=True)
class Course:
    """One run: what is still to send, and how long each answer took."""

    url: str
    tokens: list[str]
    waiting: Iterator[bytes]
    ends: float = 0.0
    sent: int = 0
    took: list[float] = field(default_factory=list[float])


async def measure(order: dict[str, Any]) -> dict[str, Any]:
    """Warm up, run, and return `rate` per second, `p50`, `p99` (seconds), and answers `sent`."""
    ready = list(taps(order["first"], MOST, order["wave"], order["service_url"]))
    course = Course(order["url"], order["tokens"], iter(ready))
    at_once: int = order["at_once"]
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=at_once)) as session:
        gc.disable()  # pauses of the sender are no figure of the bot's
        await _together(session, course, at_once, order["warm"])
        course.took.clear()
        began = time.perf_counter()
        await _together(session, course, at_once, order["seconds"])
        whole = time.perf_counter() - began
    took = sorted(course.took)
    return {
        "rate": len(took) / whole,
        "p50": took[len(took) // 2],
        "p99": took[int(len(took) * 0.99)],
        "sent": course.sent,
    }


async def _together(
    session: aiohttp.ClientSession, course: Course, at_once: int, seconds: float
) -> None:
    course.ends = time.perf_counter() + seconds
    await asyncio.gather(*(_one_after_another(session, course) for _ in range(at_once)))


async def _one_after_another(session: aiohttp.ClientSession, course: Course) -> None:
    while (now := time.perf_counter()) < course.ends:
        body = next(course.waiting)
        token = course.tokens[course.sent % len(course.tokens)]
        course.sent += 1
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        async with session.post(course.url, data=body, headers=headers) as answer:
            content = await answer.read()
        course.took.append(time.perf_counter() - now)
        if answer.status != 200 or b'"statusCode"' not in content or b"Please check" in content:
            msg = f"{answer.status}: {content[:500]!r}"
            raise RuntimeError(msg)


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measure(json.load(sys.stdin)))))
