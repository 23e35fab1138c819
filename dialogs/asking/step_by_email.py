"""Answer one question a page on the page that an e-mail or a card leads to.

It goes on where the person stopped on another door. The answers that are given here wait in the
page, sealed for its address, until they are sent.
"""

from collections.abc import Mapping
from dataclasses import replace

from dialogs.asking.answer_by_email import (
    OpenEmailPage,
    behind_email,
    keep_and_thank,
    page_over,
    refuse_what_is_over,
    responding_to,
)
from dialogs.asking.go_on import Address, begun, closed, go_on, refused
from dialogs.asking.held_answers import CHECK, HeldAnswers, unseal
from dialogs.asking.record_answers import given_before, withdraw
from dialogs.asking.response import Response
from dialogs.asking.walk_form import PageStep, Walk
from dialogs.replies import Reply
from dialogs.trust.hear import hear_refused
from dialogs.turn import WEB, Installation, Turn
from storage.unit import Unit
from surveys.asking.answers import Answer
from surveys.asking.routing import visible
from surveys.people import Person
from surveys.problems import Refusal
from surveys.sending.email_delivery import EmailDelivery


class StepEmailPage(PageStep, OpenEmailPage):
    """Go on from one page of a survey of one's own."""


def step_email_page(unit: Unit, command: StepEmailPage, installation: Installation) -> Reply:
    """Take a step; what cannot be taken is heard and given back."""
    email, turn = behind_email(unit, command, installation)
    try:
        refuse_what_is_over(email, turn)
        if email.briefing_id is not None:
            raise Refusal("page-changed")
        to, person = responding_to(turn, email, command.language)
    except Refusal as refusal:
        hear_refused(turn, command.fields, refusal, WEB)
        return page_over(turn, refusal.code, command.fields, command.language)
    page = _stepped(turn, email, (to, person), command)
    return page.model_copy(update={"way_out": False})


def _stepped(
    turn: Turn, email: EmailDelivery, whose: tuple[Response, Person], command: StepEmailPage
) -> Reply:
    unit, installation, to = turn.unit, turn.installation, whose[0]
    address: Address = ("letter", command.token)
    given = given_before(unit, to)
    try:
        held = _held(to, given, command, address, unit)
    except Refusal as refusal:
        return refused(unit, installation, to, command, refusal.code)
    walk = Walk(unit, installation, to, held, given).having(held)
    if not to.wave.is_open(unit.now):
        return closed(walk, command, "letter-over")
    if not command.held:
        return begun(walk, command, address)
    reached = go_on(walk, command, address)
    return _send(turn, email, whose, reached) if isinstance(reached, Walk) else reached


def _held(
    to: Response, given: Mapping[str, Answer], command: StepEmailPage, address: Address, unit: Unit
) -> HeldAnswers:
    """Return what the page held; from the first page on, the first question without an answer."""
    if command.held:
        return unseal(unit.keyring, address, command.held, unit.now)
    if command.fields or command.unread:
        raise Refusal("page-changed")
    still = (one.id for one in visible(to.instrument, given) if one.id not in given)
    return HeldAnswers(made=int(unit.now.timestamp()), at=next(still, CHECK))


def _send(turn: Turn, email: EmailDelivery, whose: tuple[Response, Person], walk: Walk) -> Reply:
    """Send what was looked through: every word of it was heard on its page."""
    to, person = whose
    kept: Mapping[str, Answer] = given_before(turn.unit, to)
    for asked in walk.held.dropped & kept.keys():
        kept = withdraw(turn.unit, to, kept, to.instrument.question(asked))
    heard = replace(to, heard=walk.held.calls)
    return keep_and_thank(turn, email, (heard, person), walk.answers, kept)
