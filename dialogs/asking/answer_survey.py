"""Answer a survey one question at a time, in the same message, with a way back and “finish later”.

What comes next follows from the question answered, never from where the
person was last, so a repeated tap gets the same reply.
"""

from collections.abc import Iterable, Mapping

from dialogs.asking.anonymous_tickets import is_ours
from dialogs.asking.answer_steps import (
    AtQuestion,
    GiveAnswer,
    OfWave,
    StepBack,
    half_given,
    one_place_less,
)
from dialogs.asking.ask_question import ask, has_words
from dialogs.asking.choose_language import language_of
from dialogs.asking.record_answers import given_before, hear_again, keep_one, tally, withdraw
from dialogs.asking.response import Response
from dialogs.asking.survey_words import (
    feedback_given,
    feedback_stopped,
    finish_later,
    option_of,
    thanks_notice,
)
from dialogs.replies import Reply, SurveyList, Thanks
from dialogs.trust.hear import hear_refused
from dialogs.turn import TEAMS, Command, Turn
from storage.asking.answers import NewResponse
from surveys.asking.answers import Answer, read_answer
from surveys.asking.concerns import own_tap
from surveys.asking.identity import form_key, iso_week, pseudonym, response_key, study_key
from surveys.asking.instrument import Mode, Question, say
from surveys.asking.kinds.values import is_blank
from surveys.asking.lexicon import ConcernClass
from surveys.asking.respondent import asked_of, respondent
from surveys.asking.routing import next_question, previous_question
from surveys.asking.wave import ASKED, FINISHED, STARTED, Wave, WaveForPerson
from surveys.people import Person
from surveys.problems import Refusal, problem_in

Asked = tuple[Wave, str]  # a wave, and how far the person's answers to it are


def open_survey(turn: Turn, command: OfWave) -> Reply:
    """Start a survey, or go on at the first question that has no answer."""
    to, person = responding(turn, command)
    given = given_before(turn.unit, to)
    if to.progress == FINISHED:
        return thanks(to, given)
    at = next_question(to.instrument, {}, None)
    while at is not None and at.id in given:
        at = next_question(to.instrument, given, at.id)
    return ask(turn, to, given, at) if at else _finish(turn, to, given, person)


def answer(turn: Turn, command: GiveAnswer) -> Reply:
    """Keep an answer and ask the next question; ask again, saying why, where it cannot be read."""
    to, person = responding(turn, command)
    question = to.instrument.question(command.question)
    given = given_before(turn.unit, to)
    if to.progress == FINISHED:  # on another card or page: this answer is heard, and not saved
        hear_refused(turn, command.model_dump(exclude_none=True))
        return thanks(to, given)
    if has_words(question, given) and is_blank(command.raw()):  # the box is shown empty
        return _go_on(turn, to, given, question, person)
    try:
        half = half_given(question, command)
        read = None if half else read_answer(question, command.raw(), turn.today)
    except Refusal as refusal:
        typed = "" if command.value is None or not question.is_typed else str(command.value)
        problem = refusal.said_in(to.language).sentence
        asked = ask(turn, to, given, question, problem=problem)
        return asked.model_copy(update={"typed": typed})
    if read is None:
        blank = None if half else _problem(to, "answer-blank")
        return ask(turn, to, given, question, blank).model_copy(update=half)
    if not given and not begin(turn, to, person):
        hear_again(turn.unit, turn.installation, to, {question.id: read}, given)
        return feedback_given(to.wave.closes_at, to.language)
    if to.instrument.mode is Mode.NAMED:  # others are counted by wave and day, in the sweep
        turn.record(person, "answer", f"wave:{to.wave.id}")
    keep_one(turn.unit, turn.installation, to, given, read)
    return _go_on(turn, to, {**given, question.id: read}, question, person)


def _problem(to: Response, code: str) -> str:
    return problem_in(code, to.language).sentence


def skip(turn: Turn, command: AtQuestion) -> Reply:
    """Leave a question out; an answer given before is forgotten."""
    to, person = responding(turn, command)
    question = to.instrument.question(command.question)
    given = given_before(turn.unit, to)
    if to.progress == FINISHED:
        return thanks(to, given)
    if question.required:
        return ask(turn, to, given, question, problem=_problem(to, "answer-missing"))
    rest = withdraw(turn.unit, to, given, question) if question.id in given else given
    return _go_on(turn, to, rest, question, person)


def back(turn: Turn, command: StepBack) -> Reply:
    """Go back one question, or from the second of two numbers to the first."""
    to, _ = responding(turn, command)
    given = given_before(turn.unit, to)
    if to.progress == FINISHED:
        return thanks(to, given)
    here = to.instrument.question(command.question)
    if command.order:
        return ask(turn, to, given, here).model_copy(update=one_place_less(here, command.order))
    at_second = not is_blank(command.before)
    before = None if at_second else previous_question(to.instrument, given, here.id)
    return ask(turn, to, given, before or here)


def later(turn: Turn, command: OfWave) -> Reply:
    """Finish later: everything answered is kept. A response under a ticket cannot be resumed."""
    to, _ = responding(turn, command)
    given = given_before(turn.unit, to)
    if to.progress == FINISHED:
        return thanks(to, given)
    answered = bool(given)
    if command.ticket is not None:
        return feedback_stopped(to.language, answered=answered)
    return finish_later(to.wave, to.language, answered=answered)


def my_surveys(turn: Turn, _command: Command) -> Reply:
    """List the person's open surveys and those finished."""
    found = turn.unit.invitations.of_people([person.id for person in turn.speaker.people])
    still = to_answer(turn, found)
    finished = [wave.label for wave, progress in found if progress == FINISHED]
    return SurveyList(
        open=tuple(option_of(wave, progress) for wave, progress in still),
        finished=tuple(finished[:10]),
    )


def to_answer(turn: Turn, asked: Iterable[Asked]) -> list[Asked]:
    """Return those of the waves that someone was asked which still take their answers."""
    return [one for one in asked if one[0].is_open(turn.unit.now) and one[1] != FINISHED]


def responding(
    turn: Turn, command: OfWave, door: str = TEAMS, *, at_any_time: bool = False
) -> tuple[Response, Person]:
    """Return the response that a command is about, and whose it is; refuses a survey not theirs.

    Refuses a survey that takes no answers now, unless `at_any_time`.
    """
    asking = turn.unit.invitations.asking(
        command.wave, [person.id for person in turn.speaker.people]
    )
    person = _asked(turn, asking) if asking else None
    if asking is None or person is None:
        raise Refusal("not-found")
    wave = asking.wave
    if not (at_any_time or wave.is_open(turn.unit.now)):
        raise Refusal("wave-closed" if wave.state != "planned" else "wave-not-open")
    stored = turn.unit.instruments.at(wave.instrument_version)
    known = None if stored.mode is Mode.ANONYMOUS else respondent(person)
    instrument = asked_of(stored, known)
    language = language_of(instrument, person.language)
    if (instrument.mode is Mode.ANONYMOUS) != (command.ticket is not None):
        raise Refusal("out-of-date")
    if command.ticket is not None:
        if not is_ours(turn.unit.keyring, wave.id, command.ticket):
            raise Refusal("out-of-date")
        key = form_key(turn.unit.keyring.pseudonyms, command.ticket.encode())
        return Response(
            wave, instrument, key, None, door, command.ticket, language=language
        ), person
    if wave.salt is None or asking.person_id is None:
        raise Refusal("not-found")
    key = response_key(_study(turn, wave), wave.id, person.id)
    to = Response(
        wave, instrument, key, person.id, door, progress=asking.progress, language=language
    )
    return to, person


def _asked(turn: Turn, asking: WaveForPerson) -> Person | None:
    """Return the person of the speaker whom the wave asks, or who may answer it without a name."""
    named = (person for person in turn.speaker.people if person.id == asking.person_id)
    return next(named, turn.speaker.within(asking.wave.partnership_id))


def _study(turn: Turn, wave: Wave) -> bytes:
    return study_key(turn.unit.keyring.pseudonyms, wave.salt or b"")


def begin(turn: Turn, to: Response, person: Person) -> bool:
    """Begin the response with its first answer, which proves that the survey arrived.

    False where the person has spent another ticket: a second response would be a second voice.
    """
    if to.ticket and not turn.unit.spent_tickets.spend(to.wave.id, person.id, to.ticket):
        return False
    named = to.person_id is not None
    new = NewResponse(
        wave_id=to.wave.id,
        key=to.key,
        agency_id=person.agency_id if named else None,
        pseudonym=pseudonym(_study(turn, to.wave), person.id) if named else None,
        door=to.door,
        language=to.language if to.instrument.mode is Mode.NAMED else None,
        week=iso_week(turn.unit.now.date()),
    )
    if to.answers(turn.unit).begin(new) and named:
        turn.unit.invitations.set_progress(to.wave.id, person.id, STARTED)
        turn.unit.deliveries.prove(person.id, wave_id=to.wave.id)
    return True


def _go_on(
    turn: Turn, to: Response, given: Mapping[str, Answer], after: Question, person: Person
) -> Reply:
    following = next_question(to.instrument, given, after.id)
    return ask(turn, to, given, following) if following else _finish(turn, to, given, person)


def finish(turn: Turn, to: Response, given: Mapping[str, Answer], person: Person) -> None:
    """End a response, unless nothing was answered."""
    if given:
        to.answers(turn.unit).finish(to.wave.id, to.key)
        tally(turn.unit, to, given)
    if to.person_id is not None:
        turn.unit.invitations.set_progress(to.wave.id, person.id, FINISHED if given else ASKED)


def _finish(turn: Turn, to: Response, given: Mapping[str, Answer], person: Person) -> Reply:
    finish(turn, to, given, person)
    return thanks(to, given)


def thanks(to: Response, given: Mapping[str, Answer]) -> Reply:
    """Return the card after a survey."""
    tap = own_tap(to.instrument, given.values())
    return Thanks(
        survey=say(to.instrument.title, to.language),
        language=to.language,
        wave=None if to.person_id is None else to.wave.id,
        help_now=tap is ConcernClass.RED,
        notice=thanks_notice(to, tap, anything=bool(given)),
    )
