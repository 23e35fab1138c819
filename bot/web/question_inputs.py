"""The inputs by which each kind of question is answered on a page, with what was given so far.

Their names are those of the kind (`surveys.asking.kinds`); element ids are made from the question's
place on the page, so that no two are alike whatever the instrument calls its questions.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NotRequired, TypedDict

from markupsafe import Markup, escape

from bot.web.faces import drawn
from bot.web.wording import worded
from surveys.asking.faces import faces_of
from surveys.asking.kinds import KINDS, QuestionKind
from surveys.asking.kinds.choices import MOST_SHOWN
from surveys.asking.kinds.numbers import SCALE_HIGH, SCALE_LOW
from surveys.asking.kinds.written_day import PARTS
from surveys.asking.notices import notice
from surveys.asking.question import Question

Given = str | int | list[str] | dict[str, str | int] | None
_NUMBERS = tuple(str(number) for number in range(SCALE_LOW, SCALE_HIGH + 1))


class Tick(TypedDict):
    """One thing to choose, in the shape that the macros of the design system take."""

    value: str
    text: str
    checked: bool
    html: NotRequired[Markup]
    behaviour: NotRequired[str]


class Divider(TypedDict):
    """A word between the choices that go together and one that is chosen alone."""

    divider: str


@dataclass(frozen=True, slots=True)
class Inputs:
    """A group of inputs under one name, with its own words where a question has several groups.

    `value` is what a box holds.
    """

    name: str
    html_id: str
    legend: str = ""
    numbers: tuple[Tick, ...] = ()
    choices: tuple[Tick | Divider, ...] = ()
    value: str = ""


Groups = tuple[Inputs, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """How a kind of question is drawn: a macro of `templates/questions.html`, and its inputs."""

    macro: str
    groups: Callable[[Question, str, str, Given], Groups]


def drawing_of(question: Question) -> Drawing:
    """Return how a question is drawn; one choice of many is a list that opens."""
    drawing = DRAWINGS[question.kind]
    return LISTED if drawing == _CHOICE and len(question.choices) > MOST_SHOWN else drawing


def _one(question: Question, html_id: str, language: str, given: Given) -> Groups:
    """The choices of a question, beside faces where it has them; one chosen alone stands apart."""
    ticks = _ticks(question, language, given)
    return (Inputs(question.id, html_id, choices=_apart(question, ticks, language)),)


def _numbered(question: Question, html_id: str, language: str, given: Given) -> Groups:
    """The numbers from 0 to 10, with the choices beside them."""
    choices = tuple(_ticks(question, language, given))
    return (Inputs(question.id, html_id, numbers=_numbers(given), choices=choices),)


def _pair(question: Question, html_id: str, language: str, given: Given) -> Groups:
    """The numbers from 0 to 10 twice: before and now."""
    pair = given if isinstance(given, dict) else {}
    before, now = KINDS[question.kind].names(question)
    words = notice("before", language), notice("now", language)
    return (
        Inputs(before, html_id, words[0], _numbers(pair.get("before"))),
        Inputs(now, f"{html_id}-now", words[1], _numbers(pair.get("now"))),
    )


def _box(question: Question, html_id: str, _language: str, given: Given) -> Groups:
    """One box to write in."""
    return (Inputs(question.id, html_id, value="" if given is None else str(given)),)


def _day(question: Question, html_id: str, language: str, given: Given) -> Groups:
    """Three boxes: day, month and year."""
    written = given if isinstance(given, dict) else {}
    named = zip(KINDS[question.kind].names(question), PARTS, strict=True)
    return tuple(
        Inputs(
            name,
            html_id if part == PARTS[0] else f"{html_id}-{part}",
            notice(part, language),
            value=str(written.get(part, "")),
        )
        for name, part in named
    )


def _places(question: Question, html_id: str, language: str, given: Given) -> Groups:
    """A list of places for each choice."""
    placed = given if isinstance(given, dict) else {}
    names = zip(KINDS[question.kind].names(question), question.choices, strict=True)
    numbers = [str(at) for at in range(1, len(question.choices) + 1)]
    return tuple(
        Inputs(
            name,
            html_id if at == 1 else f"{html_id}-{at}",
            worded(choice.text, language),
            tuple(
                Tick(value=number, text=number, checked=str(placed.get(choice.code)) == number)
                for number in numbers
            ),
        )
        for at, (name, choice) in enumerate(names, start=1)
    )


def _numbers(given: Given) -> tuple[Tick, ...]:
    return tuple(Tick(value=one, text=one, checked=one == str(given)) for one in _NUMBERS)


def _ticks(question: Question, language: str, given: Given) -> list[Tick]:
    """The choices; beside the words of each a face where the question has faces."""
    ticked = given if isinstance(given, list) else [str(given)]
    faces = faces_of(question)
    ticks: list[Tick] = []
    for choice in question.choices:
        words = worded(choice.text, language)
        tick = Tick(value=choice.code, text=words, checked=choice.code in ticked)
        if choice.code in faces:
            face = drawn(faces[choice.code])
            tick["html"] = Markup("{}<span>{}</span>").format(face, escape(words))
        ticks.append(tick)
    return ticks


def _apart(question: Question, ticks: list[Tick], language: str) -> tuple[Tick | Divider, ...]:
    """The choices, the last ones that are each chosen alone below a line that says “or”."""
    for tick in ticks:
        if tick["value"] in question.exclusive:
            tick["behaviour"] = "exclusive"
    first = next((at for at, tick in enumerate(ticks) if "behaviour" in tick), len(ticks))
    if first == len(ticks) or not all("behaviour" in tick for tick in ticks[first:]):
        return tuple(ticks)
    return (*ticks[:first], Divider(divider=notice("or", language)), *ticks[first:])


_CHOICE, LISTED = Drawing("choice", _one), Drawing("listed", _one)
DRAWINGS: Mapping[QuestionKind, Drawing] = {
    QuestionKind.SINGLE: _CHOICE,
    QuestionKind.AGREEMENT: _CHOICE,
    QuestionKind.YES_NO: _CHOICE,
    QuestionKind.SCENARIO: _CHOICE,
    QuestionKind.MATRIX: _CHOICE,
    QuestionKind.SMILEYS: _CHOICE,
    QuestionKind.SEVERAL: Drawing("several", _one),
    QuestionKind.SCALE: Drawing("scale", _numbered),
    QuestionKind.BEFORE_NOW: Drawing("before_now", _pair),
    QuestionKind.TEXT: Drawing("text", _box),
    QuestionKind.NUMBER: Drawing("number", _box),
    QuestionKind.DATE: Drawing("date", _day),
    QuestionKind.RANKING: Drawing("ranking", _places),
}
