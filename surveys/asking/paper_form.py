"""A form on paper: every question whole, with boxes to tick, and where to hand it in.

Its numbers and the version of the questionnaire are printed, so that what is typed in later is
known to be of this form, and no paper is counted twice.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from surveys.asking.assistance import Helper, HelpGiven, asks_for_help
from surveys.asking.handout import PrintedLink, facts_of
from surveys.asking.instrument import Instrument, say
from surveys.asking.kinds import QuestionKind
from surveys.asking.kinds.numbers import SCALE_HIGH, SCALE_LOW
from surveys.asking.kinds.written_day import PARTS
from surveys.asking.kinds.written_number import bounds
from surveys.asking.notices import LocalHelp, form_notice, gist, notice
from surveys.asking.question import Branch, Question
from surveys.asking.respondent import asked_of
from surveys.asking.texts import ENGLISH

NUMBERS = tuple(str(number) for number in range(SCALE_LOW, SCALE_HIGH + 1))


class PaperInput(StrEnum):
    """What is printed for people to fill in."""

    TICKS = "ticks"
    SEVERAL = "several"  # ticks, as many as are true
    NUMBERS = "numbers"
    TWICE = "twice"  # numbers for before, and for now
    LINES = "lines"
    NUMBER = "number"  # a box to write it in
    DAY = "day"  # boxes for day, month and year
    ORDER = "order"  # a box for its place beside each choice
    WORDS = "words"  # to read, with nothing to fill in


INPUTS: Mapping[QuestionKind, PaperInput] = MappingProxyType(
    {
        QuestionKind.SINGLE: PaperInput.TICKS,
        QuestionKind.AGREEMENT: PaperInput.TICKS,
        QuestionKind.YES_NO: PaperInput.TICKS,
        QuestionKind.SCENARIO: PaperInput.TICKS,
        QuestionKind.SEVERAL: PaperInput.SEVERAL,
        QuestionKind.SCALE: PaperInput.NUMBERS,
        QuestionKind.BEFORE_NOW: PaperInput.TWICE,
        QuestionKind.TEXT: PaperInput.LINES,
        QuestionKind.NUMBER: PaperInput.NUMBER,
        QuestionKind.DATE: PaperInput.DAY,
        QuestionKind.RANKING: PaperInput.ORDER,
        QuestionKind.MATRIX: PaperInput.TICKS,
        QuestionKind.SMILEYS: PaperInput.TICKS,
        QuestionKind.SECTION: PaperInput.WORDS,
    }
)
_HOW = {
    PaperInput.TICKS: "print-tick-one",
    PaperInput.SEVERAL: "choose-all",
    PaperInput.NUMBERS: "print-tick-number",
    PaperInput.TWICE: "print-tick-number-twice",
    PaperInput.LINES: "print-write",
    PaperInput.NUMBER: "print-write-number",
    PaperInput.DAY: "date-like",
    PaperInput.ORDER: "put-in-order",
}


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """A question, or words to read before the next one.

    `scales` are rows of numbers under a heading, `boxes` what is said before each box to write in,
    `lines` how many to write on.
    """

    text: str
    hints: tuple[str, ...]
    choices: tuple[str, ...] = ()
    scales: tuple[tuple[str, tuple[str, ...]], ...] = ()
    boxes: tuple[str, ...] = ()
    lines: int = 0


@dataclass(frozen=True, slots=True)
class PaperForm:
    """All words of a form on paper, in one language; `numbers` is one for each copy."""

    language: str
    title: str
    partnership: str
    place: str
    facts: tuple[str, ...]
    notice: tuple[str, ...]
    not_read: str  # beside every place to write
    questions: tuple[PaperQuestion, ...]
    hand_in: str
    help_heading: str
    help_lines: tuple[tuple[str, str], ...]
    number_says: str
    version_says: str
    numbers: tuple[str, ...]


def paper_form(
    link: PrintedLink, local: LocalHelp | None, numbers: Sequence[str], language: str = ENGLISH
) -> PaperForm:
    """Return a form on paper; refuses a language that its questionnaire does not have."""
    asked = link.instrument
    facts = facts_of(link, language)
    told, (_, _, kept) = form_notice(asked, local, language), gist(asked, language)
    return PaperForm(
        language=language,
        title=say(asked.title, language),
        partnership=link.partnership,
        place=link.place,
        facts=facts,
        notice=(told.taking_part, f"{kept} {notice('print-number-why', language)}"),
        not_read=told.not_read_at_once,
        questions=(*_questions(asked, language), *_help_asked(asked, language)),
        hand_in=notice("hand-in", language),
        help_heading=notice("print-help", language),
        help_lines=tuple((line.number, line.name) for line in told.help_lines),
        number_says=notice("print-number", language),
        version_says=notice("print-version", language).format(version=asked.version[:8]),
        numbers=tuple(numbers),
    )


def _questions(instrument: Instrument, language: str) -> Iterator[PaperQuestion]:
    for question in asked_of(instrument, None).questions:
        drawn, asks = INPUTS[question.kind], question.asks(language)
        number = f"{_number(instrument, question.id)}. " if question.is_asked else ""
        yield PaperQuestion(
            text=f"{number}{asks}",
            hints=tuple(filter(None, _hints(instrument, question, language))),
            choices=tuple(say(choice.text, language) for choice in question.choices),
            scales=_scales(drawn, language),
            boxes=_boxes(question, language),
            lines=_lines(question) if drawn is PaperInput.LINES else 0,
        )


def _number(instrument: Instrument, question_id: str) -> int:
    """The number of a question among those that are printed."""
    printed = [one.id for one in asked_of(instrument, None).asked]
    return printed.index(question_id) + 1


def _hints(instrument: Instrument, question: Question, language: str) -> Iterator[str]:
    drawn = INPUTS[question.kind]
    if question.show_if and question.show_if.question:
        yield _only_if(instrument, question.show_if, question.show_if.question, language)
    if drawn in _HOW and not (drawn is PaperInput.SEVERAL and question.hint):
        yield _how(question, language)  # a hint of several says itself to choose all
    yield say(question.hint, language) if question.hint else ""
    for number, end in ((SCALE_LOW, question.low), (SCALE_HIGH, question.high)):
        yield f"{number}: {say(end, language)}." if end else ""


def _how(question: Question, language: str) -> str:
    words = notice(_HOW[INPUTS[question.kind]], language)
    if INPUTS[question.kind] is not PaperInput.NUMBER:
        return words
    low, high = bounds(question)
    return words.format(low=f"{low:,}", high=f"{high:,}")


def _only_if(instrument: Instrument, branch: Branch, earlier: str, language: str) -> str:
    """For whom a question is: by what was answered to an earlier one."""
    asked = instrument.question(earlier)
    words = {choice.code: f"“{say(choice.text, language)}”" for choice in asked.choices}
    key, codes = (
        ("print-only-if", branch.any_of) if branch.any_of else ("print-unless", branch.not_any_of)
    )
    said = " / ".join(words.get(code, code) for code in codes)
    return notice(key, language).format(said=said, number=_number(instrument, asked.id))


def _boxes(question: Question, language: str) -> tuple[str, ...]:
    match INPUTS[question.kind]:
        case PaperInput.NUMBER:
            return (say(question.unit, language) if question.unit else "",)
        case PaperInput.DAY:
            return tuple(notice(part, language) for part in PARTS)
        case _:
            return ()


def _scales(drawn: PaperInput, language: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if drawn is PaperInput.NUMBERS:
        return (("", NUMBERS),)
    if drawn is PaperInput.TWICE:
        return tuple((notice(when, language), NUMBERS) for when in ("before", "now"))
    return ()


def _lines(question: Question) -> int:
    """How many lines to write on: one for every 150 letters, and at least three."""
    return max(3, -(-question.max_length // 150))


def _help_asked(instrument: Instrument, language: str) -> Iterator[PaperQuestion]:
    if not asks_for_help(instrument.reader):
        return
    for key, prefix, kind, how in (
        ("helped-by", "helper", Helper, "print-tick-one"),
        ("helped-how", "help-given", HelpGiven, "choose-all"),
    ):
        yield PaperQuestion(
            text=notice(key, language),
            hints=(notice("print-if-helped", language), notice(how, language)),
            choices=tuple(notice(f"{prefix}.{one}", language) for one in kind),
        )
