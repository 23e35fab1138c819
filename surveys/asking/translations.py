"""Every word of an instrument with where it is said, and the instrument in more languages.

An answer is translated for its question, because many languages have no one word for “yes”; the
standard answers once for all. The audience is among them: posters name it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from surveys.asking.instrument import Choice, Instrument, Question
from surveys.asking.kinds import KINDS
from surveys.asking.question import STANDARD_OUTSIDE
from surveys.asking.texts import Label
from surveys.languages import ENGLISH, is_said_in, say_in

STANDARD = "standard answer"
_OF_A_QUESTION = {
    "stem": "question",
    "text": "question",
    "hint": "hint",
    "unit": "unit",
    "low": "end of scale",
    "high": "end of scale",
}


@dataclass(frozen=True, slots=True)
class FormWords:
    """Words of an instrument: the `key` of where they are said, and the id of their question.

    `asks` is empty for the words of the instrument itself.
    """

    key: str
    asks: str
    words: Label

    def is_in(self, language: str) -> bool:
        """Say whether the words are there in a language, written by the author or translated."""
        return bool(self.words.get(language)) or is_said_in(self.key, self.words[ENGLISH], language)

    def also_in(self, languages: Iterable[str]) -> Label:
        """The words, and their translations into some more languages."""
        english = self.words[ENGLISH]
        return {**self.words, **{one: say_in(self.key, english, one) for one in languages}}


def words_of(instrument: Instrument) -> Iterator[FormWords]:
    """Every word that people who answer can read, in the order of the form."""
    yield from _of_the_whole(instrument).values()
    for question in instrument.questions:
        yield from _of_a_question(instrument, question).values()
        yield from (_of_a_choice(instrument, question, choice) for choice in question.choices)


def standard_answers(question: Question) -> Mapping[str, str]:
    """The answers that a question of this kind has where its author writes none, by their codes."""
    return {**STANDARD_OUTSIDE, **KINDS[question.kind].standard_choices}


def missing_in(instrument: Instrument, language: str) -> list[FormWords]:
    """The words of an instrument that are not there in a language."""
    return [said for said in words_of(instrument) if not said.is_in(language)]


def in_languages(instrument: Instrument, languages: Iterable[str]) -> Instrument:
    """The instrument in each of some more languages in which all of its words are there."""
    new = (language for language in languages if language not in instrument.languages)
    more = [language for language in new if not missing_in(instrument, language)]
    if not more:
        return instrument
    whole = {name: said.also_in(more) for name, said in _of_the_whole(instrument).items()}
    questions = tuple(_question_in(instrument, one, more) for one in instrument.questions)
    made = {**whole, "questions": questions, "languages": (*instrument.languages, *more)}
    # Read anew, so that the translations keep the rules too, and the version is that of all words.
    return Instrument.model_validate(instrument.model_copy(update=made).model_dump())


def _question_in(instrument: Instrument, question: Question, languages: Sequence[str]) -> Question:
    words = _of_a_question(instrument, question)
    choices = tuple(
        choice.model_copy(
            update={"text": _of_a_choice(instrument, question, choice).also_in(languages)}
        )
        for choice in question.choices
    )
    made = {name: said.also_in(languages) for name, said in words.items()}
    return question.model_copy(update={**made, "choices": choices})


def _of_the_whole(instrument: Instrument) -> dict[str, FormWords]:
    named = {
        "title": instrument.title,
        "audience": instrument.audience,
        "notice": instrument.notice,
    }
    return {
        name: FormWords(f"{instrument.code}: {name}", "", words)
        for name, words in named.items()
        if words
    }


def _of_a_question(instrument: Instrument, question: Question) -> dict[str, FormWords]:
    return {
        field: FormWords(f"{instrument.code}: {what}", question.id, words)
        for field, what in _OF_A_QUESTION.items()
        if (words := getattr(question, field))
    }


def _of_a_choice(instrument: Instrument, question: Question, choice: Choice) -> FormWords:
    is_standard = choice.text[ENGLISH] == standard_answers(question).get(choice.code)
    key = STANDARD if is_standard else f"{instrument.code}: answer to {question.id}"
    return FormWords(key, question.id, choice.text)
