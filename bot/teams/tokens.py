"""Verifies that a bearer token was signed by Teams for our bot.

RS256 only, with a key from the configured metadata. A verified token is cached by its hash until it
expires, because verification costs as much processor time as the rest of a bare turn.
"""

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import jwt

from bot.teams.signing_keys import KeySource

LEEWAY_SECONDS = 300
MOST_REMEMBERED = 1024

Claims = Mapping[str, Any]


class TokenRefused(Exception):  # noqa: N818 - a refusal, with a code for the log only
    """A token that is not accepted; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(slots=True)
class TokenCheck:
    """Verifies bearer tokens for one audience; `now` is seconds since 1970."""

    keys: KeySource
    client_id: str
    now: Callable[[], float] = time.time
    _seen: OrderedDict[bytes, tuple[float, Claims]] = field(
        default_factory=OrderedDict[bytes, tuple[float, Claims]], repr=False
    )

    async def claims(self, token: str) -> Claims:
        """Return the claims of a valid token.

        Raises `TokenRefused` for everything else, whatever the bytes are.
        """
        digest = hashlib.sha256(token.encode("utf-8", "surrogateescape")).digest()
        known = self._seen.get(digest)
        if known is not None and known[0] > self.now():
            return known[1]
        claims = await self._verify(token)
        self._remember(digest, claims)
        return claims

    async def _verify(self, token: str) -> Claims:
        key_id = _key_id(token)
        key_set = await self.keys.with_key(key_id)
        if key_set is None:
            raise TokenRefused("token-key-unknown")
        if key_id not in key_set.endorsed:
            raise TokenRefused("token-key-not-endorsed")
        try:
            return jwt.decode(
                token,
                key_set.keys[key_id],
                algorithms=["RS256"],
                audience=self.client_id,
                issuer=key_set.issuer,
                leeway=LEEWAY_SECONDS,
                options={"require": ["exp", "aud", "iss"], "strict_aud": True},
            )
        except jwt.PyJWTError as problem:
            raise TokenRefused(f"token-{type(problem).__name__}") from None
        except (ValueError, TypeError, ArithmeticError, RecursionError):
            raise TokenRefused("token-unreadable") from None

    def _remember(self, digest: bytes, claims: Claims) -> None:
        """Cache a verified token until it expires; the oldest make room."""
        self._seen[digest] = (float(claims["exp"]), claims)
        self._seen.move_to_end(digest)
        while len(self._seen) > MOST_REMEMBERED:
            self._seen.popitem(last=False)


def _key_id(token: str) -> str:
    try:
        header = jwt.get_unverified_header(token)
    except (jwt.PyJWTError, ValueError, TypeError, RecursionError):
        raise TokenRefused("token-unreadable") from None
    key_id = header.get("kid")
    if header.get("alg") != "RS256" or not isinstance(key_id, str):
        raise TokenRefused("token-algorithm")
    return key_id
