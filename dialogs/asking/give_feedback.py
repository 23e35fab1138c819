"""Give frontline feedback at any time: choose a subject, then answer under a ticket, not a name."""

from datetime import datetime

from dialogs.asking.anonymous_tickets import new_ticket
from dialogs.asking.answer_survey import OfWave, open_survey
from dialogs.asking.choose_language import language_of
from dialogs.asking.survey_words import feedback_given
from dialogs.asking.wave_lifecycle import label_of
from dialogs.replies import AskQuestion, ChooseSubject, Option, Reply
from dialogs.turn import Command, Id, Turn
from surveys.asking.notices import form_notice, gist
from surveys.asking.wave import OPEN, NewWave
from surveys.languages import ENGLISH
from surveys.london import LONDON
from surveys.people import Person
from surveys.problems import Refusal

INSTRUMENT = "frontline"


class About(Command):
    """Which action the feedback is about."""

    action: Id


def choose(turn: Turn, _command: Command) -> Reply:
    """Offer what feedback can be about; where there is one thing only, begin."""
    instrument = turn.unit.instruments.latest(INSTRUMENT)
    options = [
        Option(value=str(action.id), text=action.title, detail=turn.placed(action.ref, person))
        for person in turn.speaker.people
        for action in turn.unit.evidence.actions(person.partnership_id)[:30]
    ]
    if instrument is None or not options:
        raise Refusal("nothing-open")
    language = language_of(instrument, turn.speaker.person.language)
    if len(options) == 1:
        only = begin(turn, About(action=int(options[0].value)))
        return _with_notice(only, gist(instrument, language))
    words = form_notice(instrument, language=language)
    return ChooseSubject(
        subjects=tuple(options),
        notice=(words.how_kept, words.not_read_at_once),
        in_brief=gist(instrument, language),
        language=language,
    )


def _with_notice(reply: Reply, words: tuple[str, ...]) -> Reply:
    """Return the first question with what is said before any is answered."""
    if not isinstance(reply, AskQuestion):
        return reply
    return reply.model_copy(update={"notice": (*words, *reply.notice)})


def begin(turn: Turn, command: About) -> Reply:
    """Ask the first question, under a ticket made now; each person spends one a quarter."""
    person = _member(turn, command.action)
    wave_id = _wave_of_quarter(turn, person, command.action)
    if turn.unit.spent_tickets.has(wave_id, person.id):
        wave = turn.unit.waves.wave(wave_id)
        language = _language(turn, person)
        return feedback_given(wave.closes_at if wave else None, language)
    return open_survey(turn, OfWave(wave=wave_id, ticket=new_ticket(turn.unit.keyring, wave_id)))


def _language(turn: Turn, person: Person) -> str:
    instrument = turn.unit.instruments.latest(INSTRUMENT)
    return language_of(instrument, person.language) if instrument else ENGLISH


def _member(turn: Turn, action_id: int) -> Person:
    for person in turn.speaker.people:
        if any(
            action.id == action_id for action in turn.unit.evidence.actions(person.partnership_id)
        ):
            return person
    raise Refusal("not-found")


def _wave_of_quarter(turn: Turn, person: Person, action_id: int) -> int:
    """Return this quarter's wave of frontline feedback on an action; the first answer opens it."""
    instrument = turn.unit.instruments.latest(INSTRUMENT)
    if instrument is None:
        raise Refusal("nothing-open")
    begins, ends = _quarter(turn.unit.now)
    new = NewWave(
        partnership_id=person.partnership_id,
        once=f"frontline:{action_id}:{begins:%Y-%m}",
        subject=f"action:{action_id}",
        instrument_version=instrument.version,
        voice=instrument.voice,
        label=label_of(instrument, begins),
        rule="",
        opens_at=begins,
        closes_at=ends,
        remind_at=None,
        state=OPEN,
    )
    return turn.unit.waves.plan(new)[0]


def _quarter(now: datetime) -> tuple[datetime, datetime]:
    local = now.astimezone(LONDON)
    first = local.month - (local.month - 1) % 3
    begins = datetime(local.year, first, 1, tzinfo=LONDON)
    ends = datetime(local.year + (first == 10), (first + 3 - 1) % 12 + 1, 1, tzinfo=LONDON)
    return begins, ends
