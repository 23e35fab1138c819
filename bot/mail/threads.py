"""Sends e-mail on its own threads, so that nothing else waits for a mail server."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from bot.mail.drawing import may_be_written_to
from bot.tracing import span
from dialogs.ports import BouncedEmail, EmailOutcome, OutgoingEmail, Refused

TOTAL_SECONDS = 15  # for one e-mail
# Back-off in seconds: after a reply that the server is busy, and after no answer at all.
AGAIN, SHUT = 60.0, 300.0
THREADS = 8


class ThreadedMailer(ABC):
    """A `Mailer` of `dialogs.ports`; subclasses say how to hand over one e-mail."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="mail")

    async def send(self, mail: OutgoingEmail) -> EmailOutcome:
        """Send one e-mail."""
        if not may_be_written_to(mail.to):
            return Refused("address-unusable")
        with span("e-mail") as opened:
            loop = asyncio.get_running_loop()
            outcome = await loop.run_in_executor(self._threads, self.hand_over, mail)
            opened.set_attribute("outcome", type(outcome).__name__)
            return outcome

    async def bounced(self) -> Sequence[BouncedEmail]:
        """Return what was accepted lately and not delivered."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self.look_back)

    def look_back(self) -> Sequence[BouncedEmail]:
        """Ask for it, on a thread; a mail server has said all that it says in its session."""
        return ()

    def close(self) -> None:
        """Let e-mails being sent finish."""
        self._threads.shutdown()

    @abstractmethod
    def hand_over(self, mail: OutgoingEmail) -> EmailOutcome:
        """Hand one e-mail over, on a thread; return the outcome and raise nothing."""
