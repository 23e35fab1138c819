"""As many choices as apply, kept in the order offered; favourable where any of them is.

One that is exclusive (“none of these”) is chosen alone: with others it is asked about, not guessed.
"""

from dataclasses import replace
from datetime import date

from surveys.asking.kinds.choices import MOST_LISTED, ONE_CHOICE, codes_in
from surveys.asking.kinds.kind import AskedQuestion
from surveys.asking.kinds.values import Fields, Given
from surveys.problems import Refusal


def _all_sent(question: AskedQuestion, fields: Fields) -> list[str]:
    return list(fields.get(question.id, ()))


def _read(question: AskedQuestion, raw: object, _today: date) -> tuple[str, ...] | None:
    """The choices in the order offered, so the order in which they were ticked does not matter."""
    ticked = codes_in(question, raw)
    alone = next((code for code in ticked if code in question.exclusive), None)
    if alone and len(ticked) > 1:
        raise Refusal("answer-not-alone", choice=question.words[alone])
    return tuple(code for code in question.codes if code in ticked) or None


def _compare(_question: AskedQuestion, _earlier: Given, _later: Given) -> None:
    """Sets of choices have no better and no worse."""


def _not_offered(question: AskedQuestion) -> str | None:
    return next((code for code in question.exclusive if code not in question.codes), None)


def _leaves_nothing_to_join(question: AskedQuestion) -> bool:
    return len(set(question.codes) - set(question.exclusive)) < 2


RULES = replace(
    ONE_CHOICE,
    fields=frozenset({"exclusive"}),
    most_choices=MOST_LISTED,
    may_favour_all=True,
    may_be_barrier=True,
    taps=2,
    rules=(
        (_not_offered, "“{found}” is chosen alone (“exclusive”) but not offered"),
        (
            _leaves_nothing_to_join,
            "at least two choices are needed besides those that are “exclusive”",
        ),
    ),
    from_form=_all_sent,
    read=_read,
    compare=_compare,
)
