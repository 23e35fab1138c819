"""Briefings on the command line: drafts, copies, the second person, the check and sign-off."""

import json

import pytest

from surveys.telling.briefing import parse_briefing
from tests.bot.console.conftest import BRIEFING, Console

TOLD = BRIEFING.replace("See every child alone.", "A girl of nine, Child T, said so on 12 March.")
TO_PRACTITIONERS = ("brief", "B1", "--audience", "role=practitioner")
SENDER = "Sam Sender,sam@north.example,sender"
STAFF = f"""\
partnership,agency,name,email,roles
North,North Council,Aud Writer,aud@north.example,author
North,North Council,App Rover,app@north.example,approver
North,North Council,{SENDER}
"""


def stands(console: Console, ref: str = "B1") -> dict[str, object]:
    return json.loads(console("briefing", "show", ref, "--json").out)


def test_the_list_says_how_far_each_briefing_is(filled: Console) -> None:
    assert "needs sign-off" in filled("briefing", "list").out
    [only] = json.loads(filled("briefing", "list", "--json").out)
    assert (only["ref"], only["version"], only["in_the_way"]) == ("B1", 1, ["word-needed"])


def test_sending_shows_what_was_found_and_signs_it_off_by_who_sends(filled: Console) -> None:
    filled.import_text("briefing", TOLD)
    said = filled(*TO_PRACTITIONERS, typed="y\n")
    assert said.code == 0
    for shown in (
        "“girl of nine”",
        "“Child T”",
        "“12 March”",
        "Ann Lead confirms: “I have re-read this and nobody could be identified”",
    ):
        assert shown in said.out
    assert stands(filled)["released_by"] == "Ann Lead"
    assert [act for _, act, _ in filled.audit()[-2:]] == ["release briefing", "send briefing"]


def test_with_yes_whoever_typed_it_signs_off(filled: Console) -> None:
    assert filled(*TO_PRACTITIONERS, "--yes", "--as", "bea@north.example").code == 0
    assert stands(filled)["released_by"] == "Bea Deputy"


def test_who_says_no_has_not_signed_off(filled: Console) -> None:
    assert filled(*TO_PRACTITIONERS, typed="n\n").code == 1
    assert stands(filled)["released_by"] is None


def test_what_was_signed_off_before_is_not_asked_for_again(filled: Console) -> None:
    assert "You have signed off" in filled("briefing", "release", "B1", typed="yes\n").out
    said = filled(*TO_PRACTITIONERS, "--yes", "--as", "bea@north.example")
    assert "confirms: " not in said.out
    assert stands(filled)["released_by"] == "Ann Lead"


def test_a_sign_off_that_is_not_given_is_not_kept(filled: Console) -> None:
    assert filled("briefing", "release", "B1", typed="no\n").code == 1
    assert stands(filled)["released_by"] is None


def test_a_recurring_send_is_signed_off_when_it_is_made(filled: Console) -> None:
    assert filled(*TO_PRACTITIONERS, "--yes", "--every", "every monday 09:30").code == 0
    assert stands(filled)["released_by"] == "Ann Lead"


def test_the_check_names_kind_words_and_reason(filled: Console) -> None:
    filled.import_text("briefing", TOLD)
    found = json.loads(filled("briefing", "check", "B1", "--json").out)
    assert [(one["kind"], one["words"]) for one in found] == [
        ("age", "girl of nine"),
        ("initials", "Child T"),
        ("date or time", "12 March"),
    ]
    assert (
        "Initials: Initials, or a letter in place of a name, hide little"
        in filled("briefing", "check", "B1").out
    )


def test_a_check_that_finds_nothing_says_what_that_does_not_mean(filled: Console) -> None:
    said = filled("briefing", "check", "B1")
    assert "Nothing found. Someone could still be identified" in said.out


def test_a_draft_waits_until_it_is_ready(filled: Console) -> None:
    draft = filled.file("draft.md", TOLD.replace("ref: B1", "ref: B2"))
    assert filled("briefing", "draft", draft).code == 0
    assert "still a draft" in filled("brief", "B2", "--audience", "role=lead", "--yes").err
    assert filled("briefing", "ready", "B2").code == 0
    assert filled("brief", "B2", "--audience", "role=lead", "--yes").code == 0


def test_a_copy_is_taken_changed_and_brought_in_again(filled: Console) -> None:
    assert (
        "B2 is a new draft with the same text." in filled("briefing", "duplicate", "B1", "B2").out
    )
    file = filled.folder / "copy.md"
    assert filled("briefing", "show", "B2", "--out", file).code == 0
    text = file.read_text(encoding="utf-8")
    assert parse_briefing(text).ref == "B2"
    assert filled.import_text("briefing", text.replace("alone.", "on their own.")).code == 0
    assert (stands(filled, "B2")["version"], stands(filled, "B2")["state"]) == (2, "ready")


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("duplicate", "B1", "B1"), "There is already a briefing “B1”."),
        (("duplicate", "B1", ""), "cannot be a reference"),
        (("check", "B9"), "no briefing with the reference “B9”"),
        (("ready", "B1", "--as", "dee@north.example"), "one of these roles: lead, author."),
        (("approve", "B1", "--as", "nobody@north.example"), "may not approve briefings of North"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_sentence(
    filled: Console, words: tuple[str, ...], part: str
) -> None:
    said = filled("briefing", *words)
    assert said.is_one_sentence
    assert part in said.err


def test_a_preview_goes_to_one_person_alone(filled: Console) -> None:
    assert (
        "on its way, only to you"
        in filled("briefing", "preview", "B1", "--as", "bea@north.example").out
    )
    [sent] = json.loads(filled("deliveries", "--json").out)
    assert (sent["title"], sum(sent["counts"].values())) == ("Preview: Seeing children alone", 1)


def test_where_a_second_person_is_asked_for_each_does_their_own_part(filled: Console) -> None:
    filled.import_text("people", STAFF)
    assert (
        "someone other than its author must approve"
        in filled("partnership", "second-person", "north", "on").out
    )
    filled.import_text("briefing", TOLD, "--as", "aud@north.example")
    sending = (*TO_PRACTITIONERS, "--yes", "--as", "sam@north.example")
    assert "A second person has not approved this version yet." in filled(*sending).err
    assert "may not approve" in filled("briefing", "approve", "B1", "--as", "aud@north.example").err
    assert filled("briefing", "approve", "B1", "--as", "app@north.example").code == 0
    assert filled(*sending).code == 0
    assert stands(filled)["released_by"] == "Sam Sender"


def test_nobody_approves_their_own_words(filled: Console) -> None:
    filled.import_text("briefing", TOLD, "--as", "ann@north.example")
    assert "You cannot approve a briefing you wrote." in filled("briefing", "approve", "B1").err


def test_a_switch_is_in_the_trail_once(filled: Console) -> None:
    for _ in range(2):
        filled("partnership", "second-person", "North", "on")
    assert [act for _, act, _ in filled.audit()].count("second person on") == 1


def test_an_author_goes_with_a_briefing_only(filled: Console) -> None:
    assert filled.import_text("people", STAFF, "--as", "ann@north.example").code == 2
