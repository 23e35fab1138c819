from datetime import date
from typing import Any

import pytest

from surveys.impact.changes import ChangedThing, StoredChange
from surveys.impact.followed_facts import changed_facts, told
from surveys.impact.provenance import RecordedChange

ON = date(2026, 3, 4)
PLAN = ("O1", "experience", "family", "")
AUDIT = ("O1", "practice", "multi_agency_audit", "2026-03-01", "Police", "")
POINT = ("O1", "Repeat plans", "2026-02-01")


def test_counts_are_kept_together_and_other_facts_where_they_differ() -> None:
    before = {"favourable": 14, "n": 30, "note": "", "selection": None, "eligible": 40}
    after = {"favourable": 14, "n": 31, "note": "Form B", "selection": None, "eligible": 40}

    assert changed_facts(ChangedThing.EVIDENCE, before, after) == (
        {"favourable": 14, "n": 30},
        {"favourable": 14, "n": 31},
    )


def test_days_are_kept_as_text_and_columns_that_a_file_lacks_have_not_changed() -> None:
    before = {"started_on": None, "due_on": ON}
    after = {"started_on": date(2026, 1, 5), "due_on": ON}

    assert changed_facts(ChangedThing.ACTION, before, after) == (
        {"started_on": None},
        {"started_on": "2026-01-05"},
    )
    assert changed_facts(ChangedThing.ACTION, before, {"due_on": ON}) is None


def test_what_is_not_followed_is_no_change() -> None:
    assert changed_facts(ChangedThing.EVIDENCE, {"note": ""}, {"note": "Form B"}) is None


@pytest.mark.parametrize(
    ("thing", "which", "before", "after", "expected"),
    [
        (
            ChangedThing.ACTION,
            (),
            {"started_on": None},
            {"started_on": "2026-01-05"},
            ("start date", "not given", "5 January 2026", None),
        ),
        (
            ChangedThing.OUTCOME,
            ("O1",),
            {"statement": "Seen."},
            {"statement": "Heard."},
            ("wording of O1", "Seen.", "Heard.", None),
        ),
        (
            ChangedThing.PLAN,
            PLAN,
            {"baseline": 0.4},
            {"baseline": 0.35},
            ("baseline of families (experience), O1", "0.4", "0.35", None),
        ),
        (
            ChangedThing.PLAN,
            PLAN,
            {"trigger": True},
            {"trigger": False},
            ("baseline that started the action of families (experience), O1", "yes", "no", None),
        ),
        (
            ChangedThing.EVIDENCE,
            AUDIT,
            {"favourable": 14, "n": 30},
            {"favourable": 8, "n": 9},
            (
                "counts of multi-agency audit (practice), O1, 1 March 2026, Police",
                "14 of 30",
                "8 of 9",
                9,
            ),
        ),
        (
            ChangedThing.EVIDENCE,
            ("O1", "outcome", "inspection", "2026-03-01", "", "Ofsted"),
            {"judgement": "no_clear_change"},
            {"judgement": "better"},
            (
                "judgement of inspection (outcome), O1, 1 March 2026, Ofsted",
                "no clear change",
                "better",
                None,
            ),
        ),
        (
            ChangedThing.INDICATOR,
            POINT,
            {"numerator": 3.0, "denominator": 12.0},
            {"numerator": None, "denominator": None},
            ("figures of Repeat plans, O1, 1 February 2026", "3 of 12", "withheld", 3),
        ),
    ],
)
def test_a_change_is_told_with_both_values(
    thing: ChangedThing,
    which: tuple[str, ...],
    before: dict[str, Any],
    after: dict[str, Any],
    expected: tuple[Any, ...],
) -> None:
    change = StoredChange(thing, which, ON, before, after)

    assert list(told(change)) == [RecordedChange(ON, *expected)]
