import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from sqlalchemy import func, select

from dialogs.replies import AskQuestion, Reply, Said, SurveyList, Thanks
from storage import tables as t
from surveys.asking.answers import Answer
from surveys.asking.kinds.values import BeforeNow
from surveys.problems import Refusal
from surveys.sending.delivery import State
from tests.builders.apart import swept
from tests.builders.asking import a_survey, answer_all
from tests.builders.clock import SettableClock
from tests.builders.partnership import Town


def _count(town: Town, table: Any) -> int:
    return swept(
        town.store,
        lambda unit: unit.connection.scalars(select(func.count()).select_from(table)).one(),
    )


def _progress(town: Town, wave: int) -> str | None:
    asking = town.store.look(lambda unit: unit.invitations.asking(wave, [town.ids["ann"]]))
    return asking.progress if asking else None


def _refused(does: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as raised:
        does()
    return raised.value.code


async def _fifty_at_once(town: Town, name: str, verb: str, **data: Any) -> list[Reply]:
    runs = [town.store.act(partial(town.turn, name=name, verb=verb, data=data)) for _ in range(50)]
    return await asyncio.gather(*runs)


def test_a_survey_asks_one_question_at_a_time_to_the_end(town: Town) -> None:
    wave = a_survey(town)
    first = town.asked("ann", "open-survey", wave=wave)

    assert (first.number, first.question.id, first.can_go_back) == (1, "relevant", False)
    assert isinstance(answer_all(town, "ann", first), Thanks)
    assert _progress(town, wave) == "finished"


def test_an_answer_that_was_not_offered_is_asked_again_and_changes_nothing(
    quick_town: Town,
) -> None:
    wave = a_survey(quick_town)
    reply = quick_town.asked("ann", "answer", wave=wave, question="relevant", value="made-up")

    assert (reply.question.id, reply.problem) == (
        "relevant",
        "That is not one of the answers offered.",
    )
    assert _count(quick_town, t.responses) == 0


def test_an_answer_left_empty_is_asked_again(quick_town: Town) -> None:
    reply = quick_town.asked(
        "ann", "answer", wave=a_survey(quick_town), question="relevant", value=""
    )

    assert reply.problem == "Please answer this question, or skip it."


def test_going_back_shows_what_was_answered(town: Town) -> None:
    wave = a_survey(town)
    town.say("ann", "answer", wave=wave, question="relevant", value="agree")
    reply = town.asked("ann", "back", wave=wave, question="useful")

    assert (reply.question.id, reply.given) == ("relevant", "agree")


def test_a_second_answer_takes_the_place_of_the_first(town: Town) -> None:
    wave = a_survey(town)
    town.say("ann", "answer", wave=wave, question="confidence", before=2, now=8)
    town.say("ann", "answer", wave=wave, question="confidence", before=5, now=4)

    def look(unit: Any) -> Any:
        row = unit.connection.execute(select(t.answers)).one()
        return row.value, row.change

    assert swept(town.store, look) == ('{"before": 5, "now": 4}', -1)


def test_skipping_a_question_forgets_what_was_answered(town: Town) -> None:
    wave = a_survey(town)
    town.say("ann", "answer", wave=wave, question="relevant", value="agree")
    reply = town.asked("ann", "skip", wave=wave, question="relevant")

    assert reply.question.id == "useful"
    assert _count(town, t.answers) == 0


def test_finishing_later_goes_on_at_the_first_question_without_an_answer(town: Town) -> None:
    wave = a_survey(town)
    town.say("ann", "answer", wave=wave, question="relevant", value="agree")
    later = town.say("ann", "later", wave=wave)
    listed = town.say("ann", "my-surveys")

    assert isinstance(later, Said)
    assert isinstance(listed, SurveyList)
    assert [option.value for option in listed.open] == [str(wave)]
    assert listed.open[0].detail.startswith("Hearing children, started")
    assert town.asked("ann", "open-survey", wave=wave).question.id == "useful"


def test_not_now_before_any_answer_speaks_of_no_answers(quick_town: Town) -> None:
    reply = quick_town.say("ann", "later", wave=a_survey(quick_town))

    assert isinstance(reply, Said)
    assert reply.title == "Not now"
    assert "answers" not in reply.text


def test_a_branch_is_asked_only_where_the_answer_before_opens_it(quick_town: Town) -> None:
    wave = a_survey(quick_town)
    opened = quick_town.asked("ann", "answer", wave=wave, question="will-act", value="yes")
    shut = quick_town.asked("bob", "answer", wave=wave, question="will-act", value="no")

    assert (opened.question.id, shut.question.id) == ("intention", "barriers")


def test_a_repeated_tap_gets_the_same_reply(town: Town) -> None:
    wave = a_survey(town)
    data = {"wave": wave, "question": "relevant", "value": "agree"}

    assert town.say("ann", "answer", **data) == town.say("ann", "answer", **data)


async def test_one_answer_fifty_times_at_once_is_one_row_and_one_reply(town: Town) -> None:
    wave = a_survey(town)
    replies = await _fifty_at_once(
        town, "ann", "answer", wave=wave, question="relevant", value="agree"
    )

    assert len({reply.model_dump_json() for reply in replies}) == 1
    assert (_count(town, t.responses), _count(town, t.answers), _count(town, t.tallies)) == (
        1,
        1,
        1,
    )


async def test_words_of_harm_fifty_times_at_once_raise_one_concern_and_one_alert(
    town: Town,
) -> None:
    wave = a_survey(town)
    words = {"wave": wave, "question": "intention", "value": "I want to kill myself"}
    replies = await _fifty_at_once(town, "ann", "answer", **words)

    assert len({reply.model_dump_json() for reply in replies}) == 1
    assert (_count(town, t.concerns), _count(town, t.texts)) == (1, 0)
    alerts = select(func.count()).select_from(t.dispatches).where(t.dispatches.c.kind == "alert")
    assert town.store.look(lambda unit: unit.connection.scalars(alerts).one()) == 1


def test_the_first_answer_proves_that_the_invitation_arrived(town: Town) -> None:
    wave = a_survey(town)

    def send(unit: Any) -> None:
        unit.connection.execute(t.deliveries.update().values(state=State.UNKNOWN))

    town.store.act_now(send)
    town.say("ann", "answer", wave=wave, question="relevant", value="agree")
    [dispatch] = town.store.look(
        lambda unit: list(unit.connection.scalars(select(t.dispatches.c.id)))
    )
    counts = town.store.look(lambda unit: unit.deliveries.counts(dispatch))

    assert (counts[State.PROVEN], counts[State.UNKNOWN]) == (1, 2)


def test_a_survey_that_has_closed_takes_no_answer(quick_town: Town, clock: SettableClock) -> None:
    wave = a_survey(quick_town)
    clock.forward(hours=48)

    answer = partial(quick_town.say, "ann", "answer", wave=wave, question="relevant", value="agree")
    assert _refused(answer) == "wave-closed"


def test_a_survey_that_is_only_planned_says_so(quick_town: Town) -> None:
    a_survey(quick_town)
    query = select(t.waves.c.id).where(t.waves.c.state == "planned").limit(1)
    planned = quick_town.store.look(lambda unit: unit.connection.scalars(query).one())

    assert _refused(partial(quick_town.say, "ann", "open-survey", wave=planned)) == "wave-not-open"


@pytest.mark.parametrize("name", ["eve", "lea", "ben"])
def test_somebody_who_was_not_asked_finds_no_survey(quick_town: Town, name: str) -> None:
    wave = a_survey(quick_town)

    answer = partial(quick_town.say, name, "answer", wave=wave, question="relevant", value="agree")
    assert _refused(answer) == "not-found"


def test_a_named_survey_takes_nothing_under_a_ticket(quick_town: Town) -> None:
    wave = a_survey(quick_town)

    answer = partial(
        quick_town.say,
        "ann",
        "answer",
        wave=wave,
        question="relevant",
        value="agree",
        ticket="0" * 64,
    )
    assert _refused(answer) == "out-of-date"


def test_a_question_of_another_survey_is_unknown(quick_town: Town) -> None:
    wave = a_survey(quick_town)

    assert (
        _refused(partial(quick_town.say, "ann", "skip", wave=wave, question="ladder"))
        == "question-unknown"
    )


def test_answers_come_back_as_they_were_given(town: Town) -> None:
    wave = a_survey(town)
    town.say("ann", "answer", wave=wave, question="confidence", before=2, now=8)
    town.say("ann", "answer", wave=wave, question="intention", value="I will ask the child first.")
    town.say("ann", "answer", wave=wave, question="barriers", value="time,system")

    def look(unit: Any) -> dict[str, Answer]:
        key = unit.connection.scalars(select(t.responses.c.key)).one()
        return unit.answers.given(wave, key, ["confidence", "barriers", "intention", "useful"])

    assert swept(town.store, look) == {
        "confidence": Answer("confidence", BeforeNow(2, 8)),
        "barriers": Answer("barriers", ("time", "system")),
        "intention": Answer("intention", None, "I will ask the child first."),
    }


def test_the_first_of_two_numbers_asks_for_the_second_and_keeps_nothing_yet(
    quick_town: Town,
) -> None:
    wave = a_survey(quick_town)
    half = {"wave": wave, "question": "confidence", "before": 2}
    second = quick_town.asked("ann", "answer", **half)
    assert (second.question.id, second.before) == ("confidence", 2)
    assert _count(quick_town, t.answers) == 0

    back = quick_town.asked("ann", "back", **half)
    assert (back.question.id, back.before) == ("confidence", None)
    assert quick_town.asked("ann", "answer", **half, now=7).question.id != "confidence"
    assert _count(quick_town, t.answers) == 1


def test_a_first_number_that_is_none_is_asked_again(quick_town: Town) -> None:
    wave = a_survey(quick_town)
    asked = quick_town.asked("ann", "answer", wave=wave, question="confidence", before="x")
    assert asked.before is None
    assert asked.problem


def test_a_finished_survey_is_thanked_for_again_and_not_asked_again(quick_town: Town) -> None:
    wave = a_survey(quick_town)
    answer_all(quick_town, "ann", quick_town.asked("ann", "open-survey", wave=wave))
    again = quick_town.say("ann", "open-survey", wave=wave)
    listed = quick_town.say("ann", "my-surveys")

    assert isinstance(again, Thanks)
    assert isinstance(listed, SurveyList)
    assert (listed.open, len(listed.finished)) == ((), 1)


def test_whoever_skips_everything_has_not_answered(quick_town: Town) -> None:
    wave = a_survey(quick_town)
    reply: Reply = quick_town.asked("ann", "open-survey", wave=wave)
    while isinstance(reply, AskQuestion):
        reply = quick_town.say("ann", "skip", wave=wave, question=reply.question.id)

    assert _count(quick_town, t.responses) == 0
    assert _progress(quick_town, wave) == "asked"
