"""A concern: from a child's tap to a lead at once, and nothing the child wrote on the way."""

import json
import logging
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import structlog
from sqlalchemy import select

from bot.console.lookups import turn_of
from dialogs.asking import make_link
from dialogs.turn import Installation
from storage import tables as t
from storage.unit import Unit
from surveys.library import lexicon
from surveys.people import Role
from tests.builders.ready import ready_for_links
from tests.journeys.house import House
from tests.journeys.person import Person, reads, taps_of

CANARY = "quicksilver marmalade"
WORDS = f"He locked me in my room, {CANARY}"
ROOMS = Installation(public_url="http://localhost:3978", minimum_group=10, lexicon=lexicon())


def a_link(house: House) -> str:
    """The path of a form for children, as the command line makes it."""

    def make(unit: Unit) -> make_link.PublicLink:
        place = unit.connection.scalars(select(t.partnerships.c.id).order_by("id")).first() or 0
        ready_for_links(unit, place)
        lead = unit.people.with_role(place, Role.LEAD)[0]
        action = unit.evidence.find_action(place, "A1")
        assert action is not None
        wanted = make_link.LinkToMake(action=action.id, instrument="child-8-11", voice="child")
        return make_link.make(turn_of(lead, unit, ROOMS), wanted)

    return urlsplit(house.store.act_now(make).address).path


async def sent_by_a_child(house: House, **answers: str) -> str:
    """Open the form as a browser does and send it; returns the page that follows."""
    path = a_link(house)
    _, page = await house.lines.page(path)
    once = re.search(rb'name="_once" value="([0-9a-f]+)"', page)
    assert once is not None
    status, thanks = await house.lines.page(path, {"_once": once[1].decode(), **answers})
    assert status == 200
    return thanks.decode()


async def alerted(house: House, **answers: str) -> tuple[Person, str]:
    """A lead who has been told of a child's concern, and the page that the child saw."""
    lee, _ = await house.people("lee", "lou")
    page = await sent_by_a_child(house, **answers)
    await lee.gets("A safeguarding concern needs you")
    return lee, page


async def asks_for_the_words(lead: Person) -> str:
    """Take the concern of the card on, and ask for its words; returns the path of the page."""
    await lead.taps("have-this")
    await lead.taps("read-words")
    return urlsplit(str(lead.card["actions"][0]["url"])).path


async def test_a_child_who_needs_help_now_sees_whom_to_call_first(house: House) -> None:
    _, page = await alerted(house, concern="now", say=WORDS)
    assert (
        page.index("Get help now")
        < page.index("0800 1111")
        < page.index("You can close this page now")
    )
    assert CANARY not in page


async def test_a_page_is_the_same_whether_or_not_words_raise_a_concern(house: House) -> None:
    await house.people("lee", "lou")
    pages = [await sent_by_a_child(house, say=words) for words in (WORDS, "It is fine")]
    receipt = re.compile(r'(?<="gt-receipt" dir="ltr">)[^<]+')  # each response has its own
    assert receipt.sub("", pages[0]) == receipt.sub("", pages[1])
    assert receipt.search(pages[0])
    assert house.count(t.concerns) == 1


async def test_only_the_leads_of_the_partnership_are_told_and_nothing_of_what_was_written(
    house: House,
) -> None:
    others = await house.people("sam", "eve", "val")
    lee, _ = await alerted(house, concern="now", say=WORDS)
    lou = house.person("lou")
    await lou.gets("A safeguarding concern needs you")
    told = json.dumps([lee.messages()[-1], lou.messages()[-1]])
    assert not {word for word in ("locked", "room", "quicksilver", "marmalade") if word in told}
    for said in (lee.messages()[-1]["summary"], lee.card["fallbackText"], lee.card["speak"]):
        assert said.startswith("A safeguarding concern needs you")
    assert [len(other.messages()) for other in others] == [1, 1, 1]  # the greeting alone


async def test_who_has_it_reads_the_words_once(either_house: House) -> None:
    lee, _ = await alerted(either_house, concern="now", say=WORDS)
    path = await asks_for_the_words(lee)
    assert CANARY.encode() not in (await either_house.lines.page(path))[1]
    status, page = await either_house.lines.page(path, {})
    assert status == 200
    assert WORDS in page.decode()
    assert (await either_house.lines.page(path, {}))[0] == 410
    assert either_house.count(t.concerns, state="acknowledged") == 1


async def test_the_other_lead_sees_on_the_alert_who_has_it_and_takes_over(
    either_house: House,
) -> None:
    lee, _ = await alerted(either_house, concern="now", say=WORDS)
    lou = either_house.person("lou")
    await lou.gets("A safeguarding concern needs you")
    either_house.clock.forward(minutes=5)
    await lee.taps("have-this")

    [updated] = await updates_of(either_house, lou, 1)
    assert "**Lee Reed** is dealing with this (since 12.05\N{NO-BREAK SPACE}pm)" in updated
    assert await updates_of(either_house, lee, 0) == []  # who has just read it in the reply
    assert "Lee Reed" in reads(await lou.taps("have-this"))
    await lou.taps("see-concern")
    assert "Please write a reason" in reads(await lou.taps("take-over"))
    assert "You are dealing with this concern" in reads(
        await lou.taps("take-over", note="Lee is in court today")
    )
    await lee.gets("Lou Reed has taken over this concern")
    assert "Lou Reed** is dealing" in (await updates_of(either_house, lee, 1))[0]
    told = [sent.body for sent in either_house.lines.connector.requests]
    assert not any(b"in court" in body for body in told)


async def test_open_concerns_are_first_at_home_with_a_button(house: House) -> None:
    lee, _ = await alerted(house, concern="soon")
    home = await lee.says("home")
    first = taps_of(home)[0]
    assert (first["title"], first["verb"]) == ("Open concerns: 1", "concerns")
    assert "amber, act soon" in reads(await lee.taps("concerns"))


async def test_a_red_one_is_worked_on_and_closed_by_two_people(either_house: House) -> None:
    lee, _ = await alerted(either_house, concern="now", say=WORDS)
    await lee.taps("have-this")
    await lee.taps("concern-step", step="I referred it (give the reference)", note="MASH 4411")
    await lee.taps("concern-step", step="Close it", note="They visited")
    assert "Waiting for a second lead to close it" in reads(lee.card)
    assert "Close it" not in reads(lee.card)
    lou = either_house.person("lou")
    await lou.says("concerns")
    await lou.taps("see-concern")
    await lou.taps("concern-step", step="Close it", note="I agree")
    assert "There are no open concerns" in reads(await lou.says("concerns"))
    assert either_house.count(t.concern_steps) == 5
    assert either_house.count(t.concerns, state="closed") == 1


async def test_who_says_that_someone_needs_to_know_reads_what_happens_next(house: House) -> None:
    _, page = await alerted(house, concern="now")
    assert "We have told the people whose job is to keep children safe." in page
    assert "within 15 minutes" in page
    assert "nobody reads this" not in page
    assert "nobody reads this" in await sent_by_a_child(house, listened="never")


async def updates_of(house: House, person: Person, number: int) -> list[str]:
    """What was put over this person's cards, once there have been so many."""
    await house.lines.until(lambda: len(person.put_over()) >= number)
    return person.put_over()


async def test_an_alert_whose_reply_was_lost_is_sent_again(house: House) -> None:
    lee, lou = await house.people("lee", "lou")
    house.lines.connector.script(
        "accepted-then-502", "dropped", "accepted-then-dropped", "unavailable"
    )
    await sent_by_a_child(house, concern="soon")
    for _ in range(2):
        await house.next_round()
        house.clock.forward(seconds=31)
    await house.lines.until(lambda: house.count(t.deliveries, state="sent") == 2)
    # The greeting, two that failed, one that did not.
    assert [len(one.posts()) for one in (lee, lou)] == [4, 4]


async def test_an_alert_goes_out_to_a_lead_who_has_said_stop(house: House) -> None:
    [lee] = await house.people("lee")
    await lee.says("stop")
    await sent_by_a_child(house, concern="soon")
    await lee.gets("A safeguarding concern needs you")


async def test_the_words_stand_in_no_log_no_alert_no_export_and_not_readable_in_the_file(
    house: House,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
) -> None:
    caplog.set_level(logging.INFO)
    with (
        structlog.testing.capture_logs() as logged
    ):  # before the journal drops what is not on its list
        lee, _ = await alerted(house, concern="now", say=WORDS, listened="never")
        path = await asks_for_the_words(lee)
        assert WORDS in (await house.lines.page(path, {}))[1].decode()
        [eve] = await house.people("eve")
        await eve.says("summary")
        await eve.taps("summary")
        await eve.taps("make-summary", format="JSON, for a scrutineer")
        await house.lines.until(lambda: "file.consent" in reads(eve.messages()[-1]))
        exported = house.store.look(lambda unit: unit.summary_requests.content(1))
    spoken = [sent.body for sent in house.lines.connector.requests]
    places = [
        json.dumps(logged, default=str).encode(),
        "".join(capfd.readouterr()).encode(),
        caplog.text.encode(),
    ]
    files = everything_in(tmp_path)
    assert exported
    assert len(files) >= 2  # the database and its keys
    for written in (*places, *spoken, *files, exported):
        assert b"quicksilver" not in written
        assert b"marmalade" not in written


def everything_in(directory: Path) -> list[bytes]:
    return [file.read_bytes() for file in directory.iterdir() if file.is_file()]
