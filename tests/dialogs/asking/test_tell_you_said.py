"""“You said, we did” is told to the voice that said it, about its action, while it is released."""

from typing import Any

import pytest

from dialogs.asking.answer_form import OpenForm, open_form
from dialogs.asking.tell_you_said import told_again
from dialogs.impact import you_said
from dialogs.impact.you_said import OneYouSaid, WriteYouSaid
from dialogs.replies import FormThanks, Reply, ShowStart, ShowYouSaid
from storage import tables as t
from surveys.impact.you_said import YouSaidVoice
from surveys.problems import Refusal
from tests.builders.asking import LINK, a_form, a_survey, followed, submission, submit
from tests.builders.partnership import INSTALLATION, Town

SAID, DID = "Ask us where to talk.", "Each child chooses the place."
EASY = {"said_for_children": "Ask me.", "did_for_children": "You pick the room."}


def written(town: Town, voice: str, name: str = "lea", **more: Any) -> int:
    side = town.ashford if name == "lea" else town.bexfield
    command = WriteYouSaid(
        action=side.action, said=SAID, did=DID, voice=YouSaidVoice(voice), **more
    )
    return town.store.act_now(
        lambda unit: you_said.write(town.speaking(unit, name), command)
    ).number


def released(town: Town, voice: str, name: str = "lea", **more: Any) -> int:
    number = written(town, voice, name, **more)
    side = town.ashford if name == "lea" else town.bexfield
    one = OneYouSaid(action=side.action, number=number)
    town.store.act_now(lambda unit: you_said.release(town.speaking(unit, name), one))
    return number


def withdrawn(town: Town, number: int) -> None:
    one = OneYouSaid(action=town.ashford.action, number=number)
    town.store.act_now(lambda unit: you_said.withdraw(town.speaking(unit, "lea"), one))


def page(town: Town, view: str = "you-said") -> Reply:
    command = OpenForm(link=LINK, view=view)  # pyright: ignore[reportArgumentType]
    return town.store.act_now(lambda unit: open_form(unit, command, INSTALLATION))


def lines(town: Town) -> list[tuple[str, str]]:
    shown = page(town)
    assert isinstance(shown, ShowYouSaid)
    return [(line.said, line.did) for line in shown.lines]


@pytest.mark.parametrize(
    ("code", "voice"),
    [
        ("family", "family"),
        ("young-person-12-17", "young_person"),
        ("child-8-11", "child"),
        ("child-4-7", "child"),
        ("frontline", "frontline"),
    ],
)
def test_a_voice_is_told_what_it_said_and_nothing_of_others(
    town: Town, code: str, voice: str
) -> None:
    a_form(town, code)
    for other in set(YouSaidVoice) - {voice}:
        released(town, other, **EASY)
    assert lines(town) == []
    released(town, voice, **EASY)
    assert lines(town) == [tuple(EASY.values()) if voice == "child" else (SAID, DID)]


def test_children_are_told_nothing_that_has_no_version_for_them(town: Town) -> None:
    a_form(town, "child-8-11")
    released(town, "child")
    assert lines(town) == []


def test_what_waits_is_withdrawn_or_another_partnerships_is_not_told(town: Town) -> None:
    a_form(town)
    written(town, "family")
    released(town, "family", "lou")
    assert lines(town) == []
    number = released(town, "family")
    assert lines(town) == [(SAID, DID)]
    withdrawn(town, number)
    assert lines(town) == []


def test_the_latest_is_told_first_with_its_day(town: Town) -> None:
    a_form(town)
    released(town, "family")
    shown = page(town)
    assert isinstance(shown, ShowYouSaid)
    assert shown.lines[0].on
    assert not shown.closed


def test_a_form_says_that_there_is_something_to_read_only_where_there_is(town: Town) -> None:
    a_form(town)
    first, thanks = followed(town.store, LINK), submit(town, submission(respect="always"))
    assert isinstance(first, ShowStart)
    assert isinstance(thanks, FormThanks)
    assert not first.news
    assert not thanks.news
    number = released(town, "family")
    first, thanks = followed(town.store, LINK), submit(town, submission("two", respect="always"))
    assert isinstance(first, ShowStart)
    assert isinstance(thanks, FormThanks)
    assert first.news
    assert thanks.news
    withdrawn(town, number)
    nothing = submit(town, submission("three"))
    assert isinstance(nothing, FormThanks)
    assert not nothing.news


def test_a_closed_form_shows_what_was_done_and_is_refused_where_nothing_was(town: Town) -> None:
    a_form(town)
    town.store.act_now(
        lambda unit: unit.connection.execute(t.links.update().values(state="closed"))
    )
    with pytest.raises(Refusal) as refused:
        page(town, "")
    assert refused.value.code == "link-closed"
    released(town, "family")
    shown = page(town, "")
    assert isinstance(shown, ShowYouSaid)
    assert shown.closed


def test_a_practitioner_who_is_asked_again_reads_it_on_the_first_card(town: Town) -> None:
    wave = a_survey(town)
    number = released(town, "practitioner")
    first = town.asked("ann", "open-survey", wave=wave)
    assert [(line.said, line.did) for line in first.last_time] == [(SAID, DID)]
    question = first.question
    second = town.asked("ann", "answer", wave=wave, question=question.id, value=question.codes[0])
    assert second.last_time == ()
    withdrawn(town, number)
    again = town.store.act_now(lambda unit: told_again(town.speaking(unit, "ann"), first))
    assert again.last_time == ()
    assert town.asked("ann", "open-survey", wave=wave).last_time == ()


def test_a_card_has_the_latest_two(town: Town) -> None:
    wave = a_survey(town)
    for _ in range(3):
        released(town, "practitioner")
    assert len(town.asked("ann", "open-survey", wave=wave).last_time) == 2
