"""Every kind of question on a page in a real browser: answered without script, and looked at.

Pictures go to var/artefacts/web/, for people to look at.
"""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager

import pytest
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, Page
from sqlalchemy import select

from storage import tables as t
from storage.store import Store
from tests.bot.web.opened import application
from tests.builders.apart import swept
from tests.builders.asking import LINK
from tests.builders.every_kind import behind_a_link, every_kind
from tests.builders.partnership import a_town
from tests.doors.pages import WIDTHS, violations
from tests.doors.test_form_in_browser import PICTURES
from tests.doors.test_question_pages import house_of

pytestmark = pytest.mark.asyncio(loop_scope="module")  # one browser for all

CONTINUE = "Continue"


@asynccontextmanager
async def a_form_page(
    browser: Browser, store: Store, width: int = 390, *, script: bool = False, view: str = ""
) -> AsyncIterator[Page]:
    """Open a link to a form with every kind, for families or at one page."""
    behind_a_link(a_town(store), every_kind(mode="anonymous", voice="family", reader="family"))
    async with TestServer(application(house_of(store))) as server:
        context = await browser.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=script, bypass_csp=script
        )
        page = await context.new_page()
        await page.goto(str(server.make_url(f"/f/{LINK}{view}")))
        yield page
        await context.close()


async def _dates(page: Page) -> None:
    for part, words in (("Day", "5"), ("Month", "1"), ("Year", "2026")):
        await page.get_by_label(part, exact=True).fill(words)


async def _orders(page: Page) -> None:
    for name, place in (("Time", "2"), ("A checklist", "1"), ("Talking it over", "3")):
        await page.get_by_label(name, exact=True).select_option(place)


ANSWERS: Mapping[str, Callable[[Page], Awaitable[object]]] = {
    "visits": lambda page: page.get_by_label("How many visits?").fill("12"),
    "seen": _dates,
    "order": _orders,
    "team-alone": lambda page: page.get_by_label("Often").check(),
    "team-words": lambda page: page.get_by_label("Often").check(),
    "like": lambda page: page.get_by_label("Loads").check(),
    "stops": lambda page: page.get_by_label("None of these").check(),
    "place": lambda page: page.get_by_label("Where do you work?").select_option("p60"),
}


def answers(store: Store) -> dict[str, object]:
    rows = select(t.answers.c.question, t.answers.c.value)
    return swept(
        store,
        lambda unit: {r.question: json.loads(r.value) for r in unit.connection.execute(rows)},
    )


async def test_every_kind_is_answered_page_by_page_without_script(
    browser: Browser, sqlite_store: Store
) -> None:
    async with a_form_page(browser, sqlite_store) as page:
        await page.get_by_role("button", name="Start", exact=True).click()
        for question in ANSWERS:
            await ANSWERS[question](page)
            await page.get_by_role("button", name=CONTINUE).click()
        await page.get_by_role("button", name="Send my answers").click()
        await page.get_by_role("heading", name="All done").wait_for()
    assert answers(sqlite_store) == {
        "visits": 12,
        "seen": "2026-01-05",
        "order": ["tools", "time", "talk"],
        "team-alone": "often",
        "team-words": "often",
        "like": "loads",
        "stops": ["none"],
        "place": "p60",
    }


@pytest.mark.parametrize("width", WIDTHS)
async def test_axe_finds_nothing_at_any_kind_and_nothing_sticks_out(
    browser: Browser, sqlite_store: Store, width: int
) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    found: list[str] = []
    async with a_form_page(browser, sqlite_store, width, script=True) as page:
        await page.get_by_role("button", name="Start", exact=True).click()
        for question in ANSWERS:
            await page.screenshot(path=PICTURES / f"kind-{question}-{width}.png", full_page=True)
            found.extend(f"{question}: {one}" for one in await violations(page))
            if await page.evaluate("document.documentElement.scrollWidth") > width:
                found.append(f"{question}: wider than {width} pixels")
            await ANSWERS[question](page)
            await page.get_by_role("button", name=CONTINUE).click()
    assert found == []


async def test_a_wrong_answer_is_given_back_and_its_error_leads_to_the_box(
    browser: Browser, sqlite_store: Store
) -> None:
    async with a_form_page(browser, sqlite_store, script=True) as page:
        await page.get_by_role("button", name="Start", exact=True).click()
        await page.get_by_label("How many visits?").fill("61")
        await page.get_by_role("button", name=CONTINUE).click()
        await page.get_by_role("link", name="Please write a number from 0 to 60.").click()
        assert await page.evaluate("document.activeElement.value") == "61"
        assert await violations(page) == []
        await ANSWERS["visits"](page)
        await page.get_by_role("button", name=CONTINUE).click()
        await page.get_by_label("Day", exact=True).fill("5")
        await page.get_by_role("button", name=CONTINUE).click()
        await page.get_by_role("link", name="Please write a day, month and year").click()
        assert await page.evaluate("document.activeElement.value") == "5"
        assert await violations(page) == []


async def test_a_whole_form_has_every_kind_and_its_paper_has_room_for_each_answer(
    browser: Browser, sqlite_store: Store
) -> None:
    async with a_form_page(browser, sqlite_store, 1280, script=True, view="?view=whole") as page:
        assert await violations(page) == []
        assert await page.get_by_text("How often in your team?").first.is_visible()
        await page.screenshot(path=PICTURES / "kinds-whole.png", full_page=True)
        assert not await page.get_by_text("Place 60").last.is_visible()
        await page.emulate_media(media="print")
        assert await page.get_by_text("Place 60").last.is_visible()
        await page.screenshot(path=PICTURES / "kinds-paper.png", full_page=True)


async def test_with_script_a_choice_made_alone_and_the_others_take_each_others_ticks(
    browser: Browser, sqlite_store: Store
) -> None:
    async with a_form_page(browser, sqlite_store, script=True, view="?view=whole") as page:
        time, alone = page.get_by_role("checkbox", name="Time"), page.get_by_label("None of these")
        await time.check()
        await page.get_by_role("checkbox", name="The system").check()
        await alone.check()
        assert not await time.is_checked()
        await time.check()
        assert not await alone.is_checked()


async def test_without_script_both_together_are_asked_about_and_given_back(
    browser: Browser, sqlite_store: Store
) -> None:
    async with a_form_page(browser, sqlite_store, view="?view=whole") as page:
        for name in ("Time", "None of these"):
            await page.get_by_role("checkbox", name=name).check()
        await page.get_by_role("button", name="Send my answers").click()
        wrong = "You chose “None of these” and something else. Please choose one or the other."
        assert await page.get_by_role("link", name=wrong).count() == 1
        assert await page.get_by_role("checkbox", name="Time").is_checked()
