"""Gaps of the register by name."""

from datetime import date
from typing import Any

import pytest

from surveys.impact.evidence import Evidence, Outcome, PairCounts, Planned, Tally
from surveys.impact.indicator_evidence import IndicatorPoint, IndicatorSeries
from surveys.impact.kinds import Level, Source
from surveys.impact.version_2.change_model import shipped_change_model
from surveys.register.contents import RegisterContents
from surveys.register.gaps import GapKind, RegisterGap, gaps_of
from surveys.register.grades import Recommendation
from surveys.register.inspection import AreaFinding, InspectedArea, Inspection
from surveys.register.review import CaseReview, ReviewPoint, ReviewResponse
from surveys.register.section_11 import (
    AgencyGrade,
    AgencyReturn,
    SelfAssessmentCycle,
    StandardCriterion,
)
from tests.builders.registered import a_return, an_action, an_audit

TODAY = date(2026, 3, 4)
START = date(2026, 1, 10)
AUDIT = Planned(Level.PRACTICE, Source.MULTI_AGENCY_AUDIT, "Audit", baseline=0.4)
MODEL = shipped_change_model()


def found(*actions: Evidence, **contents: Any) -> list[tuple[GapKind, str]]:
    gaps = gaps_of(actions, RegisterContents(**contents), TODAY, MODEL)
    return [(gap.kind, gap.about) for gap in gaps]


def planning(*plan: Planned, **facts: Any) -> Evidence:
    return an_action(outcomes=(Outcome("O1", "Children are heard.", plan),), **facts)


def counted(on: date, source: Source = Source.FAMILY, ref: str | None = "O1") -> Tally:
    return Tally(ref, Level.EXPERIENCE, source, None, None, on, on, n=20, favourable=9, eligible=40)


FAMILY = Planned(Level.EXPERIENCE, Source.FAMILY, "family")
NO_START = [(GapKind.STARTED_WITHOUT, "A1 O1, families (experience)")]


def test_an_action_without_an_outcome_is_a_gap_since_its_start() -> None:
    (gap,) = gaps_of([an_action()], RegisterContents(), TODAY, MODEL)

    assert gap == RegisterGap(GapKind.NO_OUTCOME, "A1", START, "Voice")


@pytest.mark.parametrize(
    "source", [Source.PRACTITIONER, Source.SUPERVISOR, Source.FRONTLINE, Source.SECTION_11]
)
def test_an_outcome_that_only_staff_speak_to_is_a_gap(source: Source) -> None:
    staff = Planned(Level.PRACTICE, source, "x", baseline=0.3)

    assert found(planning(staff)) == [(GapKind.STAFF_ONLY, "A1 O1")]
    assert found(planning(staff, AUDIT)) == []


def test_a_plan_without_a_starting_point_is_a_gap_at_once() -> None:
    kinds = [kind for kind, _ in found(planning(FAMILY, started_on=date(2026, 4, 1)))]
    unknown = [kind for kind, _ in found(planning(FAMILY, started_on=None))]

    assert kinds == unknown == [GapKind.NO_STARTING_POINT]
    assert found(planning(FAMILY)) == NO_START


@pytest.mark.parametrize(
    ("tally", "gaps"),
    [
        (counted(START), []),
        (counted(START, ref=None), []),
        (counted(date(2026, 1, 11)), NO_START),
        (counted(START, Source.CHILD), NO_START),
        (counted(START, ref="O2"), NO_START),
    ],
)
def test_counts_up_to_the_start_of_the_same_source_are_a_starting_point(
    tally: Tally, gaps: list[tuple[GapKind, str]]
) -> None:
    assert found(planning(FAMILY, tallies=(tally,))) == gaps


@pytest.mark.parametrize(("first_on", "closed"), [(START, True), (None, False)])
def test_the_first_of_two_waves_is_a_starting_point_and_a_before_asked_later_is_not(
    first_on: date | None, closed: bool
) -> None:
    pairs = PairCounts(
        Level.EXPERIENCE,
        Source.FAMILY,
        "heard",
        *(9, 2, 1),
        retrospective=first_on is None,
        outcome_ref="O1",
        collected_on=date(2026, 2, 10),
        first_on=first_on,
    )

    assert found(planning(FAMILY, pairs=(pairs,))) == ([] if closed else NO_START)


@pytest.mark.parametrize(("periods", "closed"), [(12, True), (11, False)])
def test_an_indicator_needs_its_periods_before_the_start(periods: int, closed: bool) -> None:
    plan = Planned(Level.OUTCOME, Source.INDICATOR, "Repeat plans", baseline=55)
    points = tuple(IndicatorPoint(date(2024, month, 1), 9) for month in range(1, periods + 1))
    later = (*points, IndicatorPoint(date(2026, 2, 1), 9))
    series = IndicatorSeries("Repeat plans", "O1", "Repeat plans", "down", later)

    gaps = found(planning(plan, indicators=(series,)))
    assert gaps == ([] if closed else [(GapKind.STARTED_WITHOUT, "A1 O1, Repeat plans")])


def test_judgements_and_what_people_thought_of_it_need_no_starting_point() -> None:
    inspection = Planned(Level.OUTCOME, Source.INSPECTION, "Ofsted")
    reaction = Planned(Level.REACTION, Source.PRACTITIONER, "post-event")

    assert found(planning(inspection, reaction)) == []


def test_an_audit_needs_a_date_for_its_re_audit_and_the_re_audit_itself() -> None:
    due = an_audit("A", repeat_due_on=date(2026, 3, 3))
    later = an_audit("B", repeat_due_on=TODAY)

    assert found(audits=(an_audit("C"),)) == [(GapKind.NO_REAUDIT_DATE, "C")]
    assert found(audits=(due, later)) == [(GapKind.REAUDIT_OVERDUE, "A")]
    assert found(audits=(an_audit("R", repeats="A"), due)) == []


def test_late_returns_are_named_by_agency() -> None:
    advice = Recommendation("A poster", None)
    grade = AgencyGrade("NHS", own=2, moderated=1, recommendation=advice)
    cycle = SelfAssessmentCycle(
        "S1",
        "section_11",
        "Section 11",
        date(2025, 9, 1),
        date(2025, 11, 30),
        None,
        (AgencyReturn("NHS", date(2025, 10, 1)), AgencyReturn("Police", None)),
        (StandardCriterion(2, "Accountability", "2.1", "Known lead?", None, (grade,)),),
    )

    assert found(cycles=(cycle,)) == [
        (GapKind.LATE_RETURN, "S1, Police"),
        (GapKind.NO_ACTION, "S1, 2.1: A poster"),
    ]


def test_a_recommendation_without_an_action_is_a_gap_wherever_it_was_made() -> None:
    advised = a_return(9, 20, recommendation=Recommendation("Ask twice", None))
    taken_up = a_return(9, 20, "NHS", recommendation=Recommendation("Ask again", "A1"))
    audit = an_audit("A", advised, taken_up, repeat_due_on=TODAY)
    finding = AreaFinding("", "Thin", None, Recommendation("Look at the rota", None))
    inspection = Inspection(
        "I1",
        "Front door",
        Source.INSPECTION,
        "Ofsted",
        "",
        "",
        None,
        date(2026, 2, 1),
        None,
        (InspectedArea("Help", "good", "", (finding,)),),
    )
    answered = ReviewResponse("A1", "", None, None, "", None)
    review = CaseReview(
        "R1",
        "Case 7",
        "child death review",
        date(2025, 5, 1),
        *("", "", None, "", ""),
        shared=False,
        points=(
            ReviewPoint("1", "recommendation", "See alone", "Voice", ()),
            ReviewPoint("2", "recommendation", "Tell all", "Voice", (answered,)),
            ReviewPoint("3", "learning point", "Not told", "Voice", ()),
        ),
    )

    assert found(audits=(audit,), inspections=(inspection,), reviews=(review,)) == [
        (GapKind.NO_ACTION, "R1, 1: See alone"),
        (GapKind.NO_ACTION, "A, 1: Ask twice"),
        (GapKind.NO_ACTION, "I1, Help: Look at the rota"),
    ]


def test_the_oldest_gap_comes_first_and_one_without_a_day_last() -> None:
    gaps = gaps_of(
        [an_action("A2", started_on=None), an_action("A1")],
        RegisterContents(audits=(an_audit("C"),)),
        TODAY,
        MODEL,
    )

    assert [gap.about for gap in gaps] == ["C", "A1", "A2"]
