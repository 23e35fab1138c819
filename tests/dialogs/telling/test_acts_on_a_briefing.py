"""What people do with a briefing, by explicit acts: useful or not, discussed, one thing to do
differently."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select, update

from bot.bank_holidays import is_bank_holiday
from dialogs.replies import (
    AskDiscussion,
    AskIntention,
    AskNewDate,
    ComeBack,
    Reply,
    Said,
    ShowBriefing,
)
from dialogs.table import take
from storage import tables as t
from storage.unit import Unit
from surveys.problems import Refusal
from surveys.sending.delivery import State
from surveys.telling.briefing_acts import Came, IntendedChange, Logged, Setting
from tests.builders.partnership import INSTALLATION, Town
from tests.builders.told import a_briefing, acts, settle, states, tell

HARM = "A child told me he is beaten"


@pytest.fixture
def told(town: Town) -> tuple[Town, int]:
    """A town in which a briefing has been sent to the practitioners."""
    briefing = a_briefing(town)
    tell(town, briefing)
    return town, briefing


@pytest.fixture
def quickly(quick_town: Town) -> tuple[Town, int]:
    briefing = a_briefing(quick_town)
    tell(quick_town, briefing)
    return quick_town, briefing


def _asked(town: Town, briefing: int) -> AskDiscussion:
    reply = town.say("ann", "discuss", briefing=briefing)
    assert isinstance(reply, AskDiscussion)
    return reply


def _logged(town: Town, briefing: int) -> list[Logged]:
    return town.store.look(lambda unit: unit.discussions.logged(briefing))


def _plan(town: Town, briefing: int, name: str = "ann") -> IntendedChange:
    found = town.store.look(lambda unit: unit.briefing_acts.plan(briefing, town.ids[name]))
    assert found is not None
    return found


def _concerns(town: Town) -> list[tuple[tuple[str, str], ...]]:
    def look(unit: Unit) -> list[tuple[tuple[str, str], ...]]:
        return [unit.concerns.text(one.id).words for one in unit.concerns.still_open()]

    return town.store.look(look)


def _intends(town: Town, briefing: int, by_when: str = "2026-04-01", name: str = "ann") -> None:
    town.say(name, "intended", briefing=briefing, what="See children alone", by_when=by_when)


def test_the_later_word_on_whether_it_was_useful_takes_the_place_of_the_earlier(
    told: tuple[Town, int],
) -> None:
    town, briefing = told
    said = [
        town.say("ann", verb, briefing=briefing) for verb in ("useful", "not-useful", "not-useful")
    ]

    assert [one.acts for one in said if isinstance(one, ShowBriefing)] == [
        {"useful"},
        {"not-useful"},
        {"not-useful"},
    ]
    assert acts(town, briefing) == {("ann", "not-useful")}


@pytest.mark.parametrize("verb", ["read", "useful", "not-useful"])
def test_an_act_shows_that_its_briefing_has_arrived(quickly: tuple[Town, int], verb: str) -> None:
    town, briefing = quickly
    settle(town, 1, State.UNKNOWN)
    town.say("ann", verb, briefing=briefing)

    assert states(town, 1) == {"ann": State.PROVEN, "bob": State.UNKNOWN, "cat": State.UNKNOWN}


def test_a_person_sees_what_was_sent_to_them_whatever_has_been_made_of_it_since(
    quickly: tuple[Town, int],
) -> None:
    town, briefing = quickly
    query = update(t.briefings).where(t.briefings.c.id == briefing)
    content = select(t.briefings.c.content).where(t.briefings.c.id == briefing)
    text = town.store.look(lambda unit: unit.connection.scalars(content).one())
    later = query.values(
        content=text.replace("See each child alone", "A draft that nobody has approved")
    )
    town.store.act_now(lambda unit: unit.connection.execute(later))
    shown = town.say("ann", "show-briefing", briefing=briefing)

    assert "See each child alone" in shown.model_dump_json()
    assert "A draft" not in shown.model_dump_json()


def test_a_withdrawn_briefing_takes_no_act(quickly: tuple[Town, int]) -> None:
    town, briefing = quickly
    gone = update(t.dispatches).values(state="withdrawn")
    town.store.act_now(lambda unit: unit.connection.execute(gone))
    with pytest.raises(Refusal, match="has been withdrawn"):
        town.say("ann", "read", briefing=briefing)

    assert acts(town, briefing) == set()


def test_a_briefing_that_was_sent_again_after_it_was_withdrawn_takes_acts(
    quickly: tuple[Town, int],
) -> None:
    town, briefing = quickly
    tell(town, briefing, once="again")
    gone = update(t.dispatches).where(t.dispatches.c.id == 2).values(state="withdrawn")
    town.store.act_now(lambda unit: unit.connection.execute(gone))
    town.say("ann", "read", briefing=briefing)

    assert acts(town, briefing) == {("ann", "read")}


def test_a_discussion_is_kept_with_where_how_many_and_both_words(told: tuple[Town, int]) -> None:
    town, briefing = told
    facts = {
        "setting": "supervision",
        "people": "2",
        "raised": "Who asks?",
        "agreed": "We ask each child.",
    }
    reply = town.say(
        "ann", "discussed", briefing=briefing, once=_asked(town, briefing).once, **facts
    )

    assert isinstance(reply, ShowBriefing)
    assert reply.acts == {"discussed"}
    [one] = _logged(town, briefing)
    assert (one.talk.setting, one.talk.people) == (Setting.SUPERVISION, 2)
    assert (one.talk.raised, one.talk.agreed) == ("Who asks?", "We ask each child.")
    assert one.agency == "Ashford Council"


def test_a_second_tap_is_the_same_discussion_and_another_card_is_another(
    told: tuple[Town, int],
) -> None:
    town, briefing = told
    first, second = _asked(town, briefing).once, _asked(town, briefing).once
    for once in (first, first, second):
        town.say("ann", "discussed", briefing=briefing, once=once, setting="team", people=6)
    town.say("bob", "discussed", briefing=briefing, once=first, setting="team", people=6)

    assert len(_logged(town, briefing)) == 3
    assert acts(town, briefing) == {("ann", "discussed"), ("bob", "discussed")}


def test_a_card_of_an_earlier_version_is_one_discussion_a_day(quickly: tuple[Town, int]) -> None:
    town, briefing = quickly
    for _ in range(2):
        town.say("ann", "discussed", briefing=briefing, people="", agreed="")

    [one] = _logged(town, briefing)
    assert (one.talk.setting, one.talk.people, one.talk.agreed) == (Setting.TEAM, None, None)


@pytest.mark.parametrize("box", ["raised", "agreed"])
def test_a_discussion_that_calls_for_a_lead_leaves_no_words_in_the_log(
    quickly: tuple[Town, int], box: str
) -> None:
    town, briefing = quickly
    words = {"raised": "Who asks?", "agreed": "We ask each child."} | {box: HARM}
    once = _asked(town, briefing).once
    replies = [
        town.say(
            "ann", "discussed", briefing=briefing, once=once, setting="team", people=4, **words
        )
        for _ in range(2)
    ]

    [concern] = _concerns(town)
    assert {said for _, said in concern} == set(words.values())
    [one] = _logged(town, briefing)
    assert (one.talk.raised, one.talk.agreed, one.talk.people) == (None, None, 4)
    assert replies[0] == town.say("ann", "show-briefing", briefing=briefing)


def test_words_of_a_discussion_are_encrypted(quickly: tuple[Town, int]) -> None:
    town, briefing = quickly
    town.say(
        "ann",
        "discussed",
        briefing=briefing,
        once="1",
        setting="team",
        people=4,
        agreed="We ask each child.",
    )
    row = town.store.look(lambda unit: unit.connection.execute(select(t.discussions)).one())

    assert b"We ask" not in row.agreed


def test_a_date_cannot_be_chosen_before_today(quickly: tuple[Town, int]) -> None:
    town, briefing = quickly
    asked = town.say("ann", "intend", briefing=briefing)

    assert isinstance(asked, AskIntention)
    assert asked.earliest == date(2026, 3, 4)


def test_a_plan_is_shown_to_the_person_who_made_it(told: tuple[Town, int]) -> None:
    town, briefing = told
    _intends(town, briefing)
    shown = town.say("ann", "my-plan", briefing=briefing)

    assert isinstance(shown, ComeBack)
    assert (shown.plan, shown.by_when) == ("See children alone", "1 April 2026")


def test_nobody_elses_plan_is_shown(quickly: tuple[Town, int]) -> None:
    town, briefing = quickly
    _intends(town, briefing)
    for name in ("bob", "lea"):
        with pytest.raises(Refusal, match="could not find"):
            town.say(name, "my-plan", briefing=briefing)


def test_a_plan_whose_words_went_to_the_leads_is_no_longer_kept_here(
    quickly: tuple[Town, int],
) -> None:
    town, briefing = quickly
    replies = [
        town.say(name, "intended", briefing=briefing, what=what, by_when="2026-04-01")
        for name, what in (("ann", HARM), ("bob", "See children alone"))
    ]
    shown = town.say("ann", "my-plan", briefing=briefing)

    assert [one.acts for one in replies if isinstance(one, ShowBriefing)] == [
        {"intends"},
        {"intends"},
    ]
    assert [said for [(_, said)] in _concerns(town)] == [HARM]
    assert isinstance(shown, ComeBack)
    assert shown.plan == "We no longer keep the words of your plan here."


@pytest.mark.parametrize(("came", "kept"), [("done", Came.DONE), ("partly", Came.PARTLY)])
def test_what_came_of_a_plan_is_kept(told: tuple[Town, int], came: str, kept: Came) -> None:
    town, briefing = told
    _intends(town, briefing)
    assert isinstance(town.say("ann", "what-came", briefing=briefing, came=came), Said)

    assert _plan(town, briefing) == IntendedChange("See children alone", date(2026, 4, 1), kept)


def test_not_yet_offers_a_new_date_on_which_it_is_come_back_to(told: tuple[Town, int]) -> None:
    town, briefing = told
    _intends(town, briefing, "2026-03-04")
    assert isinstance(town.say("ann", "what-came", briefing=briefing, came="not"), AskNewDate)
    assert town.store.look(lambda unit: unit.briefing_acts.due(date(2026, 12, 1))) == []
    said = town.say("ann", "new-date", briefing=briefing, by_when="2026-05-01")

    assert isinstance(said, Said)
    assert "1 May 2026" in said.text
    assert town.store.look(lambda unit: unit.briefing_acts.due(date(2026, 4, 30))) == []
    assert town.store.look(lambda unit: unit.briefing_acts.due(date(2026, 5, 1))) == [briefing]


@pytest.mark.parametrize(
    ("by_when", "asked_on"),
    [
        ("2026-03-06", "Friday 6 March 2026"),
        ("2026-03-07", "Monday 9 March 2026"),  # a Saturday
        ("2026-04-03", "Tuesday 7 April 2026"),  # Good Friday, then Easter
    ],
)
def test_the_day_on_which_we_really_ask_is_named(
    quickly: tuple[Town, int], by_when: str, asked_on: str
) -> None:
    town, briefing = quickly
    here = replace(INSTALLATION, is_holiday=is_bank_holiday)

    def say(unit: Unit, verb: str, **facts: str) -> Reply:
        turn = replace(town.speaking(unit, "ann"), installation=here)
        return take(turn, verb, {"briefing": briefing, "by_when": by_when, **facts})

    planned = town.store.act_now(lambda unit: say(unit, "intended", what="See them alone"))
    assert isinstance(planned, ShowBriefing)
    assert planned.check_in == asked_on
    moved = town.store.act_now(lambda unit: say(unit, "new-date"))
    assert isinstance(moved, Said)
    assert moved.text == f"We will ask you again on {asked_on}."


def test_a_plan_made_anew_begins_anew(quickly: tuple[Town, int]) -> None:
    town, briefing = quickly
    _intends(town, briefing)
    town.say("ann", "what-came", briefing=briefing, came="done")
    _intends(town, briefing, "2026-06-01")

    assert _plan(town, briefing) == IntendedChange("See children alone", date(2026, 6, 1), None)
    assert town.store.look(lambda unit: unit.briefing_acts.due(date(2026, 6, 1))) == [briefing]


@pytest.mark.parametrize(
    ("verb", "facts"), [("what-came", {"came": "done"}), ("new-date", {"by_when": "2026-05-01"})]
)
def test_nothing_can_come_of_a_plan_that_was_never_made(
    quickly: tuple[Town, int], verb: str, facts: dict[str, Any]
) -> None:
    town, briefing = quickly
    with pytest.raises(Refusal, match="could not find"):
        town.say("ann", verb, briefing=briefing, **facts)


def test_every_act_is_in_the_trail_and_no_word_of_it(quickly: tuple[Town, int]) -> None:
    town, briefing = quickly
    town.say("ann", "read", briefing=briefing)
    town.say("ann", "useful", briefing=briefing)
    town.say(
        "ann",
        "discussed",
        briefing=briefing,
        once="1",
        setting="team",
        people=4,
        agreed="We ask each child.",
    )
    _intends(town, briefing)
    town.say("ann", "what-came", briefing=briefing, came="partly")
    query = (
        select(t.audit.c.act)
        .where(t.audit.c.actor == f"person:{town.ids['ann']}")
        .order_by(t.audit.c.seq)
    )
    trail = town.store.look(lambda unit: unit.connection.scalars(query).all())

    assert trail == ["read", "useful", "discussed", "intends", "came of it: partly"]
    assert (
        town.store.look(
            lambda unit: unit.connection.scalars(select(func.count()).select_from(t.acts)).one()
        )
        == 4
    )
