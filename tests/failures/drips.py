"""Connections that send one byte a second, of a head or of a body, until they are let go."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

from bot.connections import HEAD_SECONDS, LINGER_SECONDS
from bot.teams.request_body import READ_TIMEOUT_SECONDS
from bot.web.form_data import BODY_SECONDS
from bot.web.ports import WebSettings
from tests.failures.scene import LINK

PAUSE = 1.0
GIVEN_UP = 90.0  # seconds
BODY = b"Host: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Kind:
    """What is sent at once, and within how many seconds the program lets go of the rest."""

    name: str
    begins: bytes
    within: float


HEAD = Kind("head", b"GET /f/", HEAD_SECONDS)
# Who sends hundreds waits for the answer as well.
_FORM_SECONDS = BODY_SECONDS + WebSettings().per_address.longest + LINGER_SECONDS
FORM = Kind("form", f"POST /f/{LINK} HTTP/1.1\r\n".encode() + BODY, _FORM_SECONDS)
TEAMS = Kind(
    "Teams", b"POST /api/messages HTTP/1.1\r\n" + BODY, READ_TIMEOUT_SECONDS + LINGER_SECONDS
)


@dataclass(frozen=True, slots=True)
class Drip:
    """One connection: after how many seconds it was let go; None where it never was."""

    kind: Kind
    seconds: float | None


async def drips(port: int, kind: Kind, opened: Callable[[], None]) -> Drip:
    """Open a connection and send a byte a second until it is closed at the other end."""
    began = time.monotonic()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    opened()
    writer.write(kind.begins)
    gone = asyncio.create_task(_is_let_go(reader))
    while not gone.done() and time.monotonic() - began < GIVEN_UP:
        writer.write(b"G")
        await asyncio.wait((gone,), timeout=PAUSE)
    done = gone.done()
    gone.cancel()
    writer.close()
    return Drip(kind, time.monotonic() - began if done else None)


async def _is_let_go(reader: asyncio.StreamReader) -> None:
    """Read until there is no more: an answer may come first."""
    try:
        while await reader.read(4096):
            pass
    except ConnectionError:
        return
