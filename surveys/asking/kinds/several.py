"""As many choices as apply, kept in the order offered; favourable where any of them is."""

from dataclasses import replace

from surveys.asking.kinds.choices import ONE_CHOICE, codes_in
from surveys.asking.kinds.kind import AskedQuestion
from surveys.asking.kinds.values import Fields, Given


def _all_sent(question_id: str, fields: Fields) -> list[str]:
    return list(fields.get(question_id, ()))


def _read(question: AskedQuestion, raw: object) -> tuple[str, ...] | None:
    """The choices in the order offered, so the order in which they were ticked does not matter."""
    ticked = codes_in(question, raw)
    return tuple(code for code in question.codes if code in ticked) or None


def _compare(_question: AskedQuestion, _earlier: Given, _later: Given) -> None:
    """Sets of choices have no better and no worse."""


RULES = replace(
    ONE_CHOICE,
    may_favour_all=True,
    may_be_barrier=True,
    taps=2,
    from_form=_all_sent,
    read=_read,
    compare=_compare,
)
