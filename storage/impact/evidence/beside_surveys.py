"""Evidence that is no survey of ours: from the register, and typed in as counts or judgements."""

from collections.abc import Sequence

from sqlalchemy import Connection

from storage.impact.evidence.external import counted_elsewhere, judgements_of
from storage.impact.evidence.scope import Scope
from storage.register.counted import audited, graded
from storage.register.judgements import judged_in_inspections, judged_in_reviews
from storage.register.of_action import OfAction
from surveys.impact.changes import ChangedThing, StoredChange, of_row, with_correction
from surveys.impact.evidence import Judgement, Tally
from surveys.register.evidence_rows import row_of


def counted_beside_surveys(
    connection: Connection, scope: Scope, changes: Sequence[StoredChange]
) -> tuple[Tally, ...]:
    """Return counts of the register, and those typed of a day that the register does not have."""
    wanted = _of(scope)
    registered = [
        with_correction(one, of_row(changes, ChangedThing.EVIDENCE, row_of(one)))
        for one in (*audited(connection, wanted), *graded(connection, wanted))
    ]
    known = {_day(one) for one in registered}
    typed = counted_elsewhere(connection, scope, changes)
    return (*(one for one in typed if _day(one) not in known), *registered)


def judged_about(connection: Connection, scope: Scope) -> tuple[Judgement, ...]:
    """Return what was concluded about outcomes of the action."""
    return (
        *judgements_of(connection, scope),
        *judged_in_reviews(connection, _of(scope)),
        *judged_in_inspections(connection, _of(scope)),
    )


def _of(scope: Scope) -> OfAction:
    return OfAction(scope.partnership_id, scope.action_id, scope.as_at)


def _day(one: Tally) -> tuple[object, ...]:
    return one.outcome_ref, one.level, one.source, one.collected_on
