"""Every survey, question and briefing card leads to a page: one answer, whichever way it came."""

import re

import pytest

from storage import tables as t
from surveys.sending.delivery import State
from tests.journeys.house import House
from tests.journeys.person import Card, Person, reads
from tests.journeys.test_a_briefing import sent_by
from tests.journeys.test_an_answer import asked

TICKETED = re.compile(r"\[Answer in the browser\]\(https?://[^/]+(/q/[A-Za-z0-9_.-]{108})\)")
PAGE = re.compile(r"\[Answer in the browser\]\(https?://[^/]+(/q/[A-Za-z0-9_-]{43})\)")


def page_on(card: Card) -> str:
    """Where the one plain link of a card leads, after the host."""
    [found] = PAGE.findall(reads(card))
    return found


async def invited(house: House, name: str = "sam") -> Person:
    [person] = await house.people(name)
    house.clock.forward(hours=2, minutes=1)
    await person.gets("A short survey")
    return person


async def test_a_survey_begun_on_a_card_goes_on_in_the_browser_and_ends_there(
    either_house: House,
) -> None:
    house = either_house
    sam = await invited(house)
    on_invitation = page_on(sam.card)
    await sam.taps("open-survey")
    await sam.taps("answer", value="Agree")
    on_question = page_on(sam.card)
    left_open = sam.tap("answer", value="Strongly agree")

    status, page = await house.lines.page(on_invitation)
    assert status == 200
    assert (
        "You have answered some questions elsewhere" in page.decode() or "answered" in page.decode()
    )
    status, thanks = await house.lines.page(on_question, {"useful": "disagree"})
    assert (status, "Thank you" in thanks.decode() or "All done" in thanks.decode()) == (200, True)
    assert house.count(t.responses, finished=True) == 1
    house.clock.forward(seconds=3)
    await house.lines.until(lambda: "Thank you" in str(sam.put_over()[-1:]))
    assert "Thank you" in reads(await sam.sends(left_open))
    assert house.count(t.answers) == 2


async def test_everybody_has_a_page_of_their_own(house: House) -> None:
    sam, pat = await house.people("sam", "pat")
    house.clock.forward(hours=2, minutes=1)
    cards = [await one.gets("A short survey") for one in (sam, pat)]

    assert len({page_on(card) for card in cards}) == 2


async def test_a_briefing_is_read_in_the_browser_when_a_phones_buttons_are_dead(
    either_house: House,
) -> None:
    house = either_house
    lee, ali = await house.people("lee", "ali")
    await sent_by(lee, rule="email=ali@ashford.example")
    assert await house.settled() == {State.SENT: 1}
    ali.looks()
    status, page = await house.lines.page(page_on(ali.card))
    assert (status, "Hearing children" in page.decode()) == (200, True)

    status, _ = await house.lines.page(page_on(ali.card), {"read": "yes"})
    assert status == 200
    assert house.count(t.acts, act="read") == 1
    house.clock.forward(seconds=3)
    await house.lines.until(lambda: "You have read this." in str(ali.put_over()[-1:]))
    assert "You have read this." in reads(await ali.taps("read"))
    assert house.count(t.acts, act="read") == 1


@pytest.mark.parametrize("spoilt", ["A" * 43, "B"])
async def test_a_page_that_nobody_was_given_is_not_there(house: House, spoilt: str) -> None:
    sam = await invited(house)
    page = page_on(sam.card)

    status, _ = await house.lines.page(page[: -len(spoilt)] + spoilt)
    assert status == 404


async def test_a_tracked_link_opens_no_page(house: House) -> None:
    lee, ali = await house.people("lee", "ali")
    await sent_by(lee, rule="email=ali@ashford.example")
    await house.settled()
    ali.looks()
    [token] = set(re.findall(r"/r/([A-Za-z0-9_-]{43})\.", reads(ali.card)))

    status, _ = await house.lines.page(f"/q/{token}")
    assert status == 404


async def test_feedback_without_a_name_goes_on_in_the_browser_once_a_quarter(
    either_house: House,
) -> None:
    house = either_house
    sam = await asked(house)
    pages: list[str] = []
    for _ in range(2):
        await sam.says("feedback")
        pages.append(TICKETED.findall(reads(sam.card))[0])
    status, form = await house.lines.page(f"{pages[0]}?view=whole")
    assert (status, b"ladder" in form) == (200, True)

    status, thanks = await house.lines.page(pages[0], {"ladder": "read"})
    assert (status, b"saved" in thanks, b"not saved" in thanks) == (200, True, False)
    status, refused = await house.lines.page(pages[1], {"ladder": "used"})
    assert b"You have given feedback about this before" in refused
    assert house.count(t.intake) == 1

    spoilt = pages[0][:-64] + "0" * 64
    assert (await house.lines.page(spoilt))[0] == 404
