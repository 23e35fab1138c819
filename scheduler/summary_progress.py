"""A summary's progress, told in the chat of the person who asked, once that takes some seconds.

One message, which is brought up to date until the file is there, also where making it fails and is
tried again; a quick summary has none.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from dialogs.impact.request_summary import being_made, made
from dialogs.ports import Address, Delivered, Draw, Sender
from dialogs.replies import Said
from surveys.impact.progress import Tell


@dataclass(slots=True)
class SummaryProgress:
    """The message about one summary in one chat, brought up to date `every` so many seconds."""

    sender: Sender
    draw: Draw
    address: Address
    every: float
    _waves: tuple[int, int] = field(default=(0, 0), init=False)
    _shown: Said | None = field(default=None, init=False)
    _message: str | None = field(default=None, init=False)

    def tell(self, read: int, of: int) -> None:
        """Take how many waves are read; it is shown at the next step. Any thread may call it."""
        self._waves = (read, of)

    async def show_until(self, over: asyncio.Event) -> None:
        """Show how far it is, at first after `every`."""
        while not over.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(over.wait(), self.every)
            if not over.is_set():
                await self._show(being_made(*self._waves))

    async def end(self) -> None:
        """Say in the message, if there is one, that the summary is made."""
        if self._message is not None:
            await self._show(made())

    async def _show(self, reply: Said) -> None:
        if reply == self._shown:
            return
        body = self.draw(reply, None)
        if self._message is None:
            outcome = await self.sender.send(self.address, body)
        else:
            outcome = await self.sender.update(self.address, self._message, body)
        if isinstance(outcome, Delivered):
            self._message = self._message or outcome.activity_id
            self._shown = reply


@asynccontextmanager
async def shown_in_chat(progress: SummaryProgress) -> AsyncGenerator[Tell]:
    """Show how far a summary is while the context is open; give what it tells of its waves."""
    over = asyncio.Event()
    showing = asyncio.create_task(progress.show_until(over))
    try:
        yield progress.tell
    finally:
        over.set()
        await showing  # a message that is on its way arrives first
    await progress.end()
