"""Answer a public form one question a page, from its first page to the receipt code.

No page of it is stored: each holds the answers so far, sealed for its link. The end is the same as
that of a form sent whole, under the same key.
"""

from dataclasses import replace

from pydantic import Field

from dialogs.asking import form_once
from dialogs.asking.answer_form import CHANGE, OTHER, behind, response_of
from dialogs.asking.choose_language import language_of
from dialogs.asking.form_pages import ask_again
from dialogs.asking.go_on import Address, begun, closed, go_on, refused
from dialogs.asking.held_answers import CHECK, HeldAnswers, seal, unseal
from dialogs.asking.keep_form import SentForm, keep_form
from dialogs.asking.question_pages import ask_code, look_through
from dialogs.asking.read_form import fields_of, unread_words
from dialogs.asking.receipts import code_of, key_by_code
from dialogs.asking.record_answers import given_before, hear_all
from dialogs.asking.response import Response
from dialogs.asking.walk_form import PageStep, Walk
from dialogs.replies import Reply
from dialogs.turn import WEB, Installation
from storage.unit import Unit
from surveys.asking.assistance import read_assistance
from surveys.asking.instrument import Instrument
from surveys.asking.receipt_code import read_code
from surveys.asking.routing import first
from surveys.asking.wave import Wave
from surveys.problems import Refusal

CODE = "code"  # a form that was sent is opened by its receipt code


class StepForm(PageStep):
    """Go on from one page of a public form; `code` is a receipt code as it was typed."""

    link: str = Field(max_length=200)
    code: str = ""
    at_once: bool = False  # one of a burst from one address


def step_form(unit: Unit, command: StepForm, installation: Installation) -> Reply:
    """Take a step; where what the page held does not open, the page is heard and refused."""
    wave, instrument, takes_answers = behind(unit, command.link)
    if command.go == CODE:
        if not takes_answers:
            raise Refusal("link-closed")
        return _by_code(unit, installation, wave, instrument, command)
    if not command.held:
        return _begin(unit, installation, wave, instrument, command, takes_answers)
    try:
        held = unseal(unit.keyring, _address(command), command.held, unit.now)
    except Refusal as refusal:
        to = _anew(unit, wave, instrument, command)
        return refused(unit, installation, to, command, refusal.code)
    language = language_of(instrument, command.language)
    to = Response(wave, instrument, held.response, None, WEB, language=language)
    walk = _walk(unit, installation, to, held)
    if not takes_answers:
        return closed(walk, command, "link-closed")
    reached = go_on(walk, command, _address(command))
    return _send(reached, command) if isinstance(reached, Walk) else reached


def _walk(unit: Unit, installation: Installation, to: Response, held: HeldAnswers) -> Walk:
    """Return the walk that a page was part of; by a code, what was sent is given before."""
    before = given_before(unit, to) if held.again == CODE else {}
    return Walk(unit, installation, to, held, before).having(held)


def _begin(
    unit: Unit,
    installation: Installation,
    wave: Wave,
    instrument: Instrument,
    command: StepForm,
    takes_answers: bool,
) -> Reply:
    """Leave the first page; what came with it is no answer, and is heard."""
    keyring, once = unit.keyring, command.once
    is_good = form_once.is_good(keyring, command.link, once, unit.now)
    if not is_good or command.again == OTHER:
        once = form_once.new_once(keyring, command.link, unit.now)
    language = language_of(instrument, command.language)
    to = response_of(unit, wave, instrument, command.link, once, language)
    if command.fields or command.unread or not takes_answers:
        code = "page-changed" if takes_answers else "link-closed"
        page = refused(unit, installation, to, command, code)
        return page.model_copy(update={"start_again": takes_answers})
    if command.again != CHANGE and given_before(unit, to):
        return ask_again(installation, to, once, {}, {})
    held = HeldAnswers(
        made=int(unit.now.timestamp()),
        at=first(instrument).id,
        response=to.key,
        code=code_of(keyring, command.link, once),
        again=CHANGE if command.again == CHANGE else "",
    )
    walk = Walk(unit, installation, to, held, {})
    return begun(walk, command, _address(command))


def _by_code(
    unit: Unit, installation: Installation, wave: Wave, instrument: Instrument, command: StepForm
) -> Reply:
    """Show what was chosen under a receipt code, to be changed; the words are not shown again.

    What is no code is heard: the box for it is a place to write in.
    """
    code = read_code(command.code)
    key = key_by_code(unit.keyring, command.link, code) if code else ""
    language = language_of(instrument, command.language)
    to = Response(wave, instrument, key, None, WEB, language=language)
    given = given_before(unit, to) if code else {}
    if not code or not given:
        anew = _anew(unit, wave, instrument, command)
        words = unread_words(instrument, {**command.fields, CODE: (command.code,)}, {})
        hear_all(unit, installation, anew, {}, unread=words)
        return ask_code(installation, to, command.code, "code-wrong")
    held = HeldAnswers(
        made=int(unit.now.timestamp()),
        at=CHECK,
        response=key,
        code=code,
        again=CODE,
        fields=fields_of(instrument, given.values()),
        looked=True,
    )
    walk = Walk(unit, installation, to, held, given)
    page = look_through(walk, seal(unit.keyring, _address(command), held))
    return page.model_copy(update={"by_code": True})


def _send(walk: Walk, command: StepForm) -> Reply:
    """Send what was looked through: every word of it was heard on its page."""
    unit, held = walk.unit, walk.held
    if command.again == OTHER:
        to = _anew(unit, walk.to.wave, walk.instrument, command)
        code = code_of(unit.keyring, command.link, _other_once(unit, command))
        held = replace(held, response=to.key, code=code, again="")
    sent = SentForm(
        receipt=held.code,
        changes=bool(held.again) or command.again == CHANGE,
        at_once=command.at_once,
        held=command.held,
        assistance=read_assistance(held.fields),
    )
    to = replace(walk.to, key=held.response, heard=held.calls)
    return keep_form(unit, walk.installation, to, sent, walk.given)


def _anew(unit: Unit, wave: Wave, instrument: Instrument, command: StepForm) -> Response:
    """Return a response of its own for a page, the same for the same page again that hour."""
    language = language_of(instrument, command.language)
    return response_of(unit, wave, instrument, command.link, _other_once(unit, command), language)


def _other_once(unit: Unit, command: StepForm) -> str:
    link, held = command.link, command.held or command.code
    return form_once.once_after(unit.keyring, link, held, command.fields, unit.now)


def _address(command: StepForm) -> Address:
    return "form", command.link
