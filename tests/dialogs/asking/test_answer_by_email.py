"""The page that an e-mail leads to: a survey or briefing, one answer by any door, and the stop."""

from typing import Any

import pytest
from sqlalchemy import func, select, update

from dialogs.asking.answer_by_email import (
    OpenEmailPage,
    OpenStop,
    SubmitEmailPage,
    TakeStop,
    open_page,
    open_stop,
    submit_page,
    take_stop,
)
from dialogs.replies import (
    FormNotSaved,
    FormThanks,
    OneTimeLinkOffer,
    Reply,
    ShowBriefing,
    ShowForm,
    SurveyList,
    Thanks,
)
from scheduler.delivery_queue import QueueName
from scheduler.leases import LEASES
from storage import tables as t
from storage.unit import Unit
from surveys.asking.wave import CLOSED
from surveys.problems import Refusal
from surveys.sending.delivery import State
from surveys.sending.dispatch import Settled
from tests.builders.apart import swept
from tests.builders.clock import SettableClock
from tests.builders.emails import NOT_INSTALLED, a_missed_briefing, a_missed_survey, emails
from tests.builders.partnership import INSTALLATION, Town

TOKEN = "the-token-of-ann"
HARM = "A child told me that he hits her every night and I am scared"
ANSWERS: dict[str, str] = {
    "relevant": "agree",
    "useful": "strongly_agree",
    "confidence.before": "3",
    "confidence.now": "7",
    "will-act": "yes",
    "intention": "I will see each child alone",
}


def an_email(town: Town, *, state: State = State.SENT) -> None:
    """Write to everybody who was missed, and settle it; the first e-mail has `TOKEN`."""

    def write(unit: Unit) -> None:
        unit.emails.enlist(unit.now, 10)
        claims = unit.emails.claim("w", unit.now, [TOKEN], LEASES[QueueName.EMAILS])
        unit.emails.settle("w", [Settled(claim, state) for claim in claims], unit.now)

    town.store.act_now(write)


@pytest.fixture
def wave(town: Town) -> int:
    found, _ = a_missed_survey(town, {"ann": NOT_INSTALLED})
    an_email(town)
    return found


@pytest.fixture
def quick_wave(quick_town: Town) -> int:
    found, _ = a_missed_survey(quick_town, {"ann": NOT_INSTALLED})
    an_email(quick_town)
    return found


def opened(town: Town, token: str = TOKEN) -> Reply:
    return town.store.act_now(
        lambda unit: open_page(unit, OpenEmailPage(token=token, view="whole"), INSTALLATION)
    )


def sent(town: Town, **fields: str) -> Reply:
    given = {name: (value,) for name, value in fields.items()}
    return town.store.act_now(
        lambda unit: submit_page(unit, SubmitEmailPage(token=TOKEN, fields=given), INSTALLATION)
    )


def count(town: Town, table: Any, **facts: Any) -> int:
    where = [table.c[name] == value for name, value in facts.items()]
    query = select(func.count()).select_from(table).where(*where)
    return swept(town.store, lambda unit: unit.connection.scalars(query).one())


@pytest.mark.usefixtures("wave")
def test_the_page_asks_the_questions_of_the_survey_after_its_notices(town: Town) -> None:
    form = opened(town)
    assert isinstance(form, ShowForm)
    assert [question.id for question in form.questions][:2] == ["relevant", "useful"]
    assert "confidential" in form.identity_words or "name is kept" in form.identity_words
    assert "not a referral" in form.notice[-1]
    assert form.about == "Hearing children"
    assert not form.way_out
    assert {line.number for line in form.help_lines} >= {"999", "0808 800 5000"}
    assert emails(town) == {"ann": ("sent", None)}  # to open it proves nothing


@pytest.mark.usefixtures("wave")
def test_answers_are_kept_once_under_the_key_of_the_person(town: Town) -> None:
    first = sent(town, **ANSWERS)
    second = sent(town, **ANSWERS)
    assert isinstance(first, FormThanks)
    assert first == second
    assert (count(town, t.responses, door="web", finished=True), count(town, t.texts)) == (1, 1)
    assert count(town, t.answers) == 5
    assert count(town, t.invitations, state="finished") == 1
    assert emails(town) == {"ann": ("proven", None)}
    assert count(town, t.deliveries, person_id=town.ids["ann"], state=State.FAILED) == 1


def test_who_has_answered_on_the_page_has_answered_in_teams(town: Town, wave: int) -> None:
    sent(town, **ANSWERS)
    assert isinstance(town.say("ann", "open-survey", wave=wave), Thanks)
    surveys = town.say("ann", "my-surveys")
    assert isinstance(surveys, SurveyList)
    assert (surveys.open, len(surveys.finished)) == ((), 1)
    assert count(town, t.responses) == 1


def test_a_page_gives_the_same_key_and_pseudonym_as_teams(town: Town, wave: int) -> None:
    town.asked("ann", "answer", wave=wave, question="relevant", value="agree")
    before = swept(town.store, lambda unit: unit.connection.execute(select(t.responses)).all())
    sent(town, **ANSWERS)
    after = swept(town.store, lambda unit: unit.connection.execute(select(t.responses)).all())
    assert [(row.key, row.pseudonym, row.agency_id) for row in before] == [
        (row.key, row.pseudonym, row.agency_id) for row in after
    ]


def test_who_has_answered_in_teams_is_thanked(town: Town, wave: int) -> None:
    town.asked("ann", "answer", wave=wave, question="relevant", value="agree")
    town.store.act_now(
        lambda unit: unit.invitations.set_progress(wave, town.ids["ann"], "finished")
    )
    thanks = opened(town)
    assert isinstance(thanks, FormThanks)
    assert "You have answered this survey" in thanks.notice[0]


def test_what_was_answered_in_teams_is_kept_and_not_shown(town: Town, wave: int) -> None:
    town.asked("ann", "answer", wave=wave, question="relevant", value="disagree")
    town.say("ann", "answer", wave=wave, question="intention", value="My own words")
    form = opened(town)
    assert isinstance(form, ShowForm)
    assert form.given == {}
    assert form.kept == {"relevant", "intention"}
    assert "kept and not shown" in form.notice[0]
    sent(town, useful="agree")
    kept = swept(
        town.store,
        lambda unit: unit.connection.execute(select(t.answers.c.question, t.answers.c.value)).all(),
    )
    assert {tuple(row) for row in kept} == {
        ("relevant", '"disagree"'),
        ("intention", "null"),
        ("useful", '"agree"'),
    }
    assert (count(town, t.texts), count(town, t.responses, finished=True)) == (1, 1)


def test_an_answer_sent_takes_the_place_of_the_one_in_teams(town: Town, wave: int) -> None:
    town.asked("ann", "answer", wave=wave, question="relevant", value="disagree")
    sent(town, relevant="agree")
    assert count(town, t.answers, question="relevant", value='"agree"') == 1
    assert count(town, t.answers) == 1


@pytest.mark.usefixtures("quick_wave")
def test_a_wrong_answer_shows_the_page_again_and_keeps_nothing(quick_town: Town) -> None:
    reply = sent(quick_town, relevant="made-up", intention="My words")
    assert isinstance(reply, ShowForm)
    assert set(reply.problems) == {"relevant"}
    assert reply.given["intention"] == "My words"
    assert count(quick_town, t.responses) == 0


@pytest.mark.usefixtures("quick_wave")
def test_an_empty_page_is_thanked_for_and_can_be_sent_again(quick_town: Town) -> None:
    reply = sent(quick_town)
    assert isinstance(reply, FormThanks)
    assert "nothing to save" in reply.notice[0]
    assert count(quick_town, t.responses) == 0
    assert isinstance(opened(quick_town), ShowForm)


@pytest.mark.usefixtures("wave")
def test_words_that_call_for_a_lead_are_one_concern_and_leave_the_evaluation(town: Town) -> None:
    replies = [sent(town, **ANSWERS | {"intention": HARM}) for _ in range(3)]
    assert replies[0] == replies[1] == replies[2]
    assert (
        count(town, t.concerns),
        count(town, t.dispatches, kind="alert"),
        count(town, t.texts),
    ) == (1, 1, 0)
    [concern] = town.store.look(lambda unit: unit.concerns.still_open())
    text = town.store.look(lambda unit: unit.concerns.text(concern.id))
    assert (text.person_id, text.door) == (town.ids["ann"], "web")


def test_the_page_is_the_same_whether_words_were_flagged_or_not(quick_town: Town) -> None:
    a_missed_survey(quick_town, {"ann": NOT_INSTALLED})
    an_email(quick_town)
    flagged = sent(quick_town, **ANSWERS | {"intention": HARM})
    again = sent(quick_town, **ANSWERS)
    assert flagged == again


@pytest.mark.usefixtures("quick_wave")
def test_words_in_a_box_that_their_answers_do_not_lead_to_are_kept(quick_town: Town) -> None:
    sent(quick_town, **ANSWERS | {"will-act": "no"})
    assert count(quick_town, t.texts, question="intention") == 1


@pytest.mark.usefixtures("quick_wave")
def test_words_in_a_box_that_their_answers_do_not_lead_to_are_heard(quick_town: Town) -> None:
    sent(quick_town, intention=HARM)
    assert (count(quick_town, t.concerns), count(quick_town, t.texts)) == (1, 0)


@pytest.mark.usefixtures("wave")
def test_a_page_sent_again_after_a_change_counts_as_it_was_changed(town: Town) -> None:
    sent(town, **ANSWERS)
    again = sent(town, **ANSWERS | {"relevant": "disagree", "intention": HARM})
    assert isinstance(again, FormThanks)
    assert count(town, t.concerns) == 1
    assert count(town, t.answers, question="relevant", value='"disagree"') == 1
    assert (count(town, t.responses), count(town, t.texts)) == (1, 0)


def test_words_written_in_teams_go_to_the_leads_with_those_of_the_page(
    town: Town, wave: int
) -> None:
    town.say(
        "ann", "answer", wave=wave, question="intention", value="It is about the house by the river"
    )
    sent(town, **{"will-act": "yes", "intention": HARM})
    assert (count(town, t.concerns), count(town, t.texts)) == (1, 0)


@pytest.mark.usefixtures("wave")
def test_when_the_survey_has_closed_the_page_says_so_and_hears_what_was_sent(town: Town) -> None:
    town.store.act_now(lambda unit: unit.connection.execute(update(t.waves).values(state=CLOSED)))
    with pytest.raises(Refusal) as refused:
        opened(town)
    assert (refused.value.code, refused.value.status) == ("letter-over", 410)
    for _ in range(2):
        reply = sent(town, relevant="agree", intention=HARM)
        assert isinstance(reply, FormNotSaved)
        assert (reply.code, [words for _, words in reply.words]) == ("letter-over", [HARM])
    assert (count(town, t.responses), count(town, t.concerns)) == (0, 1)
    assert count(town, t.dispatches, kind="alert") == 1


@pytest.mark.usefixtures("quick_wave")
@pytest.mark.parametrize("sent_so", [{"relevant": "made-up"}, {"intention": HARM + "x" * 3_000}])
def test_what_is_not_taken_is_heard_and_given_back(
    quick_town: Town, sent_so: dict[str, str]
) -> None:
    for _ in range(2):
        reply = sent(quick_town, **{"intention": HARM} | sent_so)
        assert isinstance(reply, ShowForm)
        assert HARM in str(reply.given["intention"])
    assert (count(quick_town, t.responses), count(quick_town, t.concerns)) == (0, 1)


def test_a_briefing_that_is_over_hears_what_was_sent_to_its_page(
    quick_town: Town, clock: SettableClock
) -> None:
    a_missed_briefing(quick_town, {"ann": NOT_INSTALLED})
    an_email(quick_town)
    clock.forward(days=60)
    reply = sent(quick_town, made_up=HARM)
    assert isinstance(reply, FormNotSaved)
    assert count(quick_town, t.concerns) == 1


@pytest.mark.usefixtures("wave")
@pytest.mark.parametrize("token", ["another-token", "", TOKEN.upper()])
def test_an_address_that_nobody_was_given_opens_nothing(town: Town, token: str) -> None:
    with pytest.raises(Refusal, match="nothing at this address"):
        opened(town, token)


@pytest.mark.parametrize("state", [State.PENDING, State.FAILED, State.SKIPPED])
def test_an_address_that_was_certainly_never_sent_opens_nothing(
    quick_town: Town, state: State
) -> None:
    a_missed_survey(quick_town, {"ann": NOT_INSTALLED})
    an_email(quick_town, state=state)
    with pytest.raises(Refusal, match="nothing at this address"):
        opened(quick_town)


def test_a_briefing_is_shown_and_read_by_the_button_only(town: Town) -> None:
    a_missed_briefing(town, {"ann": NOT_INSTALLED})
    an_email(town)
    shown = opened(town)
    assert isinstance(shown, ShowBriefing)
    assert (shown.title, shown.acts) == ("Hearing children", frozenset())
    assert count(town, t.acts) == 0
    for _ in range(2):
        read = sent(town)
        assert isinstance(read, ShowBriefing)
        assert read.acts == {"read"}
    assert count(town, t.acts, act="read", person_id=town.ids["ann"]) == 1
    assert emails(town) == {"ann": ("proven", None)}


def test_a_briefing_can_be_read_for_sixty_days(quick_town: Town, clock: SettableClock) -> None:
    a_missed_briefing(quick_town, {"ann": NOT_INSTALLED})
    an_email(quick_town)
    clock.forward(days=59)
    assert isinstance(opened(quick_town), ShowBriefing)
    clock.forward(days=1)
    with pytest.raises(Refusal) as refused:
        opened(quick_town)
    assert refused.value.code == "letter-over"


def test_one_stops_by_the_button_and_can_start_again(town: Town, clock: SettableClock) -> None:
    a_missed_briefing(town, {"ann": NOT_INSTALLED})
    an_email(town)
    clock.forward(days=90)  # long after the page itself is over

    def press(out: bool, *, only_look: bool = False) -> Reply:
        run: Any = open_stop if only_look else take_stop
        command: Any = OpenStop if only_look else TakeStop
        return town.store.act_now(
            lambda unit: run(unit, command(token=TOKEN, out=out), INSTALLATION)
        )

    def is_out() -> bool:
        return count(town, t.people, id=town.ids["ann"], opted_out=True) == 1

    looked = press(True, only_look=True)
    assert isinstance(looked, OneTimeLinkOffer)
    assert (looked.button, is_out()) == ("Stop", False)
    stopped = press(True)
    assert isinstance(stopped, OneTimeLinkOffer)
    assert (stopped.title, stopped.to, is_out()) == ("Messages are stopped", "start", True)
    assert press(True) == stopped
    press(False)
    assert not is_out()
