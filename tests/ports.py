"""Ports for servers that a test starts on this machine.

Ports that are wanted together are held together while they are chosen, so that none comes twice.
"""

import socket
from contextlib import ExitStack


def free_ports(count: int) -> tuple[int, ...]:
    """Return so many different ports that no one listens on at this moment."""
    with ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return tuple(int(probe.getsockname()[1]) for probe in probes)


def free_port() -> int:
    """Return one such port."""
    (port,) = free_ports(1)
    return port
