"""What may be quoted: the more careful of two readers holds, and a lead can take a text back."""

from collections.abc import Callable
from typing import TypeVar

import pytest
from sqlalchemy import select, update

from bot.console.lookups import turn_of
from dialogs.trust.released_texts import ReleasedText, released, take_back
from dialogs.turn import Turn
from storage import tables as t
from storage.unit import Unit
from surveys.problems import Refusal
from tests.builders.partnership import INSTALLATION, Town
from tests.builders.told import a_briefing, tell
from tests.dialogs.trust.test_read_texts import PLAIN, judge, rows, shown, texts

T = TypeVar("T")
FIRST, SECOND = "I will see each [...] alone", "I will see [...] alone"


def as_lead(town: Town, name: str, does: Callable[[Turn], T]) -> T:
    """Do something as a lead does with the command line."""

    def act(unit: Unit) -> T:
        person = unit.people.person(town.ids[name])
        assert person is not None
        return does(turn_of(person, unit, INSTALLATION))

    return town.store.act_now(act)


def listed(town: Town, name: str = "lea") -> list[ReleasedText]:
    return as_lead(town, name, released)


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        ("released", "released", ("released", None)),
        ("released", "redacted", ("redacted", SECOND)),
        ("released", "withheld", ("withheld", None)),
        ("redacted", "released", ("redacted", FIRST)),
        ("redacted", "redacted", ("redacted", SECOND)),
        ("redacted", "withheld", ("withheld", None)),
        ("withheld", "released", ("withheld", None)),
        ("withheld", "redacted", ("withheld", None)),
    ],
)
def test_of_two_readers_the_one_who_lets_less_be_quoted_holds(
    quick_town: Town, first: str, second: str, kept: tuple[str, str | None]
) -> None:
    texts(quick_town, PLAIN)
    one = shown(quick_town.say("lea", "texts"))
    judge(quick_town, "lea", one.text_ref, first, version=FIRST)
    again = update(t.readings).values(sampled=True)
    quick_town.store.act_now(lambda unit: unit.connection.execute(again))
    judge(quick_town, "dee", one.text_ref, second, version=SECOND, second=True)

    assert rows(quick_town) == [kept]
    assert [one.words for one in listed(quick_town)] == {
        "released": [PLAIN],
        "redacted": [kept[1]],
        "withheld": [],
    }[kept[0]]


def test_a_lead_takes_back_what_was_released_or_shortened_and_it_is_in_the_trail(
    town: Town,
) -> None:
    texts(town, PLAIN, "They came on time")
    for mark in ("released", "redacted"):
        judge(town, "lea", shown(town.say("lea", "texts")).text_ref, mark, version=FIRST)
    first, second = listed(town, "dee")
    for one in (first, second):
        as_lead(town, "dee", lambda turn, one=one: take_back(turn, one.text.lower()))
    trail = select(t.audit.c.act, t.audit.c.subject).where(
        t.audit.c.actor == f"person:{town.ids['dee']}"
    )
    done = town.store.look(lambda unit: unit.connection.execute(trail).all())

    assert rows(town) == [("withheld", None), ("withheld", None)]
    assert listed(town) == []
    assert [tuple(row) for row in done] == [
        ("released texts read", f"partnership:{town.ashford.partnership}"),
        ("text taken back", f"text:{first.text}"),
        ("text taken back", f"text:{second.text}"),
    ]
    with pytest.raises(Refusal, match="There is no text"):
        as_lead(town, "dee", lambda turn: take_back(turn, first.text))


def test_what_was_said_about_a_briefing_can_be_taken_back_too(quick_town: Town) -> None:
    briefing = a_briefing(quick_town)
    tell(quick_town, briefing)
    quick_town.say("ann", "intended", briefing=briefing, what=PLAIN)
    one = shown(quick_town.say("lea", "texts"))
    judge(quick_town, "lea", one.text_ref, "released")
    assert [one.words for one in listed(quick_town)] == [PLAIN]
    as_lead(quick_town, "lea", lambda turn: take_back(turn, one.text_ref))
    assert listed(quick_town) == []


def test_no_one_else_looks_or_takes_back(quick_town: Town) -> None:
    texts(quick_town, PLAIN)
    one = shown(quick_town.say("lea", "texts"))
    judge(quick_town, "lea", one.text_ref, "released")

    assert listed(quick_town, "lou") == []  # a lead of another partnership
    for name in ("lou", "eve"):
        with pytest.raises(Refusal):
            as_lead(quick_town, name, lambda turn: take_back(turn, one.text_ref))
    with pytest.raises(Refusal):
        listed(quick_town, "eve")
    assert rows(quick_town) == [("released", None)]
