"""The least favourable credible finding, which stands on the first page of every summary.

Only sufficient sources are credible; worse comes before disagreement, disagreement before no clear change.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from surveys.impact.evidence import Direction
from surveys.impact.finding import CLAIMS, LeastFavourable
from surveys.impact.label import case_of
from surveys.impact.model import ImpactModel
from surveys.impact.outcomes import Weighing
from surveys.impact.pairs import became_worse
from surveys.impact.words import counted, named, percent, sentence, span

NOTHING_CREDIBLE = "No source has enough to say anything, favourable or not."
GRAVITY: dict[Direction | None, int] = {
    Direction.WORSE: 0,
    Direction.NO_CLEAR_CHANGE: 2,
    Direction.BETTER: 3,
}
DISAGREEMENT = 1


@dataclass(frozen=True, slots=True, order=True)
class _Candidate:
    """A finding that might be the least favourable: graver first, then the smaller share."""

    gravity: int
    proportion: float
    text: str


def least_favourable(weighings: Sequence[Weighing], model: ImpactModel) -> str:
    """Say the least favourable credible finding about what difference was made, or else about how well it was done."""
    claims = [*_candidates(weighings, model, claims=True)]
    found = claims or [*_candidates(weighings, model, claims=False)]
    return sentence(min(found).text) if found else NOTHING_CREDIBLE


def _candidates(
    weighings: Iterable[Weighing], model: ImpactModel, *, claims: bool
) -> Iterator[_Candidate]:
    for weighing in weighings:
        findings = [
            f for f in weighing.findings if f.is_sufficient and (f.level in CLAIMS) is claims
        ]
        yield from (_Candidate(GRAVITY[f.direction], _share(f), _said(f)) for f in findings)
        disagreements = case_of(findings, model, has_rivals=False).dissonances
        yield from (
            _Candidate(DISAGREEMENT, 0, f"sources disagree: {why}") for why in disagreements
        )
        yield from _worsened(weighing, model, claims=claims)


def _worsened(weighing: Weighing, model: ImpactModel, *, claims: bool) -> Iterator[_Candidate]:
    for level in weighing.result.levels:
        if (level.level in CLAIMS) is not claims:
            continue
        for change in level.change:
            if became_worse(change, model):
                people = counted(change.worse or 0, "person", "people")
                text = (
                    f"{named(change.source, level.level)}, “{change.item}”: {people} became worse"
                )
                yield _Candidate(
                    0, 0, f"{text}, {change.improved} improved, of {change.pairs} linked"
                )


def _share(finding: LeastFavourable) -> float:
    """What orders findings of one gravity: a judgement or chart has no share; a good one goes behind every figure."""
    if finding.proportion is not None:
        return finding.proportion
    return 1.0 if finding.direction is Direction.BETTER else 0.0


def _said(finding: LeastFavourable) -> str:
    if finding.proportion is None or finding.interval is None:
        return f"{finding.name}: {finding.wording}"
    figures = f"{percent(finding.proportion)} favourable (95 % interval {span(finding.interval)})"
    return f"{finding.name}: {figures}, {finding.wording}"
