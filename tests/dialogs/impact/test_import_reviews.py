"""Reviews and inspections from files: what is kept, refused by line, and becomes evidence."""

from datetime import date

import pytest

from dialogs.impact.import_records import ImportRefused
from storage.store import Store
from surveys.impact.as_at import keyed_fingerprints, known_at
from surveys.impact.evidence import Evidence, Judgement
from surveys.impact.kinds import Direction, Source
from surveys.impact.review_points import PointState
from surveys.register.grades import Recommendation
from surveys.register.inspection import AreaFinding, Inspection
from surveys.register.judged import JudgedChange
from surveys.register.review import CaseReview, ReviewResponse
from tests.builders.files import Cells, a_review_row, an_inspection_row
from tests.builders.register import TODAY, bring_in, evidence, its_partnership, planned

__all__ = ["planned"]
JUDGED = {
    "action_ref": "A1",
    "outcome_ref": "O1",
    "judgement": "better",
    "judged_on": "2026-03-02",
    "judged_by": "Review group",
    "reason": "Dip sample",
}
NOTED = {
    "action_ref": "A1",
    "monitoring_note": "Rota agreed",
    "monitored_on": "2026-01-10",
    "completed_on": "2026-02-01",
    "proof": "Rota",
}
SAID = {
    "action_ref": "A1",
    "outcome_ref": "O1",
    "judgement": "no clear change",
    "reason": "Paragraph 9",
}


def review_of(store: Store) -> CaseReview:
    found = store.look(lambda unit: unit.register.review(its_partnership(unit), "R1"))
    assert found is not None
    return found


def inspection_of(store: Store) -> Inspection:
    found = store.look(lambda unit: unit.register.inspection(its_partnership(unit), "I1"))
    assert found is not None
    return found


def refused(store: Store, kind: str, *rows: Cells) -> list[str]:
    with pytest.raises(ImportRefused) as caught:
        bring_in(store, kind, *rows)
    return caught.value.lines()


def test_a_review_is_kept_with_its_points_and_actions(planned: Store) -> None:
    facts = {"theme": "Babies", "published_at": "https://ashford.example/r1", "shared": "yes"}
    done = {"monitoring_note": "Rota agreed", "completed_on": "2026-02-01", "proof": "Rota"}
    answered = a_review_row(**facts, **JUDGED, **done)
    bring_in(planned, "review", answered, a_review_row(point="2", point_kind="learning point"))

    review = review_of(planned)
    first, second = review.points
    assert (review.shared, review.published_at) == (True, "https://ashford.example/r1")
    assert (first.theme, second.kind, second.responses) == ("Babies", "learning point", ())
    assert first.responses == (
        ReviewResponse(
            "A1",
            monitoring_note="Rota agreed",
            monitored_on=None,
            completed_on=date(2026, 2, 1),
            proof="Rota",
            judged=JudgedChange(
                "O1", Direction.BETTER, date(2026, 3, 2), "Review group", "Dip sample"
            ),
        ),
    )
    assert (review.proven, len(review.responses)) == (1, 1)


def test_a_judgement_in_a_review_is_evidence(planned: Store) -> None:
    bring_in(planned, "review", a_review_row(**JUDGED))

    assert evidence(planned).judgements == (
        Judgement(
            "O1",
            Source.CASE_REVIEW,
            Direction.BETTER,
            date(2026, 3, 2),
            "Dip sample",
            body="Review group",
            reference="R1, 1",
        ),
    )
    assert evidence(planned, date(2026, 3, 1)).judgements == ()


def test_what_an_inspection_says_is_evidence_of_the_day_it_ended(planned: Store) -> None:
    bring_in(planned, "inspection", an_inspection_row(**SAID, published_on="2026-03-03"))

    assert evidence(planned).judgements == (
        Judgement(
            "O1",
            Source.INSPECTION,
            Direction.NO_CLEAR_CHANGE,
            date(2026, 2, 27),
            "Paragraph 9",
            body="Ofsted",
            reference="I1, Help and protection",
        ),
    )


def test_an_inspection_is_no_evidence_before_it_is_published(planned: Store) -> None:
    bring_in(planned, "inspection", an_inspection_row(**SAID, published_on="2026-03-05"))

    assert evidence(planned, TODAY).judgements == ()


def test_an_inspection_is_kept_with_its_areas(planned: Store) -> None:
    advice = {"recommendation": "Look again", "recommendation_action_ref": "A1"}
    graded = an_inspection_row(grade="good", says="Well led", **advice)
    bring_in(planned, "inspection", graded, an_inspection_row(area="Care leavers", grade="poor"))

    first, second = inspection_of(planned).areas
    assert (first.grade, second.area, second.grade) == ("good", "Care leavers", "poor")
    assert first.findings == (
        AreaFinding("", "Well led", judged=None, recommendation=Recommendation("Look again", "A1")),
    )


@pytest.mark.parametrize(
    ("kind", "row", "what"),
    [
        ("review", a_review_row(partnership="Mid Ashford"), "point"),
        ("inspection", an_inspection_row(partnership="Mid Ashford"), "area"),
    ],
)
def test_a_partnership_in_two_spellings_is_one(
    planned: Store, kind: str, row: Cells, what: str
) -> None:
    assert refused(planned, kind, row, row | {"partnership": "mid-ashford"}) == [
        f"line 3, action_ref: this {what} and action is already on line 2"
    ]


@pytest.mark.parametrize(("first", "second"), [("no", "yes"), ("yes", "no")])
def test_rows_that_disagree_whether_a_review_is_shared_are_refused(
    planned: Store, first: str, second: str
) -> None:
    rows = a_review_row(shared=first), a_review_row(point="2", shared=second)

    assert refused(planned, "review", *rows) == [
        "line 3, shared: differs from what it is on line 2; a review has one"
    ]


@pytest.mark.parametrize(
    ("cells", "shared"), [(("", "yes"), True), (("no", ""), False), (("", ""), False)]
)
def test_a_blank_cell_says_of_sharing_what_another_row_does(
    planned: Store, cells: tuple[str, str], shared: bool
) -> None:
    bring_in(planned, "review", a_review_row(shared="yes"))
    points = [a_review_row(point=str(n), shared=cell) for n, cell in enumerate(cells, start=1)]
    bring_in(planned, "review", *points)

    assert review_of(planned).shared is shared


@pytest.mark.parametrize(
    ("kind", "row"), [("review", a_review_row(**JUDGED)), ("inspection", an_inspection_row(**SAID))]
)
def test_an_unknown_action_is_refused_once(planned: Store, kind: str, row: Cells) -> None:
    assert refused(planned, kind, row | {"action_ref": "A9"}) == [
        "line 2, action_ref: there is no action “A9” in this partnership"
    ]


def test_every_bad_row_of_a_review_is_named(planned: Store) -> None:
    lines = refused(
        planned,
        "review",
        a_review_row(kind="single-agency review"),
        a_review_row(proof="Rota"),
        a_review_row(action_ref="A1", completed_on="2026-02-01"),
        a_review_row(**{**JUDGED, "reason": ""}),
        a_review_row(**{**JUDGED, "judgement": ""}),
        a_review_row(**{**JUDGED, "outcome_ref": "O9"}),
    )

    assert lines == [
        "line 2, agency: is missing: a single-agency review is of one agency",
        "line 3, action_ref: is missing: an action is monitored, not a point",
        "line 4, proof: is missing: what shows that the action is completed?",
        "line 5, reason: is missing: a judgement needs it",
        "line 6, judgement: is missing: outcome_ref is given",
        "line 7, outcome_ref: action “A1” has no outcome “O9”: import its outcomes first",
    ]


def test_every_bad_row_of_an_inspection_is_named(planned: Store) -> None:
    lines = refused(
        planned,
        "inspection",
        an_inspection_row(started_on="2026-02-28"),
        an_inspection_row(published_on="2026-02-01"),
        an_inspection_row(recommendation_action_ref="A1"),
        an_inspection_row(kind="visit"),
        an_inspection_row(ended_on=""),
        an_inspection_row(**SAID, ended_on="", published_on="2026-03-03"),
    )

    assert lines == [
        "line 2, ended_on: the period would end before it begins",
        "line 3, published_on: the period would end before it begins",
        "line 4, recommendation: is missing: an action is named for it",
        "line 5, kind: “visit” is not one of: inspection, peer review",
        "line 6, ended_on: is missing: when did it end, or when was it published?",
        "line 7, ended_on: is missing: a judgement needs it",
    ]


def test_an_action_that_is_named_later_takes_the_place_of_none(planned: Store) -> None:
    bring_in(planned, "inspection", an_inspection_row(says="Thin cover", recommendation="Look"))
    later = an_inspection_row(says="Thin cover", recommendation="Look", action_ref="A1")
    bring_in(planned, "inspection", later)

    (area,) = inspection_of(planned).areas
    assert [finding.action for finding in area.findings] == ["A1"]


@pytest.mark.parametrize(("kind", "row"), [("review", a_review_row(**JUDGED))])
def test_the_same_review_again_changes_nothing_and_a_correction_replaces(
    planned: Store, kind: str, row: Cells
) -> None:
    results = [bring_in(planned, kind, row) for _ in range(2)]
    results.append(bring_in(planned, kind, {**row, "text": "Seen within a day"}))

    assert [(one.created, one.changed, one.unchanged) for one in results] == [
        (1, 0, 0),
        (0, 0, 1),
        (0, 1, 0),
    ]
    assert review_of(planned).points[0].text == "Seen within a day"


def test_a_judgement_that_is_changed_keeps_what_it_was(planned: Store) -> None:
    bring_in(planned, "inspection", an_inspection_row(**SAID))
    bring_in(planned, "inspection", an_inspection_row(**{**SAID, "judgement": "better"}))

    (change,) = evidence(planned).changes
    assert change.what.startswith("judgement of inspection")
    assert (change.before, change.after) == ("no clear change", "better")


def test_points_that_an_action_answers_are_in_its_evidence_as_known_at_the_date(
    planned: Store,
) -> None:
    bring_in(planned, "review", a_review_row(), a_review_row(point="2", **NOTED))

    (point,) = evidence(planned).review_points
    assert (point.review, point.number, point.note) == ("R1", "2", "Rota agreed")
    assert point.state is PointState.COMPLETED
    (before,) = evidence_known_at(planned, date(2026, 1, 31)).review_points
    assert (before.note, before.state) == ("Rota agreed", PointState.MONITORED)
    (unseen,) = evidence_known_at(planned, date(2026, 1, 9)).review_points
    assert (unseen.note, unseen.proof, unseen.state) == ("", "", PointState.NOT_MONITORED)


def test_later_monitoring_changes_the_words_and_no_figure(planned: Store) -> None:
    bring_in(planned, "review", a_review_row(point="2", **NOTED))
    first = keyed_fingerprints(evidence(planned), b"key")
    bring_in(planned, "review", a_review_row(point="2", **{**NOTED, "monitoring_note": "Held"}))
    later = keyed_fingerprints(evidence(planned), b"key")

    assert (first.inputs == later.inputs, first.figures == later.figures) == (False, True)


def evidence_known_at(store: Store, as_at: date) -> Evidence:
    return known_at(evidence(store, as_at), as_at)
