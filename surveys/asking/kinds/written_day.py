"""A date, written in three boxes or picked on a card; it is kept as a day and never scored.

The day comes before the month, as people here write it; without its year it is asked for again.
"""

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import cast

from surveys.asking.kinds.day_bounds import HOW, bound_on
from surveys.asking.kinds.kind import AskedQuestion, KindRules
from surveys.asking.kinds.values import (
    Fields,
    Given,
    Score,
    as_text,
    is_blank,
    only_that_there_is_one,
)
from surveys.london import day_in_words
from surveys.problems import Refusal
from surveys.typed import as_rule
from surveys.typed_times import read_day

PARTS = ("day", "month", "year")
_HAS_A_YEAR = re.compile(r".*[0-9]{2}|today", re.IGNORECASE)


def day_fields(question_id: str) -> tuple[str, ...]:
    """The names of the inputs on a form: day, month and year."""
    return tuple(f"{question_id}.{part}" for part in PARTS)


def bounds(question: AskedQuestion, today: date) -> tuple[date, date]:
    """The earliest and the latest day that may be given on a day."""
    least, most = (
        (bound_on(written, today) if isinstance(written, str) else None) or otherwise
        for written, otherwise in ((question.least, date.min), (question.most, date.max))
    )
    return least, most


def _names(question: AskedQuestion) -> tuple[str, ...]:
    return day_fields(question.id)


def _from_form(question: AskedQuestion, fields: Fields) -> object:
    sent = (fields.get(name, ("",))[0] for name in day_fields(question.id))
    parts = dict(zip(PARTS, sent, strict=True))
    return parts if any(parts.values()) else None


def _to_form(question: AskedQuestion, value: Given) -> Fields:
    day = date.fromisoformat(str(value))
    sent = (day.day, day.month, day.year)
    return {name: (str(one),) for name, one in zip(day_fields(question.id), sent, strict=True)}


def _read(question: AskedQuestion, raw: object, today: date) -> str | None:
    written = as_rule(_together(raw))
    if not written:
        return None
    day = read_day(written, today) if _HAS_A_YEAR.fullmatch(written) else None
    if day is None:
        raise Refusal("answer-not-a-date")
    earliest, latest = bounds(question, today)
    if day < earliest:
        raise Refusal("answer-too-early", day=day_in_words(earliest))
    if day > latest:
        raise Refusal("answer-too-late", day=day_in_words(latest))
    return day.isoformat()


def _together(raw: object) -> str:
    """What was written in one box, or in the three."""
    if isinstance(raw, Mapping):
        parts = cast("Mapping[object, object]", raw)
        written = (parts.get(one) for one in PARTS)
        return " ".join(as_text(one).strip() for one in written if not is_blank(one))
    if is_blank(raw):
        return ""
    if not isinstance(raw, str):
        raise Refusal("answer-unreadable")
    return raw


def _score(_question: AskedQuestion, _value: Given) -> Score:
    return Score()


def _compare(_question: AskedQuestion, _earlier: Given, _later: Given) -> None:
    """Neither an earlier nor a later day is better."""


def _unreadable(question: AskedQuestion) -> str | None:
    """The bound that is no day; in a leap year, so that every date of a year is one."""
    written = (one for one in (question.least, question.most) if one is not None)
    return next(
        (
            str(one)
            for one in written
            if not (isinstance(one, str) and bound_on(one, date(2024, 1, 1)))
        ),
        None,
    )


def _has_no_room(question: AskedQuestion) -> bool:
    earliest, latest = bounds(question, date(2024, 1, 1))
    written = {question.least, question.most}
    relative = any("today" in one for one in written if isinstance(one, str))
    fixed = any("today" not in one for one in written if isinstance(one, str))
    return earliest > latest and not (relative and fixed)


RULES = KindRules(
    is_asked=True,
    is_text=False,
    is_typed=True,
    fields=frozenset({"least", "most"}),
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
    taps=3,
    rules=(
        (_unreadable, f"“{{found}}” is no day; write {HOW}"),
        (_has_no_room, "“least” must not be after “most”"),
    ),
    names=_names,
    from_form=_from_form,
    to_form=_to_form,
    read=_read,
    score=_score,
    counted_as=only_that_there_is_one,
    compare=_compare,
)
