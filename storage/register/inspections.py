"""Inspections and peer reviews with their areas, and what they say of actions, as values."""

from collections import defaultdict

from sqlalchemy import Connection, func, select

from storage import tables as t
from storage.database.query_types import AnyRow
from storage.register.judged import judged, recommended
from surveys.impact.kinds import Source
from surveys.register.inspection import AreaFinding, InspectedArea, Inspection

_INSPECTION, _AREA, _FINDING = t.inspections.c, t.inspection_areas.c, t.inspection_findings.c


def inspections_of(connection: Connection, partnership_id: int) -> list[Inspection]:
    """Return a partnership's inspections, the latest first."""
    query = (
        select(t.inspections)
        .where(_INSPECTION.partnership_id == partnership_id)
        .order_by(
            func.coalesce(_INSPECTION.ended_on, _INSPECTION.published_on).desc(), _INSPECTION.ref
        )
    )
    areas = _areas(connection, partnership_id)
    return [_inspection(row, tuple(areas[row.id])) for row in connection.execute(query)]


def _inspection(row: AnyRow, areas: tuple[InspectedArea, ...]) -> Inspection:
    return Inspection(
        ref=row.ref,
        title=row.title,
        kind=Source(row.kind),
        body=row.body,
        framework=row.framework,
        agency=row.agency,
        started_on=row.started_on,
        ended_on=row.ended_on,
        published_on=row.published_on,
        areas=areas,
    )


def _areas(connection: Connection, partnership_id: int) -> dict[int, list[InspectedArea]]:
    query = (
        select(t.inspection_areas)
        .join(t.inspections)
        .where(_INSPECTION.partnership_id == partnership_id)
        .order_by(_AREA.id)
    )
    findings = _findings(connection, partnership_id)
    found: dict[int, list[InspectedArea]] = defaultdict(list)
    for row in connection.execute(query):
        area = InspectedArea(row.area, row.grade, row.theme or "", tuple(findings[row.id]))
        found[row.inspection_id].append(area)
    return found


def _findings(connection: Connection, partnership_id: int) -> dict[int, list[AreaFinding]]:
    query = (
        select(
            t.inspection_findings,
            t.outcomes.c.ref.label("outcome"),
            t.actions.c.ref.label("recommendation_action"),
            _INSPECTION.ended_on,
            _INSPECTION.body,
        )
        .select_from(t.inspection_findings)
        .join(t.inspection_areas)
        .join(t.inspections)
        .outerjoin(t.outcomes, t.outcomes.c.id == _FINDING.outcome_id)
        .outerjoin(t.actions, t.actions.c.id == _FINDING.recommendation_action_id)
        .where(_INSPECTION.partnership_id == partnership_id)
        .order_by(_FINDING.action)
    )
    found: dict[int, list[AreaFinding]] = defaultdict(list)
    for row in connection.execute(query):
        its = judged(row, row.ended_on, row.body)
        finding = AreaFinding(row.action, row.says, its, recommended(row))
        found[row.inspection_area_id].append(finding)
    return found
