"""Read what a page sent: its answers, what is wrong with them, and every word that is no answer.

Only an answer that another answer rules out is left aside; nothing else is.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from surveys.asking.answers import Answer, read_answer
from surveys.asking.assistance import HELP_FIELDS
from surveys.asking.instrument import Instrument, Question, say
from surveys.asking.kinds import KINDS
from surveys.asking.kinds.values import Fields, is_blank
from surveys.asking.notices import notice
from surveys.asking.routing import is_ruled_out, visible
from surveys.asking.texts import clean
from surveys.languages import ENGLISH
from surveys.problems import Refusal


def raw_answers(instrument: Instrument, fields: Fields) -> dict[str, object]:
    """Return what was sent for each question, as `read_answer` takes it."""
    return {question.id: raw_answer(question, fields) for question in instrument.questions}


def raw_answer(question: Question, fields: Fields) -> Any:
    """Return what was sent for one question."""
    return KINDS[question.kind].from_form(question, fields)


def read_answers(
    instrument: Instrument,
    raw: Mapping[str, object],
    today: date,
    kept: Mapping[str, Answer] = MappingProxyType({}),
    language: str = ENGLISH,
) -> tuple[dict[str, Answer], dict[str, str]]:
    """Return the answers sent, and what is wrong, by question; a blank leaves what was `kept`.

    An answer to a question that depends on one left unanswered is kept. It counts in no score,
    because no one knows whether it was for them.
    """
    answers: dict[str, Answer] = {}
    problems: dict[str, str] = {}
    for question in instrument.questions:
        blank, given = is_blank(raw[question.id]), {**kept, **answers}
        if blank and (question.id in kept or question not in visible(instrument, given)):
            continue
        # A page shows every box, so words count wherever they were written, even in the wrong box.
        if not (blank or question.is_text) and is_ruled_out(instrument, given, question):
            continue
        try:
            read = read_answer(question, raw[question.id], today)
        except Refusal as refusal:
            said = refusal.said_in(language, to_a_child=instrument.reader.is_a_child)
            problems[question.id] = said.sentence
        else:
            answers |= {question.id: read} if read else {}
    return answers, problems


def unread_words(
    instrument: Instrument,
    fields: Fields,
    answers: Mapping[str, Answer],
    language: str = ENGLISH,
) -> tuple[tuple[str, str], ...]:
    """Return what was typed and is not among the answers, each with what it was written under."""
    elsewhere = notice("something-else", language)
    asked = {name: question for question in instrument.questions for name in names_of(question)}
    return tuple(
        (say(asked[name].text, language) if name in asked else elsewhere, words)
        for name, value in _typed(fields)
        if name not in HELP_FIELDS
        if (words := clean(value)) and not _is_known(asked.get(name), words, answers)
    )


def _typed(fields: Fields) -> Iterator[tuple[str, str]]:
    for name, values in fields.items():
        for value in values:
            yield name, value


def names_of(question: Question) -> tuple[str, ...]:
    """Return the names of the inputs that a question can have on a form."""
    return KINDS[question.kind].names(question)


def fields_of(instrument: Instrument, answers: Iterable[Answer]) -> Fields:
    """Return what a form would send for some answers, their words left out."""
    fields: dict[str, tuple[str, ...]] = {}
    for answer in answers:
        question = instrument.question(answer.question_id)
        if answer.value is not None:
            fields |= KINDS[question.kind].to_form(question, answer.value)
    return fields


def _is_known(question: Question | None, words: str, answers: Mapping[str, Answer]) -> bool:
    """Say whether words are an answer that was read, or where one chooses no words at all."""
    if question is None:
        return False
    answer = answers.get(question.id)
    if question.is_text:
        return answer is not None and answer.text == words
    if question.is_typed:  # a box for a number or a date takes any words
        return answer is not None or not any(one.isalpha() for one in words)
    return len(words.split()) == 1
