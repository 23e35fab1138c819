"""Answer a public form: a family, a child or a practitioner, all questions at once, no names.

One opened page is one response: sending it again, or from two windows at once, keeps one and gets
the same page.
"""

from collections.abc import Mapping

from pydantic import Field

from dialogs.asking import form_once
from dialogs.asking.form_pages import ask_again, form_of, not_saved, sent_back, thanks_of
from dialogs.asking.read_form import raw_answers, read_answers, unread_words
from dialogs.asking.record_answers import (
    are_the_same,
    given_before,
    hear_again,
    hear_all,
    keep_all,
    replace_all,
)
from dialogs.asking.response import Response
from dialogs.replies import LeadsTo, Reply
from dialogs.turn import WEB, Command, Installation
from storage.asking.answers import NewResponse
from storage.trust.one_time_links import token_hash
from storage.unit import Unit
from surveys.asking.answers import Answer
from surveys.asking.identity import form_key, iso_week
from surveys.asking.instrument import Instrument
from surveys.asking.notices import notice
from surveys.asking.wave import Wave
from surveys.problems import Refusal

CHANGE, OTHER = "change", "other"  # what a page that was used before is for


class OpenForm(Command):
    """Open the page behind a link; `page` is the `once` that its address has in a browser.

    `again` says for a page that was used whether to change what was sent, or somebody else answers.
    """

    link: str = Field(max_length=200)
    page: str = ""
    again: str = ""
    by_browser: bool = False  # which can go back, and then opens the same address again


class SubmitForm(Command):
    """Send the page; `once` came with it when it was opened.

    `unread` is the code of the problem for which the whole of it could not be read.
    """

    link: str = Field(max_length=200)
    once: str
    fields: Mapping[str, tuple[str, ...]]
    again: str = ""
    unread: str = ""
    at_once: bool = False  # one of a burst from one address


def open_form(unit: Unit, command: OpenForm, installation: Installation) -> Reply:
    """Show the form of a link, in a browser under an address of its own to go back to."""
    wave, instrument, takes_answers = _behind(unit, command.link)
    if not takes_answers:
        raise Refusal("link-closed")
    is_good = form_once.is_good(unit.keyring, command.link, command.page, unit.now)
    if not is_good or command.again == OTHER:
        once = form_once.new_once(unit.keyring, command.link, unit.now)
        if command.by_browser:
            return LeadsTo(address=f"/f/{command.link}?page={once}")
        return form_of(installation, wave, instrument, once, {}, {})
    to = _response(unit, wave, instrument, command.link, command.page)
    was_used = bool(given_before(unit, to))
    if was_used and command.again != CHANGE:
        return ask_again(installation, to, command.page, {}, {})
    form = form_of(installation, wave, instrument, command.page, {}, {})
    return form.model_copy(update={"changes": was_used})


def submit_form(unit: Unit, command: SubmitForm, installation: Installation) -> Reply:
    """Keep a form; where it is not kept, hear it, and give back everything that was sent."""
    wave, instrument, takes_answers = _behind(unit, command.link)
    once, unread = _once(unit, command)
    to = _response(unit, wave, instrument, command.link, once)
    raw = raw_answers(instrument, command.fields)
    answers, problems = read_answers(instrument, raw)
    if takes_answers and not problems and not unread:
        return _keep(unit, installation, to, command, once, answers)
    words = unread_words(instrument, command.fields, answers)
    hear_all(unit, installation, to, answers, unread=words)
    if not takes_answers:
        return not_saved(installation, to, "link-closed", answers, words)
    form = form_of(installation, wave, instrument, once, raw, problems)
    about = {"unsaved": unread, "changes": command.again == CHANGE}
    return sent_back(form, instrument, answers).model_copy(update=about)


def _once(unit: Unit, command: SubmitForm) -> tuple[str, str]:
    """Return the `once` to answer under, and why the page was not taken as it was sent, if so."""
    given = (unit.keyring, command.link, command.once)
    is_good = form_once.is_good(*given, unit.now)
    if is_good and command.again != OTHER:
        return command.once, command.unread
    after = form_once.once_after(*given, command.fields, unit.now)
    return after, command.unread or ("" if is_good else "page-over")


def _response(unit: Unit, wave: Wave, instrument: Instrument, link: str, once: str) -> Response:
    secret = unit.keyring.mark("link", link).encode()
    return Response(wave, instrument, form_key(secret, once.encode()), None, WEB)


def _behind(unit: Unit, link: str) -> tuple[Wave, Instrument, bool]:
    """Return what is behind a link, and whether it takes answers now."""
    found = unit.public_links.wave_behind(token_hash(link))
    if found is None:
        raise Refusal("not-found")
    wave, is_open = found
    unit.narrow_to([wave.partnership_id])
    instrument = unit.instruments.at(wave.instrument_version)
    return wave, instrument, is_open and wave.is_open(unit.now)


def _keep(
    unit: Unit,
    installation: Installation,
    to: Response,
    command: SubmitForm,
    once: str,
    answers: Mapping[str, Answer],
) -> Reply:
    """Keep a response; one that is there already is changed only where the person says so."""
    if not answers:
        return thanks_of(installation, to, answers, notice("thanks-nothing"))
    week = iso_week(unit.now.date())
    new = NewResponse(to.wave.id, to.key, None, None, WEB, None, week, finished=True)
    if to.answers(unit).begin(new):
        if command.at_once:
            unit.answer_checks.came_at_once(to.wave.id)
        keep_all(unit, installation, to, answers)
        return thanks_of(installation, to, answers, notice("thanks"))
    before = given_before(unit, to)
    if command.again == CHANGE:
        replace_all(unit, installation, to, answers, before)
        return thanks_of(installation, to, answers, notice("thanks-changed"))
    if are_the_same(unit, installation, to, answers, before):
        return thanks_of(installation, to, answers, notice("thanks"))
    hear_again(unit, installation, to, answers, before)
    return ask_again(installation, to, once, command.fields, answers)
