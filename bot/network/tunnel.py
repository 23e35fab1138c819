"""A connection to a host that speaks no HTTP: straight, or through a tunnel of the proxy.

The answer of the proxy is read byte by byte, because a mail server speaks first and its greeting
may follow in the same packet.
"""

import re
import socket
from time import monotonic

from bot.network.outgoing import Network, OutgoingProxy

_LONGEST_ANSWER = 16_384  # bytes
_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})\b")
_OPENED = range(200, 300)


class ProxyRefused(ConnectionError):  # noqa: N818 - what a proxy does, as well as an error
    """The proxy opened no tunnel; `status` is its answer, 0 for none that can be read."""

    def __init__(self, status: int) -> None:
        super().__init__(f"the proxy answered {status}")
        self.status = status


def open_connection(network: Network, host: str, port: int, seconds: float) -> socket.socket:
    """Connect to a host. Raises OSError, and `ProxyRefused` where the proxy opens no tunnel."""
    proxy = network.proxy_for(host)
    if proxy is None:
        return socket.create_connection((host, port), seconds)
    over = monotonic() + seconds
    connection = socket.create_connection((proxy.host, proxy.port), seconds)
    try:
        connection.sendall(_asking(proxy, f"[{host}]:{port}" if ":" in host else f"{host}:{port}"))
        status = _status(_answer(connection, over))
        if status not in _OPENED:
            raise ProxyRefused(status)
        connection.settimeout(max(0.001, over - monotonic()))
    except BaseException:
        connection.close()
        raise
    return connection


def _asking(proxy: OutgoingProxy, to: str) -> bytes:
    lines = [f"CONNECT {to} HTTP/1.1", f"Host: {to}"]
    lines += [f"{name}: {value}" for name, value in proxy.headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("ascii")


def _answer(connection: socket.socket, over: float) -> bytes:
    """Return the head of the proxy's answer, and not one byte that comes after it."""
    head = b""
    while not head.endswith(b"\r\n\r\n") and len(head) < _LONGEST_ANSWER:
        left = over - monotonic()
        if left <= 0:
            raise TimeoutError
        connection.settimeout(left)
        byte = connection.recv(1)
        if not byte:
            break
        head += byte
    return head


def _status(head: bytes) -> int:
    found = _STATUS.match(head)
    return int(found[1]) if found and head.endswith(b"\r\n\r\n") else 0
