"""What was changed in an action, its plan and its evidence since they were first imported."""

import json

from sqlalchemy import Connection, select

from storage import tables as t
from storage.impact.evidence.scope import Scope, london_date
from surveys.impact.changes import ChangedThing, StoredChange


def changes_of(connection: Connection, scope: Scope) -> tuple[StoredChange, ...]:
    """Return the changes, oldest first; also later ones, because values are stored as they are."""
    changes = t.evidence_changes.c
    query = (
        select(t.evidence_changes)
        .where(changes.action_id == scope.action_id)
        .order_by(changes.changed_at, changes.id)
    )
    return tuple(
        StoredChange(
            ChangedThing(row.thing),
            tuple(json.loads(row.which)),
            london_date(row.changed_at),
            json.loads(row.before),
            json.loads(row.after),
        )
        for row in connection.execute(query)
    )
