"""What the kinds share that are answered by choosing: reading, scoring and comparing codes.

Only a code that the question offers is ever taken, and each is kept once.
"""

from datetime import date
from types import MappingProxyType
from typing import cast

from surveys.asking.kinds.kind import AskedQuestion, KindRules
from surveys.asking.kinds.values import BeforeNow, Fields, Given, Score, as_text, sign
from surveys.problems import Refusal

MOST_SHOWN = 12  # choices that a page and a card show at once
MOST_LISTED = 60  # of a list that is looked through or filtered


def codes_in(question: AskedQuestion, raw: object) -> list[str]:
    """The distinct codes that `raw` names (a code, a list, or codes joined by commas).

    Refuses `answer-unreadable`, and `answer-not-offered` unless each of them is offered.
    """
    if raw is None:
        return []
    parts = list(cast("list[object]", raw)) if isinstance(raw, list | tuple) else [raw]
    if not all(isinstance(part, str | int) for part in parts):
        raise Refusal("answer-unreadable")
    named = [code.strip() for part in parts for code in as_text(part).split(",") if code.strip()]
    if any(code not in question.codes for code in named):
        raise Refusal("answer-not-offered")
    return list(dict.fromkeys(named))


def one_name(question: AskedQuestion) -> tuple[str, ...]:
    """The name of the only input of a question: its id."""
    return (question.id,)


def first_sent(question: AskedQuestion, fields: Fields) -> object:
    """The first value that a form sent for a question, None where it sent none."""
    return next(iter(fields.get(question.id, ())), None)


def as_sent(question: AskedQuestion, value: Given) -> Fields:
    """A value, or each of several, as a form sends it under the question's id."""
    return {question.id: value if isinstance(value, tuple) else (str(value),)}


def score(question: AskedQuestion, value: Given) -> Score:
    """Favourable where any code that counts is; outside the denominator where none counts."""
    if isinstance(value, int | float | BeforeNow) or not question.is_scored:
        return Score()
    chosen = {value} if isinstance(value, str) else set(value)
    inside = chosen - set(question.outside)
    return Score(not inside.isdisjoint(question.favourable)) if inside else Score()


def _read_one(question: AskedQuestion, raw: object, _today: date) -> str | None:
    codes = codes_in(question, raw)
    if len(codes) > 1:
        raise Refusal("answer-not-offered")
    return codes[0] if codes else None


def _compare(question: AskedQuestion, earlier: Given, later: Given) -> int | None:
    """By the order offered, where moving towards the favourable end is better."""
    inside = [code for code in question.codes if code not in question.outside]
    if earlier not in inside or later not in inside:
        return None
    moved = sign(inside.index(cast("str", later)) - inside.index(cast("str", earlier)))
    best_comes_first = inside[0] in question.favourable or not question.favourable
    return -moved if best_comes_first else moved


# The kinds answered by one choice differ from this in what their author may write.
ONE_CHOICE = KindRules(
    is_asked=True,
    is_text=False,
    is_typed=False,
    fields=frozenset(),
    offers_choices=True,
    needs_choices=True,
    most_choices=MOST_SHOWN,
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
    to_form=as_sent,
    read=_read_one,
    score=score,
    counted_as=None,
    compare=_compare,
)
