"""Pages of a real server in a real browser: opened, and looked at by axe-core."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, Page

from tests.bot.web.opened import House, application
from tests.tools import need

WIDTHS = (320, 390, 1280)
FORM = "/f/abcd1234"


@asynccontextmanager
async def on_page(
    browser: Browser, house: House, path: str = FORM, width: int = 390, script: bool = False
) -> AsyncIterator[Page]:
    """Open a page of a real server; without script, as the page must work."""
    async with TestServer(application(house)) as server:
        context = await browser.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=script, bypass_csp=script
        )
        page = await context.new_page()
        await page.goto(str(server.make_url(path)))
        yield page
        await context.close()


async def violations(page: Page) -> list[str]:
    await page.add_script_tag(path=Path(need("npm")) / "axe-core" / "axe.min.js")
    found: dict[str, Any] = await page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {json.dumps([node['html'] for node in one['nodes']][:3])}"
        for one in found["violations"]
    ]
