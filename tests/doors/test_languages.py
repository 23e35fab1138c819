"""Forms in every language in a real browser: nothing English is left, switching keeps the answers.

Pictures go to var/artefacts/web/, for people to look at.
"""

import re
from collections.abc import Iterable

import pytest
from playwright.async_api import Browser, Page

from storage.store import Store
from surveys.asking.receipt_code import EXAMPLE
from surveys.languages import ENGLISH, TRANSLATED, catalogue, direction, name_of
from surveys.library.wording import every_wording
from tests.doors.pages import violations
from tests.doors.test_form_in_browser import PICTURES
from tests.doors.test_question_pages import HEIGHTS, a_page_of, responses

pytestmark = pytest.mark.asyncio(loop_scope="module")  # one browser for all

BANDS = ("child-4-7", "child-8-11", "young-person-12-17", "family")
NAMES = {"Ashford", "See children alone", "Golden Thread", *map(name_of, (ENGLISH, *TRANSLATED))}
DIGITS = re.compile(r"[\d\s.,:()/-]*")
FILLED_IN = re.compile(r"\\{\w+\\}")  # as it is once escaped
WORDS = "Mae popeth yn iawn yma, diolch yn fawr"
TEXTS = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [document.title.replace(' - Golden Thread', '')];
  while (walker.nextNode()) found.push(walker.currentNode.textContent);
  document.querySelectorAll('[aria-label]').forEach(e => found.push(e.getAttribute('aria-label')));
  return found.map(text => text.replace(/\\s+/g, ' ').trim()).filter(text => text);
}"""


def sayings(language: str) -> list[tuple[str, re.Pattern[str]]]:
    """Return every translation, also as a pattern in which anything may be filled in."""
    found = catalogue(language)
    assert found is not None
    said: set[str] = set()
    for one in every_wording():
        if one.many:
            counted = found.translations.npgettext
            said |= {counted(one.key, one.english, one.many, n) for n in range(101)}
        elif words := found.words(one.key, one.english):
            said.add(words)
    return [(words, re.compile(FILLED_IN.sub(".*", re.escape(words)))) for words in said]


def foreign(texts: Iterable[str], language: str) -> list[str]:
    """Return those of a page's texts that no catalogue of the language has."""
    said = sayings(language)

    def is_one(text: str) -> bool:
        if text in NAMES or DIGITS.fullmatch(text):
            return True
        return any(text in words or pattern.fullmatch(text) for words, pattern in said)

    def is_said(text: str) -> bool:
        """Say whether a text is one saying, or two with a space between them."""
        splits = (at for at, character in enumerate(text) if character == " ")
        return is_one(text) or any(is_one(text[:at]) and is_one(text[at + 1 :]) for at in splits)

    # A button to change an answer names its question, after a colon.
    return sorted({text for text in texts if not is_said(text.removeprefix(": "))})


async def walk(page: Page) -> list[str]:
    """Go through all pages of a form, answering; return the texts of all, the thanks too."""
    texts: list[str] = await page.evaluate(TEXTS)
    await page.locator("button[value=start]").click()
    for _ in range(20):
        texts += await page.evaluate(TEXTS)
        send = page.locator("button[value=send]")
        if await send.count():
            break
        if await page.locator("input[type=radio]").count():
            await page.locator("input[type=radio]").last.check()
        await page.locator("button[value=next]").click()
    await page.locator("button[value=help]").click()
    texts += await page.evaluate(TEXTS)
    await page.locator("button[value=stay]").click()
    await page.locator("button[value=send]").click()
    receipt = await page.locator(".gt-receipt").inner_text()
    return [text for text in texts + await page.evaluate(TEXTS) if text != receipt]


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("code", BANDS)
async def test_a_form_is_answered_in_a_language_and_nothing_english_is_left(
    browser: Browser, sqlite_store: Store, code: str, language: str
) -> None:
    async with a_page_of(browser, sqlite_store, code, 320, locale=language, script=True) as page:
        assert await page.locator("html").get_attribute("lang") == language
        assert await page.locator("html").get_attribute("dir") == direction(language)
        texts = await walk(page)
    assert foreign(texts, language) == []
    assert responses(sqlite_store) == 1


async def test_the_form_for_the_front_line_is_welsh_too(
    browser: Browser, sqlite_store: Store
) -> None:
    async with a_page_of(browser, sqlite_store, "frontline", 390, locale="cy", script=True) as page:
        assert foreign(await walk(page), "cy") == []


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("code", ["child-8-11", "family"])
async def test_axe_finds_nothing_and_nothing_sticks_out_in_any_language(
    browser: Browser, sqlite_store: Store, code: str, language: str
) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    found: list[str] = []

    async def look(page: Page, name: str) -> None:
        shot = PICTURES / f"language-{language}-{code}-{name}.png"
        await page.screenshot(path=shot, full_page=True)
        found.extend(f"{name}: {one}" for one in await violations(page))
        if await page.evaluate("document.documentElement.scrollWidth") > 320:
            found.append(f"{name}: wider than the window")

    async with a_page_of(browser, sqlite_store, code, 320, locale=language, script=True) as page:
        await look(page, "start")
        await page.locator("button[value=start]").click()
        await look(page, "1")
        while not await page.locator("textarea").count():
            await page.locator("button[value=skip]").click()
        await look(page, "words")
        await page.locator("button[value=help]").click()
        await look(page, "help")
    assert found == []


@pytest.mark.parametrize("script", [False, True])
async def test_the_language_is_the_first_choice_and_switching_keeps_the_answers(
    browser: Browser, sqlite_store: Store, script: bool
) -> None:
    async with a_page_of(browser, sqlite_store, "child-8-11", 320, script=script) as page:
        first = page.locator("main a, main button").first
        assert await first.inner_text() == "Cymraeg"
        await first.click()
        assert "lang=cy" in page.url
        await page.locator("button[value=start]").click()
        await page.get_by_label("Weithiau").check()
        await page.get_by_role("button", name="اردو").click()
        assert await page.locator("html").get_attribute("dir") == "rtl"
        assert await page.get_by_label("کبھی کبھی").is_checked()
        await page.locator("button[value=next]").click()
        while not await page.locator("textarea").count():
            await page.locator("button[value=skip]").click()
        await page.locator("textarea").fill(WORDS)
        await page.get_by_role("button", name="English").click()
        assert await page.locator("textarea").input_value() == WORDS
        await page.get_by_role("button", name="Continue").click()
        await page.get_by_role("button", name="Continue").click()
        await page.get_by_role("button", name="Polski").click()
        assert await page.locator(".gt-line__answer").first.inner_text() == "Czasami"
        await page.locator("button[value=help]").click()
        await page.get_by_role("button", name="Română").click()
        await page.get_by_role("heading", name="Spune cuiva acum").wait_for()
        await page.locator("button[value=stay]").click()
        await page.locator("button[value=send]").click()
        await page.get_by_text("Răspunsurile tale au fost salvate").wait_for()
    assert responses(sqlite_store) == 1


async def test_all_questions_on_one_page_keep_what_was_given_in_another_language(
    browser: Browser, sqlite_store: Store
) -> None:
    async with a_page_of(browser, sqlite_store, "family", 320, locale="pl") as page:
        await page.get_by_role("link", name="Wszystkie pytania").click()
        await page.get_by_label("Zawsze").first.check()
        await page.locator("textarea").fill(WORDS)
        await page.get_by_role("button", name="Cymraeg").click()
        assert await page.locator("html").get_attribute("lang") == "cy"
        assert await page.get_by_label("Bob amser").first.is_checked()
        assert await page.locator("textarea").input_value() == WORDS
        await page.get_by_role("button", name="Anfon fy atebion").click()
        await page.get_by_text("Mae eich atebion wedi’u cadw").wait_for()
    assert responses(sqlite_store) == 1


@pytest.mark.parametrize("language", TRANSLATED)
async def test_an_address_that_is_no_form_speaks_the_language_of_the_browser(
    browser: Browser, sqlite_store: Store, language: str
) -> None:
    async with a_page_of(browser, sqlite_store, "family", 320, locale=language) as page:
        await page.goto(page.url.partition("?")[0] + "x")
        assert await page.locator("html").get_attribute("lang") == language
        assert await page.locator("a[href='tel:999']").count() == 1
        assert await page.evaluate("document.documentElement.scrollWidth") <= HEIGHTS[320]


@pytest.mark.parametrize("language", ["cy", "ur"])
async def test_what_is_wrong_is_said_in_the_language(
    browser: Browser, sqlite_store: Store, language: str
) -> None:
    async with a_page_of(browser, sqlite_store, "family", 320, locale=language) as page:
        await page.goto(f"{page.url.partition('?')[0]}?view=code&lang={language}")
        await page.locator("#code").fill("no code of ours")
        await page.locator("button[value=code]").click()
        assert await page.locator(".govuk-error-message").count() == 1
        texts = await page.evaluate(TEXTS)
    assert foreign([text for text in texts if text != EXAMPLE], language) == []
