"""Labels of an outcome: one ordered table of rules over its case, of which the first fits.

A label claims only what sufficient sources show, and always comes with its reason.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from surveys.impact.counting import NEARLY
from surveys.impact.labels import Label
from surveys.impact.version_2.intervals import Difference
from surveys.impact.version_2.labels.case import OutcomeCase, families, voices
from surveys.impact.version_2.labels.needs import (
    FOR_STRONG,
    FOR_SUPPORTED,
    Condition,
    is_emerging,
)
from surveys.impact.version_2.labels.sentences import said, said_difference
from surveys.impact.version_2.sources.evaluation import SourceEvaluation
from surveys.impact.version_2.sources.families import Family
from surveys.impact.words import DIRECTIONS, listed


@dataclass(frozen=True, slots=True)
class LabelRule:
    """A label, its condition, and the reason given."""

    label: Label
    holds: Condition
    why: Callable[[OutcomeCase], str]


def label_rule(case: OutcomeCase) -> LabelRule:
    """Return the first rule that holds."""
    return next(rule for rule in LABEL_RULES if rule.holds(case))


def _is_suppressed(case: OutcomeCase) -> bool:
    seen = [source for source in case.sources if source.collected_on]
    return bool(seen) and all(source.is_suppressed for source in seen)


def _has_few_sources(case: OutcomeCase) -> bool:
    return voices(case.sufficient) < 2


def _has_no_comparison(case: OutcomeCase) -> bool:
    return len(families(case.directed)) < 2


def _is_worse(case: OutcomeCase) -> bool:
    return not case.better and (voices(case.worse) >= 2 or _is_jointly_worse(case))


def _is_jointly_worse(case: OutcomeCase) -> bool:
    overall, least = case.joint.overall, case.model.labels.worse_joint
    if overall is None:
        return False
    return overall.interval[1] < -NEARLY and overall.value <= -least + NEARLY


def _is_supported(case: OutcomeCase) -> bool:
    return is_emerging(case) and all(need.holds(case) for need in FOR_SUPPORTED)


def _is_strong(case: OutcomeCase) -> bool:
    return _is_supported(case) and all(need.holds(case) for need in FOR_STRONG)


def _names(sources: Iterable[SourceEvaluation]) -> str:
    return "; ".join(map(said, sources))


def _few(case: OutcomeCase) -> str:
    if not case.sufficient:
        return "no source has enough to go on"
    return f"only one source has enough to go on: {_names(case.sufficient)}"


def _no_comparison(case: OutcomeCase) -> str:
    without = listed([source.name for source in case.sufficient if not source.direction])
    if without:
        return f"change cannot be judged: no starting point for {without}"
    if families(case.directed) == {Family.STAFF}:
        return f"change cannot be judged: only staff speak of it: {_names(case.directed)}"
    return f"change cannot be judged: only one kind of source speaks of it: {_names(case.directed)}"


def _together(case: OutcomeCase, what: str) -> str:
    """Return what holds, then each source with its direction; its figures are in a table."""
    told = "; ".join(
        f"{one.name} {DIRECTIONS[one.direction]}" for one in case.directed if one.direction
    )
    return f"{what}{_jointly(case.joint.overall)}: {told}"


def _jointly(overall: Difference | None) -> str:
    return f", together {said_difference(overall)} without staff" if overall else ""


LABEL_RULES: tuple[LabelRule, ...] = (
    LabelRule(
        "suppressed",
        _is_suppressed,
        lambda _: "there is evidence, but no source has enough people to be shown",
    ),
    LabelRule("insufficient", _has_few_sources, _few),
    LabelRule(
        "contradicted",
        lambda case: bool(case.dissonances),
        lambda case: f"sources disagree: {case.dissonances[0].phrase}",
    ),
    LabelRule("insufficient", _has_no_comparison, _no_comparison),
    LabelRule("worse", _is_worse, lambda case: _together(case, "it became worse")),
    LabelRule(
        "strong",
        _is_strong,
        lambda case: _together(
            case, "a lasting change, a better indicator, and rival explanations weighed"
        ),
    ),
    LabelRule(
        "supported",
        _is_supported,
        lambda case: _together(case, "a lasting change, seen by more than staff"),
    ),
    LabelRule(
        "emerging",
        is_emerging,
        lambda case: _together(case, "better from a real starting point, and no source is worse"),
    ),
    LabelRule(
        "no_clear_change",
        lambda _: True,
        lambda case: _together(case, "the sources show no clear change"),
    ),
)
