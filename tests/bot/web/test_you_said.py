"""What people asked for and what was done, behind a form's link, and the line that leads there."""

from typing import Any

import pytest

from dialogs.asking.answer_form import OpenForm, SubmitForm
from dialogs.replies import ShowYouSaid, YouSaidLine
from surveys.asking.instrument import Reader
from surveys.asking.notices import help_lines
from tests.bot.web.opened import House, opened
from tests.bot.web.page import Page, page_of
from tests.bot.web.replies import start_of, thanks

FORM = "/f/abcd1234"
LINES = (
    YouSaidLine(said="Ask me where I want to talk.", did="You pick the room.", on="3 March 2026"),
    YouSaidLine(said="Tell us who comes.", did="We tell you the day before.", on="1 March 2026"),
)


def you_said(**changes: Any) -> ShowYouSaid:
    """The page of a child."""
    facts: dict[str, Any] = {
        "title": "How is it for you?",
        "reader": Reader.CHILD,
        "partnership": "Northshire Safeguarding Children Partnership",
        "help_lines": help_lines(Reader.CHILD),
        "lines": LINES,
    }
    return ShowYouSaid.model_validate(facts | changes)


async def shown(house: House, address: str = FORM) -> Page:
    async with opened(house) as client:
        return await page_of(await client.get(address))


async def test_the_page_says_what_was_asked_for_and_what_was_done_and_whom_to_call() -> None:
    house = House({OpenForm: you_said()})
    page = await shown(house, f"{FORM}?view=you-said")
    assert page.status == 200
    assert page.texts("h1") == ["You said, we did"]
    assert page.texts("dt") == ["You said", "We did"] * 2
    assert page.texts("dd")[:3] == [LINES[0].said, LINES[0].did, "Shared on 3 March 2026."]
    assert "tel:08001111" in {link.get("href") for link in page.all("a")}
    assert house.asked == [OpenForm(link="abcd1234", view="you-said")]


async def test_a_page_with_nothing_on_it_says_so() -> None:
    page = await shown(House({OpenForm: you_said(lines=())}))
    assert "We have no news to share yet." in page.text
    assert page.texts("dt") == []


async def test_a_closed_form_says_that_it_is_closed() -> None:
    assert "This form has closed." in (await shown(House({OpenForm: you_said(closed=True)}))).text
    assert "has closed" not in (await shown(House({OpenForm: you_said()}))).text


@pytest.mark.parametrize("news", [True, False])
async def test_the_first_page_and_the_thanks_lead_there_only_where_there_is_something(
    news: bool,
) -> None:
    start = start_of("child-8-11").model_copy(update={"news": news})
    async with opened(House({OpenForm: start, SubmitForm: thanks(news=news)})) as client:
        first = await page_of(await client.get(FORM))
        last = await page_of(await client.post(FORM, data={"_once": "1"}))
    for page in (first, last):
        assert ("?view=you-said" in {link.get("href") for link in page.all("a")}) is news


async def test_someone_who_needs_help_now_reads_whom_to_call_and_no_news() -> None:
    page = await shown(House({OpenForm: thanks(news=True, help_now=True)}))
    assert "?view=you-said" not in {link.get("href") for link in page.all("a")}
