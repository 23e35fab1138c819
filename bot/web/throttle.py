"""The throttle: too many requests of a link or an address wait, and none is refused.

A child must not be turned away, and a page that is left while it waits has been heard before. No
address is kept, only a keyed hash of it in memory, under a key that is made at the start and dies
with the process.
"""

import asyncio
import hmac
import secrets
from collections import OrderedDict
from collections.abc import Callable
from hashlib import sha256
from time import monotonic

from aiohttp import web

from bot.proxies import family_of
from bot.web.ports import ThrottleRate, WebSettings

_MOST_KEYS = 20_000
_MOST_WAITING = 2_000
_SLOWED = (
    *("/f/", "/g", "/q/", "/evaluate/download/", "/concern/", "/r/"),
    *("/about", "/privacy", "/terms"),
)


class ThrottleQueue:
    """When each key may next be answered, for the keys seen last (generic cell rate algorithm)."""

    def __init__(
        self, rate: ThrottleRate, now: Callable[[], float] = monotonic, most: int = _MOST_KEYS
    ) -> None:
        self._rate, self._now, self._most = rate, now, most
        self._due: OrderedDict[bytes, float] = OrderedDict()

    def wait(self, key: bytes) -> float:
        """Seconds that this request waits; counts it."""
        now, step = self._now(), 1 / self._rate.per_second
        ahead = self._rate.burst * step
        due = max(self._due.pop(key, now), now) + step
        # Held to the longest wait, so that a flood that has ended is soon forgotten.
        self._due[key] = min(due, now + ahead + self._rate.longest)
        if len(self._due) > self._most:
            self._due.popitem(last=False)
        return min(max(due - now - ahead, 0.0), self._rate.longest)

    def __len__(self) -> int:
        return len(self._due)


class CodeTries:
    """Delays those who try receipt codes of one link, longer the more of them there are."""

    def __init__(self, rate: ThrottleRate = ThrottleRate(burst=5, per_second=0.5)) -> None:  # noqa: B008 - frozen
        self._links = ThrottleQueue(rate)
        self._key = secrets.token_bytes(32)

    async def sit_out(self, link: str) -> None:
        """Return when a try of this link may be answered; counts it."""
        await asyncio.sleep(self._links.wait(_hashed(self._key, link)))


class Throttle:
    """Delays a request by the longer of its link's and its address's wait."""

    def __init__(self, settings: WebSettings) -> None:
        self._links = ThrottleQueue(settings.per_link)
        self._addresses = ThrottleQueue(settings.per_address)
        self._proxies = settings.proxies
        self._key = secrets.token_bytes(32)
        self._waiting = 0

    def wait(self, request: web.Request) -> float:
        """Seconds that this request is to wait; counts it."""
        if not request.path.startswith(_SLOWED):
            return 0.0
        return max(
            self._links.wait(self._hashed(request.path)),
            self._addresses.wait(self._hashed(self._family(request))),
        )

    async def sit_out(self, seconds: float) -> None:
        """Return when the seconds are over.

        Past so many sleepers memory would be the weaker point, so the rest go straight on.
        """
        if seconds and self._waiting < _MOST_WAITING:
            self._waiting += 1
            try:
                await asyncio.sleep(seconds)
            finally:
                self._waiting -= 1

    def _family(self, request: web.Request) -> str:
        forwarded = request.headers.getall("X-Forwarded-For", [])
        return family_of(request.remote, forwarded, self._proxies)

    def _hashed(self, text: str) -> bytes:
        return _hashed(self._key, text)


def _hashed(key: bytes, text: str) -> bytes:
    return hmac.digest(key, text.encode("utf-8", "surrogatepass"), sha256)[:16]
