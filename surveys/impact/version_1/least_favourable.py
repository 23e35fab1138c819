"""The least favourable credible finding, which is on the first page of every summary.

Only sufficient sources are credible. Worse comes before disagreement, disagreement before no clear
change.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from surveys.impact.evidence import Direction
from surveys.impact.kinds import CLAIMS
from surveys.impact.version_1.finding import SourceFinding
from surveys.impact.version_1.label import case_of
from surveys.impact.version_1.model import ImpactModel
from surveys.impact.version_1.outcomes import Weighing
from surveys.impact.version_1.pairs import became_worse
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
    """A finding that might be the least favourable: the gravest first, then the smallest share."""

    gravity: int
    proportion: float
    text: str


def least_favourable(weighings: Sequence[Weighing], model: ImpactModel) -> str:
    """Return the least favourable credible finding about the difference made.

    If there is none, the one about how well it was done.
    """
    claims = [*_candidates(weighings, model, claims=True)]
    found = claims or [*_candidates(weighings, model, claims=False)]
    return sentence(min(found).text) if found else NOTHING_CREDIBLE


def _candidates(
    weighings: Iterable[Weighing], model: ImpactModel, *, claims: bool
) -> Iterator[_Candidate]:
    for weighing in weighings:
        sufficient = (finding for finding in weighing.findings if finding.is_sufficient)
        findings = [f for f in sufficient if (f.level in CLAIMS) is claims]
        yield from (_Candidate(GRAVITY[f.direction], _share(f), _said(f)) for f in findings)
        for why in case_of(findings, model, has_rivals=False).dissonances:
            yield _Candidate(DISAGREEMENT, 0, f"sources disagree: {why}")
        yield from _worsened(weighing, model, claims=claims)


def _worsened(weighing: Weighing, model: ImpactModel, *, claims: bool) -> Iterator[_Candidate]:
    for level in weighing.result.levels:
        if (level.level in CLAIMS) is not claims:
            continue
        for change in (one for one in level.change if became_worse(one, model)):
            item = f"{named(change.source, level.level)}, “{change.item}”"
            worse = f"{counted(change.worse or 0, 'person', 'people')} became worse"
            improved = f"{change.improved} improved, of {change.pairs} linked"
            yield _Candidate(0, 0, f"{item}: {worse}, {improved}")


def _share(finding: SourceFinding) -> float:
    """Return the share that orders findings of the same gravity.

    A judgement or chart has none: a good one comes after every share, a bad one before.
    """
    if finding.proportion is not None:
        return finding.proportion
    return 1.0 if finding.direction is Direction.BETTER else 0.0


def _said(finding: SourceFinding) -> str:
    if finding.proportion is None or finding.interval is None:
        return f"{finding.name}: {finding.wording}"
    figures = f"{percent(finding.proportion)} favourable (95 % interval {span(finding.interval)})"
    return f"{finding.name}: {figures}, {finding.wording}"
