"""What was answered, in words, as a person looks through it before it is sent."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from surveys.asking.answers import Answer
from surveys.asking.instrument import Question, QuestionKind, say
from surveys.asking.kinds.values import BeforeNow, Given
from surveys.asking.notices import notice
from surveys.london import day_in_words


def said(question: Question, answer: Answer, language: str = "en") -> str:
    """Return an answer in words; a person's own words are as they wrote them."""
    if answer.text is not None:
        return answer.text
    return "" if answer.value is None else SAID[question.kind](question, answer.value, language)


def _each(question: Question, value: Given, language: str) -> list[str]:
    """Return the words of each choice that was made."""
    words = {choice.code: say(choice.text, language) for choice in question.choices}
    codes = value if isinstance(value, tuple) else (str(value),)
    return [words.get(code, code) for code in codes]


def _chosen(question: Question, value: Given, language: str) -> str:
    return ", ".join(_each(question, value, language))


def _number(question: Question, value: Given, language: str) -> str:
    return f"{value} {say(question.unit, language)}" if question.unit else str(value)


def _day(_question: Question, value: Given, _language: str) -> str:
    return day_in_words(date.fromisoformat(str(value)))


def _order(question: Question, value: Given, language: str) -> str:
    places = enumerate(_each(question, value, language), start=1)
    return ", ".join(f"{at}. {words}" for at, words in places)


def _pair(_question: Question, value: Given, language: str) -> str:
    if not isinstance(value, BeforeNow):
        return str(value)
    before, now = notice("before", language), notice("now", language)
    return f"{before}: {value.before}. {now}: {value.now}."


SAID: Mapping[QuestionKind, Callable[[Question, Given, str], str]] = MappingProxyType(
    {
        QuestionKind.SINGLE: _chosen,
        QuestionKind.AGREEMENT: _chosen,
        QuestionKind.SCALE: _chosen,
        QuestionKind.YES_NO: _chosen,
        QuestionKind.SEVERAL: _chosen,
        QuestionKind.BEFORE_NOW: _pair,
        QuestionKind.SCENARIO: _chosen,
        QuestionKind.NUMBER: _number,
        QuestionKind.DATE: _day,
        QuestionKind.RANKING: _order,
        QuestionKind.MATRIX: _chosen,
        QuestionKind.SMILEYS: _chosen,
    }
)
