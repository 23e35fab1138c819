from functools import partial

import pytest
from sqlalchemy import select

from dialogs.replies import AskQuestion, ChooseSubject, Said, Thanks
from storage import tables as t
from storage.unit import Unit
from surveys.problems import Refusal
from tests.builders import stored
from tests.builders.apart import swept
from tests.builders.asking import answer_all
from tests.builders.partnership import Town

NAMING = ("person_id", "email", "aad_object_id")


def _begin(town: Town, name: str = "ann") -> AskQuestion:
    return town.asked(name, "give-feedback", action=town.ashford.action)


def test_feedback_is_about_an_action_of_ones_own_partnership(quick_town: Town) -> None:
    place = quick_town.ashford.partnership
    other = quick_town.store.act_now(lambda unit: stored.an_action(unit, place, "A2"))
    reply = quick_town.say("ann", "feedback")

    assert isinstance(reply, ChooseSubject)
    assert {option.value for option in reply.subjects} == {
        str(quick_town.ashford.action),
        str(other),
    }


def test_where_feedback_can_be_about_one_thing_only_it_begins_with_what_must_be_known(
    quick_town: Town,
) -> None:
    first = quick_town.asked("ann", "feedback")

    assert (first.number, first.ticket is None) == (1, False)
    assert "This is not a referral" in " ".join(first.notice)
    assert "We do not ask for your name." in " ".join(first.notice)
    assert _begin(quick_town).notice == ()


def test_feedback_leaves_no_person_anywhere(town: Town) -> None:
    assert isinstance(
        answer_all(town, "ann", _begin(town), say="More time with families.", concern="no"), Thanks
    )

    def look(unit: Unit) -> None:
        [response] = unit.connection.execute(select(t.responses)).all()
        assert (response.agency_id, response.pseudonym, response.finished) == (None, None, True)
        assert unit.connection.execute(select(t.invitations)).all() == []
        assert (
            unit.connection.execute(select(t.audit).where(t.audit.c.actor.like("person:%"))).all()
            == []
        )

    swept(town.store, look)


def test_what_is_kept_under_a_ticket_has_no_column_that_could_name_anybody() -> None:
    for table in (t.responses, t.answers, t.texts, t.tallies):
        assert {column.name for column in table.columns}.isdisjoint(NAMING)
        assert "people" not in {key.column.table.name for key in table.foreign_keys}


def test_a_concern_under_a_ticket_names_nobody(town: Town) -> None:
    answer_all(town, "ann", _begin(town), say="A child told me he is beaten", concern="now")

    def look(unit: Unit) -> set[int | None]:
        return {
            unit.concerns.text(number).person_id
            for number in unit.connection.scalars(select(t.concerns.c.id))
        }

    assert town.store.look(look) == {None}


def test_the_ticket_goes_with_every_question(quick_town: Town) -> None:
    first = _begin(quick_town)
    following = quick_town.asked(
        "ann",
        "answer",
        wave=first.wave,
        question=first.question.id,
        value="used",
        ticket=first.ticket,
    )

    assert first.ticket
    assert following.ticket == first.ticket


def test_two_tickets_are_two_responses_in_the_one_wave_of_the_quarter(quick_town: Town) -> None:
    first, second = _begin(quick_town), _begin(quick_town, "bob")

    assert first.wave == second.wave
    assert first.ticket != second.ticket


@pytest.mark.parametrize("ticket", ["", "made-up", "0" * 64])
def test_a_ticket_that_was_not_given_out_takes_no_answer(quick_town: Town, ticket: str) -> None:
    first = _begin(quick_town)
    answer = partial(
        quick_town.say,
        "ann",
        "answer",
        wave=first.wave,
        question="ladder",
        value="used",
        ticket=ticket,
    )

    with pytest.raises(Refusal, match="out of date"):
        answer()


def test_feedback_is_not_taken_without_its_ticket(quick_town: Town) -> None:
    first = _begin(quick_town)

    with pytest.raises(Refusal, match="out of date"):
        quick_town.say("ann", "answer", wave=first.wave, question="ladder", value="used")


def test_feedback_on_another_partnerships_action_finds_nothing(quick_town: Town) -> None:
    with pytest.raises(Refusal, match="could not find"):
        quick_town.say("ben", "give-feedback", action=quick_town.ashford.action)


def test_whoever_stops_is_told_that_this_form_cannot_be_gone_back_to(quick_town: Town) -> None:
    first = _begin(quick_town)
    same = {"wave": first.wave, "ticket": first.ticket}
    quick_town.say("ann", "answer", question=first.question.id, value="used", **same)
    reply = quick_town.say("ann", "later", **same)

    assert isinstance(reply, Said)
    assert "this form is closed" in reply.text
    assert reply.next_verb is None
