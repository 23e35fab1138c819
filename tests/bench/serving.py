"""The program as it serves, without a rate limit, because Teams' own limit is not measured here.

Everything else is as in the environment; it listens on the given port.
"""

import asyncio
import sys

import app
from bot.garbage_collection import collect_seldom
from bot.process import Process
from bot.startup import installation, open_store
from tests.bench.posting import UNLIMITED


async def serve(port: int) -> None:
    """Serve until the process is ended."""
    of = app.settings().model_copy(update={"send_rate": UNLIMITED})
    process = Process(of, open_store(of), installation(of))
    async with app.running(process, "127.0.0.1", port):
        await asyncio.Event().wait()


if __name__ == "__main__":
    collect_seldom()
    asyncio.run(serve(int(sys.argv[1])))
