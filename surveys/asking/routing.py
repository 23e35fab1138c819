"""The way through an instrument: which question is next, which was before, and the progress.

Each step is determined by the question answered and the answers given, so a repeated tap leads to
the same place.
"""

from collections.abc import Mapping

from surveys.asking.answers import Answer
from surveys.asking.instrument import Instrument
from surveys.asking.question import Branch, Question

Answered = Mapping[str, Answer]


def first(instrument: Instrument) -> Question:
    """The question that everyone is asked first."""
    return instrument.asked[0]


def visible(instrument: Instrument, answered: Answered) -> tuple[Question, ...]:
    """The questions that these answers lead through, in order.

    A question that depends on one not shown is not shown.
    """
    return tuple(question for question in _shown(instrument, answered) if question.is_asked)


def read_before(instrument: Instrument, answered: Answered, question: Question) -> list[Question]:
    """The words between the question before and this one, in order; none where it is not shown."""
    words: list[Question] = []
    for one in _shown(instrument, answered):
        if one.id == question.id:
            return words
        words = [] if one.is_asked else [*words, one]
    return []


def _shown(instrument: Instrument, answered: Answered) -> tuple[Question, ...]:
    shown: dict[str, Question] = {}
    for question in instrument.questions:
        branch = question.show_if
        earlier = None if branch is None else branch.question
        if (
            branch is None
            or earlier is None
            or (earlier in shown and _is_open(branch, answered.get(earlier)))
        ):
            shown[question.id] = question
    return tuple(shown.values())


def is_ruled_out(instrument: Instrument, answered: Answered, question: Question) -> bool:
    """Say whether an answer given leads past a question; one left unanswered rules nothing out."""
    while (branch := question.show_if) is not None and branch.question is not None:
        answer = answered.get(branch.question)
        if answer is not None and not _is_open(branch, answer):
            return True
        question = instrument.question(branch.question)
    return False


def next_question(instrument: Instrument, answered: Answered, after: str | None) -> Question | None:
    """The question to ask after that of id `after` (None: from the start); None at the end.

    Refuses `question-unknown`.
    """
    passed = -1 if after is None else _index(instrument, after)
    places = instrument.places
    return next((q for q in visible(instrument, answered) if places[q.id] > passed), None)


def previous_question(instrument: Instrument, answered: Answered, before: str) -> Question | None:
    """The question before that of id `before`; None at the start. Refuses `question-unknown`."""
    reached = _index(instrument, before)
    back, places = reversed(visible(instrument, answered)), instrument.places
    return next((q for q in back if places[q.id] < reached), None)


def position(instrument: Instrument, answered: Answered, question_id: str) -> tuple[int, int]:
    """The number of a question, from 1, and of how many now. Refuses `question-unknown`."""
    at, shown = _index(instrument, question_id), visible(instrument, answered)
    places = instrument.places
    return max(1, sum([places[q.id] <= at for q in shown])), len(shown)


def _index(instrument: Instrument, question_id: str) -> int:
    instrument.question(question_id)
    return instrument.places[question_id]


def _is_open(branch: Branch, answer: Answer | None) -> bool:
    value = None if answer is None else answer.value
    chosen = (
        {value}
        if isinstance(value, str)
        else set(value)
        if isinstance(value, tuple)
        else set[str]()
    )
    wanted = not branch.any_of or not chosen.isdisjoint(branch.any_of)
    return wanted and chosen.isdisjoint(branch.not_any_of)
