"""A survey of one's own, one question a page: begun in Teams, gone on with in the browser."""

import pytest

from dialogs.asking.answer_by_email import OpenEmailPage, open_page
from dialogs.asking.step_by_email import StepEmailPage, step_email_page
from dialogs.replies import (
    FormNotSaved,
    FormThanks,
    LookThrough,
    Reply,
    ShowHelp,
    ShowQuestion,
    ShowStart,
)
from storage import tables as t
from surveys.asking.wave import CLOSED
from tests.builders.apart import values
from tests.builders.emails import NOT_INSTALLED, a_missed_survey
from tests.builders.partnership import INSTALLATION, Town
from tests.dialogs.asking.test_answer_by_email import HARM, TOKEN, an_email, count


@pytest.fixture
def wave(town: Town) -> int:
    found, _ = a_missed_survey(town, {"ann": NOT_INSTALLED})
    an_email(town)
    return found


def opened(town: Town) -> Reply:
    command = OpenEmailPage(token=TOKEN)
    return town.store.act_now(lambda unit: open_page(unit, command, INSTALLATION))


def pressed(town: Town, page: Reply, go: str, **fields: str) -> Reply:
    command = StepEmailPage(
        token=TOKEN,
        go=go,
        held=getattr(page, "held", ""),
        fields={name.replace("_", "-"): (value,) for name, value in fields.items()},
    )
    return town.store.act_now(lambda unit: step_email_page(unit, command, INSTALLATION))


def skipped_to(town: Town, page: Reply, question: str) -> Reply:
    while isinstance(page, ShowQuestion) and page.question.id != question:
        page = pressed(town, page, "skip")
    return page


@pytest.mark.usefixtures("wave")
def test_a_survey_is_answered_page_by_page_and_finished(town: Town) -> None:
    start = opened(town)
    assert isinstance(start, ShowStart)
    assert (start.way_out, start.by_code, start.about) == (False, False, "Hearing children")
    assert start.minutes == 3  # as measured, which is more than its author promised
    page = pressed(town, start, "start")
    assert isinstance(page, ShowQuestion)
    assert (page.question.id, page.way_out, page.tell) == ("relevant", False, False)
    page = pressed(town, page, "next", relevant="agree")
    assert isinstance(pressed(town, page, "help"), ShowHelp)
    while isinstance(page, ShowQuestion):
        page = pressed(town, page, "skip")
    assert isinstance(page, LookThrough)
    assert count(town, t.responses) == 0
    thanks = pressed(town, page, "send")

    assert isinstance(thanks, FormThanks)
    assert (thanks.receipt, thanks.way_out) == ("", False)
    assert values(town) == {"relevant": '"agree"'}
    assert count(town, t.invitations, state="finished") == 1


def test_it_goes_on_where_the_person_stopped_in_teams(town: Town, wave: int) -> None:
    town.asked("ann", "answer", wave=wave, question="relevant", value="disagree")
    start = opened(town)
    assert isinstance(start, ShowStart)
    assert "kept and not shown" in start.before[0]
    page = pressed(town, start, "start")
    assert isinstance(page, ShowQuestion)
    assert page.question.id == "useful"
    back = pressed(town, page, "back")
    assert isinstance(back, ShowQuestion)
    assert (back.question.id, back.given, back.kept) == ("relevant", None, True)
    page = pressed(town, back, "next")
    page = pressed(town, page, "next", useful="agree")
    pressed(town, page, "send")

    assert values(town) == {"relevant": '"disagree"', "useful": '"agree"'}


def test_an_answer_of_teams_is_taken_back_in_the_browser(town: Town, wave: int) -> None:
    town.asked("ann", "answer", wave=wave, question="relevant", value="disagree")
    page = pressed(town, pressed(town, opened(town), "start"), "back")
    page = pressed(town, page, "skip")
    page = pressed(town, page, "next", useful="agree")
    pressed(town, page, "send")

    assert values(town) == {"useful": '"agree"'}


@pytest.mark.usefixtures("wave")
def test_words_are_heard_on_their_page_and_once(town: Town) -> None:
    page = skipped_to(town, pressed(town, opened(town), "start"), "will-act")
    page = pressed(town, page, "next", will_act="yes")
    assert isinstance(page, ShowQuestion)
    assert page.question.id == "intention"
    page = pressed(town, page, "next", intention=HARM)
    assert (count(town, t.concerns), count(town, t.responses)) == (1, 0)
    page = pressed(town, page, "skip")
    pressed(town, page, "send")

    assert (count(town, t.concerns), count(town, t.texts)) == (1, 0)
    assert values(town) == {"will-act": '"yes"', "intention": "null"}


@pytest.mark.usefixtures("wave")
def test_what_the_page_held_is_refused_where_it_is_spoilt_and_the_page_is_heard(
    town: Town,
) -> None:
    page = pressed(town, opened(town), "start")
    spoilt = page.model_copy(update={"held": "AAAA"})
    refused = pressed(town, spoilt, "next", intention=HARM)

    assert isinstance(refused, FormNotSaved)
    assert (refused.code, refused.start_again) == ("page-changed", True)
    assert count(town, t.concerns) == 1


@pytest.mark.usefixtures("wave")
def test_a_page_of_a_survey_that_has_closed_is_heard_and_given_back(town: Town) -> None:
    page = skipped_to(town, pressed(town, opened(town), "start"), "will-act")
    page = pressed(town, page, "next", will_act="yes")
    closing = t.waves.update().values(state=CLOSED)
    town.store.act_now(lambda unit: unit.connection.execute(closing))
    over = pressed(town, page, "next", intention=HARM)

    assert isinstance(over, FormNotSaved)
    assert [words for _, words in over.words] == [HARM]
    assert count(town, t.concerns) == 1
