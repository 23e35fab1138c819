"""A questionnaire's questions as people see them on a phone, one question a page, as plain data.

The words are those of the page in the browser: the questionnaire's own, and the notices. Above each
page the author reads who is asked, where only some are.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from bot.face_drawings import picture
from surveys.asking.bands import YOUNG
from surveys.asking.faces import faces_of
from surveys.asking.instrument import Instrument, Question, QuestionKind
from surveys.asking.kinds.choices import MOST_SHOWN
from surveys.asking.kinds.numbers import SCALE_HIGH, SCALE_LOW
from surveys.asking.kinds.written_day import PARTS
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
        QuestionKind.MATRIX: "choice",
        QuestionKind.SMILEYS: "choice",
        QuestionKind.SEVERAL: "several",
        QuestionKind.SCALE: "scale",
        QuestionKind.BEFORE_NOW: "before_now",
        QuestionKind.TEXT: "text",
        QuestionKind.NUMBER: "number",
        QuestionKind.DATE: "date",
        QuestionKind.RANKING: "ranking",
    }
)


def screens(instrument: Instrument, language: str) -> list[Screen]:
    """Return one screen for each question that is answered, in the order asked.

    Words between questions are on the screen of the question after them.
    """
    shown: list[Screen] = []
    before: list[Question] = []
    for question in instrument.questions:
        if question.is_asked:
            number = len(shown) + 1
            shown.append(_screen(instrument, (*before, question), number, language))
            before = []
        else:
            before.append(question)
    return shown


def _screen(
    instrument: Instrument, read: tuple[Question, ...], number: int, language: str
) -> Screen:
    *before, question = read
    place = {"at": number, "of": len(instrument.asked)}
    return {
        "title": say(instrument.title, language),
        "young": instrument.reader in YOUNG,
        "who": _who(question.show_if, instrument),
        "place": notice("place", language).format(**place),
        "section": [_words(one, language) for one in before],
        "stem": say(question.stem, language) if question.stem else "",
        "text": say(question.text, language),
        "hint": _hint(question, language),
        "drawn_as": _drawn_as(question),
        "choices": _choices(question, language),
        "numbers": [str(number) for number in range(SCALE_LOW, SCALE_HIGH + 1)],
        "pair": [notice("before", language), notice("now", language)],
        "day": [notice(part, language) for part in PARTS],
        "choose": notice("choose-one", language),
        "unit": say(question.unit, language) if question.unit else "",
        "go": notice("continue", language),
        "others": _others(question, first=number == 1, language=language),
        "tell": notice("tell-now", language),
    }


def _drawn_as(question: Question) -> str:
    """The drawing of a question; one choice of many is a list that opens."""
    drawing = DRAWN_AS[question.kind]
    return "listed" if drawing == "choice" and len(question.choices) > MOST_SHOWN else drawing


def _choices(question: Question, language: str) -> list[dict[str, str]]:
    faces = faces_of(question)
    return [
        {"text": say(choice.text, language)}
        | ({"face": picture(faces[choice.code])} if choice.code in faces else {})
        for choice in question.choices
    ]


def _words(section: Question, language: str) -> list[str]:
    """The words between questions: the first, and what is below them."""
    return [say(words, language) for words in (section.text, section.hint) if words]


def _hint(question: Question, language: str) -> str:
    """The hint, what the ends of a scale mean, and how much can be written."""
    ends = ((SCALE_LOW, question.low), (SCALE_HIGH, question.high))
    named = [f"{number} is “{say(words, language)}”" for number, words in ends if words]
    length = notice("length", language).format(limit=question.max_length)
    how = _HOW.get(DRAWN_AS[question.kind], "")
    told = notice(how, language) if how else ""
    return " ".join(
        filter(
            None,
            (
                say(question.hint, language) if question.hint else "",
                told if not question.hint or DRAWN_AS[question.kind] != "several" else "",
                f"{', '.join(named)}." if named else "",
                length if question.is_text else "",
            ),
        )
    )


_HOW: Mapping[str, str] = MappingProxyType(  # the notice that says how to answer, by drawing
    {"several": "choose-all", "date": "date-like", "ranking": "put-in-order"}
)


def _others(question: Question, *, first: bool, language: str) -> list[str]:
    """The quieter buttons."""
    skip = [] if question.required else [notice("skip", language)]
    return skip if first else [*skip, notice("back", language)]


def _who(branch: Branch | None, instrument: Instrument) -> str:
    """Say in English who is asked, where an earlier answer or who they are decides it."""
    if branch is None:
        return ""
    conditions = (
        _answered(branch, instrument),
        f"the person is {' or '.join(branch.role)}" if branch.role else "",
        f"the agency is {' or '.join(branch.agency)}" if branch.agency else "",
        f"the voice is {' or '.join(branch.voice)}" if branch.voice else "",
    )
    return f"Only if {' and '.join(filter(None, conditions))}"


def _answered(branch: Branch, instrument: Instrument) -> str:
    if branch.question is None:
        return ""
    earlier = instrument.question(branch.question)
    words = {choice.code: say(choice.text) for choice in earlier.choices}
    said = " or ".join(f"“{words[code]}”" for code in branch.any_of)
    unsaid = " or ".join(f"“{words[code]}”" for code in branch.not_any_of)
    conditions = (f"is {said}" if said else "", f"is not {unsaid}" if unsaid else "")
    number = instrument.asked.index(earlier) + 1
    return f"the answer to question {number} {' and '.join(filter(None, conditions))}"
