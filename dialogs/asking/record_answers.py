"""Keep answers of one response, whichever door they come by: rows, words, tallies and concerns.

All of it is written in one transaction, or none.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from dialogs.asking.response import Response
from dialogs.trust.hear import Heard, hear
from dialogs.turn import Installation
from storage.trust.concerns import ConcernText
from storage.unit import Unit
from surveys.asking.answers import Answer, score, tapped
from surveys.asking.concerns import own_taps
from surveys.asking.instrument import Question, say
from surveys.asking.tally import counts_of

Words = Sequence[tuple[str, str]]  # what was asked, and what was written


def given_before(unit: Unit, to: Response) -> dict[str, Answer]:
    """Return the answers of a response kept so far, to questions that are for this person now."""
    asked = to.instrument.by_id
    given = to.answers(unit).given(to.wave.id, to.key, list(asked))
    return {question: answer for question, answer in given.items() if question in asked}


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
    if (answer.text or question.concern) and hear_one(unit, installation, to, together, answer):
        _take_out(unit, to, together.values())
    if question.level is not None:
        tally(unit, to, together)


def hear_one(
    unit: Unit,
    installation: Installation,
    to: Response,
    together: Mapping[str, Answer],
    answer: Answer,
) -> bool:
    """Raise a concern where an answer calls for one; say whether a lead reads it.

    A repeat raises none without new words.
    """
    # Words that are written after a tap belong with it.
    heard = list(together.values()) if answer.text else [answer]
    text = _text(unit, to, together)
    mark = f"{to.key}:{answer.question_id}:{answer.value}:{answer.text}"
    said = _said(to, heard, text, mark)
    hearing = hear(unit, installation, said)
    more_words = any(one.text and one is not answer for one in together.values())
    if hearing.calls_for_a_lead and not hearing.is_new and more_words:
        hear(unit, installation, replace(said, mark=f"{mark}:{text.words}"))
    return hearing.calls_for_a_lead


def keep_all(
    unit: Unit,
    installation: Installation,
    to: Response,
    answers: Mapping[str, Answer],
    before: Mapping[str, Answer] = MappingProxyType({}),
    withdrawn: Iterable[Question] = (),
) -> None:
    """Keep all that came at once beside those given `before`; it raises one concern at most.

    `withdrawn` are questions whose answers were dropped: what these counted for is counted anew.
    """
    together = {**before, **answers}
    _store(unit, to, answers.values())
    if hear_all(unit, installation, to, answers, together):
        _take_out(unit, to, together.values())
    tally(unit, to, together, withdrawn)


def replace_all(
    unit: Unit,
    installation: Installation,
    to: Response,
    answers: Mapping[str, Answer],
    before: Mapping[str, Answer],
) -> None:
    """Put answers in the place of all that were given `before`."""
    gone = [to.instrument.question(asked) for asked in before if asked not in answers]
    for question in gone:
        to.answers(unit).drop(to.wave.id, to.key, question.id)
    keep_all(unit, installation, to, answers, withdrawn=gone)
    to.answers(unit).finish(to.wave.id, to.key)


def hear_again(
    unit: Unit,
    installation: Installation,
    to: Response,
    answers: Mapping[str, Answer],
    before: Mapping[str, Answer],
) -> None:
    """Hear what came beside answers that stay; words that are with the leads now leave them."""
    if hear_all(unit, installation, to, answers):
        _take_out(unit, to, (one for one in before.values() if one == answers.get(one.question_id)))


def are_the_same(
    unit: Unit,
    installation: Installation,
    to: Response,
    answers: Mapping[str, Answer],
    before: Mapping[str, Answer],
) -> bool:
    """Say whether a page was sent twice; words that went to the leads are heard, not compared."""
    heard = {asked for asked, one in before.items() if one.value is None and one.text is None}
    rest = {asked: one for asked, one in answers.items() if asked not in heard}
    if rest != {asked: one for asked, one in before.items() if asked not in heard}:
        return False
    sent_again = answers.keys() & heard == heard
    return sent_again and (not heard or hear_all(unit, installation, to, answers))


def hear_all(
    unit: Unit,
    installation: Installation,
    to: Response,
    answers: Mapping[str, Answer],
    together: Mapping[str, Answer] = MappingProxyType({}),
    unread: Words = (),
) -> bool:
    """Hear what came at once, saved or not, with all the response's words; idempotent.

    `unread` are words that could not be taken as answers. Says whether a lead reads them. Answers
    that were all heard before, page by page, are not heard again.
    """
    if to.heard is not None and not unread:
        return to.heard
    whole = {**together, **answers}
    # Words that are written after a tap belong with it.
    with_words = bool(unread) or any(answer.text for answer in answers.values())
    taps = [
        (one.question_id, one.value)
        for one in answers.values()
        if to.instrument.question(one.question_id).concern
    ]
    mark = f"{to.key}:{taps}:{words_of(to, answers, unread)}"
    heard = list((whole if with_words else answers).values())
    said = _said(to, heard, _text(unit, to, whole, unread), mark, unread)
    return hear(unit, installation, said).calls_for_a_lead


def _said(
    to: Response, heard: list[Answer], text: ConcernText, mark: str, unread: Words = ()
) -> Heard:
    words = [*(one.text for one in heard if one.text), *(words for _, words in unread)]
    return Heard(to.wave.partnership_id, text, mark, own_taps(to.instrument, heard), words)


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


def words_of(to: Response, answers: Mapping[str, Answer], unread: Words = ()) -> Words:
    """Return every word of some answers, and what could not be read as one, with the questions."""
    asked = (
        (to.instrument.question(one.question_id), one.text) for one in answers.values() if one.text
    )
    return (*((say(question.text), text) for question, text in asked), *unread)


def _text(
    unit: Unit, to: Response, answers: Mapping[str, Answer], unread: Words = ()
) -> ConcernText:
    """Everything that a lead reads: the words, what was chosen, and the link they came by."""
    about = (
        f"{say(to.instrument.title)} ({to.wave.about})"
        if to.wave.about
        else say(to.instrument.title)
    )
    via = unit.public_links.in_words(to.wave.id)
    tick = next((tick for answer in answers.values() if (tick := _tick(to, answer))), "")
    words = tuple(words_of(to, answers, unread))
    return ConcernText(words, to.person_id, to.door, about, via, tick)


def _tick(to: Response, answer: Answer) -> str:
    """The answer by which someone said that a person needs to know, with its question."""
    question = to.instrument.question(answer.question_id)
    if tapped(question, answer) is None:
        return ""
    chosen = next(say(one.text) for one in question.choices if one.code == answer.value)
    return f"“{chosen}”, to “{question.asks()}”"


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
    store = to.answers(unit)
    store.tally(to.wave.id, to.key, lambda: counts_of(to.instrument, answers, touched))
