"""Audits on the command line: the list, and one beside its re-audit."""

import json

import pytest

from tests.bot.console.conftest import Console

HEAD = (
    "partnership,ref,title,kind,year,theme,why,audited_on,criterion,heading,question,agency,"
    "moderated_met,moderated_read,reaudit_of,selection,recommendation\n"
)
FIRST = "North,MA1,Seen alone,multi-agency audit,2025,Voice,review,2025-06-02,"
LATER = "North,MA2,Seen alone again,multi-agency audit,2025,Voice,review,2026-02-02,"
AUDITS = (
    HEAD
    + f"{FIRST}1,impact,Seen alone?,North NHS,9,36,,random,A day's notice\n"
    + f"{FIRST}1,impact,Seen alone?,North Council,2,9,,random,\n"
    + f"{LATER}1,impact,Seen alone?,North NHS,16,35,MA1,random,\n"
    + f"{LATER}1,impact,Seen alone?,North Council,8,12,MA1,random,\n"
)


@pytest.fixture
def audited(filled: Console) -> Console:
    """Give a console with an audit and its re-audit."""
    assert filled.import_text("audit", AUDITS).code == 0
    return filled


def test_audits_are_listed_latest_first(audited: Console) -> None:
    lines = audited("audit-cycle", "list").out.splitlines()

    assert [line.split()[0] for line in lines] == ["reference", "MA2", "MA1"]
    assert lines[1].rstrip().endswith("of MA1")
    assert lines[2].rstrip().endswith("no date")


def test_no_audit_is_said(filled: Console) -> None:
    assert "No audits yet." in filled("audit-cycle", "list").out


@pytest.mark.parametrize("ref", ["MA1", "MA2"])
def test_an_audit_is_shown_beside_its_re_audit(audited: Console, ref: str) -> None:
    out = audited("audit-cycle", "show", ref).out

    assert "MA1, 2 June 2025: Seen alone; cases: random" in out
    assert "9 of 36" in out
    assert "16 of 35" in out
    assert "+21 points (-1 to +40)" in out


def test_counts_of_few_cases_are_hidden(audited: Console) -> None:
    said = audited("audit-cycle", "show", "MA1").out
    found = json.loads(audited("audit-cycle", "show", "MA1", "--json").out)["grades"]

    assert "2 of 9" not in said
    assert "Counts of fewer than 10 cases are hidden to protect people." in said
    council = next(row for row in found if row["agency"] == "North Council")
    assert council["audit"] == {"met": None, "read": None, "suppressed": True}
    assert council["reaudit"] == {"met": 8, "read": 12, "suppressed": False}
    assert council["difference"] is None


def test_what_was_learned_at_first_is_shown_beside_the_re_audit(audited: Console) -> None:
    said = audited("audit-cycle", "show", "MA2").out

    assert "MA1, 1, North NHS. Recommendation: A day's notice (no action yet)" in said


def test_a_recommendation_says_whether_an_action_takes_it_up(filled: Console) -> None:
    first_only = "".join(f"{line}\n" for line in AUDITS.splitlines()[:3])
    assert filled.import_text("audit", first_only).code == 0

    said = filled("audit-cycle", "show", "MA1").out
    assert "MA1, 1, North NHS. Recommendation: A day's notice (no action yet)" in said


def test_the_list_is_there_for_machines(audited: Console) -> None:
    found = json.loads(audited("audit-cycle", "list", "--json").out)

    assert [(one["partnership"], one["ref"], one["reaudit_of"]) for one in found] == [
        ("north", "MA2", "MA1"),
        ("north", "MA1", None),
    ]


def test_an_audit_that_is_not_there_is_named(audited: Console) -> None:
    assert audited("audit-cycle", "show", "MA7").is_one_sentence
