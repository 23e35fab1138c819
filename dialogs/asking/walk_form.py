"""Walk through a form one question a page: what was sent is heard, held, and leads to a next place.

Whatever a page sends is heard with the request that brings it, before anything can refuse it, so
nobody has to open another page for it. Nothing is kept as an answer before it is sent at the end.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from pydantic import Field

from dialogs.asking.choose_language import language_of
from dialogs.asking.held_answers import CHECK, HeldAnswers
from dialogs.asking.read_form import names_of, raw_answer, raw_answers, read_answers, unread_words
from dialogs.asking.record_answers import hear_all, hear_one
from dialogs.asking.response import Response
from dialogs.turn import LONGEST_SENT, Command, Installation
from storage.unit import Unit
from surveys.asking.answers import Answer, read_answer, tapped
from surveys.asking.assistance import HELP_FIELDS, help_fields
from surveys.asking.instrument import Instrument, Question
from surveys.asking.kinds.values import Fields
from surveys.asking.lexicon import ConcernClass
from surveys.asking.routing import next_question, previous_question, visible
from surveys.problems import Refusal, problem_in

NEXT, SKIP, BACK, CHANGE, SEND = "next", "skip", "back", "change", "send"
HELP, TELL, STAY = "help", "tell", "stay"  # to whom to call; to tell someone there; and back
# The same page in the language named after it; on the page with whom to call, that page.
SPEAK, HELP_IN = "speak", "help-in"


class PageStep(Command):
    """Go on from one page of a form: `go` is the button, `held` what the page held, sealed.

    `once` and `again` are those of a first page; `unread` is the code of the problem for which the
    whole page could not be read. `language` is that of the page.
    """

    go: str
    held: str = ""
    once: str = ""
    again: str = ""
    fields: Mapping[str, tuple[str, ...]] = Field(default_factory=dict[str, tuple[str, ...]])
    unread: str = ""
    language: str = ""


@dataclass(frozen=True)
class Walk:
    """A response on its way; `before` are answers given through another door, or sent before."""

    unit: Unit
    installation: Installation
    to: Response
    held: HeldAnswers
    before: Mapping[str, Answer]

    @property
    def instrument(self) -> Instrument:
        """The questionnaire that is walked through."""
        return self.to.instrument

    @cached_property
    def _read(self) -> tuple[dict[str, Answer], dict[str, str]]:
        raw = raw_answers(self.instrument, self.held.fields)
        before, language = self.before, self.to.language
        answers, problems = read_answers(self.instrument, raw, self.unit.today, before, language)
        shown = {question.id for question in visible(self.instrument, {**self.before, **answers})}
        return (
            {asked: one for asked, one in answers.items() if asked in shown},
            {asked: wrong for asked, wrong in problems.items() if asked in shown},
        )

    @property
    def answers(self) -> dict[str, Answer]:
        """The answers held that are for a question on the way."""
        return self._read[0]

    @property
    def problems(self) -> dict[str, str]:
        """What is wrong with what is held, by question."""
        return self._read[1]

    @property
    def given(self) -> dict[str, Answer]:
        """All answers of the response so far."""
        return {**self.before, **self.answers}

    @property
    def concern(self) -> Question | None:
        """The question by which a person can say that someone needs to know, if there is one."""
        return next((question for question in self.instrument.questions if question.concern), None)

    def asked_by(self, go: str) -> Question | None:
        """The question whose answer a page brings; None where it has none."""
        if go == TELL or go.startswith(HELP_IN):
            return self.concern
        return None if go == STAY else self.instrument.by_id.get(self.held.at)

    def in_language(self, language: str) -> "Walk":
        """The same walk in another language of its questionnaire; in English where it has none."""
        return replace(self, to=replace(self.to, language=language_of(self.instrument, language)))

    def having(self, held: HeldAnswers) -> "Walk":
        """The same walk with other answers held; what was taken back is not given before either."""
        kept = {asked: one for asked, one in self.before.items() if asked not in held.dropped}
        return replace(self, held=held, before=kept)


def taken(walk: Walk, go: str, fields: Fields) -> tuple[Walk, ConcernClass | None]:
    """Hear what a page sent and hold it; return with it what a new tap on it calls for."""
    question = walk.asked_by(go)
    if question is None:
        _hear_unread(walk, fields, {})
        return _with_help(walk, go, fields), None
    sent = {name: fields[name] for name in names_of(question) if name in fields}
    answer = _answer(question, sent, walk.unit.today)
    _hear_unread(walk, fields, {question.id: answer} if answer else {})
    was = {name: walk.held.fields[name] for name in names_of(question) if name in walk.held.fields}
    if sent == was:
        return walk, None
    held = _heard(walk, question, answer).with_fields(names_of(question), _cut(sent))
    if was and not sent and not question.is_text:  # every tick was taken away
        held = replace(held, dropped=held.dropped | {question.id})
    return walk.having(held), tapped(question, answer)


def _with_help(walk: Walk, go: str, fields: Fields) -> Walk:
    """Hold what the last page tells of who helped."""
    if walk.held.at != CHECK or go == STAY:  # which comes from another page
        return walk
    return walk.having(walk.held.with_fields(HELP_FIELDS, help_fields(fields)))


def _heard(walk: Walk, question: Question, answer: Answer | None) -> HeldAnswers:
    """Hear a new answer with all that was given; words that are with the leads are not read twice.

    Words that are written after a tap go to the leads with it.
    """
    held = replace(walk.held, told=walk.held.told - {question.id})
    if answer is None or not (answer.text or tapped(question, answer)):
        return held
    given = {
        asked: replace(one, text=None) if asked in held.told else one
        for asked, one in walk.given.items()
    }
    together = {**given, question.id: answer}
    if not hear_one(walk.unit, walk.installation, walk.to, together, answer):
        return held
    told = {asked for asked, one in together.items() if one.text}
    return replace(held, told=held.told | told, calls=True)


def _hear_unread(walk: Walk, fields: Fields, answers: Mapping[str, Answer]) -> None:
    unread = unread_words(walk.instrument, fields, answers)
    if unread:
        hear_all(walk.unit, walk.installation, walk.to, {}, walk.answers, unread)


def _answer(question: Question, sent: Fields, today: date) -> Answer | None:
    try:
        return read_answer(question, raw_answer(question, sent), today)
    except Refusal:
        return None


def _cut(sent: Fields) -> Fields:
    """Return what is held of what was sent: all of it was heard, and this much is given back."""
    return {name: tuple(value[:LONGEST_SENT] for value in values) for name, values in sent.items()}


def after(walk: Walk, go: str, before: Walk) -> tuple[Walk, str]:
    """Return the walk at its next place, and what is wrong where it stays, if so.

    `before` is the walk as it was before the page was taken. A button of no page of ours stays.
    """
    verb, _, aim = go.partition(":")
    lead = _LEADS.get(verb)
    return lead(walk, aim or walk.held.at, before) if lead else (walk, "")


def _next(walk: Walk, at: str, before: Walk) -> tuple[Walk, str]:
    if at not in walk.instrument.by_id or at in walk.problems:
        return walk, walk.problems.get(at, "")
    return _at(walk, _following(walk, at, before)), ""


def _skip(walk: Walk, at: str, before: Walk) -> tuple[Walk, str]:
    """Take an answer back and go on."""
    question = walk.instrument.by_id.get(at)
    if question is None or question.required:
        return walk, _missing(walk) if question else ""
    held = walk.held.with_fields(names_of(question), {})
    gone = walk.having(
        replace(held, told=held.told - {at}, dropped=held.dropped | {at}),
    )
    return _at(gone, _following(gone, at, before)), ""


def _missing(walk: Walk) -> str:
    to_a_child = walk.instrument.reader.is_a_child
    return problem_in("answer-missing", walk.to.language, to_a_child=to_a_child).sentence


def _back(walk: Walk, at: str, _before: Walk) -> tuple[Walk, str]:
    shown = visible(walk.instrument, walk.given)
    if at == CHECK:
        return _at(walk, shown[-1].id), ""
    question = previous_question(walk.instrument, walk.given, at)
    return _at(walk, question.id if question else at), ""


def _change(walk: Walk, aim: str, _before: Walk) -> tuple[Walk, str]:
    return (_at(walk, aim) if aim in walk.instrument.by_id else walk), ""


def _speak(walk: Walk, aim: str, _before: Walk) -> tuple[Walk, str]:
    return walk.in_language(aim), ""


def _send(walk: Walk, _at_place: str, _before: Walk) -> tuple[Walk, str]:
    wrong = next(iter(walk.problems), None)
    return (walk, "") if wrong is None else (_at(walk, wrong), walk.problems[wrong])


_LEADS: Mapping[str, Callable[[Walk, str, Walk], tuple[Walk, str]]] = {
    NEXT: _next,
    SKIP: _skip,
    BACK: _back,
    CHANGE: _change,
    SEND: _send,
    SPEAK: _speak,
}


def _following(walk: Walk, at: str, before: Walk) -> str:
    """Return where to go: on; and once all was looked through, to what has become a question."""
    if not walk.held.looked:
        question = next_question(walk.instrument, walk.given, at)
        return question.id if question else CHECK
    known = {question.id for question in visible(walk.instrument, before.given)}
    new = (q.id for q in visible(walk.instrument, walk.given) if q.id not in known)
    return next(new, CHECK)


def _at(walk: Walk, place: str) -> Walk:
    looked = walk.held.looked or place == CHECK
    return walk.having(replace(walk.held, at=place, looked=looked))
