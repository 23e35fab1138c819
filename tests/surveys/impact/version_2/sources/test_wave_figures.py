from typing import Any

from surveys.impact.kinds import Direction, Level
from surveys.impact.provenance import Selection
from surveys.impact.version_2.sources.evaluation import SourceEvaluation
from surveys.impact.version_2.sources.families import Family
from surveys.impact.version_2.sources.sufficiency import Insufficiency
from tests.surveys.impact.version_2.builders import (
    AGENCY_AUDIT,
    AUDIT,
    BEFORE,
    CHILD,
    EARLIER,
    FAMILY,
    counts,
    measured,
    outcome_of,
    source_of,
)


def child(*tallies: Any, **facts: Any) -> SourceEvaluation:
    return source_of(outcome_of(*tallies, **facts), CHILD)


def test_too_few_people_leave_no_figure_at_all():
    found = child(counts(CHILD, 8, 9))
    assert found.is_suppressed
    assert (found.figures, found.difference, found.direction) == (None, None, None)
    assert [(point.n, point.proportion) for point in found.series] == [(None, None)]


def test_waves_beside_the_one_that_counts_are_a_series():
    found = child(*measured(CHILD, (8, 20), (30, 40), earlier=(20, 30)), counts(CHILD, 9, 12))
    points = [(point.on, point.is_baseline, point.n) for point in found.series]
    assert points == [(BEFORE, True, 20), (EARLIER, False, 30)]
    assert found.figures
    assert found.figures.n == 52  # both rows of the last day


def test_one_agencys_audit_is_no_follow_up_of_anothers():
    rows = (
        counts(AGENCY_AUDIT, 8, 20, BEFORE, agency="Health"),
        counts(AGENCY_AUDIT, 18, 20, agency="Police"),
    )
    sources = outcome_of(*rows).levels[0].sources
    assert [(one.title, one.insufficiency, one.difference) for one in sources] == [
        ("Health", Insufficiency.NO_FOLLOW_UP, None),
        ("Police", None, None),
    ]


def test_who_chose_and_read_the_cases_is_kept_beside_the_figures():
    facts = {"selection": Selection.CHOSEN, "read_by": "the learning hub", "note": "All closed."}
    found = source_of(outcome_of(counts(AUDIT, 8, 20, **facts)), AUDIT)
    assert (found.selections, found.read_by, found.notes) == (
        (Selection.CHOSEN,),
        ("the learning hub",),
        ("All closed.",),
    )
    assert found.family is Family.STAFF


def test_a_note_about_too_few_cases_is_withheld():
    assert source_of(outcome_of(counts(AUDIT, 8, 9, note="Two of Ann's.")), AUDIT).notes == ()


def test_a_source_is_evaluated_at_each_level_it_speaks_to():
    rows = (
        *measured(FAMILY, (8, 20), (30, 40)),
        *measured(FAMILY, (8, 20), (12, 40), level=Level.OUTCOME),
    )
    found = {one.level: one.sources for one in outcome_of(*rows).levels}
    assert [found[level][0].direction for level in (Level.EXPERIENCE, Level.OUTCOME)] == [
        Direction.BETTER,
        Direction.NO_CLEAR_CHANGE,
    ]
