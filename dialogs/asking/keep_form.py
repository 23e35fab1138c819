"""Keep the answers of a public form, sent whole or page by page, under the key of its response.

Sent again it is kept once. One that is there already is changed only where the person says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dialogs.asking.form_pages import ask_again, thanks_of
from dialogs.asking.record_answers import (
    are_the_same,
    given_before,
    hear_again,
    keep_all,
    replace_all,
)
from dialogs.asking.response import Response
from dialogs.asking.tell_you_said import told
from dialogs.replies import Reply
from dialogs.turn import WEB, Installation
from storage.asking.answers import NewResponse
from storage.unit import Unit
from surveys.asking.answers import Answer
from surveys.asking.assistance import NO_HELP, Assistance
from surveys.asking.identity import iso_week
from surveys.asking.kinds.values import Fields


@dataclass(frozen=True, slots=True)
class SentForm:
    """How a form was sent: what the page held, and whether it `changes` what was sent before.

    `fields` or `held` go back to the person where it has to be asked which is meant.
    """

    once: str = ""
    receipt: str = ""
    changes: bool = False
    at_once: bool = False  # one of a burst from one address
    fields: Fields | None = None
    held: str = ""
    assistance: Assistance = NO_HELP


def keep_form(
    unit: Unit,
    installation: Installation,
    to: Response,
    sent: SentForm,
    answers: Mapping[str, Answer],
) -> Reply:
    """Keep a response and thank for it, or ask whether it takes the place of what was sent."""
    before = given_before(unit, to) if sent.changes or not answers else {}

    def thanks(words: str, receipt: str = sent.receipt) -> Reply:
        page = thanks_of(installation, to, answers, words)
        news = bool(told(unit, to.wave, to.instrument))
        return page.model_copy(update={"receipt": receipt, "news": news})

    if not answers and not (sent.changes and before):
        return thanks("thanks-nothing", receipt="")

    if to.answers(unit).begin(_new(unit, to, sent.assistance)):
        if sent.at_once:
            unit.answer_checks.came_at_once(to.wave.id)
        keep_all(unit, installation, to, answers)
        return thanks("thanks")
    before = given_before(unit, to)
    if sent.changes:
        replace_all(unit, installation, to, answers, before)
        return thanks("thanks-changed")
    if are_the_same(unit, installation, to, answers, before):
        return thanks("thanks")
    hear_again(unit, installation, to, answers, before)
    asked = ask_again(installation, to, sent.once, sent.fields or {}, answers)
    return asked.model_copy(update={"held": sent.held})


def _new(unit: Unit, to: Response, assistance: Assistance) -> NewResponse:
    week = iso_week(unit.now.date())
    by, how = assistance.by, assistance.how_as_text
    new = NewResponse(to.wave.id, to.key, None, None, WEB, None, week, finished=True)
    return replace(new, assisted_by=by, assisted_how=how)
