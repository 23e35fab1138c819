"""The OpenID stand-in for bots in other processes, served from a thread of the benchmark."""

import asyncio
import threading
from collections.abc import Generator
from contextlib import contextmanager

from tests.stand_ins.openid import OpenIdProvider, running_provider


@contextmanager
def provider(audience: str) -> Generator[OpenIdProvider]:
    """Give a running provider whose tokens are for `audience`."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    context = running_provider(audience)
    try:
        yield asyncio.run_coroutine_threadsafe(context.__aenter__(), loop).result()
    finally:
        asyncio.run_coroutine_threadsafe(context.__aexit__(None, None, None), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
