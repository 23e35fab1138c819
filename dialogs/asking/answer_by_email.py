"""Answer on the page that an e-mail or a card leads to, and stop all messages there.

The token in the address identifies the person and nothing else. The same dialogs run as on a card,
so there is one answer whichever door it came by. Opening a page proves nothing: programs do so too.
"""

from collections.abc import Mapping
from dataclasses import replace

from pydantic import Field

from dialogs.asking.answer_form import View
from dialogs.asking.answer_survey import OfWave, begin, finish, responding, thanks
from dialogs.asking.choose_language import language_of
from dialogs.asking.form_pages import form_of, not_saved, sent_back, thanks_of
from dialogs.asking.question_pages import start_page
from dialogs.asking.read_form import raw_answers, read_answers, unread_words
from dialogs.asking.record_answers import given_before, hear_all, keep_all
from dialogs.asking.response import Response
from dialogs.people.stopping import opt
from dialogs.replies import FormNotSaved, FormThanks, OneTimeLinkOffer, Reply, ShowForm
from dialogs.telling import web_pages
from dialogs.telling.read_briefing import OfBriefing, read, show
from dialogs.telling.show_on_cards import show_on_cards
from dialogs.trust.hear import hear_refused, written_in
from dialogs.turn import WEB, Command, Installation, Turn
from storage.unit import Unit
from surveys.asking.answers import Answer
from surveys.asking.instrument import Mode, Reader
from surveys.asking.kinds.values import Fields
from surveys.asking.notices import help_lines, not_read_notice, notice
from surveys.asking.wave import FINISHED
from surveys.languages import ENGLISH, TRANSLATED, preferred
from surveys.people import Person, Speaker
from surveys.problems import Refusal
from surveys.sending.email_delivery import BRIEFING_LASTS, EmailDelivery

_BY_EITHER_DOOR = "surveys and briefings, by e-mail or in Teams"


class OpenEmailPage(Command):
    """Open the page that an e-mail leads to."""

    token: str = Field(max_length=200)
    view: View = ""
    language: str = ""  # chosen; without one, the person's own


class SubmitEmailPage(OpenEmailPage):
    """Send the page: answers, or that a briefing has been read.

    `unread` is the code of the problem for which the whole of it could not be read; `speak` is
    another language in which to show it again, with what was given.
    """

    speak: str = ""
    fields: Mapping[str, tuple[str, ...]]
    unread: str = ""


class OpenStop(OpenEmailPage):
    """Open the page that stops all messages, or starts them again (`out` is False)."""

    out: bool


class TakeStop(OpenStop):
    """Press its button."""


def open_page(unit: Unit, command: OpenEmailPage, installation: Installation) -> Reply:
    """Show the survey or the briefing of an e-mail."""
    email, turn = behind_email(unit, command, installation)
    refuse_what_is_over(email, turn)
    if email.briefing_id is not None:
        return show(turn, OfBriefing(briefing=email.briefing_id))
    to, _ = responding_to(turn, email, command.language)
    if not to.wave.is_open(unit.now):
        raise Refusal("letter-over")
    if to.progress == FINISHED:
        return email_thanks(installation, to, "thanks-already", {})
    given = given_before(unit, to)
    if command.view == "whole":
        return _form(installation, to, {}, {}, given)
    before = (notice("kept-elsewhere", to.language),) if given else ()
    page = start_page(installation, to, "")
    return page.model_copy(update={"way_out": False, "before": before})


def submit_page(unit: Unit, command: SubmitEmailPage, installation: Installation) -> Reply:
    """Keep what was sent; where it is not kept, hear it, and give it back."""
    email, turn = behind_email(unit, command, installation)
    try:
        refuse_what_is_over(email, turn)
        if email.briefing_id is not None:
            return _read(turn, email, email.briefing_id)
        to, person = responding_to(turn, email, command.speak or command.language)
    except Refusal as refusal:
        hear_refused(turn, command.fields, refusal, WEB)
        return page_over(turn, refusal.code, command.fields, command.language)
    kept = given_before(unit, to)
    raw = raw_answers(to.instrument, command.fields)
    answers, problems = read_answers(to.instrument, raw, unit.today, kept, to.language)
    is_open = to.wave.is_open(unit.now)
    if problems or command.unread or command.speak or not is_open:
        unread = unread_words(to.instrument, command.fields, answers)
        hear_all(unit, installation, to, answers, unread=unread)
        if not is_open:
            shown = unread_words(to.instrument, command.fields, answers, to.language)
            over = not_saved(installation, to, "letter-over", answers, shown)
            return over.model_copy(update={"way_out": False})
        form = _form(installation, to, raw, {} if command.speak else problems, kept)
        again = sent_back(form, to.instrument, answers)
        return again.model_copy(update={"unsaved": command.unread})
    return keep_and_thank(turn, email, (to, person), answers, kept)


def keep_and_thank(
    turn: Turn,
    email: EmailDelivery,
    whose: tuple[Response, Person],
    answers: Mapping[str, Answer],
    kept: Mapping[str, Answer],
) -> Reply:
    """Put answers beside those `kept`, or in their place, and thank for them."""
    to, person = whose
    if answers or kept:
        if not _keep(turn, to, person, answers, kept):
            hear_all(turn.unit, turn.installation, to, answers)
            again = not_saved(turn.installation, to, "feedback-given", answers, ())
            return again.model_copy(update={"way_out": False})
        turn.unit.emails.prove(email)
    words = "thanks" if answers or kept else "thanks-nothing"
    return email_thanks(turn.installation, to, words, answers)


def _read(turn: Turn, email: EmailDelivery, briefing: int) -> Reply:
    reply = read(turn, OfBriefing(briefing=briefing))
    cards = turn.unit.cards_in_chat.of_briefing(email.person_id, briefing)
    show_on_cards(turn.unit, cards, reply)
    turn.unit.emails.prove(email)
    return reply


def open_stop(unit: Unit, command: OpenStop, installation: Installation) -> Reply:
    """Ask before anything is changed: mail scanners open addresses, and press no buttons."""
    _, turn = behind_email(unit, command, installation)
    if command.out:
        return _stop(turn.person())
    return _start(
        turn.person(), "Do you want messages again?", "You get no surveys and briefings now."
    )


def take_stop(unit: Unit, command: TakeStop, installation: Installation) -> Reply:
    """Stop asking and telling the person anything, or begin again."""
    _, turn = behind_email(unit, command, installation)
    person = turn.person()
    opt(turn, [person], out=command.out)
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


def behind_email(
    unit: Unit, command: OpenEmailPage, installation: Installation
) -> tuple[EmailDelivery, Turn]:
    """Return what an address opens, and a turn in which the person it was made for speaks."""
    email = unit.emails.opened(command.token) or web_pages.opened(unit, command.token)
    person = unit.people.person(email.person_id) if email else None
    if email is None or person is None:
        raise Refusal("page-not-found")
    return email, Turn(Speaker("", "", (person,)), unit, installation)


def refuse_what_is_over(email: EmailDelivery, turn: Turn) -> None:
    """Refuse the page of a briefing that was sent too long ago, and any to someone who has left."""
    if turn.person().has_left:
        raise Refusal("has-left")
    if email.briefing_id is not None and turn.unit.now >= email.sent_at + BRIEFING_LASTS:
        raise Refusal("letter-over")


def responding_to(turn: Turn, email: EmailDelivery, language: str) -> tuple[Response, Person]:
    """Return the response of an e-mail's survey, open or not, in the `language` chosen, if any."""
    try:
        to, person = responding(
            turn, OfWave(wave=email.wave_id or 0, ticket=email.ticket), WEB, at_any_time=True
        )
    except Refusal:
        raise Refusal("page-not-found") from None
    return replace(to, language=language_of(to.instrument, language, (to.language,))), person


def _keep(
    turn: Turn,
    to: Response,
    person: Person,
    answers: Mapping[str, Answer],
    kept: Mapping[str, Answer],
) -> bool:
    """Put a page beside what was answered before, or in its place; a blank leaves what was kept.

    False where the person has answered under another ticket.
    """
    if not kept and not begin(turn, to, person):
        return False
    if to.instrument.mode is Mode.NAMED:  # others are counted by wave and day, in the sweep
        turn.record(person, "answer", f"wave:{to.wave.id}")
    keep_all(turn.unit, turn.installation, to, answers, kept)
    given = {**kept, **answers}
    finish(turn, to, given, person)
    cards = turn.unit.cards_in_chat.of_survey(person.id, to.wave.id)
    show_on_cards(turn.unit, cards, thanks(to, given))
    return True


def _form(
    installation: Installation,
    to: Response,
    raw: Mapping[str, object],
    problems: Mapping[str, str],
    kept: Mapping[str, Answer],
) -> ShowForm:
    form = form_of(installation, to, "", raw, problems)
    before = (notice("kept-elsewhere", to.language), *form.notice) if kept else form.notice
    return form.model_copy(update={"way_out": False, "kept": frozenset(kept), "notice": before})


def email_thanks(
    installation: Installation, to: Response, words: str, answers: Mapping[str, Answer]
) -> FormThanks:
    """Return the page after a survey of one's own, with the notice `words`."""
    page = thanks_of(installation, to, answers, words)
    return page.model_copy(update={"way_out": False})


def page_over(turn: Turn, code: str, fields: Fields, chosen: str) -> FormNotSaved:
    """Return the page after a page that is over, with the words that it held."""
    person, local = turn.speaker.person, turn.installation.local_help
    language = preferred((ENGLISH, *TRANSLATED), (chosen, person.language)) or ENGLISH
    return FormNotSaved(
        code=code,
        reader=Reader.PRACTITIONER,
        language=language,
        partnership=person.partnership,
        notice=(not_read_notice(Reader.PRACTITIONER, language),),
        words=tuple((notice("you-wrote", language), words) for words in written_in(fields)),
        way_out=False,
        help_lines=help_lines(Reader.PRACTITIONER, local, language),
    )
