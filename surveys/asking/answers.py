"""An answer: read from what a card or a form sends, scored by the key of its question, kept as JSON.

Reading accepts or refuses and never guesses: what is stored is exactly what was offered, or the person's own words.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast

from surveys.asking.lexicon import ConcernClass
from surveys.asking.question import SCALE_HIGH, SCALE_LOW, Question, QuestionKind
from surveys.asking.texts import clean
from surveys.problems import Refusal


@dataclass(frozen=True, slots=True)
class BeforeNow:
    """Two numbers 0-10 given at once: how it was before, looking back, and how it is now."""

    before: int
    now: int


Given = str | int | tuple[str, ...] | BeforeNow


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: `value` for everything that is chosen, `text` for a person's own words; never both."""

    question_id: str
    value: Given | None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """`favourable` is None outside the denominator; `change` is -1, 0 or 1 (now against before), None if not asked."""

    favourable: bool | None = None
    change: int | None = None


def pair_fields(question_id: str) -> tuple[str, str]:
    """The names of the two inputs of a before/now question, on a card and on a form alike."""
    return f"{question_id}.before", f"{question_id}.now"


def read_answer(question: Question, raw: object) -> Answer | None:
    """The answer that `raw` gives, None when it is skipped.

    `raw` is text, a number, a list, choices joined by commas, or for a before/now question a mapping with the fields
    `before` and `now` (or those of `pair_fields`). Refuses answer-missing, answer-not-offered, answer-too-long,
    answer-not-a-number, answer-half or answer-unreadable.
    """
    if question.kind is QuestionKind.TEXT:
        text = _text(question, raw)
        answer = Answer(question.id, None, text) if text else None
    else:
        value = _READERS[question.kind](question, raw)
        answer = None if value is None else Answer(question.id, value)
    if answer is None and question.required:
        raise Refusal("answer-missing")
    return answer


def score(question: Question, answer: Answer | None) -> Score:
    """What an answer counts for under its question's key (impact model, section 2); None was skipped."""
    value = None if answer is None else answer.value
    if isinstance(value, BeforeNow):
        return Score(change=_sign(value.now - value.before))
    if value is None or not question.is_scored:
        return Score()
    if isinstance(value, int):
        return Score(question.favourable_from is not None and value >= question.favourable_from)
    chosen = {value} if isinstance(value, str) else set(value)
    inside = chosen - set(question.outside)
    return Score(not inside.isdisjoint(question.favourable)) if inside else Score()


def change_between(question: Question, earlier: Answer | None, later: Answer | None) -> int | None:
    """How one person's answers to a paired question moved between two waves: -1, 0, 1, or None if not comparable.

    Numbers are compared as they stand (a before/now answer by its now); agreement by the order offered, where moving
    towards the favourable end is 1.
    """
    then, now = _place(question, earlier), _place(question, later)
    return None if then is None or now is None else _sign(now - then)


def tapped(question: Question, answer: Answer | None) -> ConcernClass | None:
    """The class of concern that the respondent raised by their own choice, if any."""
    return question.concern.get(answer.value) if answer and isinstance(answer.value, str) else None


def as_json(answer: Answer) -> str:
    """The chosen value as JSON; a person's own words are kept apart from it, so that they can be encrypted."""
    value = answer.value
    if isinstance(value, BeforeNow):
        return json.dumps({"before": value.before, "now": value.now})
    return json.dumps(value)


def from_json(question_id: str, stored: str, text: str | None = None) -> Answer:
    """The answer of which `as_json` made `stored`, with the words kept beside it."""
    value = json.loads(stored)
    if isinstance(value, dict):
        pair = cast("dict[str, int]", value)
        return Answer(question_id, BeforeNow(pair["before"], pair["now"]), text)
    return Answer(
        question_id, tuple(cast("list[str]", value)) if isinstance(value, list) else value, text
    )


def _text(question: Question, raw: object) -> str | None:
    if raw is None:
        return None
    if not isinstance(raw, str | int):
        raise Refusal("answer-unreadable")
    text = clean(_written(raw))
    if len(text) > question.max_length:
        raise Refusal("answer-too-long", limit=question.max_length)
    return text or None


def _choice(question: Question, raw: object) -> str | None:
    codes = _codes(question, raw)
    if len(codes) > 1:
        raise Refusal("answer-not-offered")
    return codes[0] if codes else None


def _several(question: Question, raw: object) -> tuple[str, ...] | None:
    """The choices in the order offered, so that ticking them in another order is the same answer."""
    ticked = _codes(question, raw)
    return tuple(code for code in question.codes if code in ticked) or None


def _scale(question: Question, raw: object) -> str | int | None:
    if isinstance(raw, str) and raw.strip() in question.outside:
        return raw.strip()
    return _number(raw)


def _before_now(question: Question, raw: object) -> BeforeNow | None:
    if is_blank(raw):
        return None
    if not isinstance(raw, Mapping):
        raise Refusal("answer-unreadable")
    fields = cast("Mapping[object, object]", raw)
    first, second = pair_fields(question.id)
    before = _number(fields.get("before", fields.get(first)))
    now = _number(fields.get("now", fields.get(second)))
    if before is None and now is None:
        return None
    if before is None or now is None:
        raise Refusal("answer-half")
    return BeforeNow(before, now)


_READERS: Mapping[QuestionKind, Callable[[Question, object], Given | None]] = {
    QuestionKind.SINGLE: _choice,
    QuestionKind.AGREEMENT: _choice,
    QuestionKind.YES_NO: _choice,
    QuestionKind.SCENARIO: _choice,
    QuestionKind.SEVERAL: _several,
    QuestionKind.SCALE: _scale,
    QuestionKind.BEFORE_NOW: _before_now,
}

_DIGITS = re.compile(r"[0-9]{1,2}(?:\.0)?")


def _number(raw: object) -> int | None:
    if is_blank(raw):
        return None
    written = _written(raw).strip() if isinstance(raw, str | int | float) else ""
    number = int(float(written)) if _DIGITS.fullmatch(written) else -1
    if not SCALE_LOW <= number <= SCALE_HIGH:
        raise Refusal("answer-not-a-number", low=SCALE_LOW, high=SCALE_HIGH)
    return number


def _codes(question: Question, raw: object) -> list[str]:
    """The distinct codes that `raw` names, each of them offered."""
    if raw is None:
        return []
    parts = list(cast("list[object]", raw)) if isinstance(raw, list | tuple) else [raw]
    if not all(isinstance(part, str | int) for part in parts):
        raise Refusal("answer-unreadable")
    named = [code.strip() for part in parts for code in _written(part).split(",") if code.strip()]
    if any(code not in question.codes for code in named):
        raise Refusal("answer-not-offered")
    return list(dict.fromkeys(named))


def _written(raw: object) -> str:
    """A number or text as text; a number too long to write out is refused like any other that is not offered."""
    try:
        return str(raw)
    except ValueError:
        raise Refusal("answer-unreadable") from None


def is_blank(raw: object) -> bool:
    """Say whether a card or a form sent nothing where an answer goes."""
    return raw is None or (isinstance(raw, str) and not raw.strip()) or raw in ([], ())


def _place(question: Question, answer: Answer | None) -> int | None:
    value = None if answer is None else answer.value
    if isinstance(value, BeforeNow):
        return value.now
    if isinstance(value, int):
        return value
    inside = [code for code in question.codes if code not in question.outside]
    if not isinstance(value, str) or value not in inside:
        return None
    place = inside.index(value)
    return -place if inside[0] in question.favourable or not question.favourable else place


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
