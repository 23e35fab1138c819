"""Triangulation: how every two planned sources of an outcome relate to each other.

Silence is listed and never read as agreement. A weaker source with the more favourable result is a
dissonance.
"""

from collections.abc import Iterable, Iterator
from itertools import combinations

from surveys.impact.counting import NEARLY
from surveys.impact.evidence import Direction
from surveys.impact.kinds import CLAIMS
from surveys.impact.version_1.finding import Gap, SourceFinding, ordered
from surveys.impact.version_1.model import ImpactModel
from surveys.impact.version_1.summary import Code, PastTriangle
from surveys.impact.words import percent, sentence

SILENT: dict[Gap, str] = {
    Gap.NOTHING: "nothing yet",
    Gap.SMALL: "too few people to show",
    Gap.LOW_RESPONSE: "answered by too few of those asked",
    Gap.SHORT_BASELINE: "too short a baseline",
    Gap.NOTHING_AFTER: "no point after the action began",
    Gap.UNCHECKED: "more answers than expected, not checked yet",
}


def triangulated(findings: Iterable[SourceFinding], model: ImpactModel) -> list[PastTriangle]:
    """Return a code and a reason for each pair of planned sources at the levels of claims."""
    planned = [f for f in ordered(findings) if f.planned and f.level in CLAIMS]
    return [_triangle(a, b, model) for a, b in pairs_of(planned)]


def pairs_of(
    findings: Iterable[SourceFinding],
) -> Iterator[tuple[SourceFinding, SourceFinding]]:
    """Return every two findings of different sources."""
    return ((a, b) for a, b in combinations(findings, 2) if a.who != b.who)


def dissonance(a: SourceFinding, b: SourceFinding, model: ImpactModel) -> str | None:
    """Return why two sufficient findings are dissonant; None if they are not."""
    if {a.direction, b.direction} == {Direction.BETTER, Direction.WORSE}:
        better, worse = (a, b) if a.direction is Direction.BETTER else (b, a)
        return f"{_said(better)}, but {_said(worse)}"
    brighter, dimmer = (a, b) if (a.proportion or 0) >= (b.proportion or 0) else (b, a)
    points = _points_apart(brighter, dimmer)
    if points is None or points < model.gates.dissonance_points - NEARLY:
        return None
    if (brighter.quality or 0) >= (dimmer.quality or 0):
        return None
    return (
        f"the weaker source, {brighter.name}, is the more favourable by {points:.0f} points "
        f"({percent(brighter.proportion or 0)} against "
        f"{percent(dimmer.proportion or 0)} for {dimmer.name})"
    )


def _triangle(a: SourceFinding, b: SourceFinding, model: ImpactModel) -> PastTriangle:
    code, why = _coded(a, b, model)
    return PastTriangle(between=(a.source, b.source), code=code, why=sentence(why))


def _coded(a: SourceFinding, b: SourceFinding, model: ImpactModel) -> tuple[Code, str]:
    silent = [f"{f.name}: {SILENT[f.gap]}" for f in (a, b) if f.gap]
    if silent:
        return "silence", "; ".join(silent)
    why = dissonance(a, b, model)
    if why:
        return "dissonance", why
    both = f"{_said(a)}; {_said(b)}"
    if a.direction != b.direction:
        return "partial", f"different directions: {both}"
    if _overlap(a, b):
        return "agreement", f"the same direction: {both}"
    return "partial", f"the same direction, but the intervals do not overlap: {both}"


def _points_apart(brighter: SourceFinding, dimmer: SourceFinding) -> float | None:
    known = brighter.proportion is not None and dimmer.proportion is not None
    comparable = brighter.quality is not None and dimmer.quality is not None
    if not (known and comparable):
        return None
    return 100 * ((brighter.proportion or 0) - (dimmer.proportion or 0))


def _overlap(a: SourceFinding, b: SourceFinding) -> bool:
    """Return whether the intervals overlap; a judgement or an indicator has none that could not."""
    if a.interval is None or b.interval is None:
        return True
    return a.interval[0] <= b.interval[1] and b.interval[0] <= a.interval[1]


def _said(finding: SourceFinding) -> str:
    """Return a finding in words that its reference allows: never a change without a baseline."""
    return f"{finding.name}: {finding.wording}"
