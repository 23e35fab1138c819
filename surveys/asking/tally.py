"""What one respondent's answers come to, level by level: how many count, and how many of these are favourable.

Only answers to questions that the respondent was led through count; what lies outside the denominator never enters.
"""

from collections.abc import Mapping

from surveys.asking.answers import Answer, score
from surveys.asking.instrument import Instrument
from surveys.asking.routing import visible
from surveys.impact.evidence import Level

Claim = tuple[
    Level, str | None
]  # what an item speaks to: a level, and one outcome or every outcome


def tallies(instrument: Instrument, answers: Mapping[str, Answer]) -> dict[Claim, tuple[int, int]]:
    """For each level and outcome with an answer in the denominator: (answered, favourable) items."""
    counted: dict[Claim, tuple[int, int]] = {}
    for question in visible(instrument, answers):
        favourable = score(question, answers.get(question.id)).favourable
        if favourable is None or question.level is None:
            continue
        answered, good = counted.get((question.level, question.outcome), (0, 0))
        counted[question.level, question.outcome] = (answered + 1, good + favourable)
    return counted


def is_favourable(answered: int, favourable: int) -> bool:
    """Say whether a respondent counts as favourable: more than half of their items; exactly half is not."""
    return favourable * 2 > answered


def claims(instrument: Instrument) -> frozenset[Claim]:
    """Every level and outcome that the instrument can score; those missing from `tallies` are outside."""
    return frozenset(
        (q.level, q.outcome) for q in instrument.questions if q.level is not None and q.is_scored
    )
