"""Reads a request's body into a JSON object, however it is sent.

It holds 256 KB at most, and its strings can be stored: half a surrogate pair or a null character is
replaced here instead of failing in a database later.
"""

import asyncio
import json
import re
from typing import Any, cast

from aiohttp import ClientPayloadError, web

MOST_BYTES = 256 * 1024
READ_TIMEOUT_SECONDS = 10
_UNSTORABLE_ESCAPES = re.compile(rb"\\u(?:[dD][89a-fA-F]|0000)")


class BodyRefused(Exception):  # noqa: N818 - a refusal with a status, translated once by the gate
    """A body that is not taken: the HTTP status and the code for the log."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code


async def read_activity(request: web.Request) -> dict[str, Any]:
    """Return the JSON object in the body; raises `BodyRefused` if it is not one or too large."""
    try:
        content = await _content(request)
    except (
        TimeoutError,
        ClientPayloadError,
        web.RequestPayloadError,
        web.HTTPException,
        ConnectionError,
    ):
        raise BodyRefused(400, "body-not-received") from None
    return parsed_object(content)


async def _content(request: web.Request) -> bytes:
    """Return what was sent, or wait for it; most bodies are here as a whole and need no timer."""
    _limit(request.content_length or 0)
    if request.content.is_eof():
        content = request.content.read_nowait()
        _limit(len(content))
        return content
    async with asyncio.timeout(READ_TIMEOUT_SECONDS):
        return await _arriving(request)


async def _arriving(request: web.Request) -> bytes:
    content = bytearray()
    async for chunk in request.content.iter_any():
        content += chunk
        _limit(len(content))
    return bytes(content)


def _limit(size: int) -> None:
    if size > MOST_BYTES:
        raise BodyRefused(413, "body-too-large")


def parsed_object(content: bytes) -> dict[str, Any]:
    """Read a JSON object; raises `BodyRefused` when it is not one or is nested beyond reason."""
    try:
        # Left to guess, json would accept half characters and UTF-16.
        found: object = json.loads(content.decode("utf-8-sig"))
        if _UNSTORABLE_ESCAPES.search(content):
            found = storable(found)
    except (ValueError, RecursionError):
        raise BodyRefused(400, "body-not-json") from None
    if not isinstance(found, dict):
        raise BodyRefused(400, "body-not-object")
    return cast("dict[str, Any]", found)


def storable(value: object) -> object:
    """Return the same JSON without null characters and halves of surrogate pairs."""
    if isinstance(value, str):
        return (
            value.replace("\0", "")
            .encode("utf-16-le", "surrogatepass")
            .decode("utf-16-le", "replace")
        )
    if isinstance(value, list):
        return [storable(item) for item in cast("list[object]", value)]
    if isinstance(value, dict):
        return {
            storable(name): storable(item)
            for name, item in cast("dict[str, object]", value).items()
        }
    return value
