"""Single-use addresses: looking spends nothing, the button spends it, once."""

import pytest

from dialogs.replies import Download, RecordLine
from dialogs.trust.one_time_links import OpenOneTimeLink, UseOneTimeLink
from surveys.problems import Refusal
from tests.bot.web.opened import House, opened
from tests.bot.web.page import page_of
from tests.bot.web.replies import FILE, WORDS

LINKS = ["/evaluate/download/token-1", "/concern/token-1"]


@pytest.mark.parametrize("path", LINKS)
async def test_looking_at_the_page_spends_nothing(path: str) -> None:
    house = House()
    async with opened(house) as client:
        for method in ("GET", "HEAD", "GET"):
            assert (await client.request(method, path)).status == 200
    assert {type(command) for command in house.asked} == {OpenOneTimeLink}


async def test_the_button_hands_over_the_file_under_its_name() -> None:
    async with opened() as client:
        response = await client.post(LINKS[0])
        assert await response.read() == FILE.content
    assert response.content_type == "application/pdf"
    disposition = response.headers["Content-Disposition"]
    assert disposition.startswith("attachment; ")
    assert "filename*=UTF-8''Impact%20summary%20%E2%80%93%20NS-1.pdf" in disposition


async def test_a_second_press_gets_a_page_that_says_it_is_used() -> None:
    async with opened() as client:
        await client.post(LINKS[0])
        page = await page_of(await client.post(LINKS[0]))
    assert page.status == 410
    assert "has been used or has expired" in page.text


async def test_the_words_of_a_concern_stand_as_they_were_written() -> None:
    async with opened() as client:
        page = await page_of(await client.post(LINKS[1]))
    assert "I am scared\nto go home." in page.source
    assert "shown once" in page.text


async def test_a_concern_without_words_says_that_nothing_was_written() -> None:
    async with opened(House({UseOneTimeLink: WORDS.model_copy(update={"words": ()})})) as client:
        page = await page_of(await client.post(LINKS[1]))
    assert "Nothing was written" in page.text
    assert "shown once" not in page.text


async def test_the_page_tells_what_is_known_of_the_answer_and_what_was_done() -> None:
    line = RecordLine(
        when="3 March 2026 at 8 pm", what="Note", who="Priya Nair", note="<b>Rang\nit"
    )
    more = {"facts": (("How long ago", "2 hours ago"), ("Link", "Hub")), "record": (line,)}
    async with opened(House({UseOneTimeLink: WORDS.model_copy(update=more)})) as client:
        page = await page_of(await client.post(LINKS[1]))
    for words in ("How long ago", "2 hours ago", "Hub", "What was done", "Priya Nair"):
        assert words in page.text
    assert "&lt;b&gt;Rang\nit" in page.source


async def test_the_kind_of_link_goes_by_its_address() -> None:
    house = House()
    async with opened(house) as client:
        for path in LINKS:
            await client.get(path)
    assert house.asked == [
        OpenOneTimeLink(token="token-1", kind="file"),
        OpenOneTimeLink(token="token-1", kind="concern"),
    ]


async def test_a_file_name_cannot_break_out_of_its_header() -> None:
    evil = Download(
        file_name='a"\r\nSet-Cookie: x=1;/../é.pdf', media_type="text/html\r\nX: y", content=b"x"
    )
    async with opened(House({UseOneTimeLink: evil})) as client:
        response = await client.post(LINKS[0])
    assert "Set-Cookie" not in response.headers
    assert response.content_type == "application/octet-stream"
    assert response.headers["Content-Disposition"].count('"') == 2


async def test_pages_for_staff_carry_no_way_out_and_no_childrens_numbers() -> None:
    async with opened(House({UseOneTimeLink: Refusal("download-used")})) as client:
        page = await page_of(await client.post(LINKS[0]))
    assert "Exit this page" not in page.text
    assert "Childline" not in page.text
