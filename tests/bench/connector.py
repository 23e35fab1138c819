"""A connector that costs almost nothing, in its own process: it accepts and times every message.

A raw protocol and no web framework, because a slow connector would hide the cost of sending. `GET
/arrivals` returns the arrival times of requests since the last call, in seconds on a monotonic
clock.
"""

import asyncio
import json
import re
import sys
import time

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_END = b"\r\n\r\n"


class Arrivals(asyncio.Protocol):
    """One connection, kept open; `came` and the number of messages are everyone's."""

    came: list[float] = []  # noqa: RUF012 - one list for all connections
    taken = 0

    def __init__(self) -> None:
        self._held = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer every request that is there as a whole, and keep the beginning of the next."""
        held = self._held + data
        while (end := held.find(_END)) >= 0:
            head = held[:end]
            length = _LENGTH.search(head)
            whole = end + len(_END) + (int(length[1]) if length else 0)
            if len(held) < whole:
                break
            held = held[whole:]
            self._transport.write(_reading(head) if head.startswith(b"GET") else _taking())
        self._held = held


def _taking() -> bytes:
    Arrivals.came.append(time.monotonic())
    Arrivals.taken += 1
    return _answer(b"201 Created", b'{"id":"activity-%d"}' % Arrivals.taken)


def _reading(head: bytes) -> bytes:
    if not head.startswith(b"GET /arrivals "):
        return _answer(b"200 OK", b"{}")
    came, Arrivals.came = Arrivals.came, []
    return _answer(b"200 OK", json.dumps(came).encode())


def _answer(status: bytes, body: bytes) -> bytes:
    return b"HTTP/1.1 %b\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (
        status,
        len(body),
        body,
    )


async def serve(port: int) -> None:
    """Take messages until the process is ended."""
    server = await asyncio.get_running_loop().create_server(Arrivals, "127.0.0.1", port)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
