"""An answer: read from what a card or a form sends, scored by its question's key, kept as JSON.

What each kind of question makes of it is in `kinds`. Reading accepts or refuses and never guesses:
what is stored is exactly what was offered, or the person's own words.
"""

import json
from dataclasses import dataclass
from datetime import date
from typing import cast

from surveys.asking.kinds import KINDS
from surveys.asking.kinds.values import BeforeNow, Given, Score
from surveys.asking.lexicon import ConcernClass
from surveys.asking.question import Question
from surveys.problems import Refusal


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: `value` for what was chosen, `text` for a person's own words; never both."""

    question_id: str
    value: Given | None
    text: str | None = None


def read_answer(question: Question, raw: object, today: date) -> Answer | None:
    """The answer that `raw` gives, None when it is skipped; `today` is that of the person.

    `raw` is text, a number, a list, choices joined by commas, or a mapping: of `before` and `now`
    (or those of `pair_fields`), of `day`, `month` and `year`, or of choices to their places.
    Refuses with a problem whose code begins with `answer-`.
    """
    given = KINDS[question.kind].read(question, raw, today)
    if given is None:
        if question.required:
            raise Refusal("answer-missing")
        return None
    return Answer(question.id, None, str(given)) if question.is_text else Answer(question.id, given)


def score(question: Question, answer: Answer | None) -> Score:
    """What an answer counts for by its question's key (impact model, section 2); None: skipped."""
    if answer is None or answer.value is None:
        return Score()
    return KINDS[question.kind].score(question, answer.value)


def change_between(question: Question, earlier: Answer | None, later: Answer | None) -> int | None:
    """How one person's answers to a paired question moved between two waves: -1, 0 or 1.

    None where either is missing or the two cannot be compared.
    """
    then, now = (None if answer is None else answer.value for answer in (earlier, later))
    return (
        None if then is None or now is None else KINDS[question.kind].compare(question, then, now)
    )


def tapped(question: Question, answer: Answer | None) -> ConcernClass | None:
    """The class of concern that the respondent raised by their own choice, if any."""
    return question.concern.get(answer.value) if answer and isinstance(answer.value, str) else None


def as_json(answer: Answer) -> str:
    """The chosen value as JSON; a person's own words are kept apart from it, encrypted."""
    value = answer.value
    if isinstance(value, BeforeNow):
        return json.dumps({"before": value.before, "now": value.now})
    return json.dumps(value)


def from_json(question_id: str, stored: str, text: str | None = None) -> Answer:
    """The answer that `as_json` wrote as `stored`, with the words kept beside it."""
    value = json.loads(stored)
    if isinstance(value, dict):
        pair = cast("dict[str, int]", value)
        return Answer(question_id, BeforeNow(pair["before"], pair["now"]), text)
    given = tuple(cast("list[str]", value)) if isinstance(value, list) else value
    return Answer(question_id, given, text)
