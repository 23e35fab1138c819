"""What must hold between the questions of an instrument, and of all its words.

Branches look backwards only, so that walking forwards never meets a question that decides one
already passed; and no words promise what cannot be kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from surveys.asking.author_words import Broken
from surveys.asking.secrecy_promises import promised, promised_in_question
from surveys.impact.evidence import Level, Source

if TYPE_CHECKING:  # the instrument checks itself by these rules
    from surveys.asking.instrument import Instrument
    from surveys.asking.question import Question

# Who can speak to what (impact model, section 1): no voice counts where it cannot know.
SPEAKS_TO: Mapping[Source, frozenset[Level]] = MappingProxyType(
    {
        Source.PRACTITIONER: frozenset({Level.REACTION, Level.LEARNING, Level.PRACTICE}),
        Source.SUPERVISOR: frozenset({Level.PRACTICE}),
        Source.FRONTLINE: frozenset({Level.LEARNING, Level.PRACTICE}),
        Source.CHILD: frozenset({Level.EXPERIENCE}),
        Source.FAMILY: frozenset({Level.EXPERIENCE}),
        Source.CHILD_VIA_WORKER: frozenset({Level.EXPERIENCE}),
    }
)
Words = Mapping[str, str]  # by language


@dataclass(frozen=True, slots=True)
class InstrumentFacts:
    """What an instrument says of itself; None where that could not be read, and no rule is kept.

    `texts` are its words about the form by field; `unread` the ids of questions that could not be
    read, of which nothing is said.
    """

    voice: Source | None
    mode: str | None
    languages: tuple[str, ...] | None
    texts: Mapping[str, Words]
    unread: frozenset[str] = frozenset()


def broken(about: InstrumentFacts, questions: Sequence[Question | None]) -> Iterator[Broken]:
    """Every rule that is broken, in words for the author; a question that is None was not read."""
    yield from _wrong_about(about)
    earlier: dict[str, Question] = {}
    some = for_some(question for question in questions if question is not None)
    for at, question in enumerate(questions):
        if question is None:
            continue
        for field, says in _broken(question, earlier, about):
            yield ("questions", at, *field), says
        if question.id in some:
            for says in _wrong_for_some(question, about):
                yield ("questions", at, "show_if"), says
        earlier.setdefault(question.id, question)
    yield from _wrong_ends(questions)


def _wrong_about(about: InstrumentFacts) -> Iterator[Broken]:
    if about.languages is not None and "en" not in about.languages:
        yield ("languages",), "“languages” must include en"
    for field, text in about.texts.items():
        yield from _wrong_words((field,), text, about.languages)
        if promise := _first_promise(text, promised):
            yield (field,), _PROMISED.format(promise=promise)


def texts_of(instrument: Instrument) -> Mapping[str, Words]:
    """The words of an instrument about the form, by field."""
    own = {"title": instrument.title, "audience": instrument.audience, "notice": instrument.notice}
    return {field: text for field, text in own.items() if text is not None}


def _broken(
    question: Question, earlier: Mapping[str, Question], about: InstrumentFacts
) -> Iterator[Broken]:
    if question.id in earlier:
        yield ("id",), f"two questions have the id “{question.id}”"
    yield from _wrong_branch(question, earlier, about.unread)
    voice, level = about.voice, question.level
    if voice is not None and level is not None and level not in SPEAKS_TO[voice]:
        says = f"the voice “{voice}” cannot speak to the level “{level}”"
        yield ("level",), f"question “{question.id}”: {says}"
    for field, text in _texts(question):
        yield from _wrong_words(field, text, about.languages)
    for field in ("text", "hint"):
        text: Words = getattr(question, field) or {}
        if promise := _first_promise(text, promised_in_question):
            yield (field,), _PROMISED.format(promise=promise)


def _wrong_branch(
    question: Question, earlier: Mapping[str, Question], unread: frozenset[str]
) -> Iterator[Broken]:
    branch = question.show_if
    if branch is None or branch.question is None or branch.question in unread - earlier.keys():
        return
    depends = f"question “{question.id}” depends on"
    if branch.question not in earlier:
        says = f"{depends} “{branch.question}”, which does not come before it"
        yield ("show_if", "question"), says
        return
    offered = earlier[branch.question].codes
    for field in ("any_of", "not_any_of"):
        for code in getattr(branch, field):
            if code not in offered:
                says = f"{depends} “{code}”, which “{branch.question}” does not offer"
                yield ("show_if", field), says


def _wrong_ends(questions: Sequence[Question | None]) -> Iterator[Broken]:
    last = questions[-1] if questions else None
    if last is not None and not last.is_asked:
        says = "words between questions (“section”) need a question after them"
        yield ("questions", len(questions) - 1), says
    first = next((at for at, one in enumerate(questions) if one is None or one.is_asked), None)
    asked = None if first is None else questions[first]
    if first is not None and asked is not None and asked.show_if is not None:
        says = "the first question is asked of everyone, so it has no “show_if”"
        yield ("questions", first, "show_if"), says


def for_some(questions: Iterable[Question]) -> frozenset[str]:
    """The ids of the questions that are for some roles or agencies, or hang on one that is."""
    some: set[str] = set()
    for question in questions:
        branch = question.show_if
        if branch and (branch.is_about_the_person or branch.question in some):
            some.add(question.id)
    return frozenset(some)


def _wrong_for_some(question: Question, about: InstrumentFacts) -> Iterator[str]:
    """Hold a question for some people to what can be known, and to what may be counted."""
    if about.mode == "anonymous":
        yield (
            f"question “{question.id}”: in this “mode” no one knows the role or the agency "
            "of who answers, so “show_if” can only look at earlier answers and the voice"
        )
    if question.level is not None or question.barrier:
        yield (
            f"question “{question.id}” is for some roles or agencies only, so it cannot have a "
            "“level” or be a “barrier”: its count would tell how many of them answered"
        )


_PROMISED = "“{promise}” promises more than can be kept; say how answers are really used"


def _wrong_words(
    field: tuple[str | int, ...], text: Words, languages: tuple[str, ...] | None
) -> Iterator[Broken]:
    for language in text:
        if languages is not None and language not in languages:
            says = f"there are words in “{language}”, which “languages” does not list"
            yield (*field, language), says


def _first_promise(text: Words, read: Callable[[str], str | None]) -> str | None:
    return next((found for words in text.values() if (found := read(words))), None)


def _texts(question: Question) -> Iterator[tuple[tuple[str | int, ...], Words]]:
    """All the words of a question, each with its field."""
    for field in ("text", "hint", "low", "high", "unit", "stem"):
        text: Words | None = getattr(question, field)
        if text is not None:
            yield (field,), text
    for at, choice in enumerate(question.choices):
        yield ("choices", at), choice.text
