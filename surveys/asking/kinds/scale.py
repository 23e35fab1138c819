"""A number from 0 to 10, or a choice beside the numbers that does not count (“I cannot judge”)."""

from types import MappingProxyType

from surveys.asking.kinds.choices import first_sent
from surveys.asking.kinds.kind import AskedQuestion, KindRules
from surveys.asking.kinds.numbers import compare, read_number
from surveys.asking.kinds.values import Given, Score


def _read(question: AskedQuestion, raw: object) -> str | int | None:
    if isinstance(raw, str) and raw.strip() in question.outside:
        return raw.strip()
    return read_number(raw)


def _score(question: AskedQuestion, value: Given) -> Score:
    if question.favourable_from is None or not isinstance(value, int):
        return Score()
    return Score(value >= question.favourable_from)


def _choice_inside(question: AskedQuestion) -> str | None:
    return next((code for code in question.codes if code not in question.outside), None)


RULES = KindRules(
    is_text=False,
    offers_choices=True,
    needs_choices=False,
    standard_choices=MappingProxyType({}),
    may_favour_all=False,
    scored_from=True,
    has_ends=True,
    shows_change=False,
    may_be_paired=True,
    may_be_barrier=False,
    taps=1,
    rules=(
        (
            _choice_inside,
            "on a 0 to 10 scale “{found}” may only be offered if it is also listed under “outside”",
        ),
        (lambda question: question.favourable, "a 0 to 10 scale is scored by “favourable_from”"),
    ),
    from_form=first_sent,
    read=_read,
    score=_score,
    compare=compare,
)
