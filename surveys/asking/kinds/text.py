"""The person's own words; they are never scored or compared."""

from types import MappingProxyType

from surveys.asking.kinds.choices import first_sent
from surveys.asking.kinds.kind import AskedQuestion, KindRules
from surveys.asking.kinds.values import Given, Score, as_text
from surveys.asking.texts import clean
from surveys.problems import Refusal


def _read(question: AskedQuestion, raw: object) -> str | None:
    if raw is None:
        return None
    if not isinstance(raw, str | int):
        raise Refusal("answer-unreadable")
    text = clean(as_text(raw))
    if len(text) > question.max_length:
        raise Refusal("answer-too-long", limit=question.max_length)
    return text or None


def _score(_question: AskedQuestion, _value: Given) -> Score:
    return Score()


def _compare(_question: AskedQuestion, _earlier: Given, _later: Given) -> None:
    """Words are read by people."""


RULES = KindRules(
    is_text=True,
    offers_choices=False,
    needs_choices=False,
    standard_choices=MappingProxyType({}),
    may_favour_all=False,
    scored_from=False,
    has_ends=False,
    shows_change=False,
    may_be_paired=False,
    may_be_barrier=False,
    taps=1,
    rules=(),
    from_form=first_sent,
    read=_read,
    score=_score,
    compare=_compare,
)
