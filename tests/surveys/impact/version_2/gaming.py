"""Evidence as it honestly is, for the tests of ways to make it look better."""

from surveys.impact.labels import WEAKEST_FIRST
from tests.surveys.impact.version_2.builders import (
    AUDIT,
    CHILD,
    WORKERS,
    measured,
)

UNCHANGED, BETTER, WORSE = ((20, 40), (20, 41)), ((12, 40), (30, 42)), ((30, 40), (12, 41))
AUDIT_UNCHANGED, CHILD_BETTER = measured(AUDIT, *UNCHANGED), measured(CHILD, *BETTER)
WORKERS_BETTER = measured(WORKERS, (11, 40), (24, 43))


def does_not_rise(after: str, before: str) -> bool:
    return WEAKEST_FIRST.index(after) <= WEAKEST_FIRST.index(before)
