"""Import reviews of cases: one row for each point and action; corrected rows replace."""

from collections.abc import Mapping, Sequence
from typing import Any

from storage import tables as t
from storage.imports.intake import ImportCounts, Intake
from storage.imports.places import Places
from storage.imports.register.answers_to_points import answers_of
from storage.imports.register.corrections import keeping_corrections
from storage.imports.register.nested import PartsAndRows, keep_cycles
from storage.imports.register.repeated_heads import RepeatedHead, placed, refuse_repeats
from surveys.records.reading import Numbered
from surveys.records.review_row import ReviewRow

REVIEW = RepeatedHead(
    "a review",
    ("ref",),
    (
        "title",
        "kind",
        "reviewed_on",
        "terms",
        "agency",
        "published_on",
        "published_at",
        "to_share",
        "shared",
    ),
)
POINT = RepeatedHead("a point", ("ref", "point"), ("point_kind", "text", "theme"))
TABLES = PartsAndRows(
    t.review_points,
    ("case_review_id", "number"),
    "point",
    t.review_responses,
    ("review_point_id", "action"),
    waits=True,
)
COLUMNS = (
    "monitoring_note",
    "monitored_on",
    "completed_on",
    "proof",
    "judgement",
    "judged_on",
    "judged_by",
    "reason",
)


def write_reviews(intake: Intake, records: Sequence[Numbered[ReviewRow]]) -> ImportCounts:
    """Save reviews with their points, and the actions that answer each."""
    places = Places(intake)
    rows = placed(places, records)
    reviews, points = REVIEW.of(intake, rows), POINT.of(intake, rows)
    refuse_repeats(intake, rows, ("ref", "point", "action_ref"), "this point and action")
    answers = answers_of(intake, rows, COLUMNS)
    intake.check()
    named = {key: _with_kind(point) for key, point in points.items()}
    whole = {key: _with_sharing(review) for key, review in reviews.items()}

    def write() -> ImportCounts:
        kept = keep_cycles(intake, t.case_reviews, whole)
        return TABLES.keep(intake, rows, kept, named, answers)

    return keeping_corrections(intake, {one.partnership_id for one in rows}, write)


def _with_sharing(review: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a review is; one of which no row says that it is shared is not."""
    shared = {"shared": review["shared"] or False} if "shared" in review else {}
    return {**review, **shared}


def _with_kind(point: Mapping[str, Any]) -> dict[str, Any]:
    return {"kind" if name == "point_kind" else name: value for name, value in point.items()}
