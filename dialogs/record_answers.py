"""Keep answers of one response, whichever door they come by: rows, words, tallies and concerns, all or none."""

from collections.abc import Mapping

from dialogs.raise_concern import grade_of, raise_with
from dialogs.responding import Responding
from dialogs.turn import House
from storage.unit import Unit
from surveys.asking.answers import Answer, score
from surveys.asking.tally import claims, tallies


def keep_one(unit: Unit, house: House, to: Responding, given: Mapping[str, Answer], answer: Answer) -> None:
    """Keep one answer beside those `given` before; a concern takes every word of the response with it."""
    question = to.instrument.question(answer.question_id)
    together = {**given, answer.question_id: answer}
    _store(unit, to, answer)
    grade = grade_of(to.instrument, [answer], house.lexicon) if answer.text or question.concern else None
    if grade is not None:
        raise_with(unit, to, _words(together), grade, f"{to.key}:{question.id}:{answer.value}:{answer.text}")
    if question.level is not None:
        tally(unit, to, together)


def keep_all(unit: Unit, house: House, to: Responding, answers: Mapping[str, Answer]) -> None:
    """Keep a whole response that came at once; whatever in it calls for a lead is one concern."""
    for answer in answers.values():
        _store(unit, to, answer)
    grade = grade_of(to.instrument, answers.values(), house.lexicon)
    if grade is not None:
        raise_with(unit, to, _words(answers), grade, to.key)
    tally(unit, to, answers)


def _store(unit: Unit, to: Responding, answer: Answer) -> None:
    question = to.instrument.question(answer.question_id)
    unit.answers.keep(to.wave.id, to.key, answer, score(question, answer))
    if answer.text:
        unit.answers.keep_words(to.wave.id, to.key, question.id, answer.text)


def _words(answers: Mapping[str, Answer]) -> dict[str, str]:
    return {one.question_id: one.text for one in answers.values() if one.text}


def tally(unit: Unit, to: Responding, answers: Mapping[str, Answer]) -> None:
    """Keep what the answers of a response come to, at every level and outcome that they speak to."""
    counted = tallies(to.instrument, answers)
    asked = [to.instrument.question(question) for question in answers]
    touched = {(q.level, q.outcome) for q in asked if q.level is not None} & claims(to.instrument)
    rows = {(level.value, outcome or ""): counted.get((level, outcome), (0, 0)) for level, outcome in touched}
    unit.answers.tally(to.wave.id, to.key, rows)
