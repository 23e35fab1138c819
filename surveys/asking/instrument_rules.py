"""What must hold between the questions of an instrument, and of all its words.

Branches look backwards only, so that walking forwards never meets a question that decides one
already passed; and no words promise what cannot be kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from surveys.asking.secrecy_promises import promised
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


def check(instrument: Instrument) -> None:
    """Raise ValueError, in words for the author, at the first rule that the instrument breaks."""
    _check_languages(instrument)
    earlier: dict[str, Question] = {}
    some = for_some(instrument.questions)
    for question in instrument.questions:
        if question.id in earlier:
            raise ValueError(f"two questions have the id “{question.id}”")
        _check_branch(question, earlier)
        _check_level(question, instrument.voice)
        if question.id in some:
            _check_person(question, instrument)
        earlier[question.id] = question
    _check_ends(instrument)
    for text in _texts(instrument):
        _check_words(text, instrument.languages)


def _check_languages(instrument: Instrument) -> None:
    if "en" not in instrument.languages:
        raise ValueError("“languages” must include en")


def _check_branch(question: Question, earlier: dict[str, Question]) -> None:
    branch = question.show_if
    if branch is None or branch.question is None:
        return
    if branch.question not in earlier:
        raise ValueError(
            f"question “{question.id}” depends on “{branch.question}”, "
            "which does not come before it"
        )
    offered = earlier[branch.question].codes
    unknown = next((c for c in (*branch.any_of, *branch.not_any_of) if c not in offered), None)
    if unknown is not None:
        raise ValueError(
            f"question “{question.id}” depends on “{unknown}”, "
            f"which “{branch.question}” does not offer"
        )


def _check_ends(instrument: Instrument) -> None:
    if not instrument.questions[-1].is_asked:
        raise ValueError("words between questions (“section”) need a question after them")
    if instrument.asked[0].show_if is not None:
        raise ValueError("the first question is asked of everyone, so it has no “show_if”")


def for_some(questions: Iterable[Question]) -> frozenset[str]:
    """The ids of the questions that are for some roles or agencies, or hang on one that is."""
    some: set[str] = set()
    for question in questions:
        branch = question.show_if
        if branch and (branch.is_about_the_person or branch.question in some):
            some.add(question.id)
    return frozenset(some)


def _check_person(question: Question, instrument: Instrument) -> None:
    """Hold a question for some people to what can be known, and to what may be counted."""
    if instrument.mode == "anonymous":
        raise ValueError(
            f"question “{question.id}”: in this “mode” no one knows the role or the agency "
            "of who answers, so “show_if” can only look at earlier answers and the voice"
        )
    if question.level is not None or question.barrier:
        raise ValueError(
            f"question “{question.id}” is for some roles or agencies only, so it cannot have a "
            "“level” or be a “barrier”: its count would tell how many of them answered"
        )


def _check_level(question: Question, voice: Source) -> None:
    if question.level is not None and question.level not in SPEAKS_TO[voice]:
        raise ValueError(
            f"question “{question.id}”: "
            f"the voice “{voice}” cannot speak to the level “{question.level}”"
        )


def _check_words(text: dict[str, str], languages: tuple[str, ...]) -> None:
    for language, words in text.items():
        if language not in languages:
            raise ValueError(f"there are words in “{language}”, which “languages” does not list")
        promise = promised(words)
        if promise:
            raise ValueError(
                f"“{promise}” promises more than can be kept; say how answers are really used"
            )


def _texts(instrument: Instrument) -> Iterator[dict[str, str]]:
    own = (instrument.title, instrument.audience, instrument.notice)
    yield from (text for text in own if text is not None)
    for question in instrument.questions:
        asked = (
            question.text,
            question.hint,
            question.low,
            question.high,
            question.unit,
            question.stem,
        )
        yield from (text for text in asked if text is not None)
        yield from (choice.text for choice in question.choices)
