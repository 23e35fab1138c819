"""Two numbers from 0 to 10 at once: before, looking back, and now; one answer tells the change."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import cast

from surveys.asking.kinds.kind import AskedQuestion, KindRules
from surveys.asking.kinds.numbers import compare, read_number
from surveys.asking.kinds.values import BeforeNow, Fields, Given, Score, is_blank, sign
from surveys.problems import Refusal


def pair_fields(question_id: str) -> tuple[str, str]:
    """The names of the two inputs on a form; a card calls them `before` and `now`."""
    return f"{question_id}.before", f"{question_id}.now"


def _from_form(question_id: str, fields: Fields) -> object:
    before, now = (fields.get(name, ("",))[0] for name in pair_fields(question_id))
    return {"before": before, "now": now} if before or now else None


def _read(question: AskedQuestion, raw: object) -> BeforeNow | None:
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
    is_text=False,
    offers_choices=False,
    needs_choices=False,
    standard_choices=MappingProxyType({}),
    may_favour_all=False,
    scored_from=False,
    has_ends=True,
    shows_change=True,
    may_be_paired=False,
    may_be_barrier=False,
    taps=2,
    rules=(),
    from_form=_from_form,
    read=_read,
    score=_score,
    compare=compare,
)
