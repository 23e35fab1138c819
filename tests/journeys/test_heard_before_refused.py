"""Whatever a person typed is heard, also where it is refused: by signed HTTP and in the browser."""

import re
from urllib.parse import urlencode

import pytest
from sqlalchemy import update

from storage import tables as t
from surveys.asking.wave import CLOSED
from tests.journeys.house import House
from tests.journeys.person import reads
from tests.journeys.test_a_concern import a_link
from tests.journeys.test_an_answer import asked

HARM = "He hits me every night and I am scared to go home"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


async def opened(house: House, path: str) -> str:
    """Open a form as a browser does; returns its `once`."""
    _, page = await house.lines.page(path)
    once = re.search(rb'name="_once" value="([0-9a-f]+)"', page)
    assert once is not None
    return once[1].decode()


def close_every_wave(house: House) -> None:
    house.store.act_now(lambda unit: unit.connection.execute(update(t.waves).values(state=CLOSED)))


async def test_a_form_whose_link_has_just_closed_is_heard_and_given_back(
    either_house: House,
) -> None:
    house = either_house
    [lee] = await house.people("lee")
    path = a_link(house)
    once = await opened(house, path)
    close_every_wave(house)
    for _ in range(2):
        status, page = await house.lines.page(path, {"_once": once, "say": HARM, "concern": "now"})
    words = page.decode()
    assert status == 410
    assert "Your answers were not saved" in words
    assert words.index('Call <bdi dir="ltr">999</bdi>') < words.index("Your answers were not saved")
    assert HARM in words
    await lee.gets("A safeguarding concern needs you")
    assert (house.count(t.concerns), house.count(t.responses)) == (1, 0)


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"say": HARM}, 400),  # without a `once` of ours
        ({"_once": "x", "say": HARM}, 400),
        ({"_once": "ours", "say": HARM, "listened": "made-up"}, 422),
        ({"_once": "ours", "say": "x " * 3_000 + HARM}, 422),
        ({"_once": "ours", "say": "x " * 40_000 + HARM}, 413),
        ({"_once": "ours", "say": HARM + "\0"}, 400),
    ],
    ids=["no once", "bad once", "invalid", "over-long", "too large", "unreadable"],
)
async def test_a_form_that_is_refused_is_heard_once_and_holds_what_was_sent(
    either_house: House, fields: dict[str, str], status: int
) -> None:
    house = either_house
    await house.people("lee")
    path = a_link(house)
    once = await opened(house, path)
    body = urlencode(fields | ({"_once": once} if fields.get("_once") == "ours" else {}))
    for _ in range(2):
        async with house.lines.session.post(
            house.lines.address + path, data=body, headers=FORM
        ) as answer:
            page = await answer.text()
            assert answer.status == status
            assert "Server" not in answer.headers
    assert "not saved yet" in page
    assert HARM in page
    assert "tel:08001111" in page
    again = re.search(r'name="_once" value="([0-9a-f]{72})"', page)
    assert again is not None
    counted = [house.count(table) for table in (t.concerns, t.responses)]
    # Without any `once`, nothing tells a repeat from a second child with the same words.
    assert counted == [1 + ("_once" not in fields), 0]
    if status == 400 and "\0" not in body and "%00" not in body:
        status, _ = await house.lines.page(path, {"_once": again[1], "say": HARM})
        assert (status, house.count(t.responses)) == (200, 1)


async def test_a_form_sent_again_after_a_change_is_asked_about_and_counts(
    either_house: House,
) -> None:
    house = either_house
    await house.people("lee")
    path = a_link(house)
    once = await opened(house, path)
    await house.lines.page(path, {"_once": once, "listened": "always"})
    changed = {"_once": once, "listened": "never", "kind": "never"}
    _, asks = await house.lines.page(path, changed)
    assert b"not saved yet" in asks
    assert house.count(t.answers, value='"always"') == 1
    _, done = await house.lines.page(path, {**changed, "_again": "change"})
    assert b"Your new answers have been saved" in done
    assert (house.count(t.responses), house.count(t.answers, value='"never"')) == (1, 2)
    await house.lines.page(path, {**changed, "_again": "other"})
    assert (house.count(t.responses), house.count(t.answers)) == (2, 4)
    _, back = await house.lines.page(f"{path}?page={once}")
    assert b"Someone else is answering" in back


async def test_an_old_card_in_teams_is_heard_and_gives_the_words_back(either_house: House) -> None:
    sam = await asked(either_house)
    await sam.taps("answer", value="Agree")
    for _ in range(4):
        await sam.taps("skip")
    tapped = sam.tap("answer")
    tapped["value"]["action"]["data"] |= {"question": "intention", "value": HARM}
    close_every_wave(either_house)
    for at in range(2):
        card = await sam.sends(tapped | {"id": f"f:late-{at}"})
    assert "This survey has closed" in reads(card)
    assert "What you wrote was not saved" in reads(card)
    assert HARM in reads(card)
    assert either_house.count(t.concerns) == 1


async def test_words_typed_to_the_bot_are_heard_and_answered_by_whom_to_call(
    either_house: House,
) -> None:
    [sam] = await either_house.people("sam")
    assert "was not kept" in reads(await sam.says("hello"))
    said = reads(await sam.says(HARM))
    assert "999" in said
    assert "was not kept" not in said
    assert either_house.count(t.concerns) == 1
