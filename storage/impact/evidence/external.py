"""Evidence collected elsewhere and imported: audits, judgements and indicators over time."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, select

from storage import tables as t
from storage.database.query_types import AnyRow, AnySelect
from storage.impact.evidence.scope import Scope
from surveys.impact.changes import ChangedThing, StoredChange, of_row, with_correction
from surveys.impact.evidence import Judgement, Tally
from surveys.impact.indicator_evidence import IndicatorPoint, IndicatorSeries, WithheldPeriod
from surveys.impact.kinds import AtSource, Direction, Level, Source
from surveys.impact.provenance import Selection

_E = t.evidence_items.c
_P = t.indicator_points.c


def _items(scope: Scope) -> AnySelect:
    return (
        select(t.evidence_items, t.outcomes.c.ref)
        .join(t.outcomes, t.outcomes.c.id == _E.outcome_id)
        .where(t.outcomes.c.action_id == scope.action_id, _E.collected_on <= scope.as_at)
        .order_by(_E.collected_on, t.outcomes.c.ref, _E.level, _E.source, _E.agency, _E.body)
    )


def counted_elsewhere(
    connection: Connection, scope: Scope, changes: Sequence[StoredChange]
) -> tuple[Tally, ...]:
    """Return counts made outside this program, each with those that it corrects."""
    rows = connection.execute(_items(scope).where(_E.judgement.is_(None)))
    return tuple(with_correction(_tally(row), _changes_of(row, changes)) for row in rows)


def _changes_of(row: AnyRow, changes: Sequence[StoredChange]) -> tuple[StoredChange, ...]:
    day = row.collected_on.isoformat()
    which = (row.ref, row.level, row.source, day, row.agency, row.body)
    return of_row(changes, ChangedThing.EVIDENCE, which)


def _tally(row: AnyRow) -> Tally:
    return Tally(
        outcome_ref=row.ref,
        level=Level(row.level),
        source=Source(row.source),
        wave=None,
        instrument=None,
        opened_on=row.collected_on,
        collected_on=row.collected_on,
        n=row.n,
        favourable=row.favourable,
        eligible=row.eligible,
        survey=False,
        note=row.note or None,
        selection=Selection(row.selection) if row.selection else None,
        read_by=row.read_by or None,
        agency=row.agency or None,
        distinct_because=row.distinct_because or None,
    )


def judgements_of(connection: Connection, scope: Scope) -> tuple[Judgement, ...]:
    """Return what inspections and reviews concluded."""
    rows = connection.execute(_items(scope).where(_E.judgement.is_not(None)))
    return tuple(map(_judgement, rows))


def _judgement(row: AnyRow) -> Judgement:
    return Judgement(
        outcome_ref=row.ref,
        source=Source(row.source),
        direction=Direction(row.judgement),
        collected_on=row.collected_on,
        reason=row.note,
        body=row.body,
        reference=row.reference,
    )


def indicators_of(connection: Connection, scope: Scope) -> tuple[IndicatorSeries, ...]:
    """Return the action's indicators; title and direction are those of the latest period."""
    query = (
        select(t.indicator_points, t.outcomes.c.ref)
        .join(t.outcomes, t.outcomes.c.id == _P.outcome_id)
        .where(t.outcomes.c.action_id == scope.action_id, _P.period_start <= scope.as_at)
        .order_by(t.outcomes.c.ref, _P.indicator, _P.period_start)
    )
    series: dict[tuple[str, str], list[AnyRow]] = defaultdict(list)
    for row in connection.execute(query):
        series[row.ref, row.indicator].append(row)
    return tuple(_series(ref, indicator, rows) for (ref, indicator), rows in series.items())


def _series(outcome_ref: str, indicator: str, rows: list[AnyRow]) -> IndicatorSeries:
    measured = (row for row in rows if row.numerator is not None and row.denominator != 0)
    points = tuple(
        IndicatorPoint(row.period_start, row.numerator, row.denominator) for row in measured
    )
    withheld = tuple(
        WithheldPeriod(row.period_start, AtSource(row.withheld)) for row in rows if row.withheld
    )
    latest = rows[-1]
    return IndicatorSeries(indicator, outcome_ref, latest.title, latest.better, points, withheld)
