"""A public form one question a page: the same result as sent whole, heard on every page."""

import base64

import pytest
from sqlalchemy import func, select, update

from dialogs.asking.answer_form import submit_form
from dialogs.asking.held_answers import unseal
from dialogs.replies import (
    AskAgain,
    AskCode,
    FormNotSaved,
    FormThanks,
    LookThrough,
    Reply,
    ShowHelp,
    ShowQuestion,
    ShowStart,
)
from storage import tables as t
from storage.unit import Unit
from surveys.problems import Refusal
from tests.builders.apart import counts, swept, values
from tests.builders.asking import LINK, a_form, submission, submit
from tests.builders.clock import SettableClock
from tests.builders.partnership import INSTALLATION, Town
from tests.builders.walking import Visitor

HARM = "My uncle hurts me every night"
CHILD = "child-8-11"


def concerns(town: Town) -> int:
    counted = select(func.count()).select_from(t.concerns)
    return town.store.look(lambda unit: unit.connection.scalars(counted).one())


def told_the_leads(town: Town) -> list[list[str]]:
    def look(unit: Unit) -> list[list[str]]:
        ids = unit.connection.scalars(select(t.concerns.c.id).order_by(t.concerns.c.id))
        return [[words for _, words in unit.concerns.text(one).words] for one in list(ids)]

    return town.store.look(look)


def visitor(town: Town, code: str = CHILD) -> Visitor:
    a_form(town, code)
    return Visitor(town).starts()


def asked(page: Reply) -> str:
    assert isinstance(page, ShowQuestion), page
    return page.question.id


def thanked(page: Reply) -> FormThanks:
    assert isinstance(page, FormThanks), page
    return page


def test_the_first_page_says_what_must_be_known_and_asks_nothing(quick_town: Town) -> None:
    a_form(quick_town, CHILD)
    page = Visitor(quick_town).page

    assert isinstance(page, ShowStart)
    assert (page.questions, page.minutes, len(page.gist)) == (7, 3, 3)
    assert "999" in " ".join(page.gist)


def test_each_page_asks_one_question_and_says_which_of_how_many(quick_town: Town) -> None:
    child = visitor(quick_town)
    first = child.page
    second = child.presses("next", listened="always")

    assert isinstance(first, ShowQuestion)
    assert isinstance(second, ShowQuestion)
    assert (first.number, first.of, first.first) == (1, 7, True)
    assert (second.question.id, second.number, second.first) == ("explain", 2, False)


def test_what_was_answered_is_looked_through_and_sent(town: Town) -> None:
    child = visitor(town)
    page = child.answers(listened="always", say="They listen.")

    assert isinstance(page, LookThrough)
    assert [line.answer for line in page.lines][:2] == ["Always", "Not answered"]
    assert "They listen." in [line.answer for line in page.lines]
    assert counts(town, "responses") == (0,)
    thanked(child.presses("send"))
    assert values(town) == {"listened": '"always"', "say": "null"}
    assert counts(town, "responses", "texts", "concerns") == (1, 1, 0)


def test_a_wave_answered_half_in_the_old_way_and_half_in_the_new_gives_one_result(
    town: Town,
) -> None:
    child = visitor(town)
    child.answers(listened="always", safe="never")
    child.presses("send")
    submit(town, submission("page-1", listened="always", safe="never"))

    def tallies(unit: Unit) -> set[tuple[str, int, int]]:
        columns = (t.tallies.c.level, t.tallies.c.answered, t.tallies.c.favourable)
        return {tuple(row) for row in unit.connection.execute(select(*columns))}

    assert counts(town, "responses", "answers", "tallies") == (2, 4, 2)
    assert swept(town.store, tallies) == {("experience", 2, 1)}


def test_a_page_begun_in_the_new_way_and_sent_in_the_old_is_one_response(town: Town) -> None:
    a_form(town, CHILD)
    child = Visitor(town)
    assert isinstance(child.page, ShowStart)
    once = child.page.once
    child.starts().answers(listened="always")
    child.presses("send")
    old = submission(listened="always").model_copy(update={"once": once})

    again = town.store.act_now(lambda unit: submit_form(unit, old, INSTALLATION))
    assert again == child.page
    assert counts(town, "responses") == (1,)


def test_sent_twice_it_is_kept_once_and_thanked_with_the_same_page(town: Town) -> None:
    child = visitor(town)
    child.answers(listened="always", say=HARM, concern="now")
    sending = child.step("send")
    first, second = child.sends(sending), child.sends(sending)

    assert first == second
    assert thanked(first).receipt
    assert counts(town, "responses", "texts") == (1, 0)


@pytest.mark.parametrize("go", ["next", "skip", "back", "help", "change:safe", "made-up"])
def test_a_disclosure_on_a_page_is_heard_whatever_is_pressed_and_no_other_page_is_opened(
    town: Town, go: str
) -> None:
    child = visitor(town)
    while asked(child.page) != "say":
        child.presses("skip")
    child.presses(go, say=HARM)

    assert told_the_leads(town) == [[HARM]]
    assert counts(town, "concerns", "dispatches", "responses") == (1, 1, 0)


def test_words_that_were_heard_raise_no_second_concern_when_they_are_sent(town: Town) -> None:
    child = visitor(town)
    child.answers(listened="never", say=HARM)
    child.presses("back")
    child.presses("back")
    child.presses("next", say=HARM)
    child.presses("next")
    thanked(child.presses("send"))

    assert counts(town, "concerns", "responses", "texts") == (1, 1, 0)
    assert values(town) == {"listened": '"never"', "say": "null"}


def test_a_tap_is_heard_on_its_page_and_the_next_page_has_the_numbers_first(town: Town) -> None:
    child = visitor(town)
    helped = child.presses("help")
    assert isinstance(helped, ShowHelp)
    assert helped.help_now
    after = child.presses("tell", concern="now")

    assert isinstance(after, ShowQuestion)
    assert (after.question.id, after.help_now) == ("listened", True)
    assert "We have told" in after.told
    assert concerns(town) == 1
    later = child.presses("next", listened="always")
    assert isinstance(later, ShowQuestion)
    assert (later.help_now, later.told) == (False, "")
    child.answers()
    thanked(child.presses("send"))
    assert concerns(town) == 1


def test_help_loses_no_answer_not_even_one_that_is_wrong(quick_town: Town) -> None:
    child = visitor(quick_town)
    child.presses("next", listened="always")
    child.presses("help", explain="sometimes")
    back = child.presses("stay")

    assert isinstance(back, ShowQuestion)
    assert (back.question.id, back.given) == ("explain", "sometimes")
    while asked(child.page) != "say":
        child.presses("skip")
    child.presses("help", say="x" * 1200)
    back = child.presses("stay")
    assert isinstance(back, ShowQuestion)
    assert back.given == "x" * 1200


def test_help_can_be_asked_for_before_the_start(quick_town: Town) -> None:
    a_form(quick_town, CHILD)
    child = Visitor(quick_town)
    assert isinstance(child.presses("help"), ShowHelp)
    assert asked(child.presses("stay")) == "listened"


def test_what_is_too_long_comes_back_with_its_sentence_and_is_heard(town: Town) -> None:
    child = visitor(town)
    while asked(child.page) != "say":
        child.presses("skip")
    page = child.presses("next", say=f"{HARM} " + "x" * 1200)

    assert isinstance(page, ShowQuestion)
    assert "longer than 1000 characters" in page.problem
    assert page.given == f"{HARM} " + "x" * 1200
    assert concerns(town) == 1


def test_an_answer_is_taken_back_by_going_back_and_skipping(town: Town) -> None:
    child = visitor(town)
    child.presses("next", listened="always")
    back = child.presses("back")
    assert isinstance(back, ShowQuestion)
    assert back.given == "always"
    child.presses("skip")
    child.answers(kind="always")
    child.presses("send")

    assert values(town) == {"kind": '"always"'}


def test_a_change_leads_back_to_the_look_through(quick_town: Town) -> None:
    child = visitor(quick_town)
    child.answers(listened="always", safe="never")
    assert asked(child.presses("change:safe")) == "safe"
    page = child.presses("next", safe="always")

    assert isinstance(page, LookThrough)
    assert [line.answer for line in page.lines if line.asks == "safe"] == ["Always"]


def test_a_change_that_opens_a_question_asks_it_and_one_that_closes_it_drops_its_answer(
    town: Town,
) -> None:
    youth = visitor(town, "young-person-12-17")
    youth.answers(had_meeting="no")
    youth.presses("change:had-meeting")
    assert asked(youth.presses("next", had_meeting="yes")) == "meeting-voice"
    assert isinstance(youth.presses("next", meeting_voice="all"), LookThrough)
    youth.presses("change:had-meeting")
    page = youth.presses("next", had_meeting="no")
    assert isinstance(page, LookThrough)
    assert "meeting-voice" not in {line.asks for line in page.lines}
    thanked(youth.presses("send"))
    assert values(town) == {"had-meeting": '"no"'}


def _with_another_letter(held: str) -> str:
    middle = len(held) // 2
    return held[:middle] + ("A" if held[middle] != "A" else "B") + held[middle + 1 :]


@pytest.mark.parametrize(
    "spoilt", [_with_another_letter, lambda _: "AAAA", lambda _: "\udc80", lambda held: held[:-8]]
)
def test_sealed_answers_that_were_changed_by_hand_are_refused_and_the_page_is_heard(
    town: Town, spoilt: object
) -> None:
    assert callable(spoilt)
    child = visitor(town)
    child.presses("next", listened="always")
    step = child.step("next", explain="always", say=HARM, concern="now")
    pages = [child.sends(step.model_copy(update={"held": spoilt(step.held)})) for _ in range(2)]

    assert isinstance(pages[0], FormNotSaved)
    assert pages[0] == pages[1]
    assert (pages[0].code, pages[0].start_again, pages[0].help_now) == ("page-changed", True, True)
    assert [words for _, words in pages[0].words] == [HARM]
    assert counts(town, "responses", "concerns", "dispatches") == (0, 1, 1)


def test_sealed_answers_are_good_for_a_day(town: Town, clock: SettableClock) -> None:
    child = visitor(town)
    step = child.step("next", listened="always")
    clock.forward(hours=23)
    assert asked(child.sends(step)) == "explain"
    clock.forward(hours=2)
    page = child.sends(step)
    assert isinstance(page, FormNotSaved)
    assert (page.code, page.start_again) == ("page-too-old", True)


def test_sealed_answers_open_for_their_own_link_alone(quick_town: Town) -> None:
    child = visitor(quick_town)
    held, keyring = child.step("next").held, quick_town.store.keyring
    now = quick_town.store.look(lambda unit: unit.now)
    assert unseal(keyring, ("form", LINK), held, now).at == "listened"
    for other in (("form", "another-link"), ("letter", LINK)):
        with pytest.raises(Refusal, match="page held"):
            unseal(keyring, other, held, now)


def test_the_length_of_what_is_sealed_tells_nothing_of_the_answers(quick_town: Town) -> None:
    child = visitor(quick_town)
    lengths = {len(child.step("next").held)}
    child.presses("next", listened="always")
    child.answers(say="I am " + "very " * 100 + "scared")
    lengths.add(len(child.step("send").held))
    assert len(lengths) == 1
    assert b"scared" not in base64.urlsafe_b64decode(child.step("send").held)


@pytest.mark.parametrize("table", ["waves", "links"])
def test_a_page_of_a_link_that_has_closed_is_heard_and_every_word_given_back(
    town: Town, table: str
) -> None:
    child = visitor(town)
    while asked(child.page) != "say":
        child.presses("skip")
    child.presses("next", say="They shout.")
    closing = update(t.metadata.tables[table]).values(state="closed")
    town.store.act_now(lambda unit: unit.connection.execute(closing))
    page = child.presses("next", concern="now")

    assert isinstance(page, FormNotSaved)
    assert (page.code, page.help_now) == ("link-closed", True)
    assert [words for _, words in page.words] == ["They shout."]
    assert concerns(town) >= 1


def test_the_pages_are_the_same_whether_words_were_flagged_or_not(quick_town: Town) -> None:
    a_form(quick_town, CHILD)
    pages: list[list[Reply]] = []
    for words in (HARM, "The room was cold"):
        child = Visitor(quick_town).starts()
        child.answers(listened="always", say=words)
        looked = child.page.model_copy(update={"held": "", "lines": ()})
        sent = child.presses("send").model_copy(update={"receipt": ""})
        pages.append([looked, sent])

    assert pages[0] == pages[1]
    assert concerns(quick_town) == 1


def test_a_form_that_was_sent_is_not_begun_again_unseen(quick_town: Town) -> None:
    a_form(quick_town, CHILD)
    child = Visitor(quick_town)
    start = child.step("start")
    child.starts().answers(listened="always")
    child.presses("send")
    assert isinstance(child.sends(start), AskAgain)
    other = child.sends(start.model_copy(update={"again": "other"}))
    assert asked(other) == "listened"


def test_pages_sent_beside_others_are_asked_about_and_hold_what_was_given(town: Town) -> None:
    child = visitor(town)
    child.presses("next", listened="always")
    first = child.step("send")
    child.answers(listened="always", kind="never")
    second = child.step("send")
    thanked(child.sends(first))
    asked_again = child.sends(second)

    assert isinstance(asked_again, AskAgain)
    assert (asked_again.sent, asked_again.held) == ({}, second.held)
    for _ in range(2):
        thanked(child.sends(second.model_copy(update={"again": "other"})))
    assert counts(town, "responses") == (2,)
    thanked(child.sends(second.model_copy(update={"again": "change"})))
    assert counts(town, "responses", "answers") == (2, 4)


@pytest.mark.parametrize("days", [0, 1])
def test_what_was_sent_is_changed_by_its_code_before_and_after_the_sweep(
    town: Town, clock: SettableClock, days: int
) -> None:
    child = visitor(town)
    child.answers(listened="always", kind="never", say="It was fine.")
    code = thanked(child.presses("send")).receipt
    if days:
        assert counts(town, "responses", "texts") == (1, 1)
        clock.forward(hours=30)

    page = child.enters(code.lower().replace("-", " "))
    assert isinstance(page, LookThrough)
    lines = {line.asks: line.answer for line in page.lines}
    assert (lines["listened"], lines["kind"]) == ("Always", "Never")
    assert "fine" not in str(lines)
    assert "not shown" in lines["say"]
    child.presses("change:kind")
    child.presses("next", kind="always")
    child.presses("change:listened")
    child.presses("skip")
    again = thanked(child.presses("send"))
    assert again.receipt == code
    assert "new answers" in again.notice[0]
    assert values(town) == {"kind": '"always"', "say": "null"}
    assert counts(town, "responses", "texts", "concerns") == (1, 1, 0)


def test_words_are_taken_back_by_a_code_and_new_ones_are_heard(town: Town) -> None:
    child = visitor(town)
    child.answers(listened="always", say="It was fine.")
    code = thanked(child.presses("send")).receipt
    child.enters(code)
    child.presses("change:say")
    child.presses("skip")
    thanked(child.presses("send"))
    assert counts(town, "responses", "texts") == (1, 0)

    child.enters(code)
    child.presses("change:say")
    child.presses("next", say=HARM)
    assert concerns(town) == 1
    thanked(child.presses("send"))
    assert counts(town, "concerns", "texts") == (1, 0)


def test_a_code_opens_a_form_that_was_sent_whole(quick_town: Town) -> None:
    a_form(quick_town, CHILD)
    code = thanked(submit(quick_town, submission(listened="always"))).receipt
    assert isinstance(Visitor(quick_town).enters(code), LookThrough)


@pytest.mark.parametrize("code", ["", "2222-2222-2222", "made up", "4F7K-M2PX-9RTD"])
def test_a_wrong_code_gets_a_sentence_and_opens_nothing(quick_town: Town, code: str) -> None:
    a_form(quick_town, CHILD)
    submit(quick_town, submission(listened="always"))
    page = Visitor(quick_town).enters(code)
    assert isinstance(page, AskCode)
    assert (page.problem, page.typed) == ("code-wrong", code)


def test_words_in_the_box_for_a_code_are_heard_once(town: Town) -> None:
    a_form(town, CHILD)
    for _ in range(2):
        Visitor(town).enters(HARM)
    assert told_the_leads(town) == [[HARM]]


def test_no_code_is_stored(town: Town) -> None:
    child = visitor(town)
    child.answers(listened="always")
    code = thanked(child.presses("send")).receipt
    rows = str(swept(town.store, lambda unit: unit.connection.execute(select(t.responses)).all()))
    assert code not in rows
    assert code.replace("-", "") not in rows


def test_a_link_that_nobody_made_says_that_there_is_no_form(quick_town: Town) -> None:
    with pytest.raises(Refusal, match="nothing at this address"):
        Visitor(quick_town)
