"""The least favourable credible finding, which is on page one of every summary.

Only sufficient sources are credible. A contradiction comes first, then the lowest difference or
what the silent could hide, then the lowest level.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import inf

from surveys.impact.kinds import Direction
from surveys.impact.version_2.labels.case import OutcomeCase
from surveys.impact.version_2.labels.sentences import points, said
from surveys.impact.version_2.labels.triangulation import PairRelation
from surveys.impact.version_2.sources.evaluation import SourceEvaluation
from surveys.impact.words import percent, sentence

CONTRADICTION, CHANGE, LEVEL = range(3)
WITHOUT_FIGURES: dict[Direction, float] = {
    Direction.WORSE: -inf,
    Direction.NO_CLEAR_CHANGE: 0.0,
    Direction.BETTER: inf,
}
Gravity = tuple[int, float]


@dataclass(frozen=True, slots=True)
class CredibleFinding:
    """What a sufficient source shows, or could hide, as a sentence with its figures."""

    text: str
    source: SourceEvaluation


def least_favourable(cases: Iterable[OutcomeCase]) -> CredibleFinding | None:
    """Return the least favourable finding about the difference made; None if nothing is credible.

    Contradictions come before changes, and changes before levels.
    """
    found = (one for case in cases for one in _findings(case))
    gravest = min(found, key=lambda one: (one[0], one[1].text), default=None)
    return gravest[1] if gravest else None


def _findings(case: OutcomeCase) -> Iterator[tuple[Gravity, CredibleFinding]]:
    for relation in case.dissonances:
        lower = _lower(relation)
        text = f"sources disagree, and the lower one is {said(lower)}"
        yield (CONTRADICTION, _value(lower)), CredibleFinding(sentence(text), lower)
    for source in case.sufficient:
        gravity = CHANGE if source.direction else LEVEL
        yield (gravity, _value(source)), CredibleFinding(sentence(said(source)), source)
        yield from _hidden(source)


def _lower(relation: PairRelation) -> SourceEvaluation:
    """Return the worse one of opposite directions, otherwise the one with the lower share."""
    pair = relation.pair
    is_opposite = pair.directions == {Direction.BETTER, Direction.WORSE}
    return pair.bright if is_opposite and pair.bright.direction is Direction.WORSE else pair.dim


def _value(source: SourceEvaluation) -> float:
    if source.difference:
        return source.difference.value
    if source.figures:
        return source.figures.proportion
    return WITHOUT_FIGURES[source.direction or Direction.NO_CLEAR_CHANGE]


def _hidden(source: SourceEvaluation) -> Iterator[tuple[Gravity, CredibleFinding]]:
    """Yield the difference that there would be if all who were silent were unfavourable."""
    figures, start = source.figures, source.start
    if figures is None or figures.bounds is None or start is None or start.reference is None:
        return
    worst = figures.bounds[0]
    value = worst - start.reference.share
    text = (
        f"{source.name}: {figures.n} of {figures.eligible} answered; if the others were all "
        f"unfavourable, {percent(worst)} would be favourable, {points(value)} points from before"
    )
    yield (CHANGE, value), CredibleFinding(sentence(text), source)
