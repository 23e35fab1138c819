"""Triangulation: how every two sources of an outcome relate, as an ordered table of rules.

Silence is listed and never read as agreement; a level beside a direction has nothing to compare.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from surveys.impact.kinds import CLAIMS, Direction
from surveys.impact.provenance import CodeReview
from surveys.impact.version_2.change_model import ChangeModel
from surveys.impact.version_2.labels.pair import Pair, pairs_of
from surveys.impact.version_2.labels.sentences import points, said, said_level, silence_of
from surveys.impact.version_2.sources.evaluation import SourceEvaluation
from surveys.impact.words import listed, sentence


class PairCode(StrEnum):
    """How two sources of an outcome relate."""

    AGREEMENT = "agreement"
    PARTIAL = "partial"
    NO_STARTING_POINT = "no_starting_point"
    SILENCE = "silence"
    DISSONANCE = "dissonance"


@dataclass(frozen=True, slots=True)
class PairRule:
    """A code, its condition, and the reason given."""

    code: PairCode
    holds: Callable[[Pair], bool]
    why: Callable[[Pair], str]


@dataclass(frozen=True, slots=True)
class PairRelation:
    """How two sources relate, with what evaluators have said of it."""

    pair: Pair
    rule: PairRule
    reviews: tuple[CodeReview, ...] = ()

    @property
    def code(self) -> PairCode:
        """The code of the pair."""
        return self.rule.code

    @property
    def phrase(self) -> str:
        """The reason for the code, as part of a sentence."""
        return self.rule.why(self.pair)

    @property
    def why(self) -> str:
        """The reason for the code, as a sentence."""
        return sentence(self.phrase)


def relations_of(
    sources: Iterable[SourceEvaluation], reviews: Iterable[CodeReview], model: ChangeModel
) -> tuple[PairRelation, ...]:
    """Return the relation of each two sources of claims that are planned or sufficient."""
    heard = [s for s in sources if s.level in CLAIMS and (s.is_planned or s.is_sufficient)]
    known = sorted(reviews, key=lambda review: (review.on, review.reason))
    return tuple(_relation(pair, known) for pair in pairs_of(heard, model))


def _relation(pair: Pair, reviews: list[CodeReview]) -> PairRelation:
    rule = next(rule for rule in PAIR_RULES if rule.holds(pair))
    names = {pair.bright.name, pair.dim.name}
    about = tuple(one for one in reviews if set(one.between) == names)
    return PairRelation(pair, rule, about)


def _silent(pair: Pair) -> list[SourceEvaluation]:
    return [source for source in (pair.bright, pair.dim) if not source.is_sufficient]


def _bare(pair: Pair) -> list[str]:
    return [source.name for source in (pair.bright, pair.dim) if source.direction is None]


def _both(pair: Pair) -> str:
    return f"{said(pair.bright)}; {said(pair.dim)}"


def _gap(pair: Pair) -> str:
    levels = f"{said_level(pair.bright)}; {said_level(pair.dim)}"
    apart = points(pair.gap).removeprefix("+")
    return f"the weaker source is the more favourable by {apart} points: {levels}"


PAIR_RULES: tuple[PairRule, ...] = (
    PairRule(
        PairCode.SILENCE,
        lambda pair: bool(_silent(pair)),
        lambda pair: "; ".join(map(silence_of, _silent(pair))),
    ),
    PairRule(
        PairCode.DISSONANCE,
        lambda pair: pair.directions == {Direction.BETTER, Direction.WORSE},
        lambda pair: f"opposite directions: {_both(pair)}",
    ),
    PairRule(PairCode.DISSONANCE, lambda pair: pair.is_beyond_chance, _gap),
    PairRule(
        PairCode.NO_STARTING_POINT,
        lambda pair: None in pair.directions,
        lambda pair: f"nothing to compare: no starting point for {listed(_bare(pair))}",
    ),
    PairRule(
        PairCode.PARTIAL,
        lambda pair: len(pair.directions) > 1,
        lambda pair: f"different directions: {_both(pair)}",
    ),
    PairRule(
        PairCode.PARTIAL,
        lambda pair: pair.is_wide,
        lambda pair: f"{_gap(pair)}; chance could explain that",
    ),
    PairRule(
        PairCode.PARTIAL,
        lambda pair: not pair.overlaps,
        lambda pair: f"the same direction, but of different size: {_both(pair)}",
    ),
    PairRule(
        PairCode.AGREEMENT,
        lambda _: True,
        lambda pair: f"the same direction: {_both(pair)}",
    ),
)
