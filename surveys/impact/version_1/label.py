"""Labels: one ordered table of rules over the findings of an outcome or a level; first match wins.

A label claims only what sufficient sources show, and always comes with its reason.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from surveys.impact.evidence import Direction, Level, Source
from surveys.impact.labels import Label
from surveys.impact.version_1.finding import CLOSE_TO_CHILDREN, Gap, SourceFinding, ordered, voices
from surveys.impact.version_1.model import ImpactModel
from surveys.impact.version_1.triangulate import dissonance, pairs_of
from surveys.impact.words import listed, sentence

FAVOUR = {"better": "favourable", "worse": "unfavourable"}


@dataclass(frozen=True, slots=True)
class Case:
    """The findings of an outcome, or of one of its levels, for which a label is decided."""

    findings: tuple[SourceFinding, ...]
    has_rivals: bool
    model: ImpactModel

    @property
    def sufficient(self) -> tuple[SourceFinding, ...]:
        """Findings that can decide a label."""
        return tuple(f for f in self.findings if f.is_sufficient)

    def saying(self, direction: Direction) -> tuple[SourceFinding, ...]:
        """Return sufficient findings of one direction."""
        return tuple(f for f in self.sufficient if f.direction is direction)

    @property
    def better(self) -> tuple[SourceFinding, ...]:
        """Sufficient findings that are better."""
        return self.saying(Direction.BETTER)

    @property
    def worse(self) -> tuple[SourceFinding, ...]:
        """Sufficient findings that are worse."""
        return self.saying(Direction.WORSE)

    @property
    def dissonances(self) -> tuple[str, ...]:
        """The reasons why sufficient findings are dissonant, pair by pair."""
        found = (dissonance(a, b, self.model) for a, b in pairs_of(self.sufficient))
        return tuple(why for why in found if why)


Condition = Callable[[Case], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    """A label, its condition, and the reason given."""

    label: Label
    holds: Condition
    reason: Callable[[Case], str]


@dataclass(frozen=True, slots=True)
class Need:
    """One condition of a label, and what would meet it."""

    holds: Condition
    remedy: str


def case_of(findings: Iterable[SourceFinding], model: ImpactModel, *, has_rivals: bool) -> Case:
    """Return findings in a fixed order, so that label and reason do not depend on their order."""
    return Case(ordered(findings), has_rivals, model)


def label_of(case: Case) -> tuple[Label, str]:
    """Return the first label whose rule holds, with its reason."""
    rule = next(rule for rule in RULES if rule.holds(case))
    return rule.label, sentence(rule.reason(case))


def unmet_needs(case: Case, label: Label) -> list[str]:
    """Return what would raise the label by one step; nothing if more evidence alone would not."""
    return [need.remedy for need in NEXT_STEP.get(label, ()) if not need.holds(case)]


def _is_suppressed(case: Case) -> bool:
    seen = [f for f in case.findings if f.gap is not Gap.NOTHING]
    return bool(seen) and all(f.gap is Gap.SMALL for f in seen)


def _is_insufficient(case: Case) -> bool:
    return voices(case.sufficient) < 2


def _is_worse(case: Case) -> bool:
    return voices(case.worse) >= 2 and not case.better


def _is_emerging(case: Case) -> bool:
    return voices(case.better) >= 2 and not case.worse and _beyond_self_report(case)


def _is_supported(case: Case) -> bool:
    return _is_emerging(case) and all(need.holds(case) for need in FOR_SUPPORTED)


def _is_strong(case: Case) -> bool:
    return _is_supported(case) and all(need.holds(case) for need in FOR_STRONG)


def _beyond_self_report(case: Case) -> bool:
    return any(not f.is_self_report for f in case.better)


def _indicator_is_better(case: Case) -> bool:
    return any(f.source is Source.INDICATOR and f.level is Level.OUTCOME for f in case.better)


def _names(findings: Iterable[SourceFinding]) -> str:
    return listed([f"{f.name}: {f.wording}" for f in findings])


def _few(case: Case) -> str:
    if not case.sufficient:
        return "no source has enough to go on"
    return f"only one source has enough to go on: {_names(case.sufficient)}"


def _agreed(findings: tuple[SourceFinding, ...], way: str, other: str) -> str:
    """Return the reason; without a baseline, pair, chart or judgement it claims no change."""
    if any(f.anchored or f.proportion is None for f in findings):
        return f"at least two sources are {way} and none is {other}: {_names(findings)}"
    way, other = FAVOUR[way], FAVOUR[other]
    agreed = f"at least two sources are {way} and none is {other}"
    return f"{agreed}, but no change is shown: {_names(findings)}"


def _unclear(case: Case) -> str:
    return f"the sources do not show a clear direction together: {_names(case.sufficient)}"


FOR_SUPPORTED = (
    Need(
        lambda case: any(f.source in CLOSE_TO_CHILDREN for f in case.better),
        "An audit, children or families that show the same: plan one of these.",
    ),
    Need(
        lambda case: any(f.repeated for f in case.better),
        "The same direction in two waves far enough apart: ask again later.",
    ),
    Need(
        lambda case: any(f.anchored for f in case.better),
        "A better source measured against a baseline or in pairs: "
        "record a baseline, or ask the same people again.",
    ),
)
FOR_STRONG = (
    Need(
        _indicator_is_better,
        "An outcome indicator with a baseline that shows a signal in the wanted direction.",
    ),
    Need(
        lambda case: case.has_rivals,
        "Rival explanations: record what else could have brought this about.",
    ),
)
NEXT_STEP: dict[Label, tuple[Need, ...]] = {
    "emerging": FOR_SUPPORTED,
    "supported": FOR_STRONG,
}
RULES: tuple[Rule, ...] = (
    Rule(
        "suppressed",
        _is_suppressed,
        lambda _: "there is evidence, but no source has enough people to be shown",
    ),
    Rule("insufficient", _is_insufficient, _few),
    Rule(
        "contradicted",
        lambda case: bool(case.dissonances),
        lambda case: f"sources disagree: {case.dissonances[0]}",
    ),
    Rule("worse", _is_worse, lambda case: _agreed(case.worse, "worse", "better")),
    Rule(
        "strong",
        _is_strong,
        lambda case: (
            "supported, with an outcome indicator and rival explanations considered: "
            f"{_names(case.better)}"
        ),
    ),
    Rule(
        "supported",
        _is_supported,
        lambda case: (
            "several sources are better, over time and from a real starting point: "
            f"{_names(case.better)}"
        ),
    ),
    Rule(
        "emerging",
        _is_emerging,
        lambda case: _agreed(case.better, "better", "worse"),
    ),
    Rule("no_clear_change", lambda _: True, _unclear),
)
