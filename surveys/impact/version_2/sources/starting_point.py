"""Starting points: what a source was before the action began.

Counts come first, then a share typed in the plan, then pairs of the same people. A "before" that
was asked afterwards is none (Hill and Betz 2005).
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from surveys.impact.distributions import wilson
from surveys.impact.evidence import PairCounts
from surveys.impact.version_2.basis import Basis
from surveys.impact.version_2.change_model import ChangeModel
from surveys.impact.version_2.intervals import Proportion
from surveys.impact.version_2.sources.by_source import SourceEvidence
from surveys.impact.version_2.sources.no_start import NoStart, why_no_start
from surveys.impact.version_2.sources.paired_items import linked, middle_item
from surveys.impact.version_2.sources.sufficiency import shortfall_of
from surveys.impact.version_2.sources.waves import WaveCounts, counted_wave


class StartKind(StrEnum):
    """Where a starting point comes from."""

    COUNTED = "counted"
    TYPED = "typed"
    PAIRED = "paired"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class StartingPoint:
    """The share 0-1 of `n` as it was found on a day, and the `reference` of the difference.

    Their shares differ for a trigger alone. A typed share has no `n` before there is a follow-up,
    and a day only if the plan says when it was written; pairs have no share.
    """

    kind: StartKind
    proportion: float | None = None
    n: int | None = None
    on: date | None = None
    trigger: bool = False
    reference: Proportion | None = None
    pairs: PairCounts | None = None
    why_none: NoStart | None = None


def starting_point(
    evidence: SourceEvidence, follow_up: WaveCounts | None, basis: Basis
) -> StartingPoint:
    """Return the starting point of a source; a typed share is read with the follow-up's `n`."""
    found = None
    if basis.evidence.started_on is not None:
        found = (
            _counted(evidence, basis.model)
            or _typed(evidence, follow_up, basis)
            or _paired(evidence, basis)
        )
    return found or StartingPoint(StartKind.NONE, why_none=why_no_start(evidence, basis))


def counted_baseline(evidence: SourceEvidence, model: ChangeModel) -> WaveCounts | None:
    """Return the wave up to the start from which a difference is taken; None if none is fit."""
    wave = counted_wave(evidence.baselines, model)
    return wave if wave and not shortfall_of(wave, model) else None


def was_planned_before(written_on: date | None, basis: Basis) -> bool:
    """Return whether a row of the plan was written up to the start."""
    return written_on is None or not basis.is_after_start(written_on)


def _counted(evidence: SourceEvidence, model: ChangeModel) -> StartingPoint | None:
    wave = counted_baseline(evidence, model)
    if wave is None:
        return None
    trigger = _is_trigger(evidence)
    return StartingPoint(
        StartKind.COUNTED,
        proportion=wave.share,
        n=wave.n,
        on=wave.collected_on,
        trigger=trigger,
        reference=_reference(wave.share, wave, model, is_trigger=trigger),
    )


def _typed(
    evidence: SourceEvidence, follow_up: WaveCounts | None, basis: Basis
) -> StartingPoint | None:
    """Return the highest share typed up to the start, so that rows that disagree gain nothing."""
    typed = [
        (plan.baseline, plan.typed_on or date.min)
        for plan in evidence.planned
        if plan.baseline is not None and was_planned_before(plan.typed_on, basis)
    ]
    if not typed:
        return None
    (share, typed_on), trigger = max(typed), _is_trigger(evidence)
    start = StartingPoint(
        StartKind.TYPED,
        proportion=share,
        on=None if typed_on == date.min else typed_on,
        trigger=trigger,
    )
    if follow_up is None:
        return start
    reference = _reference(share, follow_up, basis.model, is_trigger=trigger)
    return replace(start, n=follow_up.n, reference=reference)


def _paired(evidence: SourceEvidence, basis: Basis) -> StartingPoint | None:
    pairs = middle_item(evidence.pairs, basis)
    if pairs is None:
        return None
    trigger = _is_trigger(evidence)
    return StartingPoint(
        StartKind.PAIRED, n=linked(pairs), on=pairs.first_on, trigger=trigger, pairs=pairs
    )


def _reference(
    share: float, counted: WaveCounts, model: ChangeModel, *, is_trigger: bool
) -> Proportion:
    """Return a share of as many people as a wave counted.

    A trigger was probably an unlucky draw, so it is read as the upper end of its interval
    (regression to the mean: Linden 2013).
    """
    worth = counted.proportion(model).n
    if not is_trigger:
        return Proportion(share, worth)
    high = wilson(share * counted.n, counted.n, model.change.trigger_confidence)[1]
    return Proportion(high, worth)


def _is_trigger(evidence: SourceEvidence) -> bool:
    return any(plan.trigger for plan in evidence.planned)
