"""Words of children: written on a form, read by a lead in Teams, and quoted in the next summary.

Or not: where they are withheld, are with the leads as a concern, or too few have answered.
"""

import json
import re
from pathlib import Path
from typing import Any

from tests.builders.apart import sweep_all
from tests.journeys.cast import email
from tests.journeys.house import House
from tests.journeys.person import Person, reads
from tests.journeys.test_a_concern import a_link
from tests.journeys.test_a_summary import command

MINIMUM = 10
# No rule flags these; the last one is.
EASY, KETTLE, CHAIRS = (
    "The centre is easy to get to by bus",
    "The kettle at the centre is always on",
    "The chairs at the centre are blue",
)
HARM = "He locked me in my room, quicksilver marmalade"
SHORTENED = "The kettle is always on"


async def children_answer(house: House, path: str, count: int, *texts: str) -> None:
    """So many children send the form; the first of them also write something."""
    for number in range(count):
        _, page = await house.lines.page(path)
        once = re.search(rb'name="_once" value="([0-9a-f]+)"', page)
        assert once is not None
        said = {"say": texts[number]} if number < len(texts) else {}
        answers = {"_once": once[1].decode(), "listened": "always", **said}
        assert (await house.lines.page(path, answers))[0] == 200
    sweep_all(house.store)


async def judges_all(lead: Person) -> None:
    """Release one text, shorten another and withhold the third, in the order in which they come."""
    await lead.says("texts")
    for _ in (EASY, KETTLE, CHAIRS):
        shown = reads(lead.card)
        assert HARM not in shown
        if EASY in shown:
            await lead.taps("judge-text:released")
        elif KETTLE in shown:
            await lead.taps("judge-text:redacted", version=SHORTENED)
        else:
            await lead.taps("judge-text:withheld")
    assert "There is nothing to read" in reads(lead.card)


def summary(house: House, folder: Path, name: str) -> str:
    out = folder / name
    command(house, "summary", "A1", f"--format={out.suffix[1:]}", f"--out={out}")
    return out.read_text(encoding="utf-8")


def voices(written: str) -> list[dict[str, Any]]:
    return json.loads(written)["voices"]


async def test_words_of_children_are_quoted_once_a_lead_has_released_them(
    either_house: House, tmp_path: Path
) -> None:
    house = either_house
    lee, _ = await house.people("lee", "lou")
    path = a_link(house)
    await children_answer(house, path, MINIMUM - 1, EASY, KETTLE, CHAIRS, HARM)
    assert voices(summary(house, tmp_path, "unread.json")) == []
    await judges_all(lee)
    assert voices(summary(house, tmp_path, "few.json")) == []  # nine children have answered

    await children_answer(house, path, 1)
    enough = summary(house, tmp_path, "enough.json")
    assert voices(enough) == [
        {
            "voice": "child",
            "question": "What do you want to tell us?",
            "quotes": [EASY, SHORTENED],
        }
    ]
    table = summary(house, tmp_path, "enough.csv")
    assert all(words in table for words in (EASY, SHORTENED))
    assert not any(words in enough + table for words in (KETTLE, CHAIRS, HARM, "marmalade"))


async def test_words_that_are_taken_back_are_in_no_later_summary(
    house: House, tmp_path: Path, capsys: Any
) -> None:
    [lee] = await house.people("lee")
    await children_answer(house, a_link(house), MINIMUM, EASY, KETTLE, CHAIRS)
    await judges_all(lee)
    as_lee = ("--as", email("lee"), "--partnership=ashford")
    command(house, "reading", "released", *as_lee, "--json")
    listed = {one["words"]: one["text"] for one in json.loads(capsys.readouterr().out)}
    assert set(listed) == {EASY, SHORTENED}
    command(house, "reading", "withhold", listed[EASY], *as_lee)
    [left] = voices(summary(house, tmp_path, "after.json"))
    assert left["quotes"] == [SHORTENED]
