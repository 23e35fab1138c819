"""What labels of change ask for, one condition each, with what would meet it."""

from collections.abc import Callable
from dataclasses import dataclass

from surveys.impact.counting import NEARLY
from surveys.impact.kinds import Source
from surveys.impact.labels import Label
from surveys.impact.version_2.labels.case import OutcomeCase, families
from surveys.impact.version_2.sources.evaluation import SourceEvaluation
from surveys.impact.version_2.sources.families import CARRYING

Condition = Callable[[OutcomeCase], bool]


@dataclass(frozen=True, slots=True)
class LabelNeed:
    """One condition of a label, and what would meet it."""

    holds: Condition
    remedy: str


def is_emerging(case: OutcomeCase) -> bool:
    """Return whether no source is worse, and two families are better or the joint difference."""
    return not case.worse and (len(families(case.better)) > 1 or _jointly_better(case))


def is_above_zero(case: OutcomeCase) -> bool:
    """Return whether the interval of the joint difference lies above 0."""
    overall = case.joint.overall
    return overall is not None and overall.interval[0] > NEARLY


def has_lasted(case: OutcomeCase) -> bool:
    """Return whether earlier waves, too, were better together, and no family was worse."""
    overall = case.lasting.overall
    if overall is None or overall.value < case.model.labels.lasting_joint - NEARLY:
        return False
    return all(one.difference.value >= -NEARLY for one in case.lasting.families)


def is_carried(case: OutcomeCase) -> bool:
    """Return whether records, children or families show it, and could not owe it to silence."""
    return any(_carries(source, case) for source in case.better)


def has_better_indicator(case: OutcomeCase) -> bool:
    """Return whether a chart is better."""
    return any(source.source is Source.INDICATOR for source in case.better)


def _jointly_better(case: OutcomeCase) -> bool:
    gates, overall = case.model.labels, case.joint.overall
    if overall is None or overall.value < gates.emerging_joint - NEARLY:
        return False
    clear = [
        one.family
        for one in case.joint.families
        if one.difference.value >= gates.emerging_family - NEARLY
    ]
    return is_above_zero(case) and len(clear) > 1


def _carries(source: SourceEvaluation, case: OutcomeCase) -> bool:
    figures, difference, start = source.figures, source.difference, source.start
    if source.family not in CARRYING or figures is None or difference is None or start is None:
        return False
    answered = figures.response_rate if figures.is_survey else None
    kept = difference.value * (1.0 if answered is None else answered)
    return not start.trigger and kept >= case.model.labels.effect_kept - NEARLY


FOR_SUPPORTED = (
    LabelNeed(
        is_above_zero,
        "A joint difference clearly above 0: ask more people, or read more cases.",
    ),
    LabelNeed(has_lasted, "The same change in an earlier wave: ask again later."),
    LabelNeed(
        is_carried,
        "An audit of random cases, children or families that show the change, with enough of those "
        "asked: plan one of these. What started the action cannot show it alone.",
    ),
)
FOR_STRONG = (
    LabelNeed(
        has_better_indicator,
        "An indicator whose chart is better: plan one with enough periods before the start.",
    ),
    LabelNeed(
        lambda case: case.rivals_are_weighed,
        "Rival explanations: record what else could have brought this about, and how each was "
        "weighed.",
    ),
)
NEXT_STEP: dict[Label, tuple[LabelNeed, ...]] = {
    "emerging": FOR_SUPPORTED,
    "supported": FOR_STRONG,
}


def unmet_needs(case: OutcomeCase, label: Label) -> list[str]:
    """Return what would raise the label by one step; nothing if more evidence alone would not."""
    return [need.remedy for need in NEXT_STEP.get(label, ()) if not need.holds(case)]
