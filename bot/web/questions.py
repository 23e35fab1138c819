"""A question of a form as its template draws it, with what was given and what is wrong.

Input names are the question's id (`id.before` and `id.now` for two numbers at once). Element ids
are made from its place on the page, so that no two are alike whatever the instrument calls its
questions.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NotRequired, TypedDict

from markupsafe import Markup, escape

from bot.web.faces import face
from bot.web.wording import worded
from dialogs.replies import ShowForm, ShowHelp, ShowQuestion
from surveys.asking.kinds import QuestionKind
from surveys.asking.kinds.before_now import pair_fields
from surveys.asking.kinds.numbers import SCALE_HIGH, SCALE_LOW
from surveys.asking.notices import notice
from surveys.asking.question import Branch, Question
from surveys.asking.texts import say

Given = str | int | list[str] | dict[str, str | int] | None
_NUMBERS = tuple(str(number) for number in range(SCALE_LOW, SCALE_HIGH + 1))


class Tick(TypedDict):
    """One thing to choose, in the shape that the macros of the design system take."""

    value: str
    text: str
    checked: bool
    html: NotRequired[Markup]


@dataclass(frozen=True, slots=True)
class Inputs:
    """A group of inputs under one name, with its own words where a question has two groups."""

    name: str
    html_id: str
    legend: str
    numbers: tuple[Tick, ...]
    choices: tuple[Tick, ...]


Groups = tuple[Inputs, ...]


@dataclass(frozen=True, slots=True)
class DrawnQuestion:
    """One question, ready to draw; `lead_in` is for a question that only some need answer."""

    number: int
    html_id: str
    drawn_as: str
    text: str | Markup
    hint: str | Markup
    ends: Markup
    lead_in: str
    required: bool
    problem: str | None
    groups: Groups
    words: str
    alone: bool = False  # on a page of its own, of which it is the heading


def asked(form: ShowForm) -> tuple[DrawnQuestion, ...]:
    """The questions of a form in their order, numbered from 1."""
    return tuple(_asked(form, at, question) for at, question in enumerate(form.questions, start=1))


def alone(question: Question, number: int, page: ShowQuestion | ShowHelp) -> DrawnQuestion:
    """The question that a page of its own asks; of words it says how many may be written."""
    problem, kept = (page.problem, page.kept) if isinstance(page, ShowQuestion) else ("", False)
    drawn = _drawn(question, number, page.language, page.given)
    length = notice("length", page.language, page.reader).format(limit=question.max_length)
    hints = (drawn.hint, length if question.is_text else "", _kept(question, page, kept))
    return replace(
        drawn,
        hint=_together(hints),
        problem=problem or None,
        alone=isinstance(page, ShowQuestion),
    )


def _asked(form: ShowForm, number: int, question: Question) -> DrawnQuestion:
    """The question as one of all on a page; where it was answered before, the answer stays out."""
    drawn = _drawn(question, number, form.language, form.given.get(question.id))
    kept = _kept(question, form, question.id in form.kept)
    return replace(
        drawn,
        hint=_together((drawn.hint, kept)),
        lead_in=_lead_in(question.show_if, form),
        problem=form.problems.get(question.id),
    )


def _drawn(question: Question, number: int, language: str, given: Given) -> DrawnQuestion:
    drawing = DRAWINGS[question.kind]
    return DrawnQuestion(
        number=number,
        html_id=f"q{number}",
        drawn_as=drawing.macro,
        text=worded(question.text, language),
        hint=worded(question.hint, language) if question.hint else "",
        ends=_ends(question, language),
        lead_in="",
        required=question.required,
        problem=None,
        groups=drawing.groups(question, f"q{number}", language, given),
        words=given if isinstance(given, str) else "",
    )


def _together(hints: Iterable[str | Markup]) -> Markup:
    return Markup(" ").join(hint for hint in hints if hint)


def _kept(question: Question, page: ShowForm | ShowQuestion | ShowHelp, is_kept: bool) -> str:
    """That an earlier answer is kept, where it is."""
    if not is_kept:
        return ""
    return notice("words-kept" if question.is_text else "answer-kept", page.language, page.reader)


def _one(question: Question, html_id: str, language: str, given: Given) -> Groups:
    """The choices of a question, or the box for words that has no choices."""
    return (_inputs(question, (question.id, html_id, ""), language, given),)


def _numbered(question: Question, html_id: str, language: str, given: Given) -> Groups:
    """The numbers from 0 to 10, with the choices beside them."""
    return (_inputs(question, (question.id, html_id, ""), language, given, _NUMBERS),)


def _pair(question: Question, html_id: str, language: str, given: Given) -> Groups:
    """The numbers from 0 to 10 twice: before and now."""
    before, now = pair_fields(question.id)
    pair = given if isinstance(given, dict) else {}
    first = (before, html_id, notice("before", language))
    second = (now, f"{html_id}-now", notice("now", language))
    return (
        _inputs(question, first, language, pair.get("before"), _NUMBERS),
        _inputs(question, second, language, pair.get("now"), _NUMBERS),
    )


def _inputs(
    question: Question,
    called: tuple[str, str, str],
    language: str,
    given: Given,
    numbers: tuple[str, ...] = (),
) -> Inputs:
    name, html_id, legend = called
    ticked = given if isinstance(given, list) else [str(given)]
    return Inputs(
        name,
        html_id,
        legend,
        tuple(Tick(value=number, text=number, checked=number in ticked) for number in numbers),
        tuple(
            _tick(question, choice.code, worded(choice.text, language), choice.code in ticked)
            for choice in question.choices
        ),
    )


def _tick(question: Question, code: str, words: str, checked: bool) -> Tick:
    """One choice, beside its words a face where the question has faces."""
    tick = Tick(value=code, text=words, checked=checked)
    if question.faces:
        inside = [one for one in question.codes if one not in question.outside]
        place = inside.index(code) if code in inside else None
        tick["html"] = Markup("{}<span>{}</span>").format(face(place), escape(words))
    return tick


def _ends(question: Question, language: str) -> Markup:
    """What the ends of a 0-10 scale mean, in one line."""
    ends = ((SCALE_LOW, question.low), (SCALE_HIGH, question.high))
    end = escape(notice("end-of-scale", language))
    named = [
        end.format(number=number, words=worded(words, language)) for number, words in ends if words
    ]
    return Markup(", ").join(named) + "." if named else Markup()


def _lead_in(branch: Branch | None, form: ShowForm) -> str:
    """“If you said “Yes” to question 2”, from the rule that decides whom the question is for."""
    if branch is None:
        return ""
    questions, language, reader = form.questions, form.language, form.reader
    at = next(
        (at for at, question in enumerate(questions, start=1) if question.id == branch.question),
        None,
    )
    if at is None:
        return notice("only-if-you", language, reader)
    words = {choice.code: say(choice.text, language) for choice in questions[at - 1].choices}
    either = f" {notice('or', language)} "
    said = either.join(f"“{words[code]}”" for code in branch.any_of if code in words)
    unsaid = either.join(f"“{words[code]}”" for code in branch.not_any_of if code in words)
    key = "if-said-and-not" if said and unsaid else "if-said" if said else "if-not-said"
    sentence = notice(key, language, reader)
    return sentence.format(said=said or unsaid, unsaid=unsaid, number=at)


@dataclass(frozen=True, slots=True)
class Drawing:
    """How a kind of question is drawn: a macro of `templates/questions.html`, and its inputs."""

    macro: str
    groups: Callable[[Question, str, str, Given], Groups]


_CHOICE = Drawing("choice", _one)
DRAWINGS: Mapping[QuestionKind, Drawing] = {
    QuestionKind.SINGLE: _CHOICE,
    QuestionKind.AGREEMENT: _CHOICE,
    QuestionKind.YES_NO: _CHOICE,
    QuestionKind.SCENARIO: _CHOICE,
    QuestionKind.SEVERAL: Drawing("several", _one),
    QuestionKind.SCALE: Drawing("scale", _numbered),
    QuestionKind.BEFORE_NOW: Drawing("before_now", _pair),
    QuestionKind.TEXT: Drawing("text", _one),
}
