"""What of the register's evidence is followed when it is imported again."""

from collections.abc import Mapping
from typing import Any

from surveys.impact.evidence import Judgement, Tally
from surveys.impact.kinds import Level

Facts = Mapping[str, Any]


def row_of(one: Tally | Judgement) -> tuple[str, ...]:
    """Return what tells evidence from other evidence of its action, as for evidence that is typed.

    A judgement is at no level of its own; it is named with the outcome itself.
    """
    level = one.level if isinstance(one, Tally) else Level.OUTCOME
    day, whose = one.collected_on.isoformat(), "" if isinstance(one, Judgement) else one.agency
    body = one.body if isinstance(one, Judgement) else ""
    return one.outcome_ref or "", level.value, one.source.value, day, whose or "", body


def facts_of(one: Tally | Judgement) -> Facts:
    """Return the followed facts of evidence."""
    if isinstance(one, Judgement):
        return {"judgement": one.direction.value}
    return {
        "favourable": one.favourable,
        "n": one.n,
        "eligible": one.eligible,
        "selection": one.selection and one.selection.value,
        "read_by": one.read_by,
    }
