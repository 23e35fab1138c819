"""A number written in a box: whole, or with one decimal place, between bounds.

It is read as people write it (1,200 or 7 hours) and scored where it lies between the key's numbers.
"""

import re
import unicodedata
from datetime import date
from types import MappingProxyType

from surveys.asking.kinds.choices import as_sent, first_sent, one_name
from surveys.asking.kinds.kind import AskedQuestion, KindRules
from surveys.asking.kinds.values import (
    BeforeNow,
    Given,
    Score,
    as_text,
    is_blank,
    only_that_there_is_one,
)
from surveys.problems import Refusal
from surveys.typed import as_plain

LOWEST, HIGHEST = 0, 1_000_000  # where an author writes no bounds
_WRITTEN = re.compile(r"(-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,9}))(?:\.([0-9]{1,9}))?")


def bounds(question: AskedQuestion) -> tuple[int | float, int | float]:
    """The least and the greatest number that may be given."""
    least, most = (
        other if written is None or isinstance(written, str) else written
        for written, other in ((question.least, LOWEST), (question.most, HIGHEST))
    )
    return least, most


def _read(question: AskedQuestion, raw: object, _today: date) -> int | float | None:
    if is_blank(raw):
        return None
    number = _number(question, raw)
    low, high = bounds(question)
    if number is None or not low <= number <= high:
        raise Refusal("answer-not-in-range", low=f"{low:,}", high=f"{high:,}")
    return number


def _number(question: AskedQuestion, raw: object) -> int | float | None:
    """The number that was written, None where it is none; refuses too many decimal places."""
    readable = isinstance(raw, str | int | float) and not isinstance(raw, bool)
    found = _WRITTEN.fullmatch(_without_unit(question, as_text(raw))) if readable else None
    if found is None:
        return None
    decimals = (found[2] or "").rstrip("0")
    if len(decimals) > question.decimals:
        raise Refusal("answer-not-whole" if question.decimals == 0 else "answer-one-decimal")
    whole = found[1].replace(",", "")
    return float(f"{whole}.{decimals}") if decimals else int(whole)


def _without_unit(question: AskedQuestion, written: str) -> str:
    """What was written in plain digits, without the unit that the page shows beside the box."""
    said = as_plain(written).casefold()
    for unit in (question.unit or {}).values():
        said = said.removesuffix(unit.casefold()).strip()
    return "".join(str(unicodedata.digit(one)) if one.isdecimal() else one for one in said)


def _score(question: AskedQuestion, value: Given) -> Score:
    low, high = question.favourable_from, question.favourable_to
    if isinstance(value, str | tuple | BeforeNow) or (low is None and high is None):
        return Score()
    return Score((low is None or value >= low) and (high is None or value <= high))


def _compare(_question: AskedQuestion, _earlier: Given, _later: Given) -> None:
    """Whether more is better is not known of any number."""


def _has_a_day_for_a_bound(question: AskedQuestion) -> bool:
    return isinstance(question.least, str) or isinstance(question.most, str)


def _has_no_room(question: AskedQuestion) -> bool:
    low, high = bounds(question)
    return low >= high


def _key_outside(question: AskedQuestion) -> bool:
    """Say whether its key lies outside the bounds, or favours every number or none."""
    low, high = bounds(question)
    first = low if question.favourable_from is None else question.favourable_from
    last = high if question.favourable_to is None else question.favourable_to
    return not low <= first <= last <= high or (question.is_scored and (first, last) == (low, high))


RULES = KindRules(
    is_asked=True,
    is_text=False,
    is_typed=True,
    fields=frozenset({"least", "most", "decimals", "unit", "favourable_to"}),
    offers_choices=False,
    needs_choices=False,
    most_choices=0,
    standard_choices=MappingProxyType({}),
    in_order=False,
    all_smiles=False,
    may_favour_all=False,
    scored_from=True,
    has_ends=False,
    shows_change=False,
    may_be_paired=False,
    may_be_barrier=False,
    taps=2,
    rules=(
        (_has_a_day_for_a_bound, "“least” and “most” of a number are numbers"),
        (_has_no_room, "“least” must be below “most”"),
        (_key_outside, "“favourable_from” to “favourable_to” must be some of the numbers, not all"),
    ),
    names=one_name,
    from_form=first_sent,
    to_form=as_sent,
    read=_read,
    score=_score,
    counted_as=only_that_there_is_one,
    compare=_compare,
)
