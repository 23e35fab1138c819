"""Choices put in order, from the first place to the last: all of them, or the question is skipped.

An order is described by how many put each choice first; it is never scored.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import cast

from surveys.asking.kinds.choices import ONE_CHOICE, codes_in
from surveys.asking.kinds.kind import AskedQuestion
from surveys.asking.kinds.values import Fields, Given, Score, as_text, is_blank
from surveys.problems import Refusal

MOST_RANKED = 7


def place_fields(question: AskedQuestion) -> tuple[str, ...]:
    """The names of the inputs on a form, one for each choice, in the order offered."""
    return tuple(f"{question.id}.{at}" for at in range(1, len(question.codes) + 1))


def picked(question: AskedQuestion, raw: object) -> tuple[str, ...]:
    """The choices that have a place so far, the first one first; the last place is what is left.

    Refuses answer-not-offered and answer-unreadable.
    """
    so_far = tuple(codes_in(question, raw))
    left = [code for code in question.codes if code not in so_far]
    return (*so_far, *left) if len(left) == 1 else so_far


def _from_form(question: AskedQuestion, fields: Fields) -> object:
    sent = (fields.get(name, ("",))[0] for name in place_fields(question))
    places = dict(zip(question.codes, sent, strict=True))
    return places if any(places.values()) else None


def _to_form(question: AskedQuestion, value: Given) -> Fields:
    order = value if isinstance(value, tuple) else ()
    names = zip(place_fields(question), question.codes, strict=True)
    return {name: (str(order.index(code) + 1),) for name, code in names if code in order}


def _read(question: AskedQuestion, raw: object, _today: date) -> tuple[str, ...] | None:
    if is_blank(raw):
        return None
    if isinstance(raw, Mapping):
        return _by_places(question, cast("Mapping[object, object]", raw))
    order = tuple(codes_in(question, raw))
    return _whole(question, order) if order else None


def _by_places(question: AskedQuestion, places: Mapping[object, object]) -> tuple[str, ...] | None:
    """The order in which a form gives each choice its place."""
    sent = {code: as_text(places.get(code, "")).strip() for code in question.codes}
    if not any(sent.values()):
        return None
    numbers = {str(at) for at in range(1, len(sent) + 1)}
    if set(sent.values()) != numbers:
        raise _unfinished(question)
    return tuple(sorted(sent, key=lambda code: int(sent[code])))


def _whole(question: AskedQuestion, order: tuple[str, ...]) -> tuple[str, ...]:
    if len(order) < len(question.codes):
        raise _unfinished(question)
    return order


def _unfinished(question: AskedQuestion) -> Refusal:
    return Refusal("answer-no-order", of=len(question.codes))


def _score(_question: AskedQuestion, _value: Given) -> Score:
    return Score()


def _compare(_question: AskedQuestion, _earlier: Given, _later: Given) -> None:
    """Neither of two orders is better."""


def _placed_first(value: Given) -> str:
    return value[0] if isinstance(value, tuple) else ""


def _has_a_key(question: AskedQuestion) -> bool:
    return question.is_scored or bool(question.outside)


RULES = replace(
    ONE_CHOICE,
    most_choices=MOST_RANKED,
    in_order=True,
    taps=MOST_RANKED,
    rules=((_has_a_key, "an order is never scored, so nothing in it is favourable or outside"),),
    names=place_fields,
    from_form=_from_form,
    to_form=_to_form,
    read=_read,
    score=_score,
    counted_as=_placed_first,
    compare=_compare,
)
