"""How people answer in the demonstration: seeded respondents, favourable or not at each level.

Only answers are made here, by a questionnaire's own choices and branches; what they count for is
never set by hand.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from surveys.asking.answers import Answer
from surveys.asking.instrument import Instrument, Question
from surveys.asking.kinds import KINDS, QuestionKind
from surveys.asking.kinds.values import BeforeNow, Given
from surveys.asking.kinds.written_number import bounds
from surveys.asking.routing import next_question
from surveys.asking.tally import is_favourable, tallies
from surveys.impact.evidence import Level

WORDS: Mapping[str, tuple[str, ...]] = {
    "intention": (
        "Ring the paediatrician from the home visit, not from the office.",
        "Ask at each visit who lives in the home, and record the names.",
        "Phone the next worker before I send the form.",
    ),
    "example": (
        "We rang each other on the day and the family heard one message.",
        "The child talked about mornings because I had asked about mornings.",
        "Dad came to the meeting for the first time since we began.",
    ),
    "say": (
        "Please tell us sooner what was decided.",
        "Send the same person each time.",
        "Explain the words you use at meetings.",
    ),
}
SPEAKS = 0.2  # the share who write something where words are asked for


@dataclass(frozen=True, slots=True)
class Mood:
    """Whether one respondent is favourable at each level; a level that is missing is favourable."""

    at: Mapping[Level, bool] = field(default_factory=dict[Level, bool])

    def likes(self, level: Level | None) -> bool:
        """Say whether they are favourable there."""
        return level is None or self.at.get(level, True)


def answers_of(instrument: Instrument, mood: Mood, rng: random.Random) -> dict[str, Answer]:
    """Return a whole response in that mood: a little uneven, but never against it as a whole."""
    for unevenness in (0.2, 0.1, 0.0):
        given = _once(instrument, mood, rng, unevenness)
        if all(
            is_favourable(*counts) is mood.likes(level)
            for (level, _), counts in tallies(instrument, given).items()
        ):
            return given
    return _once(instrument, mood, rng, 0.0)


def moods(n: int, shares: Mapping[Level, float], rng: random.Random) -> list[Mood]:
    """Return the moods of `n` people; exactly the rounded share is favourable at each level."""
    at = {
        level: [place < round(share * n) for place in range(n)] for level, share in shares.items()
    }
    for likes in at.values():
        rng.shuffle(likes)
    return [Mood({level: likes[place] for level, likes in at.items()}) for place in range(n)]


def _once(
    instrument: Instrument, mood: Mood, rng: random.Random, unevenness: float
) -> dict[str, Answer]:
    given: dict[str, Answer] = {}
    question = next_question(instrument, given, None)
    while question is not None:
        answer = _answer(question, mood, rng, unevenness)
        if answer is not None:
            given[question.id] = answer
        question = next_question(instrument, given, question.id)
    return given


def _answer(question: Question, mood: Mood, rng: random.Random, unevenness: float) -> Answer | None:
    likes = mood.likes(question.level) is not (rng.random() < unevenness)
    given = ANSWERS[question.kind](question, rng, likes)
    if not question.is_text:
        return Answer(question.id, given)
    return None if given is None else Answer(question.id, None, str(given))


def _words(question: Question, rng: random.Random, _likes: bool) -> Given | None:
    offered = WORDS.get(question.id, ())
    return rng.choice(offered) if offered and rng.random() < SPEAKS else None


def _scale(_question: Question, rng: random.Random, likes: bool) -> Given:
    return rng.randint(7, 9) if likes else rng.randint(4, 6)


def _before_now(_question: Question, rng: random.Random, likes: bool) -> Given:
    before = rng.randint(3, 6)
    more = rng.randint(1, 3) if likes else rng.randint(-1, 1)
    return BeforeNow(before, min(10, before + more))


def _choice(question: Question, rng: random.Random, likes: bool) -> Given:
    return rng.choice(_codes(question, likes=likes))


def _several(question: Question, rng: random.Random, _likes: bool) -> Given:
    """One or two of the choices in the order offered; “nothing” is chosen alone."""
    alone = question.exclusive or ("none",)
    named = [code for code in question.codes if code not in alone]
    if rng.random() < SPEAKS:
        return alone[:1]
    chosen = set(rng.sample(named, rng.choice((1, 1, 2))))
    return tuple(code for code in named if code in chosen)


def _number(question: Question, rng: random.Random, likes: bool) -> Given:
    """A number that counts as favourable, or one that does not where the key leaves any."""
    low, high = (round(bound) for bound in bounds(question))
    near = range(low, min(high, low + 40) + 1)
    score = KINDS[QuestionKind.NUMBER].score
    meant = [one for one in near if score(question, one).favourable in {None, likes}]
    return rng.choice(meant or near)


def _day(_question: Question, rng: random.Random, _likes: bool) -> Given:
    """A day of the spring that the demonstration is about."""
    return date(2026, rng.randint(1, 5), rng.randint(1, 28)).isoformat()


def _order(question: Question, rng: random.Random, _likes: bool) -> Given:
    return tuple(rng.sample(question.codes, len(question.codes)))


def _codes(question: Question, *, likes: bool) -> list[str]:
    if question.concern:
        return [code for code in question.codes if code not in question.concern]
    if not question.is_scored:
        return list(question.codes)
    if likes:
        return list(question.favourable)
    return [
        code for code in question.codes if code not in {*question.favourable, *question.outside}
    ]


ANSWERS: Mapping[QuestionKind, Callable[[Question, random.Random, bool], Given | None]] = {
    QuestionKind.SINGLE: _choice,
    QuestionKind.AGREEMENT: _choice,
    QuestionKind.YES_NO: _choice,
    QuestionKind.SCENARIO: _choice,
    QuestionKind.SEVERAL: _several,
    QuestionKind.SCALE: _scale,
    QuestionKind.BEFORE_NOW: _before_now,
    QuestionKind.TEXT: _words,
    QuestionKind.NUMBER: _number,
    QuestionKind.DATE: _day,
    QuestionKind.RANKING: _order,
    QuestionKind.MATRIX: _choice,
    QuestionKind.SMILEYS: _choice,
}
