"""A briefing after it arrived: links, acts, a discussion, a plan returned to, what leads see."""

import re
from datetime import timedelta

from storage import tables as t
from surveys.sending.delivery import DeliveryKind, State
from tests.journeys.house import House
from tests.journeys.person import Person, reads
from tests.journeys.test_a_briefing import sent_by

REVIEW = "https://ashford.example/review"
PLACE = re.compile(r"/r/[A-Za-z0-9_-]{43}\.\d")


async def _told(house: House, *names: str) -> list[Person]:
    """Send the briefing to some people, and have it before them."""
    lee, *people = await house.people("lee", *names)
    await sent_by(lee, rule=" or ".join(f"email={name}@ashford.example" for name in names))
    assert await house.settled() == {State.SENT: len(names)}
    for one in people:
        one.looks()
    return [lee, *people]


def _place(person: Person) -> str:
    """Where the one link of the card on somebody's screen leads, after the host."""
    found = PLACE.findall(reads(person.card))
    assert len(found) == 1
    return found[0]


async def _follows(house: House, place: str, method: str = "GET") -> tuple[int, str]:
    url = house.lines.address + place
    async with house.lines.session.request(method, url, allow_redirects=False) as answer:
        return answer.status, answer.headers.get("Location", "")


async def test_each_reader_has_a_link_of_their_own_and_all_lead_to_the_same_page(
    either_house: House,
) -> None:
    house = either_house
    _, ali, bea = await _told(house, "ali", "bea")
    assert _place(ali) != _place(bea)
    assert REVIEW not in reads(ali.card)
    assert await _follows(house, _place(ali), "HEAD") == (303, REVIEW)
    assert house.count(t.visits) == 0
    for person in (ali, ali, bea):
        assert await _follows(house, _place(person)) == (303, REVIEW)
    assert house.count(t.visits) == 2
    assert house.count(t.acts, act="followed") == 2
    assert house.standing() == {State.PROVEN: 2}


async def test_the_card_that_answers_a_tap_has_the_same_link(house: House) -> None:
    _, ali = await _told(house, "ali")
    place = _place(ali)
    await ali.taps("read")
    assert _place(ali) == place


async def test_a_link_of_a_withdrawn_briefing_is_a_page_that_says_so(house: House) -> None:
    lee, ali = await _told(house, "ali")
    place = _place(ali)
    house.store.act_now(lambda unit: unit.changes.stop(1, "withdrawn", unit.now))
    status, page = await house.lines.page(place)
    assert status == 410
    assert "This briefing has been withdrawn" in page.decode()
    await ali.taps("read")
    assert "This briefing has been withdrawn" in reads(ali.card)
    assert house.count(t.acts) == 0
    assert lee.card


async def test_a_forged_link_is_a_page_that_leads_nowhere(house: House) -> None:
    _, ali = await _told(house, "ali")
    forged = _place(ali).replace(_place(ali)[5:9], "AAAA")
    status, page = await house.lines.page(forged)
    assert status == 404
    assert "This link does not work" in page.decode()


async def test_what_a_reader_says_is_kept_and_a_lead_reads_what_was_agreed(
    either_house: House,
) -> None:
    house = either_house
    lee, ali = await _told(house, "ali")
    await ali.taps("read")
    await ali.taps("useful")
    assert "✓ You found this useful." in reads(ali.card)
    await ali.taps("discuss")
    tapped = ali.tap(
        "discussed", setting="In the team", people="6", agreed="We see each child alone."
    )
    await ali.sends(tapped)
    await ali.sends(tapped | {"id": "f:second tap"})
    assert house.count(t.discussions) == 1
    await lee.says("reach")
    await lee.taps("reach-of")
    assert "under 10" in reads(lee.card)
    await lee.taps("cascade-log")
    assert "We see each child alone." in reads(lee.card)
    assert "Ali" not in reads(lee.card)


async def test_a_plan_is_come_back_to_on_its_day_and_moved_where_it_has_not_come_about(
    either_house: House,
) -> None:
    house = either_house
    _, ali = await _told(house, "ali")
    await ali.taps("intend")
    await ali.taps(
        "intended",
        what="See each child alone",
        by_when=str((house.clock.now + timedelta(days=1)).date()),
    )
    house.clock.forward(days=1)
    await ali.gets("Did it happen?")
    assert "See each child alone" not in reads(ali.card)
    await ali.taps("my-plan")
    assert "See each child alone" in reads(ali.card)
    ali.card["actions"] = [one for one in ali.card["actions"] if one["title"] == "Not yet"]
    await ali.taps("what-came")
    await ali.taps("new-date", by_when=str((house.clock.now + timedelta(days=1)).date()))
    before = len(ali.posts())
    house.clock.forward(days=1)
    await house.lines.until(lambda: len(ali.posts()) == before + 1)
    await ali.gets("Did it happen?")
    await ali.taps("what-came")
    assert "We have recorded that it happened." in reads(ali.card)
    assert house.count(t.dispatches, kind=DeliveryKind.COME_BACK) == 2
    assert house.count(t.acts, came_of_it="done") == 1
