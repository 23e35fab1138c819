"""Pages read aloud by the browser: in a voice of the device, one sentence at a time, until stopped.

Pictures go to var/artefacts/web/, for people to look at.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, Locator, Page, Request

from dialogs.asking.answer_form import OpenForm
from dialogs.replies import LookThrough, Reply
from surveys.library import shipped
from tests.bot.web.opened import House, application, showing
from tests.bot.web.replies import a_form, form_of, question_of, start_of, thanks
from tests.bot.web.test_question_pages import FRAME
from tests.doors.pages import FORM, violations
from tests.doors.test_form_in_browser import PICTURES, tab_to
from tests.doors.voices import AMERICAN, BRITISH, FAR_AWAY, URDU, VOICES, come, end_all, spoken

pytestmark = pytest.mark.asyncio(loop_scope="module")  # one browser for all
OUT_OF_SIGHT = """
Object.defineProperty(document, "hidden", { value: true });
document.dispatchEvent(new Event("visibilitychange"));
"""
SMALL = {"width": 320, "height": 568}


@asynccontextmanager
async def on_page(browser: Browser, reply: Reply, **facts: Any) -> AsyncIterator[Page]:
    """Open a page as it is served, with its Content-Security-Policy, in a browser with script."""
    with_voices = facts.pop("with_voices", True)
    async with TestServer(application(showing(reply))) as server:
        size: dict[str, Any] = {"viewport": {"width": 390, "height": 800}}
        context = await browser.new_context(**size | facts)
        page = await context.new_page()
        if with_voices:
            await page.add_init_script(VOICES)
        await page.goto(str(server.make_url(FORM)))
        yield page
        await context.close()


def buttons(page: Page) -> Locator:
    return page.locator(".gt-aloud")


async def test_a_browser_without_voices_shows_no_button(browser: Browser) -> None:
    async with on_page(browser, form_of("child-8-11"), with_voices=False) as page:
        assert await page.evaluate("speechSynthesis.getVoices().length") == 0
        assert await buttons(page).count() == 0


async def test_each_question_and_notice_gets_a_button_once_voices_have_come(
    browser: Browser,
) -> None:
    async with on_page(browser, form_of("child-8-11")) as page:
        assert await buttons(page).count() == 0
        await come(page, BRITISH)
        questions = len(form_of("child-8-11").questions)
        assert await buttons(page).count() == 2 + questions  # the title, and the notice
        await come(page, BRITISH, URDU)
        assert await buttons(page).count() == 2 + questions
        names = await buttons(page).all_text_contents()
        assert len(set(names)) == len(names)
        assert all(name.startswith("Read aloud: ") for name in names)


@pytest.mark.parametrize("voice", [URDU, FAR_AWAY], ids=["another language", "not on the device"])
async def test_no_button_without_a_voice_of_the_language_on_this_device(
    browser: Browser, voice: dict[str, object]
) -> None:
    async with on_page(browser, form_of("child-8-11")) as page:
        await come(page, voice)
        assert await buttons(page).count() == 0


async def test_a_button_goes_when_its_voice_goes(browser: Browser) -> None:
    async with on_page(browser, question_of("child-8-11")) as page:
        await come(page, BRITISH)
        await buttons(page).first.click()
        await come(page)
        assert await buttons(page).count() == 0
        assert await page.evaluate("stage.speaking") is None


async def test_a_british_voice_is_taken_before_others_of_the_language(browser: Browser) -> None:
    async with on_page(browser, question_of("child-8-11")) as page:
        await come(page, URDU, AMERICAN, BRITISH)
        await buttons(page).first.click()
        assert (await page.evaluate("stage.spoken[0]"))[1:] == ["Kate", "en-GB"]


async def test_a_question_is_read_with_its_choices_and_their_numbers(browser: Browser) -> None:
    asked = question_of("child-8-11")
    async with on_page(browser, asked) as page:
        await come(page, BRITISH)
        await buttons(page).click()
        words = await end_all(page)
        assert await buttons(page).get_attribute("aria-pressed") == "false"
    choices = [choice.text["en"] for choice in asked.question.choices]
    assert words[-len(choices) :] == [f"{at}: {one}" for at, one in enumerate(choices, start=1)]
    assert " ".join(words[: -len(choices)]).startswith(asked.question.text["en"])


async def test_numbers_to_choose_from_are_read_in_one_go(browser: Browser) -> None:
    asked = a_form(questions=[one for one in a_form().questions if one.id == "sure"])
    async with on_page(browser, asked) as page:
        await come(page, BRITISH)
        await buttons(page).last.click()
        words = await end_all(page)
    assert words[0].endswith("How sure are you of what to do?")
    assert words[-2:] == ["0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10", "1: I don’t know"]


async def test_a_notice_is_read_one_sentence_at_a_time_and_what_is_read_is_marked(
    browser: Browser,
) -> None:
    async with on_page(browser, form_of("child-8-11")) as page:
        await come(page, BRITISH)
        await buttons(page).nth(1).click()
        first = await spoken(page)
        marked = "[...CSS.highlights.get('gt-spoken')].map(String).join()"
        assert await page.evaluate(marked) == first[0]
        await page.evaluate("stage.end()")
        _, second = await spoken(page)
        assert await page.evaluate(marked) == second
        assert await page.locator(".gt-spoken").count() == 1
        words = await end_all(page)
        assert await page.locator(".gt-spoken").count() == 0
        notice = " ".join((await page.locator(".gt-before").inner_text()).split())
    assert len(words) >= 6
    assert max(len(one) for one in words) < 120
    assert " ".join(words) == notice


@pytest.mark.parametrize(
    "stops",
    [
        "document.querySelector('.gt-aloud').click()",
        "dispatchEvent(new Event('pagehide'))",
        "document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape'}))",
        OUT_OF_SIGHT,
        "stage.fail()",
    ],
    ids=["pressed again", "left", "escape", "out of sight", "the voice fails"],
)
async def test_reading_stops(browser: Browser, stops: str) -> None:
    async with on_page(browser, question_of("child-8-11")) as page:
        await come(page, BRITISH)
        await buttons(page).click()
        assert await buttons(page).get_attribute("aria-pressed") == "true"
        await page.evaluate(stops)
        assert await page.evaluate("[stage.stopped, stage.speaking]") == [1, None]
        assert await buttons(page).get_attribute("aria-pressed") == "false"
        assert await page.locator(".gt-spoken").count() == 0
        assert len(await spoken(page)) == 1


async def test_another_button_takes_over_and_the_end_of_the_first_changes_nothing(
    browser: Browser,
) -> None:
    async with on_page(browser, form_of("child-8-11")) as page:
        await come(page, BRITISH)
        await buttons(page).first.click()
        await page.evaluate("first = stage.speaking")
        await buttons(page).nth(2).click()
        await page.evaluate("first.onend()")
        assert len(await spoken(page)) == 2
        assert await page.locator(".gt-aloud[aria-pressed=true]").count() == 1


async def test_it_is_started_and_stopped_by_keyboard_and_starts_by_nothing_else(
    browser: Browser,
) -> None:
    async with on_page(browser, question_of("child-8-11")) as page:
        await come(page, BRITISH)
        assert await spoken(page) == []
        await tab_to(page, ".gt-aloud")
        await page.keyboard.press("Enter")
        assert len(await spoken(page)) == 1
        await page.keyboard.press("Space")
        assert await page.evaluate("stage.stopped") == 1
        assert await page.locator("[aria-live], [role=status], [role=alert]").count() == 0


async def test_the_script_obeys_the_policy_keeps_nothing_and_fetches_nothing(
    browser: Browser,
) -> None:
    said: list[str] = []
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.resource_type)

    async with on_page(browser, question_of("child-8-11")) as page:
        page.on("console", lambda message: said.append(message.text))
        page.on("request", note)
        await page.reload()
        await come(page, BRITISH)
        await buttons(page).click()
        await end_all(page)
        kept = "[localStorage.length, sessionStorage.length, document.cookie]"
        assert await page.evaluate(kept) == [0, 0, ""]
    assert said == []
    assert sorted(asked) == ["document", "script", "stylesheet"]


@pytest.mark.parametrize("code", shipped())
async def test_with_its_buttons_the_start_and_the_first_answer_stay_on_the_first_screen(
    browser: Browser, code: str
) -> None:
    places = {start_of: "button[value=start]", question_of: "main .govuk-radios__item, textarea"}
    for page_of, place in places.items():
        async with on_page(browser, page_of(code), viewport=SMALL) as page:
            await come(page, BRITISH)
            box = await page.locator(place).first.bounding_box()
            assert box is not None
            assert box["y"] + box["height"] <= SMALL["height"], place


@pytest.mark.parametrize("width", [320, 1280])
async def test_axe_finds_nothing_on_pages_that_are_read_aloud(browser: Browser, width: int) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    pages = {"start": start_of, "question": question_of, "form": form_of}
    for name, page_of in pages.items():
        facts: dict[str, Any] = {"viewport": {"width": width, "height": 800}, "bypass_csp": True}
        async with on_page(browser, page_of("child-8-11"), **facts) as page:
            await come(page, BRITISH)
            await buttons(page).first.click()
            await page.screenshot(path=PICTURES / f"aloud-{name}-{width}.png", full_page=True)
            assert await violations(page) == []
            assert await page.evaluate("document.documentElement.scrollWidth") <= width


async def test_what_a_person_wrote_is_never_read(browser: Browser) -> None:
    line = {"asks": "say", "question": "What do you want to tell us?", "answer": "I hide."}
    reply = LookThrough.model_validate(FRAME | {"lines": (line,)})
    async with on_page(browser, reply) as page:
        await come(page, BRITISH)
        await buttons(page).click()
        words = await end_all(page)
    assert words[0] == "Look at your answers"
    assert "I hide." not in " ".join(words)


async def test_the_thanks_are_read_too(browser: Browser) -> None:
    async with TestServer(application(House({OpenForm: thanks()}))) as server:
        page = await browser.new_page()
        await page.add_init_script(VOICES)
        await page.goto(str(server.make_url(FORM)))
        await come(page, BRITISH)
        await buttons(page).first.click()
        assert await spoken(page) == ["Thank you."]
        await page.close()
