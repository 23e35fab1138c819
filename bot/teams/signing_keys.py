"""The public keys with which Teams signs, fetched without ever blocking the event loop.

One fetch at a time, shared by all that wait, and at most one in 30 s however many unknown key ids
arrive; old keys stay usable while a fetch fails. While there are no keys yet, the next call tries
again at once, and from then on after pauses that grow to those 30 s.
"""

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast

import aiohttp
import jwt
import structlog
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from yarl import URL

from bot.network.sessions import read_up_to
from bot.teams.addresses import is_loopback

FETCH_TIMEOUT_SECONDS = 10
COOL_DOWN_SECONDS = 30.0
WITHOUT_KEYS_SECONDS = (0.0, 0.0, 1.0, 2.0, 4.0, 8.0, 16.0)  # by how many fetches have failed
STALE_AFTER_SECONDS = 3600.0
_MOST_BYTES = 1_000_000

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class KeySet:
    """The metadata as read once: issuer, RSA keys by id, ids endorsed for Teams."""

    issuer: str
    keys: dict[str, RSAPublicKey]
    endorsed: frozenset[str]


class KeysUnavailable(Exception):  # noqa: N818 - a state of the world, reported as a refusal
    """The metadata or the keys could not be read."""


@dataclass(slots=True)
class KeySource:
    """Caches the key set of one OpenID metadata address; `clock` is monotonic, in seconds."""

    session: aiohttp.ClientSession
    metadata_url: str
    local: bool = False
    clock: Callable[[], float] = time.monotonic
    _current: KeySet | None = None
    _tried_at: float = float("-inf")
    _read_at: float = float("-inf")
    _failed: int = 0
    _fetching: asyncio.Task[None] | None = field(default=None, repr=False)

    @property
    def fetched(self) -> bool:
        """Say whether the keys have been fetched at least once."""
        return self._current is not None

    def keep_trying(self) -> None:
        """Begin to fetch the keys, unless they are there or the last try was too recent."""
        if self._current is None:
            self._start()

    async def warm(self) -> None:
        """Fetch the keys before the first request needs them; a failure is logged and retried."""
        await self._refresh()

    async def with_key(self, key_id: str) -> KeySet | None:
        """Return the key set with `key_id`, fetched once if unknown; None if still unknown."""
        current = self._current
        if current is not None and key_id in current.keys:
            if self.clock() - self._read_at > STALE_AFTER_SECONDS:
                self._start()
            return current
        await self._refresh()
        current = self._current
        return current if current is not None and key_id in current.keys else None

    async def _refresh(self) -> None:
        task = self._start()
        if task is not None:
            await asyncio.shield(task)

    def _start(self) -> asyncio.Task[None] | None:
        """Return the fetch under way, or begin one unless the last was too recent."""
        if self._fetching is not None and not self._fetching.done():
            return self._fetching
        now = self.clock()
        if now - self._tried_at < self._pause():
            return None
        self._tried_at = now
        self._fetching = asyncio.create_task(self._fetch())
        return self._fetching

    def _pause(self) -> float:
        """Return the seconds from one fetch to the next."""
        waits_longest = self._current is not None or self._failed >= len(WITHOUT_KEYS_SECONDS)
        return COOL_DOWN_SECONDS if waits_longest else WITHOUT_KEYS_SECONDS[self._failed]

    async def _fetch(self) -> None:
        try:
            self._current = await self._read()
            self._read_at, self._failed = self.clock(), 0
        # Whatever was wrong, the keys we have stay and no request fails.
        except Exception as problem:
            self._failed += 1
            log.warning("signing-keys-unavailable", code=type(problem).__name__)

    async def _read(self) -> KeySet:
        metadata = await self._json(self._allowed(self.metadata_url))
        issuer, keys_url = metadata.get("issuer"), metadata.get("jwks_uri")
        if not isinstance(issuer, str) or not isinstance(keys_url, str):
            raise KeysUnavailable("metadata-incomplete")
        return _key_set(issuer, await self._json(self._allowed(keys_url)))

    def _allowed(self, address: str) -> URL:
        url = URL(address)
        if url.scheme == "https" or (self.local and is_loopback(url)):
            return url
        raise KeysUnavailable("address-not-https")

    async def _json(self, url: URL) -> dict[str, Any]:
        timeout = aiohttp.ClientTimeout(total=FETCH_TIMEOUT_SECONDS)
        async with self.session.get(url, timeout=timeout, allow_redirects=False) as response:
            if response.status != 200:
                raise KeysUnavailable("status")
            content = await read_up_to(response.content, _MOST_BYTES)
        found: object = json.loads(content)
        if not isinstance(found, dict):
            raise KeysUnavailable("not-an-object")
        return cast("dict[str, Any]", found)


def _key_set(issuer: str, document: dict[str, Any]) -> KeySet:
    """Return the RSA signing keys of a JWKS.

    If any key lists endorsements, only those for `msteams` are endorsed, else all are.
    """
    listed: object = document.get("keys")
    if not isinstance(listed, list):
        raise KeysUnavailable("keys-missing")
    entries = [
        cast("dict[str, Any]", entry)
        for entry in cast("list[object]", listed)
        if isinstance(entry, dict)
    ]
    keys = {
        kid: key
        for entry in entries
        if (key := _rsa_key(entry)) and isinstance(kid := entry.get("kid"), str)
    }
    if not any("endorsements" in entry for entry in entries):
        return KeySet(issuer, keys, frozenset(keys))
    endorsed = {
        entry.get("kid") for entry in entries if "msteams" in (entry.get("endorsements") or ())
    }
    return KeySet(issuer, keys, frozenset(kid for kid in keys if kid in endorsed))


def _rsa_key(entry: dict[str, Any]) -> RSAPublicKey | None:
    if entry.get("kty") != "RSA" or entry.get("use", "sig") != "sig":
        return None
    try:
        key = jwt.PyJWK(entry, algorithm="RS256").key
    except jwt.PyJWTError:
        return None
    return key if isinstance(key, RSAPublicKey) else None
