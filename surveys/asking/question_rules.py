"""What must hold within one question, each rule with the plain sentence that its author reads when it does not.

A rule looks at one question only; what must hold between questions is in `instrument_rules`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the question checks itself by these rules
    from surveys.asking.question import Question

_CHOSEN = frozenset({"single", "agreement", "yes_no", "several", "scenario"})
_PAIRABLE = frozenset({"scale", "agreement"})


def check(question: Question) -> None:
    """Raise ValueError, in words for the author, at the first rule that the question breaks."""
    for broken, sentence in _RULES:
        found = broken(question)
        if found:
            raise ValueError(sentence.format(found=found, id=question.id))


def _first(items: Iterable[str]) -> str | None:
    return next(iter(items), None)


def _repeated(codes: tuple[str, ...]) -> str | None:
    return _first(code for at, code in enumerate(codes) if code in codes[:at])


def _too_few(question: Question) -> bool:
    return question.kind in _CHOSEN and len(set(question.codes) - set(question.outside)) < 2


def _choices_unwanted(question: Question) -> bool:
    return question.kind in {"text", "before_now"} and bool(question.choices)


def _scale_choice(question: Question) -> str | None:
    inside = (code for code in question.codes if code not in question.outside)
    return _first(inside) if question.kind == "scale" else None


def _levelled_without_key(question: Question) -> bool:
    shows_change = question.paired or question.kind == "before_now"
    return question.level is not None and not question.is_scored and not shows_change


def _scenario_without_answer(question: Question) -> bool:
    return question.kind == "scenario" and not question.favourable


def _all_favourable(question: Question) -> bool:
    inside = set(question.codes) - set(question.outside)
    return (
        bool(question.favourable)
        and question.kind != "several"
        and inside <= set(question.favourable)
    )


_Rule = tuple[Callable[["Question"], object], str]
_RULES: tuple[_Rule, ...] = (
    (lambda q: _repeated(q.codes), "the choice “{found}” is offered twice"),
    (_choices_unwanted, "a question of this kind offers no choices"),
    (
        lambda q: _first(c for c in q.outside if c not in q.codes),
        "“{found}” is left outside the count but not offered",
    ),
    (
        _scale_choice,
        "on a 0 to 10 scale “{found}” may only be offered if it is also listed under “outside”",
    ),
    (_too_few, "at least two choices are needed besides those outside the count"),
    (
        lambda q: _first(c for c in q.favourable if c not in q.codes),
        "“{found}” counts as favourable but is not offered",
    ),
    (
        lambda q: _first(c for c in q.favourable if c in q.outside),
        "“{found}” cannot be both favourable and outside the count",
    ),
    (_all_favourable, "if every choice is favourable the question can tell nothing"),
    (
        lambda q: q.kind == "scale" and q.favourable,
        "a 0 to 10 scale is scored by “favourable_from”",
    ),
    (
        lambda q: q.kind != "scale" and q.favourable_from is not None,
        "“favourable_from” is for a 0 to 10 scale",
    ),
    (_scenario_without_answer, "a scenario needs its one defensible choice under “favourable”"),
    (lambda q: q.is_scored and q.level is None, "a scored question needs a “level”"),
    (
        _levelled_without_key,
        "a question with a “level” needs a scoring key, or to show change (paired, before_now)",
    ),
    (
        lambda q: q.paired and q.kind not in _PAIRABLE,
        "only a 0 to 10 scale or an agreement question can be paired",
    ),
    (
        lambda q: q.barrier and q.kind not in {"several", "single"},
        "a barrier question offers choices",
    ),
    (
        lambda q: _first(c for c in q.concern if c not in q.codes),
        "“{found}” raises a concern but is not offered",
    ),
    (
        lambda q: (q.low or q.high) and q.kind not in {"scale", "before_now"},
        "“low” and “high” name the ends of a 0 to 10 scale",
    ),
    (
        lambda q: q.show_if is not None and not (q.show_if.any_of or q.show_if.not_any_of),
        "“show_if” needs “any_of” or “not_any_of”",
    ),
)
