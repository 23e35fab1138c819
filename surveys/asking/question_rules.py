"""What must hold within one question, each rule with the plain sentence that its author reads.

A rule looks at one question only; what must hold between questions is in `instrument_rules`, and
what only one kind of question must keep is among the `rules` of that kind.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from surveys.asking.author_words import Broken
from surveys.asking.kinds import KINDS, KindRules
from surveys.asking.kinds.kind import OWN_FIELDS

if TYPE_CHECKING:  # the question checks itself by these rules
    from surveys.asking.question import Question

_Rule = tuple[Callable[["Question"], object], str]


def broken(question: Question) -> Iterator[Broken]:
    """Every rule that the question breaks, in words for the author, at the field it is about.

    Where what is offered is wrong only that is said: nothing else can be right without it.
    """
    offered = tuple(_broken(question, _OFFERED))
    yield from offered or _broken(question, (*_of(question).rules, *_KEPT_BY_ALL))


def _broken(question: Question, rules: Iterable[_Rule]) -> Iterator[Broken]:
    for is_broken, sentence in rules:
        found = is_broken(question)
        if found:
            says = sentence.format(found=found, id=question.id)
            yield _field(question, says), says


# Where a sentence names no field of the question by itself, the words that tell which it is about.
_ABOUT = (
    ("counts as favourable", "favourable"),
    ("cannot be both favourable", "favourable"),
    ("every choice is favourable", "favourable"),
    ("outside the count", "outside"),
    ("raises a concern", "concern"),
    ("barrier", "barrier"),
    ("paired", "paired"),
    ("offer", "choices"),
    ("choices", "choices"),
)


def _field(question: Question, says: str) -> tuple[str, ...]:
    """The field of the question that a sentence is about: one that the author has written."""
    written = question.model_fields_set
    named = (name for name in re.findall(r"“(\w+)”", says) if name in written)
    about = (field for words, field in _ABOUT if words in says and field in written)
    return tuple(itertools.islice(itertools.chain(named, about), 1))


def _of(question: Question) -> KindRules:
    return KINDS[question.kind]


def _first(items: Iterable[str]) -> str | None:
    return next(iter(items), None)


def _repeated(codes: tuple[str, ...]) -> str | None:
    return _first(code for at, code in enumerate(codes) if code in codes[:at])


def _inside(question: Question) -> set[str]:
    """The codes that count."""
    return set(question.codes) - set(question.outside)


def _has_too_few_choices(question: Question) -> bool:
    return _of(question).needs_choices and len(_inside(question)) < 2


def _has_a_level_without_a_key(question: Question) -> bool:
    shows_change = question.paired or question.shows_change
    return question.level is not None and not question.is_scored and not shows_change


def _reports_change_otherwise(question: Question) -> bool:
    """Say whether it asks about change, and its answers are also compared over time."""
    return question.reports_change and (question.paired or question.shows_change)


def _favours_all(question: Question) -> bool:
    favoured = set(question.favourable)
    return bool(favoured) and not _of(question).may_favour_all and _inside(question) <= favoured


def _has_faces_out_of_order(question: Question) -> bool:
    """Say whether smiles would not go from the best answer to the worst, three or four of them."""
    inside = [code for code in question.codes if code not in question.outside]
    best = set(inside[: len(question.favourable)]) == set(question.favourable)
    return question.faces and not (best and 3 <= len(inside) <= 4 and question.is_scored)


def _of_other_kinds(question: Question) -> str | None:
    """A field that is written though no question of this kind has it."""
    default = type(question).model_fields
    return _first(
        name
        for name in OWN_FIELDS
        if name not in _of(question).fields
        and getattr(question, name) != default[name].get_default()
    )


def _too_many_choices(question: Question) -> int:
    """How many choices a question of this kind may offer, where it offers more."""
    most = _of(question).most_choices
    return most if len(question.choices) > most else 0


def _asks_no_one_out(question: Question) -> bool:
    """Say whether a branch names a question, or nothing, and leaves out nobody."""
    branch = question.show_if
    if branch is None or branch.any_of or branch.not_any_of:
        return False
    return branch.question is not None or not (branch.is_about_the_person or branch.voice)


def _names_no_question(question: Question) -> bool:
    branch = question.show_if
    if branch is None or branch.question is not None:
        return False
    return bool(branch.any_of or branch.not_any_of)


_OFFERED: tuple[_Rule, ...] = (
    (lambda q: _repeated(q.codes), "the choice “{found}” is offered twice"),
    (
        lambda q: q.choices and not _of(q).offers_choices,
        "a question of this kind offers no choices",
    ),
    (_too_many_choices, "there are more than {found} choices, too many for this kind of question"),
    (_of_other_kinds, "“{found}” is not for a question of this kind"),
    (
        lambda q: _first(c for c in q.outside if c not in q.codes),
        "“{found}” is left outside the count but not offered",
    ),
    (_has_too_few_choices, "at least two choices are needed besides those outside the count"),
)
_KEPT_BY_ALL: tuple[_Rule, ...] = (
    (
        lambda q: _first(c for c in q.favourable if c not in q.codes),
        "“{found}” counts as favourable but is not offered",
    ),
    (
        lambda q: _first(c for c in q.favourable if c in q.outside),
        "“{found}” cannot be both favourable and outside the count",
    ),
    (_favours_all, "if every choice is favourable the question can tell nothing"),
    (
        lambda q: q.favourable_from is not None and not _of(q).scored_from,
        "“favourable_from” is for a 0 to 10 scale or a number",
    ),
    (lambda q: q.is_scored and q.level is None, "a scored question needs a “level”"),
    (
        _has_a_level_without_a_key,
        "a question with a “level” needs a scoring key, or to show change (paired, before_now)",
    ),
    (
        lambda q: q.reports_change and not q.is_scored,
        "a question with “reports_change” needs a scoring key: the answers that say so",
    ),
    (
        _reports_change_otherwise,
        "“reports_change” is for a question whose answers are not compared over time",
    ),
    (
        lambda q: q.paired and not _of(q).may_be_paired,
        "only a 0 to 10 scale or an agreement question can be paired",
    ),
    (
        lambda q: q.barrier and not _of(q).may_be_barrier,
        "a barrier question offers choices",
    ),
    (
        lambda q: _first(c for c in q.concern if c not in q.codes),
        "“{found}” raises a concern but is not offered",
    ),
    (
        lambda q: (q.low or q.high) and not _of(q).has_ends,
        "“low” and “high” name the ends of a 0 to 10 scale",
    ),
    (
        _has_faces_out_of_order,
        "“faces” are for three or four choices that are scored, from the best to the worst",
    ),
    (
        _asks_no_one_out,
        "“show_if” needs “any_of” or “not_any_of”, or a “role”, an “agency” or a “voice”",
    ),
    (_names_no_question, "“any_of” and “not_any_of” need the “question” whose answer they are"),
)
