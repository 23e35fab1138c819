"""A real mail server on loopback that accepts, refuses, defers, hangs or drops on request.

It keeps what it accepted.
"""

import asyncio
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from threading import Event
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

Reply = str
DROP, HANG = "drop", "hang"


@dataclass
class Taken:
    """One e-mail as it came over the line."""

    sender: str
    to: list[str]
    secured: bool
    message: EmailMessage

    @property
    def text(self) -> str:
        """The plain words."""
        return str(self.message.get_body(("plain",)).get_content()).replace("\r\n", "\n")  # pyright: ignore[reportOptionalMemberAccess]

    @property
    def html(self) -> str:
        return str(self.message.get_body(("html",)).get_content())  # pyright: ignore[reportOptionalMemberAccess]


@dataclass
class MailServer:
    """Its answers to MAIL, RCPT and the text, and what it has accepted. `let_go` ends a hang."""

    on_mail: Reply = "250 OK"
    on_rcpt: Reply = "250 OK"
    on_text: Reply = "250 OK"
    keeps: bool = (
        False  # takes the text before it drops or hangs, as a server that dies afterwards does
    )
    taken: list[Taken] = field(default_factory=list[Taken])
    talks: int = 0
    texts: int = 0
    let_go: Event = field(default_factory=Event)
    port: int = 0

    async def handle_EHLO(  # noqa: N802 - the name that aiosmtpd calls
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        hostname: str,
        responses: list[str],
    ) -> list[str]:
        self.talks += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> Reply:
        envelope.mail_from = address
        return await self._answer(server, self.on_mail)

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> Reply:
        envelope.rcpt_tos.append(address)
        return await self._answer(server, self.on_rcpt)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> Reply:  # noqa: N802
        self.texts += 1
        if self.on_text.startswith("250") or self.keeps:
            content = message_from_bytes(bytes(envelope.content or b""), policy=default)
            assert isinstance(content, EmailMessage)
            sender = str(envelope.mail_from)
            self.taken.append(
                Taken(sender, list(envelope.rcpt_tos), session.ssl is not None, content)
            )
        return await self._answer(server, self.on_text)

    async def _answer(self, server: SMTP, reply: Reply) -> Reply:
        if reply == HANG:
            await asyncio.to_thread(self.let_go.wait, 30)
        if reply in {DROP, HANG}:
            assert server.transport is not None
            server.transport.abort()
            return "421 gone"
        return reply


def _accepts(user: str, password: str) -> Any:
    def look(
        _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: Any
    ) -> AuthResult:
        right = (data.login, data.password) == (user.encode(), password.encode())
        return AuthResult(success=right, handled=False)

    return look


@contextmanager
def running_mail_server(server: MailServer | None = None, **how: Any) -> Iterator[MailServer]:
    """Run it until the test ends; `how`: `tls_context`, `ssl_context`, `user`, `password` ..."""
    handler = server or MailServer()
    if "user" in how:
        how |= {
            "authenticator": _accepts(how.pop("user"), how.pop("password")),
            "auth_required": True,
        }
    controller = _Anywhere(handler, **{"hostname": "127.0.0.1", "port": 0, **how})
    controller.start()
    handler.port = controller.port
    try:
        yield handler
    finally:
        handler.let_go.set()
        controller.stop()


class _Anywhere(Controller):
    """Listens on a port that the machine chooses."""

    def _trigger_server(self) -> None:
        """Look where it listens before it is tried."""
        self.port = self.server.sockets[0].getsockname()[1]  # pyright: ignore[reportOptionalMemberAccess]
        super()._trigger_server()


def tls(certificate: str, key: str) -> ssl.SSLContext:
    """What a server needs to speak TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context
