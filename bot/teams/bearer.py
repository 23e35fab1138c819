"""The bot's own token for the connector, cached until shortly before it expires.

Tokens come from Entra (`EntraToken`: secret, managed identity or federated identity, off the event
loop) or from one configured address; only the connector ever sees them.
"""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from yarl import URL

from bot.network.sessions import read_up_to
from bot.teams.addresses import is_loopback

RENEW_BEFORE_SECONDS = 300.0


class NoToken(Exception):  # noqa: N818 - a state of the world that becomes an outcome
    """No token could be fetched; nothing was sent."""


@dataclass(frozen=True, slots=True)
class Token:
    """A bearer token and when it expires, in seconds since 1970."""

    text: str
    expires_at: float


FetchToken = Callable[[], Awaitable[Token]]


@dataclass(slots=True)
class Bearer:
    """Caches one token; calls during a fetch wait for that fetch."""

    fetch: FetchToken
    now: Callable[[], float] = time.time
    _token: Token | None = None
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def text(self, *, other_than: str = "") -> str:
        """Return a usable token; `other_than` is one that was refused. Raises `NoToken`."""
        if (held := self._usable(other_than)) is not None:
            return held
        async with self._lock:
            if (held := self._usable(other_than)) is not None:
                return held
            self._token = await self.fetch()
            return self._token.text

    def _usable(self, other_than: str) -> str | None:
        token = self._token
        if (
            token is None
            or token.text == other_than
            or token.expires_at - RENEW_BEFORE_SECONDS <= self.now()
        ):
            return None
        return token.text


@dataclass(frozen=True, slots=True)
class TokenAddress:
    """Client credentials against one address, for a sovereign cloud or a test.

    Plain http only to this machine in local mode. The SDK supports neither such an address nor a
    token that is not a JWT, so we make the call ourselves.
    """

    session: aiohttp.ClientSession
    url: str
    client_id: str
    client_secret: str
    scope: str = "https://api.botframework.com/.default"
    local: bool = False

    async def __call__(self) -> Token:
        """Fetch a token; raises `NoToken`."""
        url = URL(self.url)
        if url.scheme != "https" and not (self.local and is_loopback(url)):
            raise NoToken("token-address-not-https")
        form = {
            "grant_type": "client_credentials",
            "client_id": self.client_id,
            "client_secret": self.client_secret,
            "scope": self.scope,
        }
        try:
            async with self.session.post(url, data=form, allow_redirects=False) as response:
                return _token(response.status, await read_up_to(response.content, 65536))
        except (aiohttp.ClientError, TimeoutError, OSError) as problem:
            raise NoToken(f"token-{type(problem).__name__}") from None


def _token(status: int, content: bytes) -> Token:
    try:
        answer: dict[str, Any] = json.loads(content)
        text, lasts = answer["access_token"], float(answer.get("expires_in", 3600))
    except (ValueError, TypeError, KeyError):
        raise NoToken(f"token-status-{status}") from None
    if status != 200 or not isinstance(text, str):
        raise NoToken(f"token-status-{status}")
    return Token(text, time.time() + max(lasts, RENEW_BEFORE_SECONDS + 60))
