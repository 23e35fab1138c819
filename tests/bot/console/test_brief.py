"""Sending a briefing from the command line."""

import json

import pytest

from tests.bot.console.conftest import BRIEFING, Console
from tests.builders.clock import UNLIMITED

PRACTITIONERS = ("brief", "B1", "--audience", "role=practitioner")


def test_the_count_by_agency_comes_before_the_question(filled: Console) -> None:
    said = filled(*PRACTITIONERS, typed="n\n")
    assert "North NHS" in said.out
    assert "“Seeing children alone” goes to 3 people of North." in said.out


def test_who_says_no_sends_nothing(filled: Console) -> None:
    said = filled(*PRACTITIONERS, typed="n\n")
    assert said.code == 1
    assert "Nothing was sent." in said.err
    assert json.loads(filled("deliveries", "--json").out) == []


def test_who_says_yes_queues_one_message_to_each(filled: Console) -> None:
    said = filled(*PRACTITIONERS, typed="y\n")
    assert said.code == 0
    assert "Queued as dispatch 1 for 3 people; it goes out now." in said.out


def test_with_yes_nobody_is_asked(filled: Console) -> None:
    assert filled(*PRACTITIONERS, "--yes").code == 0


def test_the_first_lead_is_the_one_who_sends(filled: Console) -> None:
    filled(*PRACTITIONERS, "--yes")
    assert filled.audit()[-1] == ("person:1", "send briefing", "dispatch:1")


def test_another_lead_can_be_named(filled: Console) -> None:
    filled(*PRACTITIONERS, "--yes", "--as", "bea@north.example")
    assert filled.audit()[-1] == ("person:2", "send briefing", "dispatch:1")


def test_json_leaves_nothing_else_on_standard_output(filled: Console) -> None:
    facts = json.loads(filled(*PRACTITIONERS, "--yes", "--json").out)
    assert (facts["dispatch"], facts["count"], facts["audience"]) == (1, 3, "role=practitioner")


def test_everyone_needs_the_number_typed(filled: Console) -> None:
    everyone = ("brief", "B1", "--audience", "everyone")
    assert "Type 5 to confirm." in filled(*everyone, typed="4\n").err
    assert filled(*everyone, typed="5\n").code == 0


def test_everyone_with_yes_needs_the_count(filled: Console) -> None:
    said = filled("brief", "B1", "--audience", "everyone", "--yes")
    assert said.is_one_sentence
    assert "--count 5" in said.err
    assert filled("brief", "B1", "--audience", "everyone", "--yes", "--count", "5").code == 0


def test_a_count_that_has_changed_stops_the_send(filled: Console) -> None:
    said = filled(*PRACTITIONERS, "--yes", "--count", "2")
    assert said.is_one_sentence
    assert "It is now 3" in said.err


def test_a_briefing_can_wait_until_a_time_in_london(filled: Console) -> None:
    said = filled(*PRACTITIONERS, "--yes", "--at", "2026-06-01T09:00")
    assert "it goes out on Monday 1 June 2026 at 9 am UK time" in said.out
    nothing_yet = filled.store.act_now(
        lambda unit: unit.claims.take("w", unit.now, 10, filled.clock.now - unit.now, UNLIMITED)
    )
    assert nothing_yet == []


def test_the_same_request_for_the_same_time_is_one_send(filled: Console) -> None:
    for _ in range(2):
        filled(*PRACTITIONERS, "--yes", "--at", "2026-06-01T09:00")
    assert len(json.loads(filled("deliveries", "--json").out)) == 1


def test_who_has_had_it_is_said_and_left_out_unless_asked_for(filled: Console) -> None:
    filled("brief", "B1", "--audience", "email=dee@north.example", "--yes")
    said = filled(*PRACTITIONERS, "--yes", "--count", "2")
    assert "1 person is due to get this from Ann Lead on Wednesday 4 March 2026." in said.out
    assert "They are left out. To send it to them again, add --again." in said.out
    assert "Queued as dispatch 2 for 2 people" in said.out

    refused = filled(*PRACTITIONERS, "--yes")
    assert refused.code == 1
    assert "Everyone you chose has had this briefing." in refused.err
    again = filled(*PRACTITIONERS, "--yes", "--again")
    assert "They get it again." in again.out
    assert "for 3 people" in again.out


def test_a_time_that_is_over_is_refused(filled: Console) -> None:
    said = filled(*PRACTITIONERS, "--yes", "--at", "2026-03-04T11:59")
    assert said.is_one_sentence
    assert "in the past" in said.err


def test_an_embargo_holds_until_its_day_and_not_after(filled: Console) -> None:
    filled.import_text(
        "briefing", BRIEFING.replace("ref: B1", "ref: B2\nembargo_until: 2026-05-01")
    )
    embargoed = ("brief", "B2", "--audience", "role=lead", "--yes")
    assert "cannot be sent before 1 May 2026" in filled(*embargoed).err
    assert filled(*embargoed, "--at", "2026-05-01T00:01").code == 0


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("brief", "B9", "--audience", "role=lead"), "no briefing with the reference “B9”"),
        (("brief", "B1", "--audience", "height=tall"), "“height” is not one of"),
        (("brief", "B1", "--audience", "team=Night"), "There is no team “Night”"),
        (
            ("brief", "B1", "--audience", "role=lead", "--partnership", "east"),
            "There are: north, south",
        ),
        (("brief", "B1", "--audience", "role=lead", "--partnership", "south"), "in south"),
        (
            ("brief", "B1", "--audience", "role=lead", "--as", "dee@north.example"),
            "may not send briefings of North",
        ),
    ],
)
def test_what_cannot_be_sent_is_refused_in_one_sentence(
    filled: Console, words: tuple[str, ...], part: str
) -> None:
    said = filled(*words, "--yes")
    assert said.is_one_sentence
    assert part in said.err


@pytest.mark.parametrize(
    "words",
    [
        ("brief", "B1"),
        ("brief",),
        (*PRACTITIONERS, "--at", "tomorrow"),
        (*PRACTITIONERS, "--sideways"),
        ("brief", "B1", "--audience", f"team={'x' * 2000}"),
    ],
)
def test_wrong_usage_ends_with_two(filled: Console, words: tuple[str, ...]) -> None:
    said = filled(*words)
    assert said.code == 2
    assert "Traceback" not in said.err


def test_a_reference_in_two_partnerships_must_say_whose(filled: Console) -> None:
    filled.import_text(
        "briefing", BRIEFING.replace("North", "South").replace("action_refs: [A1]\n", "")
    )
    said = filled(*PRACTITIONERS, "--yes")
    assert said.is_one_sentence
    assert "north, south" in said.err
    assert "--partnership" in said.err
    assert filled(*PRACTITIONERS, "--yes", "--partnership", "south").code == 0
