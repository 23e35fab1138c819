"""Every table, in one namespace: `from storage import tables as t`."""

from storage.tables.asking import (
    answers,
    attendance,
    event_actions,
    events,
    instruments,
    invitations,
    links,
    responses,
    studies,
    tallies,
    texts,
    waves,
)
from storage.tables.columns import metadata
from storage.tables.impact import actions, evidence_items, indicator_points, outcomes, plan_items
from storage.tables.people import agencies, chats, partnerships, people, saved_audiences
from storage.tables.telling import acts, briefing_actions, briefings, deliveries, dispatches, tenant_pauses
from storage.tables.trust import activities, audit, audit_heads, concerns, heartbeats, key_marks, orders, slips

__all__ = [
    "actions",
    "activities",
    "acts",
    "agencies",
    "answers",
    "attendance",
    "audit",
    "audit_heads",
    "briefing_actions",
    "briefings",
    "chats",
    "concerns",
    "deliveries",
    "dispatches",
    "event_actions",
    "events",
    "evidence_items",
    "heartbeats",
    "indicator_points",
    "instruments",
    "invitations",
    "key_marks",
    "links",
    "metadata",
    "orders",
    "outcomes",
    "partnerships",
    "people",
    "plan_items",
    "responses",
    "saved_audiences",
    "slips",
    "studies",
    "tallies",
    "tenant_pauses",
    "texts",
    "waves",
]
