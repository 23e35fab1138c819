"""Answer on the page that an e-mail leads to, and stop all messages there.

The token in the address identifies the person and nothing else. The same dialogs run as on a card,
so there is one answer whichever door it came by. Opening a page proves nothing: programs do so too.
"""

from collections.abc import Mapping

from pydantic import Field

from dialogs.asking.answer_form import form_of, raw_answers, read_answers
from dialogs.asking.answer_survey import OfWave, begin, finish, given_before, responding
from dialogs.asking.record_answers import hear_again, keep_all
from dialogs.asking.response import Response
from dialogs.replies import FormThanks, OneTimeLinkOffer, Reply, ShowForm
from dialogs.telling.read_briefing import OfBriefing, read, show
from dialogs.turn import WEB, Command, Installation, Turn
from storage.unit import Unit
from surveys.asking.answers import Answer
from surveys.asking.concerns import own_taps
from surveys.asking.instrument import Mode
from surveys.asking.lexicon import ConcernClass
from surveys.asking.notices import form_notice, notice
from surveys.asking.wave import FINISHED
from surveys.people import Person, Speaker
from surveys.problems import Refusal
from surveys.sending.email_delivery import BRIEFING_LASTS, EmailDelivery

_BY_EITHER_DOOR = "surveys and briefings, by e-mail or in Teams"
_OVER = {"wave-closed", "wave-not-open"}


class OpenEmailPage(Command):
    """Open the page that an e-mail leads to."""

    token: str = Field(max_length=200)


class SubmitEmailPage(OpenEmailPage):
    """Send the page: answers, or that a briefing has been read."""

    fields: Mapping[str, tuple[str, ...]]


class OpenStop(OpenEmailPage):
    """Open the page that stops all messages, or starts them again (`out` is False)."""

    out: bool


class TakeStop(OpenStop):
    """Press its button."""


def open_page(unit: Unit, command: OpenEmailPage, installation: Installation) -> Reply:
    """Show the survey or the briefing of an e-mail."""
    email, turn = _behind(unit, command, installation)
    if email.briefing_id is not None:
        return show(turn, OfBriefing(briefing=email.briefing_id))
    to, _ = _responding(turn, email)
    if to.progress == FINISHED:
        return _thanks(installation, to, notice("thanks-already"), {})
    return _form(installation, to, {}, {}, given_before(turn, to))


def submit_page(unit: Unit, command: SubmitEmailPage, installation: Installation) -> Reply:
    """Keep what was sent, or show it again with what is wrong."""
    email, turn = _behind(unit, command, installation)
    if email.briefing_id is not None:
        unit.emails.prove(email)
        return read(turn, OfBriefing(briefing=email.briefing_id))
    to, person = _responding(turn, email)
    kept = given_before(turn, to)
    raw = raw_answers(to.instrument, command.fields)
    answers, problems = read_answers(to.instrument, raw, kept)
    if problems:
        return _form(installation, to, raw, problems, kept)
    if answers or kept:
        _keep(turn, to, person, answers, kept)
        unit.emails.prove(email)
    words = notice("thanks-once" if answers or kept else "thanks-nothing")
    return _thanks(installation, to, words, answers)


def open_stop(unit: Unit, command: OpenStop, installation: Installation) -> Reply:
    """Ask before anything is changed: mail scanners open addresses, and press no buttons."""
    _, turn = _behind(unit, command, installation, at_any_time=True)
    if command.out:
        return _stop(turn.person())
    return _start(
        turn.person(), "Do you want messages again?", "You get no surveys and briefings now."
    )


def take_stop(unit: Unit, command: TakeStop, installation: Installation) -> Reply:
    """Stop asking and telling the person anything, or begin again."""
    _, turn = _behind(unit, command, installation, at_any_time=True)
    person = turn.person()
    unit.people.opt([person.id], out=command.out)
    turn.record(person, "stop" if command.out else "start", f"person:{person.id}")
    if command.out:
        text = f"{person.partnership} will send you no more {_BY_EITHER_DOOR}."
        return _start(person, "Messages are stopped", text)
    text = f"You will get surveys and briefings from {person.partnership} again."
    return OneTimeLinkOffer(title="Messages are on", text=text, button="Stop", to="stop")


def _stop(person: Person) -> OneTimeLinkOffer:
    text = f"{person.partnership} will then send you no more {_BY_EITHER_DOOR}."
    return OneTimeLinkOffer(title="Stop all messages?", text=text, button="Stop", to="stop")


def _start(person: Person, title: str, text: str) -> OneTimeLinkOffer:
    more = f"{text} Press this button to get those of {person.partnership} again."
    return OneTimeLinkOffer(title=title, text=more, button="Start again", to="start")


def _behind(
    unit: Unit, command: OpenEmailPage, installation: Installation, *, at_any_time: bool = False
) -> tuple[EmailDelivery, Turn]:
    """Return the e-mail that an address is from, and a turn in which its recipient speaks."""
    email = unit.emails.opened(command.token)
    person = unit.people.person(email.person_id) if email else None
    if email is None or person is None:
        raise Refusal("not-found")
    if person.has_left:
        raise Refusal("has-left")
    over = email.briefing_id is not None and unit.now >= email.sent_at + BRIEFING_LASTS
    if over and not at_any_time:
        raise Refusal("letter-over")
    return email, Turn(Speaker("", "", (person,)), unit, installation)


def _responding(turn: Turn, email: EmailDelivery) -> tuple[Response, Person]:
    try:
        return responding(turn, OfWave(wave=email.wave_id or 0), WEB)
    except Refusal as refusal:
        raise Refusal("letter-over" if refusal.code in _OVER else "not-found") from None


def _keep(
    turn: Turn,
    to: Response,
    person: Person,
    answers: Mapping[str, Answer],
    kept: Mapping[str, Answer],
) -> None:
    """Add a page to what was answered before; once finished, only a concern is taken from it."""
    if to.progress == FINISHED:
        hear_again(turn.unit, turn.installation, to, answers)
        return
    if not kept:
        begin(turn, to, person)
    if to.instrument.mode is Mode.NAMED:  # others are counted by wave and day, in the sweep
        turn.record(person, "answer", f"wave:{to.wave.id}")
    keep_all(turn.unit, turn.installation, to, answers, kept)
    finish(turn, to, {**kept, **answers}, person)


def _form(
    installation: Installation,
    to: Response,
    raw: Mapping[str, object],
    problems: Mapping[str, str],
    kept: Mapping[str, Answer],
) -> ShowForm:
    form = form_of(installation, to.wave, to.instrument, "", raw, problems)
    before = (notice("kept-elsewhere"), *form.notice) if kept else form.notice
    return form.model_copy(update={"way_out": False, "kept": frozenset(kept), "notice": before})


def _thanks(
    installation: Installation, to: Response, words: str, answers: Mapping[str, Answer]
) -> FormThanks:
    told = form_notice(to.instrument, installation.local_help)
    return FormThanks(
        voice=to.instrument.reader.value,
        reader=to.instrument.reader,
        help_lines=told.help_lines,
        partnership=to.wave.partnership,
        help_now=ConcernClass.RED in own_taps(to.instrument, answers.values()),
        notice=(words, told.not_read_at_once),
        way_out=False,
    )
