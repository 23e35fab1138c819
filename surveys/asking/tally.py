"""What one respondent's answers come to, by level: how many count and how many are favourable.

Only answers to questions that the respondent was led through count; what lies outside the
denominator never enters, and neither do questions that themselves ask about change.
"""

from collections.abc import Iterable, Mapping

from surveys.asking.answers import Answer, score
from surveys.asking.instrument import Instrument
from surveys.asking.routing import visible
from surveys.impact.evidence import Level

# What an item speaks to: a level, and one outcome or every outcome.
Claim = tuple[Level, str | None]


def tallies(instrument: Instrument, answers: Mapping[str, Answer]) -> dict[Claim, tuple[int, int]]:
    """(answered, favourable) items at each level and outcome with an answer that counts."""
    counted: dict[Claim, tuple[int, int]] = {}
    for question in visible(instrument, answers):
        favourable = score(question, answers.get(question.id)).favourable
        if favourable is None or question.level is None or question.reports_change:
            continue
        answered, good = counted.get((question.level, question.outcome), (0, 0))
        counted[question.level, question.outcome] = (answered + 1, good + favourable)
    return counted


def is_favourable(answered: int, favourable: int) -> bool:
    """Say whether a respondent counts as favourable: more than half of their items are."""
    return favourable * 2 > answered


def claims(instrument: Instrument) -> frozenset[Claim]:
    """Every level and outcome that it can score; those missing from `tallies` are outside."""
    return frozenset(
        (q.level, q.outcome)
        for q in instrument.questions
        if q.level is not None and q.is_scored and not q.reports_change
    )


def counts_of(
    instrument: Instrument, answers: Mapping[str, Answer], touched: Iterable[str]
) -> dict[tuple[str, str], tuple[int, int]]:
    """What is kept of a response: (answered, favourable) by (level, outcome, "" for every one).

    A row stands for each claim that the `touched` questions are about, also where nothing counts.
    """
    counted = tallies(instrument, answers)
    asked = (instrument.question(question) for question in touched)
    counting = (q for q in asked if not q.reports_change)
    about = {(q.level, q.outcome) for q in counting if q.level is not None} & claims(instrument)
    return {
        (level.value, outcome or ""): counted.get((level, outcome), (0, 0))
        for level, outcome in sorted(about, key=str)
    }
