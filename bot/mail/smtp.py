"""E-mail by a mail server: one SMTP session each, of fifteen seconds at most.

Until the message has been transmitted nothing can have arrived; after that, silence means unknown.
"""

import re
import smtplib
from collections.abc import Callable
from contextlib import closing
from datetime import datetime

from bot.mail.drawing import message
from bot.mail.threads import AGAIN, SHUT, TOTAL_SECONDS, ThreadedMailer
from bot.network import DIRECT, Network
from bot.smtp_server import NotSecure, SmtpServer, open_smtp
from dialogs.ports import EmailAccepted, EmailOutcome, OutgoingEmail, Refused, RetryLater, Unknown

_DOT = re.compile(rb"^\.", re.MULTILINE)


class SmtpMailer(ThreadedMailer):
    """Sends through one server, from one address."""

    def __init__(
        self,
        server: SmtpServer,
        sender: str,
        clock: Callable[[], datetime],
        network: Network = DIRECT,
    ) -> None:
        super().__init__()
        self._server, self._sender, self._clock = server, sender, clock
        self._network = network

    def hand_over(self, mail: OutgoingEmail) -> EmailOutcome:
        """Hold one session with the server."""
        content = message(mail, self._sender, self._clock()).as_bytes()
        try:
            smtp = open_smtp(self._server, self._network, TOTAL_SECONDS)
        except (OSError, NotSecure) as problem:
            return _not_open(problem)
        with closing(smtp):
            return _hand_over(smtp, self._sender, mail.to, content)


def _not_open(problem: Exception) -> EmailOutcome:
    """Return the outcome when there was no session: it says nothing about this one e-mail."""
    if isinstance(problem, NotSecure):
        return Refused("mail-not-secure", stops_dispatch=True)
    if isinstance(problem, smtplib.SMTPAuthenticationError) and problem.smtp_code >= 500:
        return Refused("mail-sign-in", stops_dispatch=True)
    return RetryLater(SHUT, throttled=False, reason="mail-unreachable", tried=False)


def _hand_over(smtp: smtplib.SMTP, sender: str, to: str, content: bytes) -> EmailOutcome:
    try:
        refusal = _before_the_text(smtp, sender, to)
    except OSError:
        return RetryLater(AGAIN, throttled=False, reason="mail-unreachable")
    if refusal is not None:
        return refusal
    try:
        smtp.send(_DOT.sub(b"..", content) + b".\r\n")
        code, _ = smtp.getreply()
    except OSError:
        return Unknown("lost_reply")
    return EmailAccepted() if code == 250 else _refusal(code, Refused("message-refused"))


def _before_the_text(smtp: smtplib.SMTP, sender: str, to: str) -> EmailOutcome | None:
    """Name sender and recipient; return a refusal, or None when the server expects the message."""
    code, _ = smtp.mail(sender)
    if code != 250:
        return _refusal(code, Refused("sender-refused", stops_dispatch=True))
    code, _ = smtp.rcpt(to)
    if code not in {250, 251}:
        return _refusal(code, Refused("address-refused"))
    code, _ = smtp.docmd("DATA")
    return None if code == 354 else _refusal(code, Refused("message-refused"))


def _refusal(code: int, for_good: Refused) -> EmailOutcome:
    """Return the outcome of a refusal: permanent from 500 on, temporary below."""
    return for_good if code >= 500 else RetryLater(AGAIN, throttled=False, reason=f"mail-{code}")
