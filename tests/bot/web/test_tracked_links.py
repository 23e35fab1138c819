"""A tracked link in the browser: it redirects at once and is never logged, or says why not."""

import logging

import pytest

from dialogs.replies import LeadsTo
from dialogs.telling.open_link import FollowLink
from surveys.problems import Refusal
from tests.bot.web.opened import House, opened
from tests.bot.web.page import page_of
from tests.bot.web.replies import LINK

PLACE = "/r/Is2ihP6-eFXF2T-6Dgmku3Z-Ykb0uwWDq2xarxeya5M.0"


def leading(to: LeadsTo | Exception) -> House:
    """A house that answers a followed link with this."""
    return House({FollowLink: to})


async def test_it_leads_to_the_briefings_own_address_and_nothing_stands_on_the_way() -> None:
    async with opened() as client:
        response = await client.get(PLACE, allow_redirects=False)
        assert await response.read() == b""
    assert response.status == 303
    assert response.headers["Location"] == LINK.address
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in response.headers


async def test_an_address_in_another_alphabet_is_written_as_browsers_write_it() -> None:
    async with opened(
        leading(LeadsTo(address="https://a.example/ysgol/plant-â?q=%C3%A2"))
    ) as client:
        response = await client.get(PLACE, allow_redirects=False)
    assert response.headers["Location"] == "https://a.example/ysgol/plant-%C3%A2?q=%C3%A2"


async def test_an_address_cannot_break_out_of_its_header() -> None:
    async with opened(leading(LeadsTo(address="https://a.example/\r\nSet-Cookie: x=1"))) as client:
        response = await client.get(PLACE, allow_redirects=False)
    assert "Set-Cookie" not in response.headers


async def test_a_visit_is_counted_and_a_look_is_not() -> None:
    house = House()
    async with opened(house) as client:
        for method in ("GET", "HEAD"):
            assert (await client.request(method, PLACE, allow_redirects=False)).status == 303
    place = PLACE.removeprefix("/r/")
    assert house.asked == [
        FollowLink(place=place, counted=True),
        FollowLink(place=place, counted=False),
    ]


@pytest.mark.parametrize(
    ("code", "status", "words"),
    [
        ("link-unknown", 404, "This link does not work"),
        ("link-gone", 410, "no longer has this link"),
        ("briefing-withdrawn", 410, "has been withdrawn"),
    ],
)
async def test_a_link_that_leads_nowhere_says_why_in_plain_words(
    code: str, status: int, words: str
) -> None:
    async with opened(leading(Refusal(code))) as client:
        page = await page_of(await client.get(PLACE))
    assert page.status == status
    assert words in page.text
    assert "Location" not in page.source


@pytest.mark.parametrize(
    "trouble", [Refusal("not-saved"), Refusal("database-unwritable"), RuntimeError("boom")]
)
async def test_without_our_records_nobody_knows_where_it_leads_and_the_page_says_so(
    trouble: Exception,
) -> None:
    async with opened(leading(trouble)) as client:
        page = await page_of(await client.get(PLACE, allow_redirects=False))
    assert page.status == 503
    assert "We cannot open this link just now" in page.text
    assert "our records of where it leads" in page.text


async def test_a_reader_at_work_is_shown_no_childrens_numbers() -> None:
    async with opened(leading(Refusal("link-unknown"))) as client:
        page = await page_of(await client.get(PLACE))
    assert "Childline" not in page.text
    assert "Exit this page" not in page.text


@pytest.mark.parametrize(
    "path", ["/r/", "/r/a/b", "/r/a%2Fb", "/r/" + "x" * 200, "/r/é", "/r/<script>"]
)
async def test_what_is_no_place_is_a_page_that_is_not_there(path: str) -> None:
    house = House()
    async with opened(house) as client:
        assert (await client.get(path)).status == 404
    assert house.asked == []


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
async def test_a_link_is_followed_and_nothing_else_is_done_with_it(method: str) -> None:
    house = House()
    async with opened(house) as client:
        assert (await client.request(method, PLACE)).status == 405
    assert house.asked == []


async def test_a_token_is_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with opened(leading(RuntimeError(PLACE))) as client:
        await client.get(PLACE)
    ours = [
        record.getMessage() for record in caplog.records if record.name.startswith("golden_thread")
    ]
    assert ours == ["request failed code=link-not-now kind=RuntimeError"]
