"""Script in every text of a reply stays text on the page."""

import pytest

from bot.web.static_files import SCRIPT
from dialogs.asking.answer_form import OpenForm, SubmitForm
from dialogs.replies import ConcernWords, OneTimeLinkOffer, Option, ProblemReply
from dialogs.trust.one_time_links import OpenOneTimeLink, UseOneTimeLink
from surveys.asking.instrument import Question
from tests.bot.web.opened import House, opened
from tests.bot.web.page import Page, page_of
from tests.bot.web.replies import a_form, thanks

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "{{ 7*7 }}{% raw %}",
    "javascript:alert(1)",
    '" autofocus onfocus=alert(1) x="',
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<a href='javascript:alert(1)'>0800 1111</a>",
    "--><script>alert(1)</script>",
    "\u202e<b>999</b>",
)


def poisoned_question(kind: str, words: str) -> Question:
    choices = {"a": words, "b": words} if kind in {"single", "several"} else {}
    ends = {"low": words, "high": words} if kind in {"scale", "before_now"} else {}
    return Question.model_validate(
        {"id": f"q-{kind}", "kind": kind, "text": words, "hint": words, "choices": choices} | ends
    )


def poisoned_form(words: str) -> object:
    kinds = ("single", "several", "scale", "before_now", "text")
    first = poisoned_question("single", words)
    branch = Question.model_validate(
        {
            "id": "branch",
            "kind": "text",
            "text": words,
            "show_if": {"question": "q-single", "any_of": ["a"]},
        }
    )
    questions = (first, *(poisoned_question(kind, words) for kind in kinds[1:]), branch)
    return a_form(
        title=words,
        about=words,
        partnership=words,
        identity_words=words,
        notice=(words,),
        once=words,
        questions=questions,
        given={"q-text": words, "q-single": words, "q-several": [words]},
        problems={question.id: words for question in questions},
        help_lines=[{"name": words, "number": words, "href": None}],
    )


def poisoned_kinds(words: str) -> object:
    """A form with every kind that has words of its own besides its question and its choices."""
    choices = {"choices": {"a": words, "b": words, "c": words}}
    many = {"choices": {f"c{at}": words for at in range(13)}}
    facts: dict[str, dict[str, object]] = {
        "section": {"hint": words},
        "number": {"unit": words},
        "date": {"hint": words},
        "ranking": choices,
        "matrix": {**choices, "stem": words},
        "several": {**choices, "exclusive": ["c"]},
        "single": many,
    }
    questions = tuple(
        Question.model_validate({"id": f"q-{kind}", "kind": kind, "text": words, **own})
        for kind, own in facts.items()
    )
    day = dict.fromkeys(("day", "month", "year"), words)
    places = dict.fromkeys(("a", "b", "c"), words)
    return a_form(
        questions=questions,
        given={"q-number": words, "q-date": day, "q-ranking": places, "q-single": words},
        problems={question.id: words for question in questions if question.is_asked},
    )


@pytest.mark.parametrize("words", PAYLOADS)
async def test_nothing_in_any_kind_of_question_runs(words: str) -> None:
    async with opened(House({OpenForm: poisoned_kinds(words)})) as client:
        page = await page_of(await client.get("/f/abcd1234"))
    assert_harmless(page)
    assert {words.replace("\u202e", "")} <= {
        box.get("value", "").replace("\u202e", "") for box in page.all("input")
    }


def assert_harmless(page: Page) -> None:
    assert {script.get("src") for script in page.all("script")} <= {SCRIPT.address}
    assert set(page.texts("script")) <= {""}
    assert not page.tags & {"img", "svg", "iframe", "b"}
    for attributes in page.all():
        assert not [name for name in attributes if name.startswith("on")]
        assert not attributes.get("href", "").startswith("javascript:")
    assert "49" not in page.text.replace("0800 1111", "")


@pytest.mark.parametrize("words", PAYLOADS)
async def test_nothing_in_a_form_runs(words: str) -> None:
    async with opened(House({OpenForm: poisoned_form(words)})) as client:
        page = await page_of(await client.get("/f/abcd1234"))
    assert_harmless(page)
    assert words.replace("\u202e", "") in page.texts("textarea")[0].replace("\u202e", "")


@pytest.mark.parametrize("words", PAYLOADS)
async def test_nothing_on_the_other_pages_runs(words: str) -> None:
    last = thanks(partnership=words, notice=(words,), help_now=True)
    written = ConcernWords(
        ref=words, grade=words, raised=words, words=((words, words),), from_whom=words
    )
    house = House(
        {
            SubmitForm: last,
            OpenOneTimeLink: OneTimeLinkOffer(title=words, text=words, button=words),
            UseOneTimeLink: written,
            OpenForm: ProblemReply(code="link-closed", sentence=words, advice=words),
        }
    )
    async with opened(house) as client:
        posted = await client.post("/f/abcd1234", data={"_once": "1"})
        answers = [
            await client.get("/f/abcd1234"),
            await client.get("/concern/abcd"),
            await client.post("/concern/abcd"),
        ]
        for response in (posted, *answers):
            assert_harmless(await page_of(response))


@pytest.mark.parametrize("words", PAYLOADS)
async def test_nothing_in_answers_that_were_not_saved_runs(words: str) -> None:
    async with opened(House({SubmitForm: RuntimeError()})) as client:
        page = await page_of(await client.post("/f/abcd1234", data={"_once": "1", "say": words}))
    assert_harmless(page)
    assert words in {i["value"] for i in page.all("input")}


async def test_a_kind_of_reply_that_is_not_for_browsers_is_a_plain_failure() -> None:
    async with opened(House({OpenForm: Option(value="x", text="x")})) as client:  # pyright: ignore[reportArgumentType]
        assert (await client.get("/f/abcd1234")).status == 503
