"""The public form in a real browser: no script, keyboard alone, a small phone, a screen reader.

Screenshots go to var/artefacts/web/, for people to look at.
"""

import asyncio
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, Page
from sqlalchemy import func, select

from dialogs.asking.answer_by_email import OpenEmailPage, OpenStop, SubmitEmailPage
from dialogs.asking.answer_form import OpenForm, SubmitForm
from dialogs.replies import AboutPage, AskAgain, FormNotSaved, Reply, ShowAbout
from dialogs.table import take_page
from dialogs.trust.one_time_links import OpenOneTimeLink
from dialogs.trust.show_about import OpenAbout
from dialogs.turn import Command
from storage import tables as t
from storage.store import Store
from surveys.asking.instrument import Reader
from surveys.asking.notices import not_read_notice, notice
from surveys.problems import Refusal
from tests.bot.web.opened import House, application, showing, taking
from tests.bot.web.replies import WORDS, a_form, form_of, thanks
from tests.bot.web.test_email_pages import BRIEFING, EMAIL_PAGE, STOP, email_form
from tests.bot.web.test_payloads import PAYLOADS, poisoned_form
from tests.builders.apart import swept
from tests.builders.asking import a_form as a_public_form
from tests.builders.partnership import INSTALLATION, a_town
from tests.doors.pages import FORM, WIDTHS, on_page, violations

pytestmark = pytest.mark.asyncio(loop_scope="module")  # one browser for all

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "var" / "artefacts" / "web"
DOWNLOAD, CONCERN = "/evaluate/download/token-1", "/concern/token-1"
WRONG = a_form(
    problems={
        "used": "Please choose an answer.",
        "skill": "Please choose a number from 0 to 10.",
        "say": "Too long.",
    },
    given={
        "say": "Words that I wrote",
        "sure": 4,
        "skill": {"before": 3, "now": 0},
        "which": ["tool", "plan"],
    },
)
NOT_TAKEN = form_of(
    "child-8-11", unsaved="page-over", given={"say": "He shouts at me.\nI hide."}, help_now=True
)
CLOSED = FormNotSaved(
    code="link-closed",
    reader=Reader.CHILD,
    partnership="Northshire Safeguarding Children Partnership",
    notice=(not_read_notice(Reader.CHILD),),
    words=(("What do you want to tell us?", "He shouts at me.\nI hide."),),
)
SENT_BEFORE = AskAgain(
    title="How is it for you?",
    reader=Reader.CHILD,
    partnership="Northshire Safeguarding Children Partnership",
    once="once-1",
    sent={"say": ("I hide.",)},
    notice=(notice("sent-before"), notice("sent-just-now")),
)
NORTH = ("Northshire Safeguarding Children Partnership",)
PAGES: dict[str, tuple[str, House]] = {
    "child": (FORM, showing(form_of("child-8-11"))),
    "young-person": (FORM, showing(form_of("young-person-12-17"))),
    "family": (FORM, showing(form_of("family"))),
    "frontline": (FORM, showing(form_of("frontline"))),
    "every-kind": (FORM, showing(a_form())),
    "errors": (FORM, showing(WRONG)),
    "thanks": (FORM, House({OpenForm: thanks()})),
    "help-now": (FORM, House({OpenForm: thanks(help_now=True)})),
    "email": (
        EMAIL_PAGE,
        House({OpenEmailPage: email_form(kept=frozenset({"relevant", "intention"}))}),
    ),
    "email-briefing": (EMAIL_PAGE, House({OpenEmailPage: BRIEFING})),
    "email-stop": (f"{EMAIL_PAGE}/stop", House({OpenStop: STOP})),
    "email-over": (EMAIL_PAGE, House({OpenEmailPage: Refusal("letter-over")})),
    "link-closed": (FORM, showing(Refusal("link-closed"))),
    "not-taken": (FORM, showing(NOT_TAKEN)),
    "closed-and-heard": (FORM, showing(CLOSED)),
    "sent-before": (FORM, showing(SENT_BEFORE)),
    "answer-again": (FORM, showing(form_of("child-8-11", changes=True))),
    "download": (DOWNLOAD, House()),
    "concern": (CONCERN, House({OpenOneTimeLink: WORDS})),
    **{
        page.value: (f"/{page}", House({OpenAbout: ShowAbout(page=page, partnerships=NORTH)}))
        for page in AboutPage
    },
}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
async def test_axe_finds_nothing_wrong_and_nothing_sticks_out(
    browser: Browser, name: str, width: int
) -> None:
    path, house = PAGES[name]
    PICTURES.mkdir(parents=True, exist_ok=True)
    async with on_page(browser, house, path, width, script=True) as page:
        await page.screenshot(path=PICTURES / f"{name}-{width}.png", full_page=True)
        assert await violations(page) == []
        assert await page.evaluate("document.documentElement.scrollWidth") <= width


async def test_a_form_is_sent_and_mended_without_script(browser: Browser) -> None:
    house = taking(WRONG)
    async with on_page(browser, house) as page:
        await page.get_by_label("The advice line").check()
        await page.get_by_role("button", name="Send my answers").click()
        assert await page.title() == "Error: How was it for you? - Golden Thread"
        await page.get_by_role("link", name="Question 8: Too long.").click()
        assert await page.locator("#q8").input_value() == "Words that I wrote"
        house.answers[SubmitForm] = thanks()
        await page.locator("#q8").fill("Shorter")
        await page.get_by_role("button", name="Send my answers").click()
        assert await page.get_by_role("heading", name="All done").count() == 1
    first, second = (command for command in house.asked if isinstance(command, SubmitForm))
    assert first.fields == {"which": ("call",)}
    assert second.fields["say"] == ("Shorter",)
    assert second.fields["skill.before"] == ("3",)


async def test_going_back_asks_whether_to_change_what_was_sent_without_script(
    browser: Browser, sqlite_store: Store
) -> None:
    town = a_town(sqlite_store)
    link = a_public_form(town)

    async def turn(command: Command) -> Reply:
        return await sqlite_store.act(lambda unit: take_page(unit, command, INSTALLATION))

    house = House()
    house.turn = turn
    async with on_page(browser, house, f"/f/{link}?view=whole") as page:
        await page.get_by_role("textbox").fill("It went well")
        await page.get_by_role("button", name="Send my answers").click()
        await page.get_by_role("heading", name="All done").wait_for()
        await page.go_back()
        await page.get_by_role("heading", name="You have already sent this form").wait_for()
        await page.get_by_role("radio", name="Change what you sent").check()
        await page.get_by_role("button", name="Continue").click()
        await page.get_by_text("takes the place of what you sent before").wait_for()
        await page.get_by_role("link", name="All questions on one page").click()
        await page.get_by_role("textbox").fill("It went badly")
        await page.get_by_role("button", name="Send my answers").click()
        await page.get_by_text("Your new answers have been saved").wait_for()
        await page.goto(page.url.partition("?")[0])  # the next person, with the same link
        await page.get_by_role("link", name="All questions on one page").click()
        await page.get_by_role("textbox").fill("I am another")
        await page.get_by_role("button", name="Send my answers").click()
        await page.get_by_role("heading", name="All done").wait_for()
    counted = select(func.count()).select_from(t.responses)
    assert swept(sqlite_store, lambda unit: unit.connection.scalars(counted).one()) == 2


async def test_an_email_is_answered_on_a_telephone_without_script(browser: Browser) -> None:
    house = House({OpenEmailPage: email_form(), SubmitEmailPage: thanks(way_out=False)})
    async with on_page(browser, house, EMAIL_PAGE) as page:
        await page.get_by_role("radio", name="Agree", exact=True).first.check()
        await page.get_by_role("textbox").first.fill("See them alone")
        await page.get_by_role("button", name="Send my answers").click()
        await page.get_by_role("heading", name="All done").wait_for()
    fields = next(command.fields for command in house.asked if isinstance(command, SubmitEmailPage))
    assert fields["relevant"] == ("agree",)
    assert ("See them alone",) in fields.values()


async def test_a_form_can_be_answered_by_keyboard_alone(browser: Browser) -> None:
    house = showing(form_of("child-8-11"))
    async with on_page(browser, house) as page:
        await tab_to(page, "#q1")
        await page.keyboard.press("Space")
        await tab_to(page, "#q2")
        await page.keyboard.press("ArrowDown")
        await tab_to(page, "textarea")
        await page.keyboard.type("They listen")
        await tab_to(page, "button")
        await page.keyboard.press("Enter")
        await page.get_by_role("heading", name="All done").wait_for()
    fields = next(command.fields for command in house.asked if isinstance(command, SubmitForm))
    assert fields == {"listened": ("always",), "explain": ("mostly",), "say": ("They listen",)}


async def tab_to(page: Page, selector: str) -> None:
    for _ in range(30):
        if await page.locator(f"{selector}:focus").count():
            return
        await page.keyboard.press("Tab")
    pytest.fail(f"{selector} is not reached by the Tab key")


async def test_the_way_out_is_the_second_stop_of_the_tab_key(browser: Browser) -> None:
    async with on_page(browser, showing(a_form())) as page:
        await page.keyboard.press("Tab")
        await page.keyboard.press("Tab")
        focused = page.locator("a:focus")
        assert "Exit this page" in await focused.inner_text()
        assert await focused.get_attribute("href") == "https://www.bbc.co.uk/weather"


@pytest.mark.parametrize("width", WIDTHS)
async def test_the_way_out_stays_in_sight_and_over_no_words(browser: Browser, width: int) -> None:
    async with on_page(browser, showing(form_of("family")), width=width) as page:
        await page.keyboard.press("End")
        await asyncio.sleep(0.3)
        way_out = await page.locator(".gt-exit a").bounding_box()
        words = await page.locator("main").bounding_box()
    assert way_out is not None
    assert words is not None
    assert 0 <= way_out["y"] < 800
    assert way_out["height"] >= 44
    assert width < 641 or way_out["x"] >= words["x"] + words["width"]


async def test_errors_are_in_focus_first(browser: Browser) -> None:
    async with on_page(browser, showing(WRONG)) as page:
        assert await page.locator(".govuk-error-summary:focus").count() == 1


@pytest.mark.parametrize("reply", [a_form(), form_of("child-8-11")], ids=["family", "child"])
async def test_everything_to_tap_is_large_enough(browser: Browser, reply: Reply) -> None:
    async with on_page(browser, showing(reply), width=320) as page:
        for box in [
            await one.bounding_box()
            for one in await page.locator(".govuk-radios__item, button").all()
        ]:
            assert box is not None
            assert box["height"] >= 44
            assert box["width"] >= 34


async def test_a_file_comes_by_the_button(browser: Browser) -> None:
    async with on_page(browser, House(), DOWNLOAD) as page:
        async with page.expect_download() as waiting:
            await page.get_by_role("button", name="Download the file").click()
        assert (await waiting.value).suggested_filename == "Impact summary – NS-1.pdf"


@pytest.mark.parametrize("words", PAYLOADS)
async def test_no_script_in_a_form_runs(browser: Browser, words: str) -> None:
    ran: list[str] = []
    async with on_page(browser, showing(a_form()), script=True) as page:
        page.on("dialog", lambda dialog: ran.append(dialog.message))
        async with TestServer(application(House({OpenForm: poisoned_form(words)}))) as server:  # pyright: ignore[reportArgumentType]
            await page.goto(str(server.make_url(FORM)))
            await page.wait_for_load_state("networkidle")
    assert ran == []
