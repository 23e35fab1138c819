"""Paired items: how many of the same people improved, stayed the same, became worse.

A sign test is made only if enough of them changed; otherwise there are only the counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from surveys.impact.distributions import sign_test
from surveys.impact.evidence import PairCounts
from surveys.impact.kinds import Level, Source
from surveys.impact.version_2.basis import Basis


@dataclass(frozen=True, slots=True)
class PairedItem:
    """One paired item as it may be shown; `pairs` is None where too few people are linked."""

    level: Level
    source: Source
    item: str
    retrospective: bool
    pairs: PairCounts | None
    linked: int | None
    p_value: float | None


def paired_item(pairs: PairCounts, basis: Basis) -> PairedItem:
    """Return the counts and the exact two-sided sign test of an item, or neither."""
    shown = linked(pairs) >= basis.model.minimum_group
    tested = shown and _changed(pairs) >= basis.model.change.changed_pairs
    return PairedItem(
        pairs.level,
        pairs.source,
        pairs.item,
        pairs.retrospective,
        pairs=pairs if shown else None,
        linked=linked(pairs) if shown else None,
        p_value=sign_test(pairs.improved, pairs.worse) if tested else None,
    )


def is_from_before(pairs: PairCounts, basis: Basis) -> bool:
    """Return whether people were asked in two waves, the first up to the start, then after it."""
    if pairs.retrospective or pairs.first_on is None or pairs.collected_on is None:
        return False
    return not basis.is_after_start(pairs.first_on) and basis.is_after_start(pairs.collected_on)


def middle_item(items: Iterable[PairCounts], basis: Basis) -> PairCounts | None:
    """Return the item in the middle by its gain, the lower of two, of those fit to start from."""
    fit = [
        pairs
        for pairs in items
        if is_from_before(pairs, basis) and paired_item(pairs, basis).p_value is not None
    ]
    return sorted(fit, key=_gain)[(len(fit) - 1) // 2] if fit else None


def linked(pairs: PairCounts) -> int:
    """Return how many people answered both times."""
    return _changed(pairs) + pairs.same


def _changed(pairs: PairCounts) -> int:
    return pairs.improved + pairs.worse


def _gain(pairs: PairCounts) -> tuple[float, str]:
    return (pairs.improved - pairs.worse) / linked(pairs), pairs.item
