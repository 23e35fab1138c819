"""Evidence that is no survey of ours: from the register, and typed in as counts or judgements."""

from collections.abc import Sequence

from sqlalchemy import Connection

from storage.impact.evidence.external import counted_elsewhere, judgements_of
from storage.impact.evidence.register import audited, graded
from storage.impact.evidence.register_judgements import judged_in_inspections, judged_in_reviews
from storage.impact.evidence.scope import Scope
from surveys.impact.changes import StoredChange
from surveys.impact.evidence import Judgement, Tally


def counted_beside_surveys(
    connection: Connection, scope: Scope, changes: Sequence[StoredChange]
) -> tuple[Tally, ...]:
    """Return counts of the register, and those typed of a day that the register does not have."""
    registered = (*audited(connection, scope), *graded(connection, scope))
    known = {_day(one) for one in registered}
    typed = counted_elsewhere(connection, scope, changes)
    return (*(one for one in typed if _day(one) not in known), *registered)


def judged_about(connection: Connection, scope: Scope) -> tuple[Judgement, ...]:
    """Return what was concluded about outcomes of the action."""
    return (
        *judgements_of(connection, scope),
        *judged_in_reviews(connection, scope),
        *judged_in_inspections(connection, scope),
    )


def _day(one: Tally) -> tuple[object, ...]:
    return one.outcome_ref, one.level, one.source, one.collected_on
