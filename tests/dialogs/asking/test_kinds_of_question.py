"""Every kind of question by both doors: what is asked, what is refused, and what is stored."""

from typing import Any

import pytest
from sqlalchemy import select, update

from dialogs.replies import AskQuestion, FormThanks, LookThrough, ShowQuestion, Thanks
from storage import tables as t
from surveys.asking.instrument import Instrument
from surveys.problems import Refusal
from tests.builders.apart import swept
from tests.builders.every_kind import also_asked, asked_of, behind_a_link, every_kind
from tests.builders.partnership import Town
from tests.builders.walking import Visitor
from tests.surveys.asking.questionnaires import written

BY_CARD: dict[str, Any] = {
    "visits": 12,
    "seen": "2026-01-05",
    "order": "tools,time,talk",
    "team-alone": "often",
    "team-words": "never",
    "like": "loads",
    "stops": "none",
    "place": "p60",
}
BY_PAGE: dict[str, dict[str, str | tuple[str, ...]]] = {
    "visits": {"visits": "12 visits"},
    "seen": {"seen.day": "5", "seen.month": "January", "seen.year": "2026"},
    "order": {"order.1": "2", "order.2": "1", "order.3": "3"},
    "team-alone": {"team-alone": "often"},
    "team-words": {"team-words": "never"},
    "like": {"like": "loads"},
    "stops": {"stops": "none"},
    "place": {"place": "p60"},
}
STORED = {
    "visits": "12",
    "seen": '"2026-01-05"',
    "order": '["tools", "time", "talk"]',
    "team-alone": '"often"',
    "team-words": '"never"',
    "like": '"loads"',
    "stops": '["none"]',
    "place": '"p60"',
}


def stored_values(town: Town) -> dict[str, str]:
    rows = select(t.answers.c.question, t.answers.c.value)
    return swept(
        town.store, lambda unit: {row.question: row.value for row in unit.connection.execute(rows)}
    )


def at(town: Town, question: str, **before: Any) -> tuple[int, AskQuestion]:
    """Ask Ann everything before a question by card; returns the wave and the question's card."""
    wave = asked_of(town, "ann", every_kind(mode="named"))
    reply = town.asked("ann", "open-survey", wave=wave)
    while reply.question.id != question:
        value = {**BY_CARD, **before}[reply.question.id]
        reply = town.asked("ann", "answer", wave=wave, question=reply.question.id, value=value)
    return wave, reply


def visitor_at(town: Town, question: str) -> Visitor:
    behind_a_link(town, every_kind(mode="anonymous"))
    visitor = Visitor(town).starts()
    while isinstance(visitor.page, ShowQuestion) and visitor.page.question.id != question:
        visitor.presses("next", **BY_PAGE[visitor.page.question.id])
    return visitor


def problem(visitor: Visitor, **fields: str | tuple[str, ...]) -> str:
    page = visitor.presses("next", **fields)
    assert isinstance(page, ShowQuestion)
    return page.problem


def test_every_kind_is_answered_by_card_and_stored(town: Town) -> None:
    wave, last = at(town, "place")
    done = town.say("ann", "answer", wave=wave, question=last.question.id, value="p60")
    assert isinstance(done, Thanks)
    assert stored_values(town) == STORED


def test_every_kind_is_answered_on_pages_and_stored_the_same(town: Town) -> None:
    visitor = visitor_at(town, "")
    assert isinstance(visitor.page, LookThrough)
    asks = [line.question for line in visitor.page.lines]
    assert asks[3] == "How often in your team? Children are seen alone."
    assert [line.answer for line in visitor.page.lines] == [
        "12 visits",
        "5 January 2026",
        "1. A checklist, 2. Time, 3. Talking it over",
        "Often",
        "Never",
        "Loads",
        "None of these",
        "Place 60",
    ]
    assert isinstance(visitor.presses("send"), FormThanks)
    assert stored_values(town) == STORED


def test_what_was_sent_is_shown_by_its_code_and_sent_again_as_it_was(town: Town) -> None:
    visitor = visitor_at(town, "")
    before = visitor.page
    sent = visitor.presses("send")
    assert isinstance(sent, FormThanks)
    again = visitor.enters(sent.receipt)
    assert isinstance(before, LookThrough)
    assert isinstance(again, LookThrough)
    assert again.lines == before.lines
    visitor.presses("change:order")
    visitor.presses("next", **{"order.1": "1", "order.2": "2", "order.3": "3"})
    assert isinstance(visitor.presses("send"), FormThanks)
    assert stored_values(town) == {**STORED, "order": '["time", "tools", "talk"]'}


def test_words_between_questions_are_read_before_the_next_and_are_no_question(
    quick_town: Town,
) -> None:
    wave = asked_of(quick_town, "ann", every_kind(mode="named"))
    first = quick_town.asked("ann", "open-survey", wave=wave)
    assert [one.id for one in first.section] == ["intro"]
    assert (first.question.id, first.number, first.of, first.can_go_back) == ("visits", 1, 8, False)
    second = quick_town.asked("ann", "answer", wave=wave, question="visits", value=3)
    assert second.section == ()


def test_words_between_questions_cannot_be_asked_for_by_hand(quick_town: Town) -> None:
    visitor = visitor_at(quick_town, "seen")
    page = visitor.presses("change:intro")
    assert isinstance(page, ShowQuestion)
    assert page.question.id == "seen"


def test_words_between_questions_take_no_answer(quick_town: Town) -> None:
    wave = asked_of(quick_town, "ann", every_kind(mode="named"))
    with pytest.raises(Refusal, match="not part of this survey"):
        quick_town.say("ann", "answer", wave=wave, question="intro", value="x")


def test_an_order_is_given_tap_by_tap_and_the_last_place_is_what_is_left(quick_town: Town) -> None:
    wave, _ = at(quick_town, "order")

    def tap(order: str) -> AskQuestion:
        return quick_town.asked("ann", "answer", wave=wave, question="order", order=order)

    assert tap("tools").order == ("tools",)
    whole = tap("tools,time")
    assert (whole.order, whole.problem) == (("tools", "time", "talk"), None)
    undone = quick_town.asked(
        "ann", "back", wave=wave, question="order", order=",".join(whole.order)
    )
    assert (undone.question.id, undone.order) == ("order", ("tools",))
    sent = quick_town.asked("ann", "answer", wave=wave, question="order", value="tools,time,talk")
    assert sent.question.id == "team-alone"
    again = quick_town.asked("ann", "back", wave=wave, question="team-alone")
    assert again.given == ["tools", "time", "talk"]


@pytest.mark.parametrize(
    ("question", "sent", "says"),
    [
        ("visits", "61", "Please write a number from 0 to 60."),
        ("visits", "2.5", "Please write a whole number, such as 3."),
        ("seen", "2027-01-01", "Please write a date that is not after 4 March 2026."),
        ("order", "tools", "Please give each one a place of its own, from 1 to 3."),
        ("stops", "time,none", "You chose “None of these” and something else."),
    ],
)
def test_what_cannot_be_taken_is_said_on_the_same_card(
    quick_town: Town, question: str, sent: str, says: str
) -> None:
    wave, _ = at(quick_town, question)
    asked = quick_town.asked("ann", "answer", wave=wave, question=question, value=sent)
    assert asked.question.id == question
    assert (asked.problem or "").startswith(says)


@pytest.mark.parametrize(
    ("question", "fields", "says"),
    [
        ("visits", {"visits": "many"}, "Please write a number from 0 to 60."),
        ("seen", {"seen.day": "5", "seen.month": "1"}, "Please write a day, month and year"),
        ("order", {"order.1": "1", "order.2": "1", "order.3": "3"}, "Please give each one a place"),
        ("stops", {"stops": ("system", "none")}, "You chose “None of these” and something else."),
    ],
)
def test_what_cannot_be_taken_is_said_on_the_same_page_and_given_back(
    quick_town: Town, question: str, fields: dict[str, str | tuple[str, ...]], says: str
) -> None:
    visitor = visitor_at(quick_town, question)
    assert problem(visitor, **fields).startswith(says)
    assert isinstance(visitor.page, ShowQuestion)
    assert visitor.page.given


@pytest.mark.parametrize("field", ["visits", "seen.day"])
@pytest.mark.parametrize("words", ["My uncle hurts me every night", "suicide"])
def test_words_typed_where_a_number_goes_are_heard(
    quick_town: Town, field: str, words: str
) -> None:
    visitor = visitor_at(quick_town, field.partition(".")[0])
    visitor.presses("next", **{field: words})
    concerns = select(t.concerns.c.id)
    assert quick_town.store.look(lambda unit: unit.connection.scalars(concerns).all())


def for_leads() -> Instrument:
    questions = [
        {"id": "used", "kind": "yes_no", "text": "Have you used it?"},
        {"id": "lead", "kind": "yes_no", "text": "Do you lead?", "show_if": {"role": ["lead"]}},
        {"id": "end", "kind": "text", "text": "What else?"},
    ]
    return Instrument.model_validate(written(questions=questions))


def test_a_person_is_asked_what_is_for_their_role(quick_town: Town) -> None:
    wave = asked_of(quick_town, "ann", for_leads())
    also_asked(quick_town, wave, "lea")
    for name, following, of in (("ann", "end", 2), ("lea", "lead", 3)):
        asked = quick_town.asked(name, "answer", wave=wave, question="used", value="yes")
        assert (asked.question.id, asked.of) == (following, of)


def test_whoever_loses_a_role_on_the_way_goes_on_without_its_questions(town: Town) -> None:
    wave = asked_of(town, "lea", for_leads())
    town.say("lea", "answer", wave=wave, question="used", value="yes")
    town.say("lea", "answer", wave=wave, question="lead", value="yes")
    mine = update(t.people).where(t.people.c.id == town.ids["lea"])
    town.store.act_now(lambda unit: unit.connection.execute(mine.values(roles=";practitioner;")))
    done = town.say("lea", "answer", wave=wave, question="end", value="We meet each week.")
    assert isinstance(done, Thanks)
    assert stored_values(town) == {"used": '"yes"', "lead": '"yes"', "end": "null"}
