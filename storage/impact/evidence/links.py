"""The events and briefings of an action, never another partnership's."""

from sqlalchemy import select

from storage import tables as t
from storage.database.query_types import AnySelect
from storage.impact.evidence.scope import Scope


def events_of(scope: Scope) -> AnySelect:
    """Return the query for the ids of the action's events."""
    return (
        select(t.event_actions.c.event_id)
        .join(t.events, t.events.c.id == t.event_actions.c.event_id)
        .where(
            t.event_actions.c.action_id == scope.action_id,
            t.events.c.partnership_id == scope.partnership_id,
        )
    )


def briefings_of(scope: Scope) -> AnySelect:
    """Return the query for the ids of the action's briefings."""
    return (
        select(t.briefing_actions.c.briefing_id)
        .join(t.briefings, t.briefings.c.id == t.briefing_actions.c.briefing_id)
        .where(
            t.briefing_actions.c.action_id == scope.action_id,
            t.briefings.c.partnership_id == scope.partnership_id,
        )
    )
