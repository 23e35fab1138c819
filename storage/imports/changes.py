"""Changes of what is stored, kept in the transaction that makes them, with both values."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, insert, update

from storage import tables as t
from storage.imports.intake import Intake
from storage.imports.merge import Given, Merged
from surveys.impact.changes import ChangedThing
from surveys.impact.followed_facts import changed_facts

_C = t.evidence_changes.c
Whose = Callable[[Given], tuple[int, Sequence[str]]]


def keep_changes(intake: Intake, thing: ChangedThing, merged: Merged, whose: Whose) -> None:
    """Keep what an import changes; `whose` returns a row's action, and which of its rows it is."""
    rows: list[dict[str, Any]] = []
    for before, after in merged.replaced:
        if facts := changed_facts(thing, before, after):
            action_id, which = whose(after)
            known = {"action_id": action_id, "thing": thing, "which": named_row(which)}
            values = dict(zip(("before", "after"), map(json.dumps, facts), strict=True))
            rows.append({**known, **values, "changed_at": intake.now})
    if rows:
        intake.connection.execute(insert(t.evidence_changes), rows)


def rename(
    connection: Connection,
    action_id: int,
    thing: ChangedThing,
    was: Sequence[str],
    now: Sequence[str],
) -> None:
    """Let the changes of a row follow it to another key."""
    theirs = (_C.action_id == action_id, _C.thing == thing, _C.which == named_row(was))
    connection.execute(update(t.evidence_changes).where(*theirs).values(which=named_row(now)))


def named_row(which: Sequence[str]) -> str:
    """Return what tells a row from others, as it is stored."""
    return json.dumps(list(which))
