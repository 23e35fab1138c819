"""Send one message from the command line, through the same sender as the program that serves."""

import asyncio

from bot.server import open_doors
from bot.settings import Settings
from bot.startup import utc_now
from bot.teams.door import to_bytes
from dialogs.ports import Address, Outcome
from dialogs.replies import Reply
from storage.store import Store


def send_one(of: Settings, store: Store, address: Address, reply: Reply) -> Outcome:
    """Send a reply to an address and return the outcome; no network failure raises."""

    async def send() -> Outcome:
        async with open_doors(of, utc_now, store) as doors:
            return await doors.sender.send(address, to_bytes(reply))

    return asyncio.run(send())
