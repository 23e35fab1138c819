"""A form one question a page in a real browser: every band, without script and with, three widths.

Pictures go to var/artefacts/web/, for people to look at.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, Locator, Page
from sqlalchemy import func, select

from bot.web.static_files import SHEET
from dialogs.replies import Reply
from dialogs.table import take_page
from dialogs.turn import Command
from storage import tables as t
from storage.store import Store
from surveys.library import shipped
from tests.bot.web.opened import House, application
from tests.builders.apart import swept
from tests.builders.asking import a_form
from tests.builders.partnership import INSTALLATION, a_town
from tests.doors.pages import WIDTHS, violations
from tests.doors.test_form_in_browser import PICTURES, tab_to

pytestmark = pytest.mark.asyncio(loop_scope="module")  # one browser for all

HEIGHTS = {320: 568, 390: 800, 1280: 800}
PUBLIC = ("child-4-7", "child-8-11", "young-person-12-17", "family", "frontline")
Look = Callable[[Page, str], Awaitable[None]]
CONTINUE, SEND = "Continue", "Send my answers"
HARM = "My uncle hurts me every night"


def house_of(store: Store) -> House:
    async def turn(command: Command) -> Reply:
        return await store.act(lambda unit: take_page(unit, command, INSTALLATION))

    house = House()
    house.turn = turn
    return house


@asynccontextmanager
async def a_page_of(
    browser: Browser, store: Store, code: str, width: int = 390, **facts: object
) -> AsyncIterator[Page]:
    """Open the first page of a link to an instrument of the library."""
    link = a_form(a_town(store), code)
    script = bool(facts.pop("script", False))
    async with TestServer(application(house_of(store))) as server:
        context = await browser.new_context(
            viewport={"width": width, "height": HEIGHTS[width]},
            java_script_enabled=script,
            bypass_csp=script,
            **facts,  # type: ignore[arg-type]
        )
        page = await context.new_page()
        await page.goto(str(server.make_url(f"/f/{link}")))
        yield page
        await context.close()


async def answer_everything(
    page: Page, look: Callable[[Page, str], Awaitable[None]] | None = None
) -> None:
    """Start, choose the first answer of each question, write in each box, and look through."""
    await page.get_by_role("button", name="Start", exact=True).click()
    for number in range(1, 20):
        if look:
            await look(page, f"{number}")
        if await page.get_by_role("heading", name="Look at your answers").count():
            return
        if await page.locator("textarea").count():
            await page.locator("textarea").fill("It is fine.")
        elif await page.locator('input[value="no"]').count():
            await page.locator('input[value="no"]').check()
        else:
            await page.locator("input[type=radio], input[type=checkbox]").first.check()
        await page.get_by_role("button", name=CONTINUE, exact=True).click()
    pytest.fail("the questions never end")


def responses(store: Store) -> int:
    counted = select(func.count()).select_from(t.responses)
    return swept(store, lambda unit: unit.connection.scalars(counted).one())


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("code", PUBLIC)
async def test_a_form_is_answered_and_sent_without_script(
    browser: Browser, sqlite_store: Store, code: str, width: int
) -> None:
    async with a_page_of(browser, sqlite_store, code, width) as page:
        await answer_everything(page)
        await page.get_by_role("button", name=SEND).click()
        await page.get_by_role("heading", name="All done").wait_for()
        assert await page.locator(".gt-receipt").count() == 1
    assert responses(sqlite_store) == 1


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("code", PUBLIC)
async def test_axe_finds_nothing_on_any_page_and_nothing_sticks_out(
    browser: Browser, sqlite_store: Store, code: str, width: int
) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    found: list[str] = []

    async def look(page: Page, name: str) -> None:
        await page.screenshot(path=PICTURES / f"pages-{code}-{width}-{name}.png", full_page=True)
        found.extend(f"{name}: {one}" for one in await violations(page))
        if await page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(f"{name}: wider than {width} pixels")

    async with a_page_of(browser, sqlite_store, code, width, script=True) as page:
        await look(page, "start")
        await answer_everything(page, look)
        await page.get_by_role("button", name="Tell someone now").click()
        await look(page, "help")
        await page.get_by_role("button", name="Back to the questions").click()
        await page.get_by_role("button", name=SEND).click()
        await look(page, "thanks")
    assert found == []


@pytest.mark.parametrize("code", ["child-8-11", "young-person-12-17"])
async def test_axe_finds_nothing_in_dark_colours(
    browser: Browser, sqlite_store: Store, code: str
) -> None:
    found: list[str] = []

    async def look(page: Page, name: str) -> None:
        found.extend(f"{name}: {one}" for one in await violations(page))

    dark = {"color_scheme": "dark", "script": True}
    async with a_page_of(browser, sqlite_store, code, **dark) as page:
        await look(page, "start")
        await answer_everything(page, look)
        await page.get_by_role("button", name="Tell someone now").click()
        await look(page, "help")
    assert found == []


@pytest.mark.parametrize("code", shipped())
async def test_the_start_and_the_first_answer_are_on_the_first_screen_of_a_small_telephone(
    browser: Browser, sqlite_store: Store, code: str
) -> None:
    async with a_page_of(browser, sqlite_store, code, 320) as page:
        start = page.get_by_role("button", name="Start", exact=True)
        await _is_in_sight(start)
        await start.click()
        await _is_in_sight(page.locator("main .govuk-radios__item, main textarea").first)


async def _is_in_sight(what: Locator) -> None:
    box = await what.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= HEIGHTS[320]


async def test_a_child_reads_few_words_before_the_start(
    browser: Browser, sqlite_store: Store
) -> None:
    async with a_page_of(browser, sqlite_store, "child-8-11") as page:
        words = await page.locator("main").inner_text()
    before = words.partition("Start")[0].split()
    assert 15 <= len(before) <= 45


async def test_the_style_sheet_is_small_over_the_wire(
    browser: Browser, sqlite_store: Store
) -> None:
    async with a_page_of(browser, sqlite_store, "family") as page:
        answer = await page.request.get(page.url.partition("/f/")[0] + SHEET.address)
        assert answer.headers["content-encoding"] == "gzip"
        assert int(answer.headers["content-length"]) <= 20_000


async def test_a_form_is_answered_by_keyboard_alone_and_enter_goes_on(
    browser: Browser, sqlite_store: Store
) -> None:
    async with a_page_of(browser, sqlite_store, "child-8-11") as page:
        await tab_to(page, "button[value=start]")
        await page.keyboard.press("Enter")
        await tab_to(page, "#q1")
        await page.keyboard.press("Space")
        await page.keyboard.press("Enter")
        await page.get_by_text("2 of 7").wait_for()
        await tab_to(page, "button[value=back]")
        await page.keyboard.press("Enter")
        assert await page.locator("#q1").is_checked()


async def test_someone_is_told_from_a_question_and_no_answer_is_lost(
    browser: Browser, sqlite_store: Store
) -> None:
    async with a_page_of(browser, sqlite_store, "child-8-11", 320) as page:
        await page.get_by_role("button", name="Start", exact=True).click()
        await page.get_by_label("Sometimes").check()
        await page.get_by_role("button", name="Tell someone now").click()
        call = await page.get_by_role("link", name="Call 999").bounding_box()
        assert call is not None
        assert call["y"] < HEIGHTS[320]
        await page.get_by_label("Yes, now").check()
        await page.get_by_role("button", name="Tell them").click()
        await page.get_by_text("We have told the people").wait_for()
        assert await page.get_by_label("Sometimes").is_checked()
        assert await page.get_by_role("link", name="Call 999").count() == 1
    counted = select(func.count()).select_from(t.concerns)
    assert sqlite_store.look(lambda unit: unit.connection.scalars(counted).one()) == 1


async def test_words_are_heard_although_the_next_page_is_never_opened(
    browser: Browser, sqlite_store: Store
) -> None:
    async with a_page_of(browser, sqlite_store, "family") as page:
        await page.get_by_role("button", name="Start", exact=True).click()
        while not await page.locator("textarea").count():
            await page.get_by_role("button", name="Skip this question").click()
        await page.locator("textarea").fill(HARM)
        await page.get_by_role("button", name="Skip this question").click()
    counted = select(func.count()).select_from(t.concerns)
    assert sqlite_store.look(lambda unit: unit.connection.scalars(counted).one()) == 1
    assert responses(sqlite_store) == 0


async def test_what_was_sent_is_changed_by_its_code_without_script(
    browser: Browser, sqlite_store: Store
) -> None:
    async with a_page_of(browser, sqlite_store, "family") as page:
        await answer_everything(page)
        await page.get_by_role("button", name=SEND).click()
        code = await page.locator(".gt-receipt").inner_text()
        await page.goto(page.url.partition("?")[0])
        await page.get_by_role("link", name="I have a code").click()
        await page.get_by_label("Enter your code").fill("4F7K M2PX 9RTD")
        await page.get_by_role("button", name=CONTINUE).click()
        await page.get_by_text("We found no answers with that code").wait_for()
        await page.get_by_label("Enter your code").fill(code.lower())
        await page.get_by_role("button", name=CONTINUE).click()
        await page.locator("button[value='change:respect']").click()
        await page.get_by_label("Never").check()
        await page.get_by_role("button", name=CONTINUE).click()
        await page.get_by_role("button", name=SEND).click()
        await page.get_by_text("Your new answers have been saved").wait_for()
        assert code not in page.url
    assert responses(sqlite_store) == 1


async def test_no_page_sets_a_cookie_or_puts_an_answer_in_its_address(
    browser: Browser, sqlite_store: Store
) -> None:
    async with a_page_of(browser, sqlite_store, "child-8-11") as page:
        first = page.url
        await answer_everything(page)
        assert page.url.partition("?")[0] == first.partition("?")[0]
        assert "_held" not in page.url
        assert await page.context.cookies() == []


async def test_the_paper_has_every_question_and_says_where_to_hand_it_in(
    browser: Browser, sqlite_store: Store
) -> None:
    async with a_page_of(browser, sqlite_store, "family", 1280) as page:
        await page.get_by_role("link", name="All questions on one page").click()
        assert not await page.get_by_text("give this paper").is_visible()
        await page.emulate_media(media="print")
        assert await page.get_by_text("give this paper").is_visible()
        assert not await page.get_by_role("button", name=SEND).is_visible()
        assert await page.locator("main fieldset, main textarea").count() == 8
        await page.screenshot(path=PICTURES / "paper-family.png", full_page=True)


async def test_faces_are_seen_in_forced_colours_and_words_stay_beside_them(
    browser: Browser, sqlite_store: Store
) -> None:
    async with a_page_of(browser, sqlite_store, "child-4-7", forced_colors="active") as page:
        await page.get_by_role("button", name="Start", exact=True).click()
        assert await page.locator(".gt-face").count() == 4
        assert await page.get_by_label("Yes, very").count() == 1
        assert await page.locator(".gt-face").first.is_visible()
        await page.screenshot(path=PICTURES / "forced-colours.png")


async def test_at_four_hundred_per_cent_nothing_is_cut_off(
    browser: Browser, sqlite_store: Store
) -> None:
    """A window of 1280 pixels at 400 % is one of 320, with a fourth of its height."""
    async with a_page_of(browser, sqlite_store, "child-8-11", 320, script=True) as page:
        await page.set_viewport_size({"width": 320, "height": 256})
        await page.get_by_role("button", name="Start", exact=True).click()
        assert await page.evaluate("document.documentElement.scrollWidth") <= 320
        await page.get_by_role("button", name=CONTINUE).scroll_into_view_if_needed()
        assert await page.get_by_role("button", name=CONTINUE).is_visible()
