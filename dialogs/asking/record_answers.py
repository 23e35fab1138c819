"""Keep answers of one response, whichever door they come by: rows, words, tallies and concerns.

All of it is written in one transaction, or none.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from dialogs.asking.response import Response
from dialogs.trust.raise_concern import grade_of, raise_concern
from dialogs.turn import Installation
from storage.trust.concerns import ConcernText
from storage.unit import Unit
from surveys.asking.answers import Answer, score
from surveys.asking.instrument import Question, say
from surveys.asking.tally import counts_of


def keep_one(
    unit: Unit,
    installation: Installation,
    to: Response,
    given: Mapping[str, Answer],
    answer: Answer,
) -> None:
    """Keep one answer beside those `given` before; a concern takes all the response's words."""
    question = to.instrument.question(answer.question_id)
    together = {**given, answer.question_id: answer}
    _store(unit, to, [answer])
    if answer.text or question.concern:
        _hear(unit, installation, to, together, answer)
    if question.level is not None:
        tally(unit, to, together)


def _hear(
    unit: Unit,
    installation: Installation,
    to: Response,
    together: Mapping[str, Answer],
    answer: Answer,
) -> None:
    """Raise a concern where an answer calls for one; a repeat raises none without new words."""
    # Words that are written after a tap belong with it.
    heard = together.values() if answer.text else [answer]
    grade = grade_of(to.instrument, heard, installation.lexicon)
    if grade is None:
        return
    text, mark = _text(to, together), f"{to.key}:{answer.question_id}:{answer.value}:{answer.text}"
    new = raise_concern(unit, to.wave.partnership_id, grade, text, mark)
    if not new and any(one.text and one is not answer for one in together.values()):
        raise_concern(unit, to.wave.partnership_id, grade, text, f"{mark}:{text.words}")
    _take_out(unit, to, together.values())


def keep_all(
    unit: Unit,
    installation: Installation,
    to: Response,
    answers: Mapping[str, Answer],
    before: Mapping[str, Answer] = MappingProxyType({}),
) -> None:
    """Keep all that came at once beside those given `before`; it raises one concern at most."""
    together = {**before, **answers}
    _store(unit, to, answers.values())
    if _call_for_a_lead(unit, installation, to, answers, together):
        _take_out(unit, to, together.values())
    tally(unit, to, together)


def hear_again(
    unit: Unit, installation: Installation, to: Response, answers: Mapping[str, Answer]
) -> None:
    """Screen a response that came a second time: its answers stay, but no call for help is lost."""
    if _call_for_a_lead(unit, installation, to, answers):
        kept = to.answers(unit).given(to.wave.id, to.key, list(answers))
        _take_out(unit, to, (one for one in kept.values() if one == answers[one.question_id]))


def _call_for_a_lead(
    unit: Unit,
    installation: Installation,
    to: Response,
    answers: Mapping[str, Answer],
    together: Mapping[str, Answer] = MappingProxyType({}),
) -> bool:
    """Raise the one concern of what came at once, with all the response's words; idempotent."""
    whole = {**together, **answers}
    # Words that are written after a tap belong with it.
    with_words = any(answer.text for answer in answers.values())
    grade = grade_of(
        to.instrument, (whole if with_words else answers).values(), installation.lexicon
    )
    if grade is None:
        return False
    taps = [
        (one.question_id, one.value)
        for one in answers.values()
        if to.instrument.question(one.question_id).concern
    ]
    mark = f"{to.key}:{taps}:{_text(to, answers).words}"
    return raise_concern(unit, to.wave.partnership_id, grade, _text(to, whole), mark)


def withdraw(
    unit: Unit, to: Response, given: Mapping[str, Answer], question: Question
) -> dict[str, Answer]:
    """Forget one of the answers `given`, and what it came to; return the rest."""
    rest = {asked: answer for asked, answer in given.items() if asked != question.id}
    to.answers(unit).drop(to.wave.id, to.key, question.id)
    if question.level is not None:
        tally(unit, to, rest, (question,))
    return rest


def _store(unit: Unit, to: Response, answers: Iterable[Answer]) -> None:
    scored = [
        (answer, score(to.instrument.question(answer.question_id), answer)) for answer in answers
    ]
    to.answers(unit).keep(to.wave.id, to.key, scored)


def _text(to: Response, answers: Mapping[str, Answer]) -> ConcernText:
    """Every word of some answers, as a lead reads them."""
    asked = (
        (to.instrument.question(one.question_id), one.text) for one in answers.values() if one.text
    )
    words = tuple((say(question.text), text) for question, text in asked)
    about = (
        f"{say(to.instrument.title)} ({to.wave.about})"
        if to.wave.about
        else say(to.instrument.title)
    )
    return ConcernText(words, to.person_id, to.door, about)


def _take_out(unit: Unit, to: Response, answers: Iterable[Answer]) -> None:
    """Take words out of the evaluation: they are with the leads now."""
    for answer in answers:
        if answer.text:
            to.answers(unit).drop_words(to.wave.id, to.key, answer.question_id)


def tally(
    unit: Unit, to: Response, answers: Mapping[str, Answer], withdrawn: Iterable[Question] = ()
) -> None:
    """Keep how many items count at each level and outcome that these, or one withdrawn, are for."""
    touched = (*answers, *(question.id for question in withdrawn))
    counts = counts_of(to.instrument, answers, touched)
    to.answers(unit).tally(to.wave.id, to.key, counts)
