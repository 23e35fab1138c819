"""Why a source has no starting point, so that it shows a level and no direction.

The first reason that holds is the one that is said.
"""

from collections.abc import Callable
from enum import StrEnum

from surveys.impact.version_2.basis import Basis
from surveys.impact.version_2.sources.by_source import SourceEvidence
from surveys.impact.version_2.sources.paired_items import is_from_before


class NoStart(StrEnum):
    """Why there is no starting point."""

    NO_START_DATE = "no_start_date"
    SAME_COUNTS = "same_counts"
    WEAK_BASELINE = "weak_baseline"
    TYPED_AFTERWARDS = "typed_afterwards"
    FEW_CHANGED_PAIRS = "few_changed_pairs"
    ASKED_AFTERWARDS = "asked_afterwards"
    NO_BASELINE = "no_baseline"


REASONS: tuple[tuple[NoStart, Callable[[SourceEvidence, Basis], bool]], ...] = (
    (NoStart.NO_START_DATE, lambda _, basis: basis.evidence.started_on is None),
    (NoStart.SAME_COUNTS, lambda evidence, _: evidence.same_counts_as is not None),
    (NoStart.WEAK_BASELINE, lambda evidence, _: bool(evidence.baselines)),
    (
        NoStart.TYPED_AFTERWARDS,
        lambda evidence, _: any(plan.baseline is not None for plan in evidence.planned),
    ),
    (
        NoStart.FEW_CHANGED_PAIRS,
        lambda evidence, basis: any(is_from_before(pairs, basis) for pairs in evidence.pairs),
    ),
    (NoStart.ASKED_AFTERWARDS, lambda evidence, _: bool(evidence.pairs)),
    (NoStart.NO_BASELINE, lambda _evidence, _basis: True),
)


def why_no_start(evidence: SourceEvidence, basis: Basis) -> NoStart:
    """Return the reason for a source of which no starting point was found."""
    return next(why for why, holds in REASONS if holds(evidence, basis))
