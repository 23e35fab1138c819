"""The program as it serves, without a rate limit, because Teams' own limit is not measured here.

Everything else is as in the environment; it listens on the given port.
"""

import asyncio
import sys

import app
from bot.garbage_collection import look_seldom
from tests.bench.posting import UNPACED


async def serve(port: int) -> None:
    """Serve until the process is ended."""
    of = app.settings().model_copy(update={"send_rate": UNPACED})
    async with app.running(
        app.Process(of, app.open_store(of), app.installation(of)), "127.0.0.1", port
    ):
        await asyncio.Event().wait()


if __name__ == "__main__":
    look_seldom()
    asyncio.run(serve(int(sys.argv[1])))
