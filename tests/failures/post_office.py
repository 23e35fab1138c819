"""A mail server that puts off a share of the e-mails, and notes when each alert came."""

import random
import re
import time
from dataclasses import dataclass, field

from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.stand_ins.mail_server import MailServer

_REFERENCE = re.compile(r"^Reference: (\S+)$", re.MULTILINE)


@dataclass
class PostOffice(MailServer):
    """`came` is the concern of each e-mail, by its reference, and when it was taken."""

    share: float = 0.3
    chance: random.Random = field(default_factory=lambda: random.Random(7))
    came: list[tuple[str, float]] = field(default_factory=list[tuple[str, float]])

    async def handle_RCPT(  # noqa: N802 - the name that aiosmtpd calls
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.on_rcpt = "451 later" if self.chance.random() < self.share else "250 OK"
        return await super().handle_RCPT(server, session, envelope, address, options)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        reply = await super().handle_DATA(server, session, envelope)
        found = _REFERENCE.search(self.taken[-1].text)
        assert found is not None
        self.came.append((found[1], time.monotonic()))
        return reply
