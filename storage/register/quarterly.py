"""What comes each quarter, and the learning that partnerships share, as values."""

from sqlalchemy import Connection, select

from storage import tables as t
from surveys.impact.kinds import AtSource
from surveys.impact.quarterly import ComplaintCount, ComplaintKind, IndicatorAnalysis
from surveys.register.shared import SharedLearning

_A, _O, _I = t.actions.c, t.outcomes.c, t.indicator_analyses.c
_C, _P, _R = t.complaint_counts.c, t.partnerships.c, t.case_reviews.c


def analyses_of(connection: Connection, partnership_id: int) -> list[IndicatorAnalysis]:
    """Return what analysts said of a partnership's indicators, the latest quarter first."""
    query = (
        select(t.indicator_analyses, _A.ref.label("action"), _O.ref.label("outcome"))
        .select_from(t.indicator_analyses)
        .join(t.outcomes)
        .join(t.actions)
        .where(_A.partnership_id == partnership_id)
        .order_by(_I.quarter_start.desc(), _A.ref, _O.ref, _I.indicator)
    )
    return [
        IndicatorAnalysis(
            row.action, row.outcome, row.indicator, row.quarter_start, row.analysis, row.topic
        )
        for row in connection.execute(query)
    ]


def complaints_of(connection: Connection, partnership_id: int) -> list[ComplaintCount]:
    """Return a partnership's counts of complaints and critical issues, oldest first."""
    query = (
        select(t.complaint_counts, _C["count"].label("counted"))
        .where(_C.partnership_id == partnership_id)
        .order_by(_C.quarter_start, _C.theme, _C.agency, _C.kind)
    )
    return [
        ComplaintCount(
            row.agency,
            ComplaintKind(row.kind),
            row.theme,
            row.quarter_start,
            row.counted,
            AtSource(row.withheld) if row.withheld else None,
        )
        for row in connection.execute(query)
    ]


def shared_between(connection: Connection) -> list[SharedLearning]:
    """Return the learning of every real partnership that is marked as shared."""
    actions = (
        select(_P.slug, _A.ref, _A.title, _A.change_wanted.label("text"), _A.source_kind)
        .join_from(t.actions, t.partnerships)
        .where(_A.shared, ~_P.training)
        .order_by(_P.slug, _A.ref)
    )
    reviews = (
        select(_P.slug, _R.ref, _R.title, _R.to_share.label("text"), _R.kind.label("source_kind"))
        .join_from(t.case_reviews, t.partnerships)
        .where(_R.shared, ~_P.training)
        .order_by(_P.slug, _R.ref)
    )
    return [
        SharedLearning(row.slug, what, row.ref, row.title, row.text, row.source_kind)
        for what, query in (("action", actions), ("review", reviews))
        for row in connection.execute(query)
    ]
