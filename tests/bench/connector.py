"""The development connector in a process of its own, on the port it is given."""

import asyncio
import sys

from bot.teams.loopback import LoopbackConnector, serving


async def serve(port: int) -> None:
    """Take messages until the process is ended."""
    async with serving(LoopbackConnector(keeps=100).application(), port):
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
