"""E-mail on threads of its own: whoever speaks to a mail server waits, and nothing else waits with them."""

import asyncio
from abc import ABC, abstractmethod
from concurrent.futures import ThreadPoolExecutor

from bot.mail.drawing import may_be_written_to
from dialogs.ports import EmailOutcome, OutgoingEmail, Refused

TOTAL_SECONDS = 15  # for one e-mail
AGAIN, SHUT = (
    60.0,
    300.0,
)  # seconds: after a word that it is busy, and after nobody has answered at all
THREADS = 8


class ThreadedMailer(ABC):
    """A `Mailer` of `dialogs.ports`; one that is made of it says how one e-mail is handed over."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="mail")

    async def send(self, mail: OutgoingEmail) -> EmailOutcome:
        """Send one e-mail."""
        if not may_be_written_to(mail.to):
            return Refused("address-unusable")
        return await asyncio.get_running_loop().run_in_executor(self._threads, self.hand_over, mail)

    def close(self) -> None:
        """Let what is being sent finish."""
        self._threads.shutdown()

    @abstractmethod
    def hand_over(self, mail: OutgoingEmail) -> EmailOutcome:
        """Hand one e-mail over, on a thread; say what became of it and raise nothing."""
