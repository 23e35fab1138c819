"""The page where a link's code is typed, in a real browser: a slip, then the form.

Pictures go to var/artefacts/web/, for people to look at.
"""

import pytest
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser

from storage.store import Store
from tests.bot.web.opened import application
from tests.builders.asking import LINK, a_form
from tests.builders.partnership import a_town
from tests.doors.pages import WIDTHS, violations
from tests.doors.test_form_in_browser import PICTURES
from tests.doors.test_question_pages import CONTINUE, HEIGHTS, house_of

pytestmark = pytest.mark.asyncio(loop_scope="module")  # one browser for all


@pytest.mark.parametrize("width", WIDTHS)
async def test_a_code_is_typed_with_a_slip_and_then_right(
    browser: Browser, sqlite_store: Store, width: int
) -> None:
    a_form(a_town(sqlite_store), "family")
    code = sqlite_store.look(lambda unit: unit.public_links.code_of(LINK))
    async with TestServer(application(house_of(sqlite_store))) as server:
        viewport = {"width": width, "height": HEIGHTS[width]}
        context = await browser.new_context(viewport=viewport, bypass_csp=True)
        page = await context.new_page()
        await page.goto(str(server.make_url("/g")))
        box = page.get_by_label("Type the code of your form")
        await box.fill(code[:-1])
        await page.get_by_role("button", name=CONTINUE).click()
        await page.get_by_text("We found no form with that code").wait_for()
        assert await violations(page) == []
        assert await page.evaluate("document.documentElement.scrollWidth") <= width
        assert await box.input_value() == code[:-1]
        await page.screenshot(path=PICTURES / f"code-of-a-link-{width}.png", full_page=True)
        await box.fill(code.lower().replace("-", " "))
        await box.press("Enter")
        await page.get_by_role("button", name="Start", exact=True).wait_for()
        assert LINK in page.url
        await context.close()
