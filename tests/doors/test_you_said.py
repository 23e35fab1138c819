"""A child is told what was done, in a real browser: before and after the form, until withdrawn."""

import pytest
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser

from storage.store import Store
from tests.bot.web.opened import application
from tests.builders.asking import a_form
from tests.builders.partnership import a_town
from tests.dialogs.asking.test_tell_you_said import EASY, released, withdrawn
from tests.doors.pages import violations
from tests.doors.test_form_in_browser import PICTURES
from tests.doors.test_question_pages import SEND, answer_everything, house_of

pytestmark = pytest.mark.asyncio(loop_scope="module")  # one browser for all
LINK_TO_IT = "See what we did when people told us things"


@pytest.mark.parametrize("script", [False, True])
async def test_a_child_reads_what_was_done_before_and_after_the_form_until_it_is_withdrawn(
    browser: Browser, sqlite_store: Store, script: bool
) -> None:
    town = a_town(sqlite_store)
    link = a_form(town, "child-8-11")
    number = released(town, "child", **EASY)
    async with TestServer(application(house_of(sqlite_store))) as server:
        page = await browser.new_page(
            viewport={"width": 320, "height": 568}, java_script_enabled=script, bypass_csp=script
        )
        await page.goto(str(server.make_url(f"/f/{link}")))
        await page.get_by_role("link", name=LINK_TO_IT).click()
        shown = await page.locator("dd").all_inner_texts()
        assert shown[:2] == list(EASY.values())
        assert await page.get_by_role("link", name="0800 1111").count() == 1
        if script:
            await page.screenshot(path=PICTURES / "you-said-320.png", full_page=True)
            assert await violations(page) == []
        await page.go_back()
        await answer_everything(page)
        await page.get_by_role("button", name=SEND).click()
        await page.get_by_role("link", name=LINK_TO_IT).click()
        await page.get_by_text(EASY["did_for_children"]).wait_for()
        withdrawn(town, number)
        await page.reload()
        await page.get_by_text("We have no news to share yet.").wait_for()
        assert await page.get_by_text(EASY["did_for_children"]).count() == 0
        await page.close()
