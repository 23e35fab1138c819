"""The action itself, its intended outcomes and their evidence plans."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, select

from storage import tables as t
from storage.database.query_types import AnyRow
from storage.impact.evidence.links import briefings_of, events_of
from storage.impact.evidence.scope import Scope, london_date
from surveys.impact.changes import ChangedThing, StoredChange, as_planned, of_row
from surveys.impact.evidence import Outcome, Planned
from surveys.impact.kinds import Level, Source
from surveys.impact.rivals import rivals_in, rivals_weighed_in

# columns of the action that `Evidence` has under the same name
_SAME_NAME = (
    "ref",
    "title",
    "change_wanted",
    "source_kind",
    "source_ref",
    "owner_agency",
    "due_on",
    "theme",
)


def head_of(connection: Connection, scope: Scope) -> dict[str, Any]:
    """Return the fields of `Evidence` from the action's row, and the partnership's name."""
    query = (
        select(t.actions, t.partnerships.c.name.label("partnership"), t.partnerships.c.slug)
        .join(t.partnerships, t.partnerships.c.id == t.actions.c.partnership_id)
        .where(
            t.actions.c.id == scope.action_id, t.actions.c.partnership_id == scope.partnership_id
        )
    )
    row = connection.execute(query).one()
    rivals = rivals_in(row.rival_explanations)
    return {
        "partnership": row.partnership,
        "partnership_slug": row.slug,
        **{name: getattr(row, name) for name in _SAME_NAME},
        "started_on": row.started_on or _first_sign(connection, scope),
        "rival_explanations": rivals,
        "rivals_weighed": rivals_weighed_in(row.rivals_weighed, rivals),
    }


def _first_sign(connection: Connection, scope: Scope) -> date | None:
    """Return the day of the first event or briefing, for an action without a recorded start."""
    event = select(func.min(t.events.c.starts_at, type_=t.events.c.starts_at.type)).where(
        t.events.c.id.in_(events_of(scope)), t.events.c.starts_at < scope.until
    )
    sent = select(func.min(t.dispatches.c.asked_at, type_=t.dispatches.c.asked_at.type)).where(
        t.dispatches.c.partnership_id == scope.partnership_id,
        t.dispatches.c.briefing_id.in_(briefings_of(scope)),
        t.dispatches.c.asked_at < scope.until,
    )
    found: list[datetime | None] = [connection.scalar(event), connection.scalar(sent)]
    return min((london_date(moment) for moment in found if moment), default=None)


def outcomes_of(
    connection: Connection,
    scope: Scope,
    started_on: date | None,
    changes: Sequence[StoredChange],
) -> tuple[Outcome, ...]:
    """Return the action's outcomes in the order of their refs, each with its plan at the start."""
    query = (
        select(t.plan_items, t.outcomes.c.ref)
        .join(t.outcomes, t.outcomes.c.id == t.plan_items.c.outcome_id)
        .where(t.outcomes.c.action_id == scope.action_id)
        .order_by(t.plan_items.c.level, t.plan_items.c.source, t.plan_items.c.indicator)
    )
    plans: dict[int, list[Planned]] = defaultdict(list)
    for row in connection.execute(query):
        which = (row.ref, row.level, row.source, row.series)
        its_changes = of_row(changes, ChangedThing.PLAN, which)
        plans[row.outcome_id].append(as_planned(_planned(row), its_changes, started_on))
    outcomes = (
        select(t.outcomes)
        .where(t.outcomes.c.action_id == scope.action_id)
        .order_by(t.outcomes.c.ref)
    )
    return tuple(
        Outcome(row.ref, row.statement, tuple(plans[row.id]))
        for row in connection.execute(outcomes)
    )


def _planned(row: AnyRow) -> Planned:
    return Planned(
        level=Level(row.level),
        source=Source(row.source),
        indicator=row.indicator,
        baseline=row.baseline,
        target=row.target,
        due_on=row.due_on,
        planned_change=row.planned_change,
        trigger=row.trigger,
        written_on=row.written_on,
    )
