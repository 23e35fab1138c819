"""Answers that a summary cannot count yet, because they wait for the daily sweep."""

from datetime import date

from sqlalchemy import Connection, select

from storage import tables as t
from storage.asking.sweep import SWEPT
from storage.impact.evidence.scope import Scope, london_date
from storage.trust.heartbeats import Heartbeats


def waiting_since(connection: Connection, scope: Scope) -> date | None:
    """Return from which day answers are not counted, None where none waits that could be.

    What waits is encrypted, so it may be about another action.
    """
    if connection.execute(select(t.intake.c.response).limit(1)).first() is None:
        return None
    swept = Heartbeats(connection).last(SWEPT)
    since = scope.as_at if swept is None else london_date(swept)
    return since if since <= scope.as_at else None
