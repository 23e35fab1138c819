"""A number from 0 to 10, or a choice beside the numbers that does not count (“I cannot judge”)."""

from datetime import date
from types import MappingProxyType

from surveys.asking.kinds.choices import MOST_SHOWN, as_sent, first_sent, one_name
from surveys.asking.kinds.kind import AskedQuestion, KindRules
from surveys.asking.kinds.numbers import SCALE_HIGH, SCALE_LOW, compare, read_number
from surveys.asking.kinds.values import Given, Score


def _read(question: AskedQuestion, raw: object, _today: date) -> str | int | None:
    if isinstance(raw, str) and raw.strip() in question.outside:
        return raw.strip()
    return read_number(raw)


def _score(question: AskedQuestion, value: Given) -> Score:
    if question.favourable_from is None or not isinstance(value, int):
        return Score()
    return Score(value >= question.favourable_from)


def _choice_inside(question: AskedQuestion) -> str | None:
    return next((code for code in question.codes if code not in question.outside), None)


def _out_of_range(question: AskedQuestion) -> bool:
    """Say whether its key is no number from 1 to 10: from 0 on every answer would count."""
    key = question.favourable_from
    return key is not None and not (isinstance(key, int) and SCALE_LOW < key <= SCALE_HIGH)


RULES = KindRules(
    is_asked=True,
    is_text=False,
    is_typed=False,
    fields=frozenset(),
    offers_choices=True,
    needs_choices=False,
    most_choices=MOST_SHOWN,
    standard_choices=MappingProxyType({}),
    in_order=False,
    all_smiles=False,
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
        (_out_of_range, "“favourable_from” is a whole number from 1 to 10 on a 0 to 10 scale"),
    ),
    names=one_name,
    from_form=first_sent,
    to_form=as_sent,
    read=_read,
    score=_score,
    counted_as=None,
    compare=compare,
)
