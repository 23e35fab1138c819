from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

import pytest

from surveys.impact import evidence as model
from surveys.impact.as_at import ADDED_SINCE, fingerprint, known_at
from surveys.impact.evidence import Judgement, ReportedChange
from surveys.impact.kinds import Direction, Level, Source
from surveys.impact.provenance import (
    CodeReview,
    CorrectedCounts,
    RecordedChange,
    RivalWeighed,
    Selection,
)
from tests.surveys.impact.version_1.builders import AS_AT, evidence, pairs, planned, series, tally

DAY = date(2026, 5, 1)
CHILD = tally(Source.CHILD, 32, 40, eligible=60, note="x")
AUDIT = tally(Source.MULTI_AGENCY_AUDIT, 12, 40)
JUDGED = Judgement("O1", Source.INSPECTION, Direction.BETTER, AS_AT, "r")
KNOWN = evidence(
    CHILD,
    AUDIT,
    pairs=(pairs(Source.CHILD, 5, 5, 5),),
    judgements=(JUDGED,),
    indicators=(series([1.0] * 10, [2.0]),),
    rival_explanations=("a",),
)
CHANGE = RecordedChange(DAY, "start date", "1 May 2025", "1 June 2025")
REVIEW = CodeReview("O1", ("a", "b"), True, "As read.", DAY)
REPORTED = ReportedChange("O1", Level.PRACTICE, Source.FRONTLINE, "It changed", DAY, 100, 22)


def test_evidence_that_says_nothing_new_has_the_hash_it_had():
    before = "c5ae88d4d5605f87c4810e54a3487d1a1c554e2438f452d018bc295b7d4f8f21"
    assert fingerprint(KNOWN) == before


def test_what_was_added_is_named_as_it_is_in_the_evidence():
    types: list[Any] = [one for one in vars(model).values() if is_dataclass(one)]
    assert {field.name for one in types for field in fields(one)} >= ADDED_SINCE


def _with_tally(**facts: Any) -> Any:
    return replace(KNOWN, tallies=(replace(CHILD, **facts), AUDIT))


@pytest.mark.parametrize(
    "other",
    [
        _with_tally(selection=Selection.RANDOM),
        _with_tally(read_by="the learning hub"),
        _with_tally(agency="Health"),
        _with_tally(teams=(20, 20)),
        _with_tally(correlation=0.0),
        _with_tally(distinct_because="Other files."),
        _with_tally(corrected_from=CorrectedCounts(DAY, 31, 40)),
        replace(KNOWN, judgements=(replace(JUDGED, body="Ofsted"),)),
        replace(KNOWN, judgements=(replace(JUDGED, reference="R1"),)),
        replace(KNOWN, pairs=(replace(KNOWN.pairs[0], first_on=DAY),)),
        replace(KNOWN, reported_changes=(REPORTED,)),
        replace(KNOWN, rivals_weighed=(RivalWeighed("a", "b"),)),
        replace(KNOWN, decision_dates=(DAY,)),
        replace(KNOWN, first_started_on=DAY),
        replace(KNOWN, changes=(CHANGE,)),
        replace(KNOWN, code_reviews=(REVIEW,)),
    ],
)
def test_each_fact_that_was_added_changes_the_hash_where_it_says_something(other: Any):
    assert fingerprint(other) != fingerprint(KNOWN)


@pytest.mark.parametrize("fact", [{"planned_change": 0.2}, {"trigger": True}, {"written_on": DAY}])
def test_so_does_each_fact_of_a_plan(fact: dict[str, Any]):
    plain, other = (evidence(plan=(planned(Source.CHILD, **facts),)) for facts in ({}, fact))
    assert fingerprint(plain) != fingerprint(other)


def test_what_was_changed_reviewed_or_reported_after_the_date_is_not_known_yet():
    late = replace(KNOWN, changes=(CHANGE,), code_reviews=(REVIEW,), reported_changes=(REPORTED,))
    assert known_at(late, date(2026, 4, 30)) == known_at(KNOWN, date(2026, 4, 30))
    assert known_at(late, DAY) != known_at(KNOWN, DAY)
