"""How long an instrument takes: measured from its words, taps and boxes, never promised lower.

What people are told is the measured time, or what the author promised where that is longer.
"""

from collections.abc import Iterator, Mapping
from math import ceil
from types import MappingProxyType

from surveys.asking.instrument import Instrument, say
from surveys.asking.kinds import KINDS
from surveys.asking.notices import form_notice
from surveys.asking.question import Question
from surveys.languages import ENGLISH, count_in

WORDS_A_MINUTE = 238  # silent reading of English by adults (Brysbaert 2019, 190 studies)
SECONDS_A_TAP = 1.2
SECONDS_A_SENTENCE = 15  # typed with a thumb
_START = 1  # the tap that begins
# How people say a number of things, as (one, many).
COUNTED: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "questions": ("{count} question", "{count} questions"),
        "minutes": ("{count} minute", "{count} minutes"),
    }
)


def measured_seconds(instrument: Instrument, language: str = "en") -> float:
    """How many seconds it takes to read the notice and every question, and to answer each.

    Of questions that depend on others all are counted, so that no way through takes longer.
    """
    words = sum(len(text.split()) for text in _texts(instrument, language))
    rules = [KINDS[question.kind] for question in instrument.questions]
    taps = _START + sum(kind.taps for kind in rules)
    typed = sum(kind.is_text for kind in rules)
    return words * 60 / WORDS_A_MINUTE + taps * SECONDS_A_TAP + typed * SECONDS_A_SENTENCE


def measured_minutes(instrument: Instrument, language: str = "en") -> int:
    """The measured time in whole minutes, rounded up."""
    return ceil(measured_seconds(instrument, language) / 60)


def told_minutes(instrument: Instrument, language: str = ENGLISH) -> int:
    """The minutes that a reader of a language is told: as measured in it, or the author's."""
    return max(instrument.minutes, measured_minutes(instrument, language))


def questions_in_words(count: int, language: str = ENGLISH) -> str:
    """How people say it: 1 question, 2 questions."""
    return count_in("questions", *COUNTED["questions"], count, language)


def minutes_in_words(minutes: int, language: str = ENGLISH) -> str:
    """How people say it: 1 minute, 2 minutes."""
    return count_in("minutes", *COUNTED["minutes"], minutes, language)


def _texts(instrument: Instrument, language: str) -> Iterator[str]:
    told = form_notice(instrument, language=language)
    yield from (told.taking_part, told.how_kept, told.not_read_at_once)
    stem = None
    for question in instrument.questions:
        if question.stem and question.stem != stem:  # read once for all its rows
            yield say(question.stem, language)
        stem = question.stem
        yield from _asked(question, language)


def _asked(question: Question, language: str) -> Iterator[str]:
    ends = (question.low, question.high, question.unit)
    labels = (question.hint, *ends, *(c.text for c in question.choices))
    yield say(question.text, language)
    yield from (say(label, language) for label in labels if label)
