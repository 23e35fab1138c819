"""A question of a form as its template draws it, with what was given and what is wrong."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from bot.web.question_inputs import Given, Groups, drawing_of
from bot.web.wording import worded
from dialogs.replies import ShowForm, ShowHelp, ShowQuestion
from surveys.asking.kinds.numbers import SCALE_HIGH, SCALE_LOW
from surveys.asking.notices import notice
from surveys.asking.question import Question
from surveys.asking.texts import say


@dataclass(frozen=True, slots=True)
class DrawnSection:
    """Words to read before a question; `more` is below them, where there is more."""

    text: str
    more: str
    lead_in: str = ""


@dataclass(frozen=True, slots=True)
class DrawnQuestion:
    """One question, ready to draw; `lead_in` is for a question that only some need answer.

    `stem` is what is asked of all rows of which it is one, and `goes_on` says that the row before
    has the same.
    """

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
    unit: str
    stem: str
    goes_on: bool = False
    section: tuple[DrawnSection, ...] = ()
    alone: bool = False  # on a page of its own, of which it is the heading


def asked(form: ShowForm) -> tuple[DrawnQuestion, ...]:
    """The questions of a form in their order, numbered from 1, each with the words before it."""
    numbered: dict[str, int] = {}
    shown: list[DrawnQuestion] = []
    section: list[DrawnSection] = []
    for question in form.questions:
        if not question.is_asked:
            section.append(_section(question, form.language, _lead_in(question, form, numbered)))
            continue
        numbered[question.id] = len(numbered) + 1
        drawn = replace(_asked(form, numbered, question), section=tuple(section))
        goes_on = bool(drawn.stem and shown and shown[-1].stem == drawn.stem)
        shown.append(replace(drawn, goes_on=goes_on))
        section = []
    return tuple(shown)


def alone(question: Question, number: int, page: ShowQuestion | ShowHelp) -> DrawnQuestion:
    """The question that a page of its own asks; of words it says how many may be written."""
    problem, kept = (page.problem, page.kept) if isinstance(page, ShowQuestion) else ("", False)
    section: Sequence[Question] = page.section if isinstance(page, ShowQuestion) else ()
    drawn = _drawn(question, number, page.language, page.given)
    length = notice("length", page.language, page.reader).format(limit=question.max_length)
    hints = (drawn.hint, length if question.is_text else "", _kept(question, page, kept))
    return replace(
        drawn,
        hint=_together(hints),
        problem=problem or None,
        section=tuple(_section(one, page.language) for one in section),
        alone=isinstance(page, ShowQuestion),
    )


def _asked(form: ShowForm, numbered: Mapping[str, int], question: Question) -> DrawnQuestion:
    """The question as one of all on a page; where it was answered before, the answer stays out."""
    number = numbered[question.id]
    drawn = _drawn(question, number, form.language, form.given.get(question.id))
    kept = _kept(question, form, question.id in form.kept)
    return replace(
        drawn,
        hint=_together((drawn.hint, kept)),
        lead_in=_lead_in(question, form, numbered),
        problem=form.problems.get(question.id),
    )


def _drawn(question: Question, number: int, language: str, given: Given) -> DrawnQuestion:
    drawing = drawing_of(question)
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
        unit=worded(question.unit, language) if question.unit else "",
        stem=worded(question.stem, language) if question.stem else "",
    )


def _section(words: Question, language: str, lead_in: str = "") -> DrawnSection:
    more = worded(words.hint, language) if words.hint else ""
    return DrawnSection(worded(words.text, language), more, lead_in)


def _together(hints: Iterable[str | Markup]) -> Markup:
    return Markup(" ").join(hint for hint in hints if hint)


def _kept(question: Question, page: ShowForm | ShowQuestion | ShowHelp, is_kept: bool) -> str:
    """That an earlier answer is kept, where it is."""
    if not is_kept:
        return ""
    return notice("words-kept" if question.is_text else "answer-kept", page.language, page.reader)


def _ends(question: Question, language: str) -> Markup:
    """What the ends of a 0-10 scale mean, in one line."""
    ends = ((SCALE_LOW, question.low), (SCALE_HIGH, question.high))
    end = escape(notice("end-of-scale", language))
    named = [
        end.format(number=number, words=worded(words, language)) for number, words in ends if words
    ]
    return Markup(", ").join(named) + "." if named else Markup()


def _lead_in(question: Question, form: ShowForm, numbered: Mapping[str, int]) -> str:
    """“If you said “Yes” to question 2”, from the rule that decides whom the question is for."""
    branch, language = question.show_if, form.language
    if branch is None or branch.question is None:
        return ""
    earlier = next((one for one in form.questions if one.id == branch.question), None)
    if earlier is None or earlier.id not in numbered:
        return notice("only-if-you", language, form.reader)
    words = {choice.code: say(choice.text, language) for choice in earlier.choices}
    either = f" {notice('or', language)} "
    said = either.join(f"“{words[code]}”" for code in branch.any_of if code in words)
    unsaid = either.join(f"“{words[code]}”" for code in branch.not_any_of if code in words)
    key = "if-said-and-not" if said and unsaid else "if-said" if said else "if-not-said"
    sentence = notice(key, language, form.reader)
    return sentence.format(said=said or unsaid, unsaid=unsaid, number=numbered[earlier.id])
