"""A person's own words: kept, never shown again, and given to the leads where they call for one."""

import pytest
from sqlalchemy import select

from dialogs.replies import AskAgain, AskQuestion, FormThanks, Thanks
from storage import tables as t
from storage.trust.concerns import ConcernText
from storage.unit import Unit
from tests.builders.apart import swept
from tests.builders.asking import a_form, a_survey, answer_all, submission, submit
from tests.builders.partnership import Town

HARM = "I want to kill myself"
PLAIN = "I will see each child alone"


def _concerns(town: Town) -> list[ConcernText]:
    """The words of every concern, in the order raised."""

    def look(unit: Unit) -> list[ConcernText]:
        return [unit.concerns.text(one.id) for one in unit.concerns.still_open()]

    return town.store.look(look)


def _texts(town: Town, wave: int) -> list[str]:
    """The words that the evaluation still has of a wave."""

    def look(unit: Unit) -> list[str]:
        rows = unit.connection.execute(select(t.texts.c.question, t.texts.c.response_key)).all()
        given = (unit.answers.given(wave, row.response_key, [row.question]) for row in rows)
        return [answer.text or "" for one in given for answer in one.values()]

    return swept(town.store, look)


def _write(town: Town, name: str, wave: int, words: str) -> AskQuestion:
    return town.asked(name, "answer", wave=wave, question="intention", value=words)


def _begin(town: Town) -> dict[str, object]:
    """Begin frontline feedback; returns what goes with every tap."""
    first = town.asked("ann", "give-feedback", action=town.ashford.action)
    return {"wave": first.wave, "ticket": first.ticket}


def test_going_back_looks_the_same_whether_or_not_words_raised_a_concern(town: Town) -> None:
    wave = a_survey(town)
    for name, words in (("ann", HARM), ("bob", PLAIN)):
        town.say(name, "answer", wave=wave, question="will-act", value="yes")
        _write(town, name, wave, words)
    flagged, plain = (  # each has a page of their own
        town.asked(name, "back", wave=wave, question="barriers").model_copy(update={"page": ""})
        for name in ("ann", "bob")
    )

    assert flagged == plain
    assert (flagged.question.id, flagged.given, flagged.words_kept) == ("intention", None, True)


@pytest.mark.parametrize("words", [HARM, PLAIN])
def test_next_on_an_empty_box_goes_on_and_loses_no_words(town: Town, words: str) -> None:
    wave = a_survey(town)
    following = _write(town, "ann", wave, words)
    kept = (_texts(town, wave), _concerns(town))

    assert _write(town, "ann", wave, " ") == following
    assert (_texts(town, wave), _concerns(town)) == kept


def test_words_written_anew_take_the_place_of_those_before(town: Town) -> None:
    wave = a_survey(town)
    _write(town, "ann", wave, PLAIN)
    _write(town, "ann", wave, "I will ask the school first")

    assert _texts(town, wave) == ["I will ask the school first"]


def test_an_empty_box_before_anything_is_written_is_asked_again(quick_town: Town) -> None:
    reply = _write(quick_town, "ann", a_survey(quick_town), "")

    assert (reply.question.id, reply.problem) == (
        "intention",
        "Please answer this question, or skip it.",
    )


def test_words_left_out_are_gone(town: Town) -> None:
    wave = a_survey(town)
    _write(town, "ann", wave, PLAIN)
    town.say("ann", "skip", wave=wave, question="intention")

    assert _texts(town, wave) == []


def test_what_an_answer_that_is_left_out_came_to_is_left_out_too(town: Town) -> None:
    wave = a_survey(town)
    town.say("ann", "answer", wave=wave, question="relevant", value="agree")
    town.say("ann", "skip", wave=wave, question="relevant")
    counts = select(t.tallies.c.answered, t.tallies.c.favourable)

    assert {
        tuple(row) for row in swept(town.store, lambda unit: unit.connection.execute(counts).all())
    } == set()


def test_words_written_after_ones_own_tap_go_to_the_leads_too(town: Town) -> None:
    with_all = _begin(town)
    town.say("ann", "answer", question="concern", value="soon", **with_all)
    town.say(
        "ann", "answer", question="say", value="It is about the house by the river", **with_all
    )

    assert [len(one.words) for one in _concerns(town)] == [0, 1]
    assert _texts(town, int(str(with_all["wave"]))) == []


def test_the_same_tap_with_words_written_since_takes_these_to_the_leads_too(town: Town) -> None:
    with_all = _begin(town)
    town.say("ann", "answer", question="say", value="The first words", **with_all)
    town.say("ann", "answer", question="concern", value="soon", **with_all)
    town.say("ann", "answer", question="concern", value="no", **with_all)
    town.say("ann", "answer", question="say", value="The second words", **with_all)
    town.say("ann", "answer", question="concern", value="soon", **with_all)

    assert [[words for _, words in one.words] for one in _concerns(town)] == [
        ["The first words"],
        ["The second words"],
    ]
    assert _texts(town, int(str(with_all["wave"]))) == []


def test_whoever_says_that_somebody_needs_to_know_now_reads_first_whom_to_call(
    quick_town: Town,
) -> None:
    first = quick_town.asked("ann", "give-feedback", action=quick_town.ashford.action)
    thanks = answer_all(quick_town, "ann", first, concern="now", say="More time")

    assert isinstance(thanks, Thanks)
    assert thanks.help_now


def test_a_form_sent_again_with_a_call_for_help_is_heard_and_keeps_its_first_answers(
    town: Town,
) -> None:
    a_form(town)
    submit(town, submission(respect="always", say="More time"))
    for _ in range(2):
        reply = submit(town, submission(respect="never", say="My uncle hurts me", concern="now"))

    assert isinstance(reply, AskAgain)
    assert reply.help_now
    assert [[words for _, words in one.words] for one in _concerns(town)] == [["My uncle hurts me"]]


def test_words_that_a_second_sending_hands_to_the_leads_leave_the_evaluation(town: Town) -> None:
    a_form(town)
    submit(town, submission(say="The room was cold"))
    submit(town, submission(say="The room was cold", concern="soon"))

    assert [[words for _, words in one.words] for one in _concerns(town)] == [["The room was cold"]]
    assert swept(town.store, lambda unit: unit.connection.execute(select(t.texts)).all()) == []


def test_a_page_on_which_nothing_was_answered_does_not_say_that_answers_were_saved(
    quick_town: Town,
) -> None:
    a_form(quick_town)
    reply = submit(quick_town, submission())

    assert isinstance(reply, FormThanks)
    assert "nothing to save" in reply.notice[0]
