"""The page where a link's code is typed: kind to a slip, and slow for those who guess."""

import pytest

from bot.web import code_pages
from dialogs.asking.type_code import TypeCode
from dialogs.replies import AskLinkCode, LeadsTo, Reply
from surveys.asking.instrument import Reader
from surveys.asking.notices import help_lines
from tests.bot.web.opened import House, opened
from tests.bot.web.page import page_of

ASKED = AskLinkCode(
    title="Type the code of your form",
    reader=Reader.FAMILY,
    partnership="",
    help_lines=help_lines(Reader.FAMILY),
)
WRONG = ASKED.model_copy(update={"typed": "7K2M", "problem": "link-code-wrong"})


def house(reply: Reply) -> House:
    return House({TypeCode: reply})


async def test_the_page_asks_for_a_code_and_has_the_numbers() -> None:
    place = house(ASKED)
    async with opened(place) as client:
        page = await page_of(await client.get("/g"))
    assert (page.status, page.texts("h1")) == (200, ["Type the code of your form"])
    assert "7K2MQ-9XD4V" in page.text
    assert "No one reads what you type here" in page.text
    assert "tel:999" in {a["href"] for a in page.all("a")}
    assert page.first("form")["method"] == "post"
    assert place.asked == [TypeCode(code="")]


@pytest.mark.parametrize("typed", ["7K2MQ-9XD4T", "7k2mq 9xd4t"])
async def test_a_code_that_was_typed_leads_to_its_form(typed: str) -> None:
    place = house(LeadsTo(address="/f/abcd1234"))
    async with opened(place) as client:
        sent = await client.post("/g", data={"_code": typed}, allow_redirects=False)
        whole = await client.get(f"/g/{typed}", allow_redirects=False)
    for answer in (sent, whole):
        assert (answer.status, answer.headers["Location"]) == (303, "/f/abcd1234")
    assert place.asked == [TypeCode(code=typed)] * 2


async def test_a_wrong_code_is_given_back_kindly_and_those_who_go_on_trying_wait(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waited: list[float] = []

    async def wait(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr("bot.web.throttle.asyncio.sleep", wait)
    async with opened(house(WRONG)) as client:
        for _ in range(8):
            page = await page_of(await client.post("/g", data={"_code": "7K2M"}))
    assert page.status == 404
    assert "We found no form with that code" in page.text
    assert "No one reads what you type here" in page.text
    assert next(one for one in page.all("input") if one["name"] == "_code")["value"] == "7K2M"
    assert "tel:08001111" in {a["href"] for a in page.all("a")}
    assert max(waited) > 1


async def test_a_page_that_was_opened_at_a_wrong_code_can_be_sent_again() -> None:
    place = house(WRONG)
    async with opened(place) as client:
        await client.post("/g/7K2M", data={"_code": "7K2MQ9XD4T"})
    assert place.asked == [TypeCode(code="7K2MQ9XD4T")]


async def test_what_cannot_be_read_asks_again() -> None:
    place = house(ASKED)
    async with opened(place) as client:
        answer = await client.post("/g", data=b"_code=%ZZ", headers={"Content-Type": "text/plain"})
    assert answer.status == 200
    assert place.asked == [TypeCode(code="")]


def test_both_addresses_take_both_methods() -> None:
    routes = code_pages.code_page_routes(house(ASKED).turn, None, 1)  # type: ignore[arg-type]
    assert {(route.method, route.path.partition("{")[0]) for route in routes} == {
        (method, path) for method in ("GET", "POST") for path in ("/g", "/g/")
    }
