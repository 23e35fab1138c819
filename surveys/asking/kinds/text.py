"""The person's own words; they are never scored or compared."""

from datetime import date
from types import MappingProxyType

from surveys.asking.kinds.choices import first_sent, one_name
from surveys.asking.kinds.kind import AskedQuestion, KindRules
from surveys.asking.kinds.values import Fields, Given, Score, as_text
from surveys.asking.texts import clean
from surveys.problems import Refusal


def _read(question: AskedQuestion, raw: object, _today: date) -> str | None:
    if raw is None:
        return None
    if not isinstance(raw, str | int):
        raise Refusal("answer-unreadable")
    text = clean(as_text(raw))
    if len(text) > question.max_length:
        raise Refusal("answer-too-long", limit=question.max_length)
    return text or None


def _to_form(_question: AskedQuestion, _value: Given) -> Fields:
    """Words that were kept are not shown again."""
    return {}


def _score(_question: AskedQuestion, _value: Given) -> Score:
    return Score()


def _compare(_question: AskedQuestion, _earlier: Given, _later: Given) -> None:
    """Words are read by people."""


RULES = KindRules(
    is_asked=True,
    is_text=True,
    is_typed=True,
    fields=frozenset(),
    offers_choices=False,
    needs_choices=False,
    most_choices=0,
    standard_choices=MappingProxyType({}),
    in_order=False,
    all_smiles=False,
    may_favour_all=False,
    scored_from=False,
    has_ends=False,
    shows_change=False,
    may_be_paired=False,
    may_be_barrier=False,
    taps=1,
    rules=(),
    names=one_name,
    from_form=first_sent,
    to_form=_to_form,
    read=_read,
    score=_score,
    counted_as=None,
    compare=_compare,
)
