"""What these tests share: one Chromium a module, and the stage at the Agents Playground."""

from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from tests.doors.stage import stage
from tests.tools import need

__all__ = ["browser", "stage"]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    chromium = need("chromium")
    async with async_playwright() as playwright:
        # A container has no user namespaces to build the sandbox from; only our own loopback pages
        # are opened.
        launched = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield launched
        await launched.close()
