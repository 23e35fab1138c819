"""A public form: kept once, changed where the person says so, heard whatever becomes of it."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from dialogs.asking import form_once
from dialogs.asking.answer_form import OpenForm, SubmitForm, open_form, submit_form
from dialogs.replies import AskAgain, FormNotSaved, FormThanks, Reply, ShowForm, ShowStart
from storage import tables as t
from storage.trust.concerns import ConcernText
from storage.unit import Unit
from surveys.asking.identity import form_key
from surveys.problems import Refusal
from tests.builders.apart import counts, swept, values
from tests.builders.asking import LINK, a_form, followed, once_of, opened, submission, submit
from tests.builders.clock import SettableClock
from tests.builders.partnership import INSTALLATION, Town

HARM = "My uncle hurts me every night"


def _words_of_the_concern(town: Town) -> ConcernText:
    def look(unit: Unit) -> ConcernText:
        return unit.concerns.text(unit.connection.scalars(select(t.concerns.c.id)).one())

    return town.store.look(look)


def _open(town: Town, command: OpenForm) -> Reply:
    return town.store.act_now(lambda unit: open_form(unit, command, INSTALLATION))


def test_a_form_opens_with_its_notice_and_a_mark_of_its_own(town: Town) -> None:
    link = a_form(town)
    forms = [followed(town.store, link, view="whole") for _ in range(2)]

    assert len({form.once for form in forms if isinstance(form, ShowForm)}) == 2
    assert isinstance(forms[0], ShowForm)
    assert any("999" in words for words in forms[0].notice)


def test_who_cannot_go_back_is_shown_the_form_at_once(quick_town: Town) -> None:
    link = a_form(quick_town)
    assert isinstance(_open(quick_town, OpenForm(link=link)), ShowStart)
    assert isinstance(_open(quick_town, OpenForm(link=link, view="whole")), ShowForm)


def test_a_form_is_kept_once_however_often_it_is_sent(town: Town) -> None:
    a_form(town)
    first = submit(town, submission(respect="always", say="More time."))
    second = submit(town, submission(respect="always", say="More time."))

    assert isinstance(first, FormThanks)
    assert first == second
    assert counts(town, "responses", "answers", "texts") == (1, 2, 1)


def test_a_form_sent_again_with_other_answers_asks_whether_they_take_the_place_of_the_first(
    town: Town,
) -> None:
    a_form(town)
    submit(town, submission(respect="always", say="More time."))
    asked = submit(town, submission(respect="never", say="Something else."))

    assert isinstance(asked, AskAgain)
    assert asked.sent == {"respect": ("never",), "say": ("Something else.",)}
    assert "not saved yet" in asked.notice[1]
    assert values(town) == {"respect": '"always"', "say": "null"}


def test_answers_that_were_changed_count_in_the_place_of_the_first(town: Town) -> None:
    a_form(town)
    submit(town, submission(respect="always", say="More time.", clear="very"))
    changed = submit(town, submission(again="change", respect="never", clear="very"))

    assert isinstance(changed, FormThanks)
    assert "new answers have been saved" in changed.notice[0]
    assert values(town) == {"respect": '"never"', "clear": '"very"'}
    assert counts(town, "responses", "texts") == (1, 0)


def test_somebody_else_on_the_same_page_is_a_second_response_however_often_it_is_sent(
    town: Town,
) -> None:
    a_form(town)
    submit(town, submission(respect="always"))
    for _ in range(2):
        assert isinstance(submit(town, submission(again="other", respect="never")), FormThanks)

    assert counts(town, "responses", "answers") == (2, 2)


def test_whoever_goes_back_to_a_page_that_was_sent_is_asked(town: Town) -> None:
    a_form(town)
    page = once_of(town)
    assert isinstance(_open(town, OpenForm(link=LINK, page=page)), ShowStart)
    submit(town, submission(respect="always"))

    asked = _open(town, OpenForm(link=LINK, page=page))
    change = _open(town, OpenForm(link=LINK, page=page, again="change"))
    whole = _open(town, OpenForm(link=LINK, page=page, again="change", view="whole"))
    another = followed(town.store, LINK, page=page, again="other")

    assert isinstance(asked, AskAgain)
    assert (asked.once, asked.sent) == (page, {})
    assert isinstance(change, ShowStart)
    assert (change.once, change.changes) == (page, True)
    assert isinstance(whole, ShowForm)
    assert (whole.once, whole.changes, whole.given) == (page, True, {})
    assert isinstance(another, ShowStart)
    assert another.once != page


def test_a_call_for_help_in_a_form_sent_again_is_heard_before_anything_is_asked(
    town: Town,
) -> None:
    a_form(town)
    submit(town, submission(respect="always"))
    for _ in range(2):
        assert isinstance(submit(town, submission(respect="always", say=HARM)), AskAgain)
    assert counts(town, "concerns", "dispatches") == (1, 1)

    submit(town, submission(again="change", respect="always", say=HARM))
    assert counts(town, "concerns", "texts") == (1, 0)


def test_words_that_went_to_the_leads_are_the_same_when_they_are_sent_again(town: Town) -> None:
    a_form(town)
    first = submit(town, submission(respect="always", say=HARM))

    assert submit(town, submission(respect="always", say=HARM)) == first
    assert isinstance(submit(town, submission(respect="always", say="Nothing")), AskAgain)
    assert counts(town, "concerns", "texts") == (1, 0)


@pytest.mark.parametrize("once", ["", "made-up", "0" * 72, "f" * 300, "\udc80"])
def test_a_once_of_somebodys_own_making_keeps_nothing_and_loses_nothing(
    town: Town, once: str
) -> None:
    a_form(town)
    command = submission(respect="always", say=HARM).model_copy(update={"once": once})

    def send(sent: SubmitForm) -> Reply:
        return town.store.act_now(lambda unit: submit_form(unit, sent, INSTALLATION))

    offered = send(command)
    assert isinstance(offered, ShowForm)
    assert (offered.unsaved, offered.given["say"]) == ("page-over", HARM)
    assert counts(town, "responses", "concerns") == (0, 1)
    assert isinstance(send(command.model_copy(update={"once": offered.once})), FormThanks)
    assert counts(town, "responses", "concerns", "texts") == (1, 1, 0)


def test_a_once_is_good_for_a_day_and_for_its_own_link(town: Town, clock: SettableClock) -> None:
    a_form(town)
    mine, keyring = once_of(town), town.store.keyring
    assert form_once.is_good(keyring, LINK, mine, clock())
    assert not form_once.is_good(keyring, "another-link", mine, clock())
    assert not form_once.is_good(keyring, LINK, mine, clock() - timedelta(hours=1))
    assert not form_once.is_good(keyring, LINK, mine, clock() + timedelta(days=1))


def test_a_page_that_was_opened_before_there_were_codes_keeps_its_key(quick_town: Town) -> None:
    a_form(quick_town)
    keyring, made, drawn = quick_town.store.keyring, once_of(quick_town)[:8], "ab" * 16
    once = made + drawn + keyring.mark("form", LINK, made, drawn)[:32]
    command = submission(respect="always").model_copy(update={"once": once})
    thanks = quick_town.store.act_now(lambda unit: submit_form(unit, command, INSTALLATION))

    assert isinstance(thanks, FormThanks)
    assert thanks.receipt == ""
    key = form_key(keyring.mark("link", LINK).encode(), once.encode())
    keys = swept(
        quick_town.store, lambda unit: unit.connection.scalars(select(t.responses.c.key)).all()
    )
    assert list(keys) == [key]


async def test_one_form_fifty_times_at_once_is_one_response_and_one_concern(town: Town) -> None:
    a_form(town)
    command = opened(
        town,
        submission(respect="never", say="He hits me and I am scared to go home", concern="now"),
    )
    sends = [
        town.store.act(lambda unit: submit_form(unit, command, INSTALLATION)) for _ in range(50)
    ]
    replies = await asyncio.gather(*sends)

    assert len({reply.model_dump_json() for reply in replies}) == 1
    assert counts(town, "responses", "concerns", "dispatches") == (1, 1, 1)


def test_two_pages_are_two_responses(quick_town: Town) -> None:
    a_form(quick_town)
    submit(quick_town, submission("page-1", respect="always"))
    submit(quick_town, submission("page-2", respect="always"))

    assert counts(quick_town, "responses") == (2,)


def test_a_wrong_answer_shows_the_form_again_with_everything_that_was_given(
    quick_town: Town,
) -> None:
    a_form(quick_town)
    reply = submit(quick_town, submission(respect="made-up", say="More time."))

    assert isinstance(reply, ShowForm)
    assert reply.problems == {"respect": "That is not one of the answers offered."}
    assert (reply.once, reply.given["say"]) == (once_of(quick_town), "More time.")
    assert counts(quick_town, "responses") == (0,)


def test_an_empty_form_is_thanked_for_and_not_kept(quick_town: Town) -> None:
    a_form(quick_town)

    assert isinstance(submit(quick_town, submission()), FormThanks)
    assert counts(quick_town, "responses") == (0,)


def test_a_concern_takes_every_word_of_the_form_out_of_the_evaluation(town: Town) -> None:
    a_form(town)
    submit(town, submission(respect="never", say="My uncle hurts me", concern="now"))

    assert counts(town, "concerns", "texts", "answers") == (1, 0, 3)
    assert [words for _, words in _words_of_the_concern(town).words] == ["My uncle hurts me"]
    assert _words_of_the_concern(town).person_id is None


def test_words_in_a_box_that_their_answers_do_not_lead_to_are_heard(quick_town: Town) -> None:
    a_form(quick_town, "post-event")
    submit(quick_town, submission(will_act="no", intention="My uncle hurts me every night"))

    assert counts(quick_town, "concerns", "texts") == (1, 0)


def test_a_choice_that_their_answers_do_not_lead_to_counts_for_nothing(quick_town: Town) -> None:
    a_form(quick_town, "follow-up-6-weeks")
    submit(quick_town, submission(used="no_case", sharing="agree"))

    assert counts(quick_town, "answers") == (1,)


def test_the_page_is_the_same_whether_words_were_flagged_or_not(quick_town: Town) -> None:
    a_form(quick_town)
    flagged = submit(quick_town, submission("page-1", say="My uncle hurts me every night"))
    plain = submit(quick_town, submission("page-2", say="The room was cold."))

    assert isinstance(flagged, FormThanks)
    assert flagged.model_copy(update={"receipt": ""}) == plain.model_copy(update={"receipt": ""})
    assert counts(quick_town, "concerns") == (1,)


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
    with pytest.raises(Refusal, match="nothing at this address"):
        submit(quick_town, submission())


def test_an_answer_that_depends_on_one_left_out_is_kept_and_counts_in_no_score(
    town: Town,
) -> None:
    a_form(town, "young-person-12-17")
    thanks = submit(town, submission(meeting_voice="all"))

    assert isinstance(thanks, FormThanks)
    assert "have been saved" in thanks.notice[0]
    assert values(town) == {"meeting-voice": '"all"'}
    counted = select(func.sum(t.tallies.c.answered))
    assert swept(town.store, lambda unit: unit.connection.scalar(counted)) == 0


@pytest.mark.parametrize("table", ["waves", "links"])
def test_a_form_whose_link_has_closed_says_so_hears_it_and_gives_the_words_back(
    town: Town, table: str
) -> None:
    a_form(town)
    town.store.act_now(
        lambda unit: unit.connection.execute(
            update(t.metadata.tables[table]).values(state="closed")
        )
    )
    flagged, again = (submit(town, submission(respect="always", say=HARM)) for _ in range(2))
    assert isinstance(flagged, FormNotSaved)
    assert flagged == again
    assert (flagged.code, [words for _, words in flagged.words]) == ("link-closed", [HARM])
    assert counts(town, "responses", "answers", "concerns", "dispatches") == (0, 0, 1, 1)
    plain = submit(town, submission("page-2", say="It is cold."))
    assert isinstance(plain, FormNotSaved)
    assert plain.notice == flagged.notice
    with pytest.raises(Refusal, match="closed"):
        _open(town, OpenForm(link=LINK))


def test_a_tap_that_someone_needs_to_know_is_heard_when_the_link_has_closed(town: Town) -> None:
    a_form(town)
    town.store.act_now(lambda unit: unit.connection.execute(update(t.waves).values(state="closed")))
    page = submit(town, submission(concern="now"))
    assert [one.grade for one in town.store.look(lambda unit: unit.concerns.still_open())] == [
        "red"
    ]
    assert isinstance(page, FormNotSaved)
    assert page.help_now
    assert "We have told" in page.notice[0]
    assert "nobody reads" not in page.notice[0]


def test_a_form_that_comes_back_after_the_tap_says_what_happens_next(quick_town: Town) -> None:
    a_form(quick_town)
    tapped, plain = (
        submit(quick_town, submission(page, respect="made-up", **tap))
        for page, tap in (("page-1", {"concern": "now"}), ("page-2", {}))
    )

    assert isinstance(tapped, ShowForm)
    assert isinstance(plain, ShowForm)
    assert tapped.help_now
    assert "We have told" in tapped.notice[-1]
    assert "nobody reads" in plain.notice[-1]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"respect": "made-up", "say": HARM}, ""),
        ({"say": f"{HARM} " + "x" * 5_000}, ""),
        ({"say": "x" * 5_000 + f" {HARM}"}, ""),
        ({"made-up": HARM}, "form-unreadable"),
        ({"respect": HARM}, ""),
        ({"say": HARM}, "too-large"),
    ],
)
def test_what_is_not_taken_is_heard_once_and_given_back(
    town: Town, given: dict[str, str], code: str
) -> None:
    a_form(town)
    for _ in range(2):
        reply = submit(town, submission(**given).model_copy(update={"unread": code}))
        assert isinstance(reply, ShowForm)
        assert reply.unsaved == code
        assert bool(reply.problems) is (code == "")
        assert reply.given.get("say") == given.get("say")
    assert counts(town, "responses", "concerns", "dispatches") == (0, 1, 1)
    assert any(HARM in words for _, words in _words_of_the_concern(town).words)


def test_what_was_put_right_raises_no_second_concern(town: Town) -> None:
    a_form(town)
    submit(town, submission(respect="made-up", say=HARM))
    submit(town, submission(respect="always", say=HARM))
    assert counts(town, "responses", "concerns", "texts") == (1, 1, 0)
