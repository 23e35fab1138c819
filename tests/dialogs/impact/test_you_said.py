"""“You said, we did”: leads and evaluators of the partnership release it, and can take it back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

import pytest
from sqlalchemy import select

from dialogs.impact import you_said
from dialogs.impact.give_out import work_out
from dialogs.impact.you_said import OneYouSaid, WriteYouSaid
from dialogs.turn import Turn
from storage import tables as t
from storage.store import Store
from surveys.impact.people_parts import YouSaidResult
from surveys.impact.you_said import SaidAndDone, YouSaidVoice
from surveys.problems import Refusal
from surveys.trust.retention import Over, Retained
from tests.builders.clock import NOON, SettableClock
from tests.builders.partnership import INSTALLATION, Town, a_town

T = TypeVar("T")
SAID, DID = "Ask us where to talk.", "Each child chooses the place."
FOR_CHILDREN = {
    "said_for_children": "Ask me where I want to talk.",
    "did_for_children": "You pick the room now.",
}


@pytest.fixture
def town(store: Store) -> Town:
    """Two partnerships, and one “you said, we did” of the first that no one has released."""
    made = a_town(store)
    _write(made)
    return made


def _does(town: Town, name: str, does: Callable[[Turn], T]) -> T:
    return town.store.act_now(lambda unit: does(town.speaking(unit, name)))


def _write(town: Town, name: str = "eve", said: str = SAID, did: str = DID, **more: Any) -> int:
    command = WriteYouSaid(action=town.ashford.action, said=said, did=did, **more)
    return _does(town, name, lambda turn: you_said.write(turn, command)).number


def _release(town: Town, name: str = "lea", number: int = 1) -> None:
    one = OneYouSaid(action=town.ashford.action, number=number)
    _does(town, name, lambda turn: you_said.release(turn, one))


def _withdraw(town: Town, name: str = "eve", number: int = 1) -> None:
    one = OneYouSaid(action=town.ashford.action, number=number)
    _does(town, name, lambda turn: you_said.withdraw(turn, one))


def _shown(town: Town, days_ago: int = 0) -> list[YouSaidResult]:
    side = town.ashford
    return town.store.look(
        lambda unit: (
            work_out(
                unit,
                INSTALLATION,
                side.partnership,
                side.action,
                unit.today - timedelta(days=days_ago),
            ).summary
        )
    ).you_said


def _states(town: Town) -> list[str]:
    action = town.ashford.action
    return [row.state for row in town.store.look(lambda unit: unit.you_said.of(action))]


def test_what_no_one_has_released_is_in_no_summary(town: Town) -> None:
    assert _states(town) == ["not released"]
    assert _shown(town) == []


def test_a_summary_has_what_was_released_with_agencies_in_place_of_names(town: Town) -> None:
    _release(town)
    assert _shown(town) == [
        YouSaidResult(
            said=SAID,
            did=DID,
            written_by="Ashford Council",
            released_by="Ashford Council",
            released_on=NOON.date(),
        )
    ]


def test_a_summary_as_at_an_earlier_day_has_no_later_release(
    town: Town, clock: SettableClock
) -> None:
    clock.forward(days=2)
    _release(town)
    assert len(_shown(town)) == 1
    assert _shown(town, days_ago=1) == []


def test_what_was_taken_back_is_in_no_summary_of_any_day(town: Town, clock: SettableClock) -> None:
    _release(town)
    clock.forward(days=2)
    _withdraw(town)
    assert _states(town) == ["withdrawn"]
    assert _shown(town) == _shown(town, days_ago=1) == []


def test_what_was_withdrawn_cannot_be_released_again(town: Town) -> None:
    _withdraw(town)
    with pytest.raises(Refusal, match="Number 1 is withdrawn"):
        _release(town)


@pytest.mark.parametrize("name", ["ann", "ada"])
def test_practitioners_and_administrators_neither_write_nor_release(town: Town, name: str) -> None:
    for does in (_write, _release, _withdraw):
        with pytest.raises(Refusal) as refused:
            does(town, name)
        assert refused.value.code == "not-permitted"
    assert _states(town) == ["not released"]


def test_a_lead_of_another_partnership_finds_nothing(town: Town) -> None:
    for does in (_write, _release, _withdraw):
        with pytest.raises(Refusal) as refused:
            does(town, "lou")
        assert refused.value.code == "not-found"
    with pytest.raises(Refusal) as refused:
        _does(town, "lou", lambda turn: you_said.listed(turn, town.ashford.action))
    assert refused.value.code == "not-found"


def test_a_summary_has_whose_voice_it_was_and_the_version_for_children(town: Town) -> None:
    number = _write(town, voice="child", **FOR_CHILDREN)
    _release(town, number=number)
    [shown] = _shown(town)
    assert (shown.voice, shown.said_for_children, shown.did_for_children) == (
        "child",
        *FOR_CHILDREN.values(),
    )


def test_half_a_version_for_children_is_refused(town: Town) -> None:
    with pytest.raises(Refusal) as refused:
        _write(town, said_for_children="Ask me first.")
    assert refused.value.code == "you-said-length"


@pytest.mark.parametrize("part", ["said", "did", "said_for_children", "did_for_children"])
def test_a_count_of_people_is_refused_in_any_of_its_words(town: Town, part: str) -> None:
    with pytest.raises(Refusal, match="“3 of 4”"):
        _write(town, **{**FOR_CHILDREN, part: "We asked, and 3 of 4 said so."})
    assert _states(town) == ["not released"]


def test_its_author_is_told_what_is_too_hard_for_children(town: Town) -> None:
    hard = {**FOR_CHILDREN, "did_for_children": "Practitioners implemented the procedure."}
    command = WriteYouSaid(
        action=town.ashford.action, said=SAID, did=DID, voice=YouSaidVoice.CHILD, **hard
    )
    written = _does(town, "eve", lambda turn: you_said.write(turn, command))
    assert len(written.warnings) == 2
    assert _states(town) == ["not released"] * 2


def test_a_poster_has_what_its_voice_is_told_and_nothing_that_waits(town: Town) -> None:
    first, second = (_write(town, voice="child", **FOR_CHILDREN) for _ in range(2))
    for number in (first, _write(town, voice="family")):
        _release(town, number=number)
    printed = _printed(town, "child")
    assert printed == [SaidAndDone(*FOR_CHILDREN.values())]
    assert _printed(town, "family") == [SaidAndDone(SAID, DID)]
    _release(town, number=second)
    _withdraw(town, number=first)
    assert len(_printed(town, "child")) == 1
    with pytest.raises(Refusal) as refused:
        _printed(town, "frontline")
    assert refused.value.code == "you-said-none"


def _printed(town: Town, voice: str) -> list[SaidAndDone]:
    action = town.ashford.action
    return _does(town, "eve", lambda turn: you_said.to_print(turn, action, YouSaidVoice(voice)))


@pytest.mark.parametrize(("said", "did"), [(" ", DID), (SAID, ""), ("x" * 501, DID)])
def test_both_parts_are_needed_and_neither_is_too_long(town: Town, said: str, did: str) -> None:
    with pytest.raises(Refusal) as refused:
        _write(town, said=said, did=did)
    assert refused.value.code == "you-said-length"
    assert _states(town) == ["not released"]


def test_a_number_that_is_not_there_is_named(town: Town) -> None:
    with pytest.raises(Refusal, match="number 7"):
        _release(town, number=7)


def test_the_trail_keeps_who_did_what_once_and_no_word_of_it(town: Town) -> None:
    for _ in range(2):
        _release(town)
    for _ in range(2):
        _withdraw(town)
    query = select(t.audit.c.actor, t.audit.c.act, t.audit.c.subject)
    found = town.store.look(
        lambda unit: unit.connection.execute(
            query.where(t.audit.c.act.startswith("you said"))
        ).all()
    )
    eve, lea = (f"person:{town.ids[name]}" for name in ("eve", "lea"))
    subject = f"action:{town.ashford.action}:you-said:1"
    assert sorted(found) == sorted(
        [
            (eve, "you said written", subject),
            (lea, "you said released", subject),
            (eve, "you said withdrawn", subject),
        ]
    )


def test_no_word_is_readable_in_the_database(town: Town) -> None:
    _write(town, voice="child", **FOR_CHILDREN)
    rows = town.store.look(lambda unit: unit.connection.execute(select(t.you_said)).all())
    kept = b"".join(cell for row in rows for cell in row if isinstance(cell, bytes))
    assert len(kept) > 100
    for words in (SAID, DID, *FOR_CHILDREN.values()):
        assert words.encode() not in kept


def test_the_words_are_deleted_in_time_and_the_number_is_not_given_again(
    town: Town, clock: SettableClock
) -> None:
    _release(town)
    _write(town)
    clock.forward(days=200)
    before = clock()
    assert (
        town.store.act_now(
            lambda unit: unit.retention.take(Retained.YOU_SAID, Over(before, unit.now), 10)
        )
        == 1
    )
    rows = town.store.look(lambda unit: unit.you_said.of(town.ashford.action))
    assert [(row.number, row.said) for row in rows] == [(1, SAID), (2, None)]
    assert _write(town) == 3
