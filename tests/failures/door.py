"""The port for messages: `open`, `shut` (refuses connections) or `resets` (accepts, then cuts).

The port stays bound through every change, so that no other program can answer on it meanwhile.
"""

import asyncio
import socket
import ssl
import struct
from dataclasses import dataclass, field

from aiohttp import web

BACKLOG = 1024
AT_ONCE = struct.pack("ii", 1, 0)


@dataclass(slots=True)
class Door:
    """One port before one application; TLS where there is a certificate."""

    port: int
    runner: web.AppRunner
    secured: ssl.SSLContext | None = None
    cut: int = 0  # connections that it has reset
    _site: web.SockSite | None = None
    _cutter: asyncio.Server | None = None
    _held: list[socket.socket] = field(default_factory=list[socket.socket])

    async def be(self, state: str) -> None:
        """Change to a state; whoever is still connected is let go."""
        await self._leave()
        if state == "open":
            self._site = web.SockSite(
                self.runner, self._bound(), ssl_context=self.secured, backlog=BACKLOG
            )
            await self._site.start()
        elif state == "resets":
            self._cutter = await asyncio.start_server(
                self._cut, sock=self._bound(), backlog=BACKLOG
            )
        else:
            self._held.append(self._bound())

    async def _leave(self) -> None:
        if self._site is not None:
            await self._site.stop()
        if self._cutter is not None:
            self._cutter.close()
        for held in self._held:
            held.close()
        self._site, self._cutter, self._held = None, None, []
        for connection in list(self.runner.server.connections if self.runner.server else ()):
            connection.force_close()

    def _bound(self) -> socket.socket:
        bound = socket.socket()
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(("127.0.0.1", self.port))
        return bound

    def _cut(self, _reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Reset a connection, as a firewall does."""
        self.cut += 1
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
        writer.transport.abort()
