"""The mail server of `GT_SMTP_URL`: where it is, and a connection to it that is ready to send.

Everything goes over TLS with a trusted certificate, except to this machine in local mode.
"""

import smtplib
import socket
import ssl
from dataclasses import dataclass, field
from time import monotonic
from typing import Any
from urllib.parse import unquote, urlsplit

from bot.network import Network, is_loopback, open_connection

_PORTS = {"smtp": 587, "smtps": 465}


class NotSecure(Exception):  # noqa: N818 - what a server can be, as well as an error
    """A server that offers no TLS."""


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where it is. `from_the_start`: TLS from the first byte; else STARTTLS, unless `plain`."""

    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    from_the_start: bool = False
    plain: bool = False


def parse_smtp(url: str, *, local: bool) -> SmtpServer | None:
    """Read `GT_SMTP_URL`; None where it is not the address of a mail server."""
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS[parts.scheme]
    except (ValueError, KeyError):  # unclosed brackets, a bad port, another scheme
        return None
    host, user, password = (
        parts.hostname,
        unquote(parts.username or ""),
        unquote(parts.password or ""),
    )
    more = parts.path not in {"", "/"} or parts.query or parts.fragment
    if not host or more or not url.isprintable() or bool(user) != bool(password):
        return None
    plain = local and is_loopback(host) and parts.scheme == "smtp"
    return SmtpServer(
        host, port, user, password, from_the_start=parts.scheme == "smtps", plain=plain
    )


class _Leaving(smtplib.SMTP):
    """A connection that leaves by a network, through its proxy where it has one."""

    network: Network

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        """Connect; this is what smtplib itself has for another way to a server."""
        return open_connection(self.network, host, port, timeout)


class _Timed(_Leaving):
    """A connection with a time limit for everything together, however slowly each answer comes."""

    def __init__(self, server: SmtpServer, network: Network, seconds: float, **more: Any) -> None:
        self._over, self.network = monotonic() + seconds, network
        super().__init__(server.host, server.port, socket.gethostname(), timeout=seconds, **more)

    def send(self, s: Any) -> None:
        """Send, in the time that is left."""
        self._hurry()
        super().send(s)

    def getreply(self) -> tuple[int, bytes]:
        """Wait for an answer, in the time that is left."""
        self._hurry()
        return super().getreply()

    def _hurry(self) -> None:
        left = self._over - monotonic()
        if left <= 0:
            raise TimeoutError
        if self.sock is not None:
            self.sock.settimeout(left)


class _TimedOverTls(_Timed, smtplib.SMTP_SSL, _Leaving):
    """The same over TLS from the start, around the connection of `_Leaving`."""


def open_smtp(server: SmtpServer, network: Network, seconds: float) -> smtplib.SMTP:
    """Connect, secure the connection and sign in.

    Raises `NotSecure`, and OSError for what a network or a server does.
    """
    context = network.trust()
    smtp = (
        _TimedOverTls(server, network, seconds, context=context)
        if server.from_the_start
        else _Timed(server, network, seconds)
    )
    try:
        smtp.ehlo_or_helo_if_needed()
        if not (server.from_the_start or server.plain):
            _secure(smtp, context)
        if server.user:
            smtp.login(server.user, server.password)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _secure(smtp: smtplib.SMTP, context: ssl.SSLContext) -> None:
    if not smtp.has_extn("starttls"):
        raise NotSecure
    code, _ = smtp.starttls(context=context)
    if code != 220:
        raise NotSecure
    smtp.ehlo_or_helo_if_needed()
