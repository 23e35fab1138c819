"""What is changed after sending, on the command line: pause, resume, cancel, withdraw, edit."""

import json

import pytest
from sqlalchemy import update

from storage import tables as t
from storage.unit import Unit
from surveys.people import Chat, ChatState
from surveys.sending.changes import Place
from surveys.sending.delivery import State
from tests.bot.console.conftest import BRIEFING, Console, Said

SERVICE = "https://smba.example/teams"
CHANGED = BRIEFING.replace("See every child alone.", "See every child alone, every time.")


def release(console: Console) -> None:
    """Have a lead sign off every version of a briefing."""
    signed_off = update(t.briefing_versions)
    console.store.act_now(
        lambda unit: unit.connection.execute(signed_off.values(released_by=1, released_at=unit.now))
    )


@pytest.fixture
def sent(filled: Console) -> Console:
    """Give a console with one briefing to three people, of whom one has it."""
    release(filled)
    said = filled("brief", "B1", "--audience", "role=practitioner", "--yes")
    assert said.code == 0, said.err
    person = filled.store.look(lambda unit: unit.people.find(1, "dee@north.example"))
    assert person is not None
    mine = update(t.deliveries).where(t.deliveries.c.person_id == person.id)
    filled.store.act_now(
        lambda unit: unit.connection.execute(mine.values(state=State.SENT, activity_id="1"))
    )
    return filled


def counts(console: Console) -> dict[str, int]:
    [facts] = json.loads(console("deliveries", "1", "--json").out)
    return {state: number for state, number in facts["counts"].items() if number}


@pytest.mark.parametrize(
    "words", [("deliveries", "1"), ("deliveries", "show", "1"), ("deliveries", "--last", "1")]
)
def test_showing_need_not_be_named(sent: Console, words: tuple[str, ...]) -> None:
    assert json.loads(sent(*words, "--json").out) == json.loads(sent("deliveries", "--json").out)


def test_what_waits_is_cancelled_when_somebody_says_yes(sent: Console) -> None:
    said = sent("deliveries", "cancel", 1, typed="yes\n")
    assert said.code == 0, said.err
    assert "will not go to 2 people; 1 person already reached will keep it." in said.out
    assert counts(sent) == {"sent": 1, "skipped": 2}
    assert sent("deliveries", "cancel", 1, "--yes").is_one_sentence
    assert "This was cancelled. Nothing more will be sent." in sent("deliveries", "1").out


def test_nothing_is_cancelled_when_somebody_says_no(sent: Console) -> None:
    said = sent("deliveries", "cancel", 1, typed="no\n")
    assert said.is_one_sentence
    assert "Nothing was changed." in said.err
    assert counts(sent) == {"sent": 1, "pending": 2}


def test_a_send_is_paused_and_goes_on(sent: Console) -> None:
    assert sent("deliveries", "pause", 1).code == 0
    assert "A lead paused this" in sent("deliveries").out
    assert sent("deliveries", "resume", 1).code == 0
    assert "paused" not in sent("deliveries").out


def test_everything_that_is_paused_goes_on_at_once(sent: Console) -> None:
    sent("brief", "B1", "--audience", "role=lead", "--yes", "--partnership", "north")
    for number in (1, 2):
        sent("deliveries", "pause", number)
    said = sent("deliveries", "resume", "--yes")
    assert said.code == 0
    assert "Resumed: 2." in said.out
    assert ("console", "resume send", "dispatch:2") in sent.audit()
    assert "No send is paused." in sent("deliveries", "resume", "--yes").out


def test_a_briefing_is_withdrawn_for_a_reason(sent: Console) -> None:
    assert sent("deliveries", "withdraw", 1, "--yes").code == 2
    assert sent("deliveries", "withdraw", 1, "--reason", "because", "--yes").code == 2
    said = sent("deliveries", "withdraw", 1, "--reason", "out-of-date", "--yes")
    assert said.code == 0, said.err
    assert "What it said is out of date." in said.out
    assert counts(sent) == {"sent": 1, "skipped": 2}
    [person] = json.loads(sent("deliveries", "saw", 1, "--json").out)["people"]
    assert (person["email"], person["read"], person["shows_new"]) == (
        "dee@north.example",
        False,
        False,
    )


def test_a_send_is_given_the_newest_text(sent: Console) -> None:
    assert sent("deliveries", "edit", 1, "--yes").is_one_sentence
    assert sent.import_text("briefing", CHANGED).code == 0
    assert sent("deliveries", "edit", 1, "--yes").is_one_sentence, (
        "nobody has signed off the new version"
    )
    release(sent)
    said = sent("deliveries", "edit", 1, "--yes")
    assert said.code == 0, said.err
    assert "dee@north.example" in sent("deliveries", "saw", 1).out
    assert "every time" in sent.store.look(lambda unit: unit.changes.text(1)).says.content


@pytest.mark.parametrize("verb", ["cancel", "pause", "edit", "saw"])
def test_another_partnerships_send_is_not_found(sent: Console, verb: str) -> None:
    for words in ((1, "--partnership", "south"), (99,), (10**30,)):
        said = sent("deliveries", verb, *words)
        assert said.is_one_sentence
        assert "We could not find that." in said.err


def test_only_a_lead_can_be_named(sent: Console) -> None:
    assert sent("deliveries", "pause", 1, "--as", "dee@north.example").is_one_sentence
    assert sent("deliveries", "pause", 1, "--as", "bea@north.example").code == 0


def learned(console: Console, *channels: tuple[str, str]) -> None:
    """Have the first lead in Teams, and the app in some channels there, by team and name."""

    def learn(unit: Unit) -> None:
        unit.connection.execute(
            update(t.people)
            .where(t.people.c.id == 1)
            .values(aad_object_id="aad-ann", tenant_id="tenant-1")
        )
        unit.people.see(Chat("aad-ann", "tenant-1", "29:ann", "a:ann", SERVICE), unit.now)
        for team, name in channels:
            place = Place("tenant-1", f"19:{team}-{name}", SERVICE)
            unit.channels.learn(place, (f"19:{team}", team), name, unit.now)

    console.store.act_now(learn)


def brief(console: Console, *more: str) -> Said:
    release(console)
    return console("brief", "B1", "--audience", "role=practitioner", "--yes", *more)


def test_a_briefing_is_posted_in_a_channel_by_its_name(filled: Console) -> None:
    learned(filled, ("Practice", "Learning"), ("Practice", "General"))
    said = brief(filled, "--channel", "learning", "--channel", "practice / general")
    assert said.code == 0, said.err
    assert "It is also posted in 2 channels." in said.out
    [facts] = json.loads(filled("deliveries", "--json").out)
    assert facts["channels"] == dict.fromkeys((state.value for state in State), 0) | {"pending": 2}
    assert "in channels: waiting 2." in filled("deliveries").out


def test_a_channel_that_was_not_reached_is_listed_with_the_reason(filled: Console) -> None:
    learned(filled, ("Practice", "Learning"))
    brief(filled, "--channel", "Learning")
    gone = update(t.posts).values(state=State.FAILED, reason="channel_closed")
    filled.store.act_now(lambda unit: unit.connection.execute(gone))
    [facts] = json.loads(filled("deliveries", "--json").out)
    assert [(one["channel"], one["state"]) for one in facts["not_posted"]] == [
        ("Practice / Learning", "failed")
    ]
    assert facts["not_posted"][0]["advice"].startswith("Ask an owner of the team to restore it")
    assert "Practice / Learning" in filled("deliveries").out


@pytest.mark.parametrize(
    ("name", "part"),
    [("Nowhere", "There are: North / General"), ("General", "Several channels are called")],
)
def test_a_channel_that_is_not_clear_is_refused_before_anything_goes(
    filled: Console, name: str, part: str
) -> None:
    learned(filled, ("North", "General"), ("South", "General"))
    said = brief(filled, "--channel", name)
    assert said.is_one_sentence
    assert part in said.err
    assert json.loads(filled("deliveries", "--json").out) == []


def test_without_any_channel_a_name_is_refused_in_a_sentence(filled: Console) -> None:
    assert "There are: none yet" in brief(filled, "--channel", "Learning").err


def test_what_comes_again_goes_to_people_only(filled: Console) -> None:
    assert brief(filled, "--channel", "Learning", "--every", "monday 09:00").code == 2


def test_check_names_the_people_for_whom_an_administrator_switched_the_app_off(
    filled: Console,
) -> None:
    assert "app in Teams:" not in filled("check").out
    assert brief(filled).code == 0
    off = update(t.deliveries).values(state=State.FAILED, reason=ChatState.DISABLED)
    filled.store.act_now(lambda unit: unit.connection.execute(off))
    said = filled("check").out
    assert "north: an administrator has switched the app off in Teams for 3 people." in said
    assert "Ask your Teams administrator to allow it." in said
