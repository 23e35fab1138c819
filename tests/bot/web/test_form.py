"""A public form: shown whole, sent in one piece, kept when something is wrong."""

import pytest

from dialogs.asking.answer_form import OpenForm, SubmitForm
from surveys.asking.instrument import Reader
from surveys.problems import Refusal
from tests.bot.web.opened import House, opened, showing, taking
from tests.bot.web.page import Page, page_of
from tests.bot.web.replies import a_form, form_of, thanks

FORM = "/f/abcd1234"


async def shown(house: House) -> Page:
    async with opened(house) as client:
        return await page_of(await client.get(FORM))


async def sent(house: House, *fields: tuple[str, str]) -> Page:
    async with opened(house) as client:
        return await page_of(await client.post(FORM, data=[("_once", "once-1"), *fields]))


async def test_everyone_who_opens_a_form_gets_its_own_once() -> None:
    pages = [await shown(showing(a_form(once=once))) for once in ("first", "second")]
    assert [page.first("input")["value"] for page in pages] == ["first", "second"]


async def test_a_form_whose_words_have_changed_is_shown_with_the_new_ones() -> None:
    pages = [await shown(showing(a_form(title=title))) for title in ("Old title", "New title")]
    assert [page.texts("h1") for page in pages] == [["Old title"], ["New title"]]


async def test_every_question_has_its_words_in_a_legend_or_a_label() -> None:
    page = await shown(showing(a_form()))
    for number, question in enumerate(a_form().questions, start=1):
        assert any(
            f"{number}. {question.text['en']}" in words
            for words in page.texts("legend") + page.texts("label")
        )


async def test_every_choice_is_an_input_named_by_its_question() -> None:
    page = await shown(showing(a_form()))
    named = {(i["name"], i["value"]) for i in page.all("input")}
    expected = {(q.id, code) for q in a_form().questions for code in q.codes}
    assert expected | {("skill.before", "0"), ("skill.now", "10"), ("sure", "7")} <= named


async def test_no_two_elements_share_an_id() -> None:
    ids = [
        attributes["id"]
        for attributes in (await shown(showing(a_form()))).all()
        if "id" in attributes
    ]
    assert len(ids) == len(set(ids))


async def test_the_notice_stands_before_the_form_and_beside_the_box_to_write_in() -> None:
    page = await shown(showing(a_form()))
    assert page.text.count("nobody reads this straight away") == 2
    assert page.first("textarea")["aria-describedby"].split()[0] == "q8-notice"


async def test_a_question_for_some_says_for_whom() -> None:
    assert "If you said “Yes” to question 1" in (await shown(showing(a_form()))).text


async def test_numbers_to_call_can_be_tapped() -> None:
    page = await shown(showing(form_of("child-8-11")))
    assert {"tel:999", "tel:08001111"} <= {a["href"] for a in page.all("a")}


async def test_the_way_out_is_a_plain_link_that_says_nothing_of_where_one_was() -> None:
    page = await shown(showing(a_form()))
    ways = [a for a in page.all("a") if a["href"] == "https://www.bbc.co.uk/weather"]
    assert ways
    assert {a["rel"] for a in ways} == {"nofollow noreferrer"}


@pytest.mark.parametrize(
    ("code", "young"), [("child-8-11", True), ("family", False), ("frontline", False)]
)
async def test_only_a_childs_form_is_in_bigger_type(code: str, young: bool) -> None:
    page = await shown(showing(form_of(code)))
    assert ("gt-young" in page.first("body")["class"]) is young


async def test_answers_go_to_the_dialog_as_they_were_given_without_blanks() -> None:
    house = House()
    await sent(
        house,
        ("used", "yes"),
        ("which", "tool"),
        ("which", "plan"),
        ("skill.before", "0"),
        ("say", " \r\n"),
    )
    fields = {"used": ("yes",), "which": ("tool", "plan"), "skill.before": ("0",)}
    assert house.asked == [SubmitForm(link="abcd1234", once="once-1", fields=fields)]


async def test_what_is_wrong_is_listed_first_with_links_to_the_questions() -> None:
    page = await sent(
        taking(a_form(problems={"used": "Please choose an answer.", "say": "Too long."}))
    )
    assert page.status == 422
    assert page.title.startswith("Error: ")
    assert [a["href"] for a in page.all("a") if a["href"].startswith("#q")] == ["#q1", "#q8"]
    assert {"q1", "q8"} <= {
        attributes.get("id") for attributes in page.all("input") + page.all("textarea")
    }


async def test_answers_are_still_there_when_something_is_wrong() -> None:
    given = {
        "used": "no",
        "which": ["tool"],
        "sure": 0,
        "skill": {"before": 2, "now": 10},
        "say": "One\nTwo",
    }
    page = await sent(taking(a_form(given=given, problems={"case": "Please choose an answer."})))
    ticked = {(i["name"], i["value"]) for i in page.all("input") if "checked" in i}
    assert ticked == {
        ("used", "no"),
        ("which", "tool"),
        ("sure", "0"),
        ("skill.before", "2"),
        ("skill.now", "10"),
    }
    assert "One\nTwo" in page.texts("textarea")


async def test_sending_again_is_the_same_once_and_the_same_page() -> None:
    house = House()
    first, second = [await sent(house, ("used", "yes")) for _ in range(2)]
    assert first.source == second.source
    assert house.asked[0] == house.asked[1]


async def test_half_a_pair_of_numbers_is_shown_again_as_it_was_sent() -> None:
    half = a_form(
        given={"skill": {"before": "3", "now": ""}}, problems={"skill": "Please choose a number."}
    )
    page = await sent(taking(half))
    assert [i["name"] for i in page.all("input") if "checked" in i] == ["skill.before"]


async def test_the_thanks_are_the_same_page_for_everyone() -> None:
    page = await sent(House(), ("used", "yes"))
    assert page.status == 200
    assert "Your answers have been saved" in page.text
    assert "tel:08001111" in {a["href"] for a in page.all("a")}


async def test_who_needs_help_now_reads_the_numbers_first() -> None:
    page = await sent(taking(thanks(help_now=True)))
    assert page.text.index("Call 999") < page.text.index("Your answers have been saved")


async def test_numbers_of_the_place_stand_beside_the_national_ones() -> None:
    lines = [
        {"name": "Northshire out of hours", "number": "01632 960 000", "href": "tel:01632960000"}
    ]
    page = await shown(showing(a_form(help_lines=lines)))
    assert "tel:01632960000" in {a["href"] for a in page.all("a")}


@pytest.mark.parametrize("failure", [RuntimeError("disk full: I am scared"), Refusal("not-saved")])
async def test_answers_that_were_not_saved_stay_in_the_page_to_be_sent_again(
    failure: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    page = await sent(taking(failure), ("used", "yes"), ("say", "I am scared"))
    kept = {(i["name"], i["value"]) for i in page.all("input")}
    assert page.status == 503
    assert "was not saved" in page.text
    assert kept == {("_once", "once-1"), ("used", "yes"), ("say", "I am scared")}
    assert "tel:999" in {a["href"] for a in page.all("a")}
    assert "scared" not in caplog.text


async def test_a_refusal_is_a_page_with_its_sentence_and_advice() -> None:
    page = await shown(showing(Refusal("link-closed")))
    assert page.status == 410
    assert "This form has closed" in page.text
    assert "If you need help now, call one of the numbers" in page.text
    assert {"tel:999", "tel:08001111", "tel:08088005000"} <= {a["href"] for a in page.all("a")}


async def test_a_failure_while_opening_is_a_page_with_the_numbers(
    caplog: pytest.LogCaptureFixture,
) -> None:
    page = await shown(showing(ValueError("content of an answer")))
    assert page.status == 503
    assert "tel:999" in {a["href"] for a in page.all("a")}
    assert "content of an answer" not in caplog.text


@pytest.mark.parametrize(
    "path",
    ["/", "/f/", "/f/a", "/f/abcd1234/more", "/f/%00%00%00%00", "/wp-login.php", "/static/x"],
)
async def test_an_unknown_page_is_a_plain_404(path: str) -> None:
    async with opened() as client:
        page = await page_of(await client.get(path))
    assert page.status == 404
    assert "There is nothing at this address" in page.text


async def test_a_welsh_form_is_marked_as_welsh() -> None:
    page = await shown(showing(a_form(language="cy")))
    assert page.first("html")["lang"] == "cy"
    assert "en" in {attributes.get("lang") for attributes in page.all("span")}


@pytest.mark.parametrize("reader", list(Reader))
async def test_every_reader_has_a_page(reader: Reader) -> None:
    assert (await shown(showing(a_form(reader=reader)))).status == 200


async def test_a_form_is_answered_at_a_tick_whatever_it_holds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waited: list[float] = []

    async def wait(began: float, _tick: float) -> None:
        waited.append(began)

    monkeypatch.setattr("bot.web.saving.leave_at_tick", wait)
    for house in (House(), taking(Refusal("link-closed")), taking(RuntimeError())):
        await sent(house, ("say", "I am scared"))
    assert len(waited) == 3


async def test_a_browser_is_led_to_an_address_to_go_back_to() -> None:
    house = House()
    async with opened(house) as client:
        await client.get(FORM, headers={"Sec-Fetch-Mode": "navigate"})
        await client.get(f"{FORM}?page=abc&again=change")
    assert house.asked == [
        OpenForm(link="abcd1234", by_browser=True),
        OpenForm(link="abcd1234", page="abc", again="change"),
    ]
