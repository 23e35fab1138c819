"""Two numbers from 0 to 10 at once: before, looking back, and now; one answer tells the change."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import cast

from surveys.asking.kinds.kind import AskedQuestion, KindRules
from surveys.asking.kinds.numbers import compare, read_number
from surveys.asking.kinds.values import BeforeNow, Fields, Given, Score, is_blank, sign
from surveys.problems import Refusal


def pair_fields(question_id: str) -> tuple[str, str]:
    """The names of the two inputs on a form; a card calls them `before` and `now`."""
    return f"{question_id}.before", f"{question_id}.now"


def _names(question: AskedQuestion) -> tuple[str, ...]:
    return pair_fields(question.id)


def _from_form(question: AskedQuestion, fields: Fields) -> object:
    before, now = (fields.get(name, ("",))[0] for name in pair_fields(question.id))
    return {"before": before, "now": now} if before or now else None


def _to_form(question: AskedQuestion, value: Given) -> Fields:
    if not isinstance(value, BeforeNow):
        return {}
    numbers = ((str(value.before),), (str(value.now),))
    return dict(zip(pair_fields(question.id), numbers, strict=True))


def _read(question: AskedQuestion, raw: object, _today: date) -> BeforeNow | None:
    if is_blank(raw):
        return None
    if not isinstance(raw, Mapping):
        raise Refusal("answer-unreadable")
    fields = cast("Mapping[object, object]", raw)
    first, second = pair_fields(question.id)
    before = read_number(fields.get("before", fields.get(first)))
    now = read_number(fields.get("now", fields.get(second)))
    if before is None and now is None:
        return None
    if before is None or now is None:
        raise Refusal("answer-half")
    return BeforeNow(before, now)


def _score(_question: AskedQuestion, value: Given) -> Score:
    return Score(change=sign(value.now - value.before)) if isinstance(value, BeforeNow) else Score()


RULES = KindRules(
    is_asked=True,
    is_text=False,
    is_typed=False,
    fields=frozenset(),
    offers_choices=False,
    needs_choices=False,
    most_choices=0,
    standard_choices=MappingProxyType({}),
    in_order=False,
    all_smiles=False,
    may_favour_all=False,
    scored_from=False,
    has_ends=True,
    shows_change=True,
    may_be_paired=False,
    may_be_barrier=False,
    taps=2,
    rules=(),
    names=_names,
    from_form=_from_form,
    to_form=_to_form,
    read=_read,
    score=_score,
    counted_as=None,
    compare=compare,
)
