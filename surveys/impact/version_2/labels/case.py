"""The case of an outcome: what a label is decided on.

It holds sufficient and insufficient sources at the levels of claims, their relations and their
joint differences; nothing else raises or lowers a label.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from surveys.impact.evidence import Outcome
from surveys.impact.kinds import CLAIMS, Direction
from surveys.impact.version_2.basis import Basis
from surveys.impact.version_2.change_model import ChangeModel
from surveys.impact.version_2.labels.joint import JointDifference, joint_difference
from surveys.impact.version_2.labels.triangulation import PairCode, PairRelation, relations_of
from surveys.impact.version_2.sources.evaluation import SourceEvaluation
from surveys.impact.version_2.sources.families import Family


@dataclass(frozen=True, slots=True)
class OutcomeCase:
    """Sources of one outcome at practice, experience and outcome, and how they relate.

    `joint` is of the waves that count, `lasting` of those long enough before them.
    """

    sources: tuple[SourceEvaluation, ...]
    relations: tuple[PairRelation, ...]
    joint: JointDifference
    lasting: JointDifference
    rivals_are_weighed: bool
    model: ChangeModel

    @property
    def sufficient(self) -> tuple[SourceEvaluation, ...]:
        """The sources that can decide a label."""
        return tuple(source for source in self.sources if source.is_sufficient)

    @property
    def directed(self) -> tuple[SourceEvaluation, ...]:
        """The sufficient sources that have a direction."""
        return tuple(source for source in self.sufficient if source.direction)

    @property
    def better(self) -> tuple[SourceEvaluation, ...]:
        """The sufficient sources that are better."""
        return tuple(s for s in self.sufficient if s.direction is Direction.BETTER)

    @property
    def worse(self) -> tuple[SourceEvaluation, ...]:
        """The sufficient sources that are worse."""
        return tuple(s for s in self.sufficient if s.direction is Direction.WORSE)

    @property
    def dissonances(self) -> tuple[PairRelation, ...]:
        """The pairs of sufficient sources that contradict each other."""
        return tuple(one for one in self.relations if one.code is PairCode.DISSONANCE)


def case_of(sources: Iterable[SourceEvaluation], outcome: Outcome, basis: Basis) -> OutcomeCase:
    """Return the case of an outcome's sources, which are in a fixed order."""
    reviews = (one for one in basis.evidence.code_reviews if one.outcome_ref == outcome.ref)
    claims = tuple(source for source in sources if source.level in CLAIMS)
    directed = [source for source in claims if source.is_sufficient and source.direction]
    return OutcomeCase(
        claims,
        relations_of(claims, reviews, basis.model),
        joint_difference((source, source.difference) for source in directed),
        joint_difference((source, source.earlier) for source in directed),
        _are_rivals_weighed(basis),
        basis.model,
    )


def voices(sources: Iterable[SourceEvaluation]) -> int:
    """Return how many different voices the sources are."""
    return len({source.voice for source in sources})


def families(sources: Iterable[SourceEvaluation]) -> set[Family]:
    """Return the families of the sources."""
    return {source.family for source in sources}


def _are_rivals_weighed(basis: Basis) -> bool:
    rivals = set(basis.evidence.rival_explanations)
    weighed = {one.explanation for one in basis.evidence.rivals_weighed if one.weighed.strip()}
    return bool(rivals) and rivals <= weighed
