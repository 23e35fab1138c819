"""Forms as readers set their devices: their own colours, dark, paper, no movement, right to left.

Pictures go to var/artefacts/web/, for people to look at.
"""

import io

import pytest
from playwright.async_api import Browser, Page
from pypdf import PdfReader

from surveys.asking.notices import notice
from tests.bot.web.replies import a_form, form_of, question_of, start_of, thanks
from tests.doors.pages import violations
from tests.doors.test_form_in_browser import PICTURES
from tests.doors.test_read_aloud import buttons, on_page
from tests.doors.voices import BRITISH, come

pytestmark = pytest.mark.asyncio(loop_scope="module")  # one browser for all
ON_PAPER = {
    code: form_of(code) for code in ("child-4-7", "child-8-11", "young-person-12-17", "family")
} | {"every-kind": a_form()}
REPLIES = {
    "start": start_of("child-8-11"),
    "question": question_of("child-4-7"),
    "form": a_form(),
    "thanks": thanks(receipt="4F7K M2PX 9RTD"),
}
EVERY = pytest.mark.parametrize("name", REPLIES)


async def reading(page: Page) -> None:
    """Press the first button, and choose the first answer, so that both are drawn as chosen."""
    await come(page, BRITISH)
    await buttons(page).first.click()
    if await page.locator("input[type=radio]").count():
        await page.locator("input[type=radio]").first.check()


@EVERY
@pytest.mark.parametrize("scheme", ["dark", "light"])
async def test_axe_finds_nothing_in_either_scheme_while_a_page_is_read(
    browser: Browser, name: str, scheme: str
) -> None:
    facts = {"color_scheme": scheme, "bypass_csp": True}
    async with on_page(browser, REPLIES[name], **facts) as page:
        await reading(page)
        await page.screenshot(path=PICTURES / f"{scheme}-{name}.png", full_page=True)
        assert await violations(page) == []


@EVERY
async def test_in_forced_colours_what_is_chosen_and_what_is_read_are_told_apart(
    browser: Browser, name: str
) -> None:
    async with on_page(browser, REPLIES[name], forced_colors="active") as page:
        await reading(page)
        await page.screenshot(path=PICTURES / f"forced-{name}.png", full_page=True)
        button = buttons(page).first
        grounds = "one => getComputedStyle(one).backgroundColor"
        pressed = await button.evaluate(grounds)
        await button.click()
        assert pressed != await button.evaluate(grounds)
        tiles = page.locator(".gt-choices .govuk-label")
        if await tiles.count():
            width = "one => getComputedStyle(one).borderTopWidth"
            assert await tiles.first.evaluate(width) == "4px"
            assert await tiles.nth(1).evaluate(width) == "2px"


@pytest.mark.parametrize("name", ON_PAPER)
async def test_on_paper_no_question_is_torn_and_it_says_where_to_hand_it_in(
    browser: Browser, name: str
) -> None:
    form = ON_PAPER[name]
    async with on_page(browser, form) as page:
        await come(page, BRITISH)
        paper = await page.pdf(format="A4", print_background=False)
    PICTURES.mkdir(parents=True, exist_ok=True)
    (PICTURES / f"paper-{name}.pdf").write_bytes(paper)
    sheets = [_plain(one.extract_text()) for one in PdfReader(io.BytesIO(paper)).pages]
    for question in form.questions:
        words = [question.text["en"], *(choice.text["en"] for choice in question.choices)]
        assert any(all(_plain(one) in sheet for one in words) for sheet in sheets), words
    whole = "".join(sheets)
    assert _plain(notice("hand-in")) in whole
    assert _plain("Read aloud") not in whole
    assert _plain("Send my answers") not in whole
    assert _plain("0800 1111") in whole


def _plain(words: str) -> str:
    """Words without spaces and breaks, which paper sets as it likes."""
    return "".join(words.split())


async def test_on_paper_each_choice_is_a_box_to_tick(browser: Browser) -> None:
    async with on_page(browser, form_of("family")) as page:
        await page.emulate_media(media="print")
        boxes = await page.locator(".gt-choices .govuk-label").evaluate_all(
            """labels => labels.map(label => {
                const box = getComputedStyle(label, "::before");
                return [box.borderTopLeftRadius, box.borderTopStyle, box.width, box.height];
            })"""
        )
    assert len(boxes) > 10
    assert {tuple(one[:2]) for one in boxes} == {("0px", "solid")}
    assert all(one[2] == one[3] and float(one[2][:-2]) > 20 for one in boxes)


@EVERY
async def test_from_right_to_left_nothing_sticks_out_and_boxes_are_on_the_right(
    browser: Browser, name: str
) -> None:
    facts = {"viewport": {"width": 320, "height": 568}, "bypass_csp": True}
    async with on_page(browser, REPLIES[name], **facts) as page:
        await page.evaluate(
            "document.querySelectorAll('html, [dir=auto]').forEach(one => one.dir = 'rtl')"
        )
        await reading(page)
        await page.screenshot(path=PICTURES / f"right-to-left-{name}.png", full_page=True)
        assert await page.evaluate("document.documentElement.scrollWidth") <= 320
        assert await violations(page) == []
        way_out = await page.locator(".gt-exit a").bounding_box()
        assert way_out is not None
        assert way_out["x"] >= 0
        number = page.locator(".gt-help .gt-tel").last
        assert await number.evaluate("one => getComputedStyle(one).direction") == "ltr"
        tiles = page.locator(".gt-choices .govuk-label")
        if await tiles.count():
            starts = "one => parseFloat(getComputedStyle(one, '::before').right)"
            assert await tiles.first.evaluate(starts) == 12


@EVERY
async def test_nothing_moves_for_readers_who_want_no_movement(browser: Browser, name: str) -> None:
    async with on_page(browser, REPLIES[name], reduced_motion="reduce") as page:
        await reading(page)
        moving = await page.evaluate(
            """[...document.querySelectorAll("*")].filter(one => {
                const style = getComputedStyle(one);
                return style.animationName !== "none" || /[1-9]/.test(style.transitionDuration)
                    || style.scrollBehavior === "smooth";
            }).map(one => one.className)"""
        )
    assert moving == []


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("code", ["child-8-11", "family"])
async def test_a_tile_is_chosen_wherever_it_is_tapped_and_is_large(
    browser: Browser, code: str, width: int
) -> None:
    least = 60 if code == "child-8-11" else 44
    async with on_page(browser, form_of(code), viewport={"width": width, "height": 800}) as page:
        tiles = page.locator(".gt-choices .govuk-radios__item")
        for tile in await tiles.all():
            box = await tile.bounding_box()
            assert box is not None
            assert box["height"] >= least
            await tile.click(position={"x": box["width"] - 4, "y": box["height"] - 4})
            assert await tile.locator("input").is_checked()


async def test_two_tiles_share_a_line_only_where_the_words_of_both_fit(browser: Browser) -> None:
    tops = "labels => labels.map(one => Math.round(one.getBoundingClientRect().top))"
    for width, lines in ((320, 4), (1280, 2)):
        size = {"width": width, "height": 800}
        asked = question_of("child-8-11")
        async with on_page(browser, asked, viewport=size) as page:
            short = page.locator(".gt-choices .govuk-label")
            assert len(set(await short.evaluate_all(tops))) in {lines, lines + 1}
            await short.evaluate_all(
                "labels => labels.forEach(one => one.textContent = 'many words '.repeat(6))"
            )
            assert len(set(await short.evaluate_all(tops))) == await short.count()
