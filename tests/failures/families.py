"""Families in their browsers: each at an address of its own, which a proxy before us passes on.

Each call is recorded with how long it took and what was wrong with the answer.
"""

import asyncio
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

import aiohttp

from tests.failures.callers import Call
from tests.failures.scene import LINK

ONCE = re.compile(r'name="_once" value="([0-9a-f]+)"')
KEPT = ("All done", "Get help now")
TIMEOUT = aiohttp.ClientTimeout(total=60)
PAUSE = 0.2


def a_browser() -> aiohttp.ClientSession:
    """Return a session in which each call opens a connection, and none waits for another."""
    anew = aiohttp.TCPConnector(limit=0, force_close=True)
    return aiohttp.ClientSession(timeout=TIMEOUT, connector=anew)


@dataclass(slots=True)
class Family:
    """Who calls from one address.

    `kept` are the `once` of the forms that were acknowledged, and `told` is when each was sent that
    says that help is needed.
    """

    session: aiohttp.ClientSession
    address: str
    family: str = ""
    calls: list[Call] = field(default_factory=list[Call])
    kept: list[str] = field(default_factory=list[str])
    told: list[float] = field(default_factory=list[float])

    async def opens(self, path: str = f"/f/{LINK}") -> str:
        """Open a page; return it."""
        return await self._timed(path, "GET", path, None, ("",))

    async def answers(self, **fields: str) -> bool:
        """Open the form and send it; say whether it was acknowledged."""
        once = ONCE.search(await self.opens())
        return once is not None and await self.sends(once[1], fields, KEPT)

    async def sends(self, once: str, fields: Mapping[str, str], wanted: tuple[str, ...]) -> bool:
        """Send a form; say whether the page that follows has any of the words in it."""
        form = {"_once": once, **fields}
        if "concern" in fields:
            self.told.append(time.time())
        page = await self._timed("form", "POST", f"/f/{LINK}", form, wanted)
        if page and wanted == KEPT:
            self.kept.append(once)
        return bool(page)

    async def stays(self, seconds: float) -> None:
        """Answer the form, and open pages for so long."""
        ends = time.monotonic() + seconds
        await self.answers(respect="always")
        while time.monotonic() < ends:
            await self.opens()
            await self.opens("/healthz")
            await asyncio.sleep(PAUSE)

    def slowest(self, share: float) -> float:
        """Return the seconds within which such a share of the calls was answered."""
        took = sorted(call.seconds for call in self.calls)
        return took[min(len(took) - 1, int(len(took) * share))]

    def failed(self) -> list[Call]:
        """Return the calls that were not answered as they should be."""
        return [call for call in self.calls if call.wrong]

    async def _timed(
        self, what: str, how: str, path: str, form: dict[str, str] | None, wanted: tuple[str, ...]
    ) -> str:
        """Call; return the page, or nothing where none of the words that should be there is."""
        began, page = time.monotonic(), ""
        headers = {"X-Forwarded-For": self.family} if self.family else {}
        try:
            async with self.session.request(
                how, self.address + path, data=form, headers=headers
            ) as answer:
                page = await answer.text()
            wrong = "" if any(word in page for word in wanted) else f"{answer.status} {page[:200]}"
        except (aiohttp.ClientError, TimeoutError) as problem:
            wrong = repr(problem)
        self.calls.append(Call(what, time.monotonic() - began, wrong))
        return "" if wrong else page
