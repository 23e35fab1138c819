import asyncio

import pytest
from sqlalchemy import func, select, update

from dialogs.asking.answer_form import OpenForm, open_form, submit_form
from dialogs.replies import FormThanks, ShowForm
from storage import tables as t
from storage.trust.concerns import ConcernText
from storage.unit import Unit
from surveys.problems import Refusal
from tests.builders.apart import swept
from tests.builders.asking import a_form, submission, submit
from tests.builders.clock import SettableClock
from tests.builders.partnership import INSTALLATION, Town


def _counts(town: Town, *names: str) -> tuple[int, ...]:
    def look(unit: Unit) -> tuple[int, ...]:
        tables = (t.metadata.tables[name] for name in names)
        return tuple(
            unit.connection.scalars(select(func.count()).select_from(table)).one()
            for table in tables
        )

    return swept(town.store, look)


def _words_of_the_concern(town: Town) -> ConcernText:
    def look(unit: Unit) -> ConcernText:
        return unit.concerns.text(unit.connection.scalars(select(t.concerns.c.id)).one())

    return town.store.look(look)


def test_a_form_opens_with_its_notice_and_a_mark_of_its_own(town: Town) -> None:
    link = a_form(town)
    opened = [
        town.store.look(lambda unit: open_form(unit, OpenForm(link=link), INSTALLATION))
        for _ in range(2)
    ]

    assert all(isinstance(form, ShowForm) for form in opened)
    assert len({form.once for form in opened if isinstance(form, ShowForm)}) == 2
    assert any("999" in words for words in opened[0].notice if isinstance(opened[0], ShowForm))


def test_a_form_is_kept_once_however_often_it_is_sent(town: Town) -> None:
    a_form(town)
    first = submit(town, submission(respect="always", say="More time."))
    second = submit(town, submission(respect="never", say="Something else."))

    assert isinstance(first, FormThanks)
    assert first == second
    assert _counts(town, "responses", "answers", "texts") == (1, 2, 1)


async def test_one_form_fifty_times_at_once_is_one_response_and_one_concern(town: Town) -> None:
    a_form(town)
    command = submission(
        respect="never", say="He hits me and I am scared to go home", concern="now"
    )
    sends = [
        town.store.act(lambda unit: submit_form(unit, command, INSTALLATION)) for _ in range(50)
    ]
    replies = await asyncio.gather(*sends)

    assert len({reply.model_dump_json() for reply in replies}) == 1
    assert _counts(town, "responses", "concerns", "dispatches") == (1, 1, 1)


def test_two_pages_are_two_responses(quick_town: Town) -> None:
    a_form(quick_town)
    submit(quick_town, submission("page-1", respect="always"))
    submit(quick_town, submission("page-2", respect="always"))

    assert _counts(quick_town, "responses") == (2,)


def test_a_wrong_answer_shows_the_form_again_with_everything_that_was_given(
    quick_town: Town,
) -> None:
    a_form(quick_town)
    reply = submit(quick_town, submission(respect="made-up", say="More time."))

    assert isinstance(reply, ShowForm)
    assert reply.problems == {"respect": "That is not one of the answers offered."}
    assert (reply.once, reply.given["say"]) == ("page-1", "More time.")
    assert _counts(quick_town, "responses") == (0,)


def test_an_empty_form_is_thanked_for_and_not_kept(quick_town: Town) -> None:
    a_form(quick_town)

    assert isinstance(submit(quick_town, submission()), FormThanks)
    assert _counts(quick_town, "responses") == (0,)


def test_a_concern_takes_every_word_of_the_form_out_of_the_evaluation(town: Town) -> None:
    a_form(town)
    submit(town, submission(respect="never", say="My uncle hurts me", concern="now"))

    assert _counts(town, "concerns", "texts", "answers") == (1, 0, 3)
    assert [words for _, words in _words_of_the_concern(town).words] == ["My uncle hurts me"]
    assert _words_of_the_concern(town).person_id is None


def test_words_in_a_box_that_their_answers_do_not_lead_to_are_heard(quick_town: Town) -> None:
    a_form(quick_town, "post-event")
    submit(quick_town, submission(will_act="no", intention="My uncle hurts me every night"))

    assert _counts(quick_town, "concerns", "texts") == (1, 0)


def test_a_choice_that_their_answers_do_not_lead_to_counts_for_nothing(quick_town: Town) -> None:
    a_form(quick_town, "follow-up-6-weeks")
    submit(quick_town, submission(used="no_case", sharing="agree"))

    assert _counts(quick_town, "answers") == (1,)


def test_the_page_is_the_same_whether_words_were_flagged_or_not(quick_town: Town) -> None:
    a_form(quick_town)
    flagged = submit(quick_town, submission("page-1", say="My uncle hurts me every night"))
    plain = submit(quick_town, submission("page-2", say="The room was cold."))

    assert flagged == plain
    assert _counts(quick_town, "concerns") == (1,)


def test_whoever_needs_help_now_is_shown_whom_to_call_first(quick_town: Town) -> None:
    a_form(quick_town)
    reply = submit(quick_town, submission(concern="now"))

    assert isinstance(reply, FormThanks)
    assert reply.help_now


def test_a_form_keeps_no_time_finer_than_the_week_and_nobody(
    town: Town, clock: SettableClock
) -> None:
    a_form(town)
    submit(town, submission(respect="always"))
    row = swept(town.store, lambda unit: unit.connection.execute(select(t.responses)).one())

    assert row.week.isoformat() == "2026-03-02"
    assert (row.agency_id, row.pseudonym, row.door) == (None, None, "web")


def test_a_link_that_nobody_made_finds_nothing(quick_town: Town) -> None:
    with pytest.raises(Refusal, match="could not find"):
        submit(quick_town, submission())


def test_a_form_whose_wave_has_closed_says_so(quick_town: Town) -> None:
    a_form(quick_town)
    quick_town.store.act_now(
        lambda unit: unit.connection.execute(update(t.waves).values(state="closed"))
    )

    with pytest.raises(Refusal, match="closed"):
        submit(quick_town, submission(respect="always"))
