"""One question a page at the door: what a button sends, and what a page holds."""

import pytest

from dialogs.asking.step_form import StepForm
from dialogs.replies import AskCode, LookThrough, Reply, ShowStart
from surveys.asking.instrument import Reader
from surveys.asking.notices import help_lines
from surveys.problems import Refusal
from tests.bot.web.opened import House, opened
from tests.bot.web.page import Page, page_of
from tests.bot.web.replies import question_of

FORM = "/f/abcd1234"
FRAME = {
    "title": "How is it for you?",
    "reader": Reader.CHILD,
    "partnership": "Northshire Safeguarding Children Partnership",
    "help_lines": help_lines(Reader.CHILD),
}
START = ShowStart.model_validate(
    FRAME
    | {"about": "", "questions": 7, "minutes": 3, "gist": ("You can skip.",), "once": "once-1"}
)


async def stepped(reply: Reply | Exception, *fields: tuple[str, str]) -> tuple[House, Page]:
    house = House({StepForm: reply})
    async with opened(house) as client:
        return house, await page_of(await client.post(FORM, data=list(fields)))


async def test_a_button_sends_a_step_with_what_the_page_held() -> None:
    house, _ = await stepped(
        question_of("child-8-11"), ("_held", "sealed"), ("listened", "always"), ("_go", "next")
    )
    fields = {"listened": ("always",)}
    assert house.asked == [StepForm(link="abcd1234", go="next", held="sealed", fields=fields)]


async def test_continue_comes_before_every_other_button_for_the_enter_key() -> None:
    _, page = await stepped(question_of("child-8-11"), ("_go", "start"))
    assert page.first("button")["value"] == "next"
    assert page.first("form")["method"] == "post"


async def test_a_question_is_the_one_heading_of_its_page() -> None:
    _, page = await stepped(question_of("family"), ("_go", "start"))
    assert page.texts("h1") == ["Were you treated with respect?"]
    assert page.title.startswith("1 of 8: ")


async def test_a_step_that_was_not_saved_is_held_to_be_sent_again() -> None:
    sent = [("_held", "sealed"), ("_go", "next"), ("say", "I am scared")]
    _, page = await stepped(Refusal("not-saved"), *sent)
    assert page.status == 503
    assert {(i["name"], i["value"]) for i in page.all("input")} == set(sent)
    assert "tel:999" in {a["href"] for a in page.all("a")}


async def test_a_start_holds_its_once_and_leads_to_the_other_ways() -> None:
    _, page = await stepped(START.model_copy(update={"by_code": True}), ("_go", "made-up"))
    assert ("_once", "once-1") in {(i["name"], i["value"]) for i in page.all("input")}
    assert {"?page=once-1&view=whole", "?view=code"} <= {a["href"] for a in page.all("a")}


async def test_what_was_answered_is_escaped() -> None:
    words = "<script>alert(1)</script>"
    line = {"asks": "say", "question": "What?", "answer": words}
    reply = LookThrough.model_validate(FRAME | {"lines": (line,)})
    _, page = await stepped(reply, ("_go", "next"))
    assert page.texts("script") == [""]
    assert words in page.text


async def test_a_wrong_code_is_said_and_those_who_go_on_trying_wait(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waited: list[float] = []

    async def wait(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr("bot.web.throttle.asyncio.sleep", wait)
    wrong = AskCode.model_validate(FRAME | {"typed": "4F7K", "problem": "code-wrong"})
    house = House({StepForm: wrong})
    async with opened(house) as client:
        for _ in range(8):
            page = await page_of(await client.post(FORM, data={"_go": "code", "_code": "4F7K"}))
    assert page.status == 404
    assert "We found no answers with that code" in page.text
    assert max(waited) > 1
