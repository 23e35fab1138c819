"""Which verb typed words name: as phones write them, and never an action for a mere likeness."""

import pytest

from dialogs.replies import Help, Said
from dialogs.table import take_typed
from dialogs.typed_words import ASK_TO_STOP, HELP, WAYS, meant_by
from tests.builders.partnership import Town


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "concerns",
            "Concerns.",
            "CONCERNS!",
            "concerns?",
            "“concerns”",
            "‘Concerns’",
            "/concerns",
        ),
        *(
            "\u200econcerns",
            "\u2066concerns\u2069",
            "con\u200bcerns",
            " concerns\N{NO-BREAK SPACE}",
        ),
        *("concerns 🙏", "concerns please", "Please, concerns", "open concerns", "concern"),
        *("@Golden Thread concerns", "Golden Thread, concerns please!", "concerns, thank you"),
    ],
)
def test_words_are_read_as_phones_write_them(typed: str) -> None:
    assert meant_by(typed).verb == "concerns"


@pytest.mark.parametrize(
    "typed",
    [
        *("stop please", "Please stop", "STOP.", "Stop!", "stop 🙏", "unsubscribe", "Opt out"),
        *("opt-out", "stop all", "Stop all messages.", "no more messages", "“stop”"),
    ],
)
def test_what_reads_like_stop_asks_first(typed: str) -> None:
    assert meant_by(typed).verb == ASK_TO_STOP


@pytest.mark.parametrize("typed", ["stop", "STOP", "/stop", " Stop ", "\u200estop"])
def test_the_exact_word_stops_at_once(typed: str) -> None:
    assert meant_by(typed).verb == "stop"


def test_every_other_way_leads_to_its_verb() -> None:
    for verb, ways in WAYS.items():
        meant = {meant_by(way).verb for way in ways}
        assert meant == {ASK_TO_STOP if verb == "stop" else verb}, verb


@pytest.mark.parametrize("typed", ["help me", "Help!", "he hits me", "please make him stop", "sto"])
def test_what_is_no_word_says_whom_to_call(town: Town, typed: str) -> None:
    reply = town.store.act_now(lambda unit: take_typed(town.speaking(unit, "ann"), typed))

    assert isinstance(reply, Help)
    assert "999" in str(reply.before)


def test_help_itself_is_as_it_was(town: Town) -> None:
    reply = town.store.act_now(lambda unit: take_typed(town.speaking(unit, "ann"), "help"))

    assert isinstance(reply, Help)
    assert (reply.before, reply.nearest) == ((), "")


@pytest.mark.parametrize(
    ("typed", "near"),
    [("concers", "concerns"), ("scedule", "schedule"), ("my survys", "my surveys"), ("hello", "")],
)
def test_a_slip_is_answered_with_the_nearest_word(town: Town, typed: str, near: str) -> None:
    reply = town.store.act_now(lambda unit: take_typed(town.speaking(unit, "lea"), typed))

    assert isinstance(reply, Help)
    assert reply.nearest == near


def test_no_one_is_offered_a_word_that_is_not_theirs(town: Town) -> None:
    reply = town.store.act_now(lambda unit: take_typed(town.speaking(unit, "ann"), "concers"))

    assert isinstance(reply, Help)
    assert reply.nearest == ""


def test_asking_to_stop_changes_nothing(town: Town) -> None:
    reply = town.store.act_now(lambda unit: take_typed(town.speaking(unit, "ann"), "stop please"))

    assert isinstance(reply, Said)
    assert (reply.title, reply.next_verb) == ("Stop all messages?", "stop")
    look = town.store.look(lambda unit: unit.people.person(town.ids["ann"]))
    assert look is not None
    assert not look.opted_out
    assert meant_by("stop it").verb == HELP
