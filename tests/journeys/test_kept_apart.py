"""Kept apart: whoever has the database, its log and its dead rows cannot tell who wrote what."""

import json
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from dialogs.asking.sweep_answers import LOG_EMPTIED
from storage import tables as t
from storage.unit import Unit
from tests.builders import stored
from tests.builders.clock import SettableClock
from tests.databases import Cluster
from tests.journeys.cast import bring_in
from tests.journeys.house import House, open_house
from tests.journeys.linking import Guess, files_of, guesses
from tests.journeys.person import Card, Person, boxes, reads, taps_of
from tests.stand_ins.activities import TENANT

PEOPLE = 30
CANARY = "damson preserve"


def thirty_come_in(unit: Unit, _service_url: str) -> None:
    """Begin with the cast and thirty more, who all came to the event."""
    bring_in(unit)
    place = unit.connection.scalars(select(t.partnerships.c.id).filter_by(slug="ashford")).one()
    agency = unit.connection.scalars(
        select(t.agencies.c.id).filter_by(partnership_id=place).limit(1)
    ).one()
    event = unit.connection.scalars(select(t.events.c.id)).one()
    stored.many_people(unit, place, agency, PEOPLE, TENANT)
    came = unit.connection.scalars(
        select(t.people.c.id).where(t.people.c.email.like("p%@example.org"))
    )
    stored.rows(
        unit,
        t.attendance,
        [{"event_id": event, "person_id": one, "attended": True} for one in came],
    )


@pytest.fixture
async def full_house(
    either_url: str, tmp_path: Path, clock: SettableClock
) -> AsyncGenerator[House]:
    keys = tmp_path / "keys" / "keys.json"
    keys.parent.mkdir()
    async with open_house(either_url, keys, clock, begin=thirty_come_in) as opened:
        yield opened


@pytest.fixture
def cluster(request: pytest.FixtureRequest, either_url: str) -> Cluster | None:
    """The PostgreSQL under the house, if that is where its database is."""
    on_postgresql = either_url.startswith("postgresql")
    return request.getfixturevalue("postgresql") if on_postgresql else None


async def thirty(house: House) -> list[Person]:
    people = [Person(house.lines, f"p{at}", f"aad-{at}") for at in range(PEOPLE)]
    for person in people:
        await person.installs()
    return people


async def answers_all(person: Person, words: str) -> None:
    """Answer every question on the cards that come, with the first that each offers."""
    while any(one.get("verb") == "answer" for one in taps_of(person.card)):
        filled = {name: _filled(box, words) for name, box in boxes(person.card).items()}
        await person.taps("answer", **(filled or _unconcerned(person.card)))
    assert "Thank you" in reads(person.card)


def _filled(box: dict[str, Any], words: str) -> str:
    return words if box["type"] == "Input.Text" else str(box["choices"][0]["title"])


def _unconcerned(card: Card) -> dict[str, str]:
    """Say no where a tap would raise a concern; elsewhere the first tap is as good as any."""
    return {"value": "No"} if "Yes, now" in [one["title"] for one in taps_of(card)] else {}


async def the_surveys_are_answered(house: House) -> list[Person]:
    """Have thirty people answer both kinds of unnamed survey, one after the other."""
    people = await thirty(house)
    house.clock.forward(hours=2, minutes=1)
    for at, person in enumerate(people):
        await person.gets("A short survey")
        await person.taps("open-survey")
        await answers_all(person, f"paired {CANARY} {at:02}")
    for at, person in enumerate(people):
        await person.says("feedback")  # about the only action
        await answers_all(person, f"shared {CANARY} {at:02}")
        house.clock.forward(minutes=1)
    return people


async def a_night_passes(house: House) -> None:
    """Move the clock to the next day, and wait for the sweep and the emptied log."""
    house.clock.forward(hours=12)
    await house.lines.until(
        lambda: house.store.look(lambda unit: unit.heartbeats.last(LOG_EMPTIED)) == house.clock()
    )


def keys_by_words(unit: Unit, begin: str) -> list[str]:
    """The keys of responses in the order in which their people answered, read with the keys."""
    rows = unit.connection.execute(select(t.texts)).all()
    said = {
        unit.keyring.decrypt(
            row.sealed, "texts", row.wave_id, row.question, row.response_key
        ): row.response_key
        for row in rows
    }
    return [key for words, key in sorted(said.items()) if words.startswith(begin)]


async def test_with_the_files_in_hand_nobody_tells_who_wrote_what(
    full_house: House, cluster: Cluster | None
) -> None:
    house, on_postgresql = full_house, cluster is not None
    people = await the_surveys_are_answered(house)
    before = files_of(house.store, cluster)
    marks = house.store.look(lambda unit: unit.connection.execute(select(t.intake)).all())
    await a_night_passes(house)
    after = files_of(house.store, cluster)

    def attack(unit: Unit) -> list[Guess]:
        found: list[Guess] = []
        for begin in ("paired", "shared"):
            came = keys_by_words(unit, begin)
            assert len(came) == PEOPLE
            # before the sweep no row is there to be tied to anybody
            assert not [name for name, content in before.items() if came[0].encode() in content]
            found += guesses(came, after, unit, on_postgresql=on_postgresql)
        return found

    found = house.store.look(attack)

    assert len(found) >= 2 * (8 if on_postgresql else 5)
    assert [guess for guess in found if not guess.is_chance] == []
    assert not [name for name, content in {**before, **after}.items() if CANARY.encode() in content]
    # what waited had one length, and nothing of it is left where the database keeps its rows
    assert len(marks) == 2 * PEOPLE
    assert len({len(row.sealed) for row in marks}) == 1
    rows = {name: content for name, content in after.items() if not name.startswith("pg_wal")}
    for row in marks:
        gone = (row.response.encode(), row.sealed, row.sealed[:64])
        assert not [name for name, content in rows.items() if any(one in content for one in gone)]
    assert people


async def test_no_row_of_a_tap_names_whose_answer_it_was_or_when(full_house: House) -> None:
    sam = Person(full_house.lines, "p0", "aad-0")
    await sam.installs()
    await sam.says("feedback")
    tapped = sam.tap("answer")
    first = await sam.sends(tapped)

    def look(unit: Unit) -> list[Any]:
        return list(unit.connection.execute(select(t.activities)).all())

    rows = full_house.store.look(look)
    assert [row for row in rows if row.activity_id == tapped["id"]] == []
    assert [row for row in rows if row.conversation_id == sam.chat] == []
    assert {row.at.isoformat() for row in rows} == {"2026-03-04T00:00:00+00:00"}
    assert len({row.conversation_id for row in rows}) == len(rows)
    assert await sam.sends(tapped) == first
    assert full_house.count(t.answers) == 1
    acts = full_house.store.look(
        lambda unit: unit.connection.scalars(
            select(t.audit.c.act).where(t.audit.c.actor.like("person:%"))
        ).all()
    )
    assert "answer" not in acts


async def test_the_trail_counts_answers_by_wave_and_day(full_house: House) -> None:
    people = await thirty(full_house)
    for person in people[:3]:
        await person.says("feedback")  # about the only action
        await answers_all(person, "More time")
    await a_night_passes(full_house)

    counted = select(t.audit.c.actor, t.audit.c.subject).where(t.audit.c.act == "answers swept")
    rows = full_house.store.look(lambda unit: unit.connection.execute(counted).all())
    [(actor, subject)] = rows
    assert (actor, subject.split(" ", 1)[1]) == ("clock", "responses:3")


async def test_one_person_has_one_voice_in_a_quarter(either_house: House) -> None:
    [sam] = await either_house.people("sam")
    cards: list[Card] = []
    for _ in range(2):
        cards.append(await sam.says("feedback"))
    for card in cards:
        sam.card = card
        await sam.taps("answer")
    assert "You have given feedback about this" in reads(sam.card)
    assert either_house.count(t.responses) == 1
    assert "You have given feedback about this" in reads(await sam.says("feedback"))
    assert "1 April 2026" in reads(sam.card)


async def test_words_under_a_second_ticket_are_heard_though_not_counted(house: House) -> None:
    lee, sam = await house.people("lee", "sam")
    first = await sam.says("feedback")
    second = await sam.says("feedback")
    sam.card = first
    await answers_all(sam, "More time")
    ticket = json.loads(json.dumps(taps_of(second)[0]["data"]))
    words = {"verb": "answer", "question": "say", "value": "A child told me he is beaten"}
    action = {"type": "Action.Execute", "verb": "answer", "data": ticket | words}
    sam.card = second
    await sam.sends(sam.activity("invoke", name="adaptiveCard/action", value={"action": action}))
    await lee.gets("A safeguarding concern needs you")
    assert house.count(t.responses) == 1
