"""A questionnaire's questions as people see them on a phone, one question a page, as plain data.

The words are those of the page in the browser: the questionnaire's own, and the notices. Above each
page the author reads who is asked, where only some are.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from surveys.asking.bands import YOUNG
from surveys.asking.instrument import Instrument, Question, QuestionKind
from surveys.asking.kinds.numbers import SCALE_HIGH, SCALE_LOW
from surveys.asking.notices import notice
from surveys.asking.question import Branch
from surveys.asking.texts import say

Screen = dict[str, Any]
# How each kind is drawn: what `preview.typ` has a drawing for.
DRAWN_AS: Mapping[QuestionKind, str] = MappingProxyType(
    {
        QuestionKind.SINGLE: "choice",
        QuestionKind.AGREEMENT: "choice",
        QuestionKind.YES_NO: "choice",
        QuestionKind.SCENARIO: "choice",
        QuestionKind.SEVERAL: "several",
        QuestionKind.SCALE: "scale",
        QuestionKind.BEFORE_NOW: "before_now",
        QuestionKind.TEXT: "text",
    }
)


def screens(instrument: Instrument, language: str) -> list[Screen]:
    """Return one screen for each question, in the order asked."""
    return [_screen(instrument, question, language) for question in instrument.questions]


def _screen(instrument: Instrument, question: Question, language: str) -> Screen:
    at, of = instrument.places[question.id] + 1, len(instrument.questions)
    return {
        "title": say(instrument.title, language),
        "young": instrument.reader in YOUNG,
        "who": _who(question.show_if, instrument),
        "place": notice("place", language).format(at=at, of=of),
        "text": say(question.text, language),
        "hint": _hint(question, language),
        "drawn_as": DRAWN_AS[question.kind],
        "choices": [{"text": say(choice.text, language)} for choice in question.choices],
        "numbers": [str(number) for number in range(SCALE_LOW, SCALE_HIGH + 1)],
        "pair": [notice("before", language), notice("now", language)],
        "go": notice("continue", language),
        "others": _others(question, first=at == 1, language=language),
        "tell": notice("tell-now", language),
    }


def _hint(question: Question, language: str) -> str:
    """The hint, what the ends of a scale mean, and how much can be written."""
    ends = ((SCALE_LOW, question.low), (SCALE_HIGH, question.high))
    named = [f"{number} is “{say(words, language)}”" for number, words in ends if words]
    length = notice("length", language).format(limit=question.max_length)
    several = notice("choose-all", language) if DRAWN_AS[question.kind] == "several" else ""
    return " ".join(
        filter(
            None,
            (
                say(question.hint, language) if question.hint else several,
                f"{', '.join(named)}." if named else "",
                length if question.is_text else "",
            ),
        )
    )


def _others(question: Question, *, first: bool, language: str) -> list[str]:
    """The quieter buttons."""
    skip = [] if question.required else [notice("skip", language)]
    return skip if first else [*skip, notice("back", language)]


def _who(branch: Branch | None, instrument: Instrument) -> str:
    """Say in English who is asked, where an earlier answer decides it."""
    if branch is None:
        return ""
    earlier = instrument.question(branch.question)
    words = {choice.code: say(choice.text) for choice in earlier.choices}
    said = " or ".join(f"“{words[code]}”" for code in branch.any_of)
    unsaid = " or ".join(f"“{words[code]}”" for code in branch.not_any_of)
    conditions = (f"is {said}" if said else "", f"is not {unsaid}" if unsaid else "")
    number = instrument.places[earlier.id] + 1
    return f"Only if the answer to question {number} {' and '.join(filter(None, conditions))}"
