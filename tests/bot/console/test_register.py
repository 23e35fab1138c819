"""Gaps and proposals of the register on the command line."""

import json

import pytest

from tests.bot.console.conftest import Console

REVIEW = """\
partnership,ref,title,kind,reviewed_on,point,point_kind,text,theme,action_ref
North,R1,Case 7,child death review,2025-10-01,1,recommendation,Ask twice,Voice,
North,R1,Case 7,child death review,2025-10-01,2,recommendation,See alone,Voice,A1
"""


@pytest.fixture
def reviewed(filled: Console) -> Console:
    """Give a console with a review, one recommendation of which has no action."""
    assert filled.import_text("review", REVIEW).code == 0
    return filled


def test_gaps_are_listed_by_name_with_what_to_do(reviewed: Console) -> None:
    out = reviewed("register", "gaps", "--partnership", "north").out

    assert "R1, 1: Ask twice" in out
    assert "See alone" not in out
    assert "SAME" in out  # an action without an outcome
    assert "Say what should change for children" in out


def test_a_gap_is_closed_by_what_was_missing(reviewed: Console) -> None:
    closed = REVIEW.replace("Ask twice,Voice,", "Ask twice,Voice,A1")
    assert reviewed.import_text("review", closed).code == 0

    assert "Ask twice" not in reviewed("register", "gaps").out


def test_check_says_how_many_gaps_are_open_and_which_command_names_them(reviewed: Console) -> None:
    found = json.loads(reviewed("check", "--json").out)
    listed = json.loads(reviewed("register", "gaps", "--partnership", "north", "--json").out)

    [north] = [one for one in found if one["name"] == "register" and "north" in one["words"]]
    assert north["ok"]  # a gap is no fault of the program
    assert north["words"] == (
        f"north has {len(listed)} open gaps: "
        "see them by name with: register gaps --partnership north"
    )


def test_gaps_are_there_for_machines(reviewed: Console) -> None:
    found = json.loads(reviewed("register", "gaps", "--json").out)

    gap = next(one for one in found if one["kind"] == "no_action")
    assert (gap["partnership"], gap["since"], gap["theme"]) == ("north", "2025-10-01", "Voice")


def test_priorities_are_proposed_for_a_partnership(reviewed: Console) -> None:
    out = reviewed("register", "priorities", "--year", "2025", "--partnership", "north").out
    found = json.loads(reviewed("register", "priorities", "--partnership", "north", "--json").out)

    assert "Voice" in out
    assert "recommendation without an action: R1, 1: Ask twice" in out
    assert [(one["theme"], one["learned_in"]) for one in found] == [("Voice", ["R1"])]


def test_a_year_that_has_not_begun_is_refused(reviewed: Console) -> None:
    said = reviewed("register", "priorities", "--year", "2026", "--partnership", "north")

    assert said.is_one_sentence


def test_nothing_with_a_theme_is_said(filled: Console) -> None:
    assert "has a theme yet" in filled("register", "priorities", "--partnership", "south").out


PERIOD = """\
indicator,action_ref,outcome_ref,title,better,period_start,numerator
Repeats,A1,O1,Repeats,down,2026-01-01,30
"""
ANALYSIS = """\
action_ref,outcome_ref,indicator,quarter_start,analysis,topic
A1,O1,Repeats,2026-01-01,Two large families,Families
"""
COMPLAINTS = """\
partnership,agency,kind,theme,quarter_start,count
North,North NHS,complaint,Not heard,2026-01-01,12
North,North Council,complaint,Late,2026-01-01,3
North,North Council,complaint,Rude,2026-01-01,0
"""


def test_analysis_is_shown_by_quarter(filled: Console) -> None:
    assert "No analysis yet." in filled("register", "analysis").out
    assert filled.import_text("indicators", PERIOD).code == 0
    assert filled.import_text("analysis", ANALYSIS).code == 0

    assert "Two large families" in filled("register", "analysis", "--action", "A1").out
    assert "No analysis yet." in filled("register", "analysis", "--action", "SAME").out
    (found,) = json.loads(filled("register", "analysis", "--json").out)
    assert (found["partnership"], found["topic"]) == ("north", "Families")


def test_complaints_are_a_signal_or_silence_and_small_numbers_are_hidden(filled: Console) -> None:
    assert (
        "No counts of the last year."
        in filled("register", "complaints", "--partnership", "north").out
    )
    assert filled.import_text("complaints", COMPLAINTS).code == 0

    found = json.loads(filled("register", "complaints", "--partnership", "north", "--json").out)
    assert [(one["theme"], one["heard"], one["total"]) for one in found] == [
        ("Late", "signal", None),
        ("Not heard", "signal", 12),
        ("Rude", "silence", None),
    ]
    assert (
        "Numbers under 10 are hidden"
        in filled("register", "complaints", "--partnership", "north").out
    )


def test_shared_learning_is_shown_across_partnerships(filled: Console) -> None:
    assert "Nothing is marked as shared yet." in filled("register", "shared").out
    review = REVIEW.replace("theme,action_ref", "theme,action_ref,shared,to_share")
    marked = review.replace("Voice,\n", "Voice,,yes,Ask twice\n").replace(
        "Voice,A1\n", "Voice,A1,,\n"
    )
    assert filled.import_text("review", marked).code == 0

    assert "Ask twice" in filled("register", "shared").out
    assert json.loads(filled("register", "shared", "--json").out)[0]["ref"] == "R1"


CONTACTS = """\
partnership,kind,item,period_start,action_refs,agency,delivered,opened,each_once
North,newsletter,News of March,2026-03-02,A1,,1240,7,yes
North,newsletter,News of March,2026-03-02,A1,North NHS,300,2,yes
"""


def test_contacts_are_listed_and_small_numbers_are_hidden(filled: Console) -> None:
    assert "Nothing yet" in filled("register", "dissemination").out
    assert filled.import_text("dissemination", CONTACTS).code == 0

    out = filled("register", "dissemination", "--partnership", "north").out
    [found] = json.loads(filled("register", "dissemination", "--json").out)
    assert "delivered to 1,240 addresses; opened: hidden" in out
    assert [one["n"] for one in found["contacts"]] == [1240, None]
