"""What an import changes in evidence of the register, kept with both values.

The evidence is read before and after, so that it does not matter how it changed: another count,
another day, or a criterion that no longer speaks to its outcome.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

from sqlalchemy import Connection, select

from storage import tables as t
from storage.imports.changes import keep_changes
from storage.imports.intake import Intake
from storage.imports.merge import Given, Merged, read_in_batches
from storage.register.counted import audited, graded
from storage.register.judgements import judged_in_inspections, judged_in_reviews
from storage.register.of_action import OfAction
from surveys.impact.changes import ChangedThing
from surveys.register.evidence_rows import facts_of, row_of

Whose = tuple[int, tuple[str, ...]]  # an action, and which of its rows
T = TypeVar("T")


def keeping_corrections(intake: Intake, partnerships: Iterable[int], write: Callable[[], T]) -> T:
    """Write, and keep what that changed in the evidence of these partnerships; return its result.

    Evidence that was not there before is no change.
    """
    ids = frozenset(partnerships)
    before = _evidence(intake.connection, ids)
    done = write()
    after = _evidence(intake.connection, ids)
    replaced = tuple(
        ({**facts, "whose": whose}, {**after.get(whose, dict.fromkeys(facts)), "whose": whose})
        for whose, facts in before.items()
        if after.get(whose) != facts
    )
    merged = Merged(frozenset(), frozenset(), replaced)
    keep_changes(intake, ChangedThing.EVIDENCE, merged, lambda row: row["whose"])
    return done


def _evidence(connection: Connection, partnerships: frozenset[int]) -> dict[Whose, Given]:
    found: dict[Whose, Given] = {}
    query = select(t.actions.c.partnership_id, t.actions.c.id)
    for row in read_in_batches(connection, query, t.actions.c.partnership_id, partnerships):
        wanted = OfAction(row["partnership_id"], row["id"])
        for one in (
            *audited(connection, wanted),
            *graded(connection, wanted),
            *judged_in_reviews(connection, wanted),
            *judged_in_inspections(connection, wanted),
        ):
            found[wanted.action_id, row_of(one)] = facts_of(one)
    return found
