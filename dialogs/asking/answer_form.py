"""Answer a public form: a family, a child or a practitioner, without a name.

It opens with a first page, from which it is asked one question a page (`step_form`); it can also be
answered on one page, which is sent whole. One opened page is one response either way: sending it
again, or from two windows at once, keeps one and gets the same page.
"""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from dialogs.asking import form_once
from dialogs.asking.choose_language import language_of
from dialogs.asking.form_pages import ask_again, form_of, not_saved, sent_back
from dialogs.asking.keep_form import SentForm, keep_form
from dialogs.asking.question_pages import ask_code, start_page
from dialogs.asking.read_form import raw_answers, read_answers, unread_words
from dialogs.asking.receipts import code_of, key_by_once
from dialogs.asking.record_answers import given_before, hear_all
from dialogs.asking.response import Response
from dialogs.asking.tell_you_said import told, you_said_page
from dialogs.replies import LeadsTo, Reply, ShowForm
from dialogs.turn import WEB, Command, Installation
from storage.trust.one_time_links import token_hash
from storage.unit import Unit
from surveys.asking.assistance import asks_for_help, read_assistance, ticked
from surveys.asking.instrument import Instrument
from surveys.asking.kinds.values import Fields
from surveys.asking.respondent import asked_of
from surveys.asking.wave import Wave
from surveys.languages import ENGLISH
from surveys.problems import Refusal

CHANGE, OTHER = "change", "other"  # what a page that was used before is for
# the first page, all questions on one, the receipt code, what was done about earlier answers
View = Literal["", "whole", "code", "you-said"]


class OpenForm(Command):
    """Open the page behind a link; `page` is the `once` that its address has in a browser.

    `again` says for a page that was used whether to change what was sent, or somebody else answers.
    """

    link: str = Field(max_length=200)
    page: str = ""
    again: str = ""
    view: View = ""
    language: str = ""  # chosen; without one, as the browser asks
    accepts: tuple[str, ...] = ()
    by_browser: bool = False  # which can go back, and then opens the same address again


class SubmitForm(Command):
    """Send the page; `once` came with it when it was opened.

    `unread` is the code of the problem for which the whole of it could not be read. `language` is
    that of the page, and `speak` another in which to show it again, with what was given.
    """

    link: str = Field(max_length=200)
    once: str
    language: str = ""
    speak: str = ""
    fields: Mapping[str, tuple[str, ...]]
    again: str = ""
    unread: str = ""
    at_once: bool = False  # one of a burst from one address


def open_form(unit: Unit, command: OpenForm, installation: Installation) -> Reply:
    """Show the first page of a link, in a browser under an address of its own to go back to."""
    wave, instrument, takes_answers = behind(unit, command.link)
    news = bool(told(unit, wave, instrument))
    language = language_of(instrument, command.language, command.accepts)
    anyone = Response(wave, instrument, "", None, WEB, language=language)
    if command.view == "you-said" or (news and not takes_answers):
        return you_said_page(unit, installation, anyone, is_open=takes_answers)
    if not takes_answers:
        raise Refusal("link-closed")
    if command.view == "code":
        return ask_code(installation, anyone)
    is_good = form_once.is_good(unit.keyring, command.link, command.page, unit.now)
    if not is_good or command.again == OTHER:
        once = form_once.new_once(unit.keyring, command.link, unit.now)
        if command.by_browser:
            return LeadsTo(address=_address(command, once, language))
        to = response_of(unit, wave, instrument, command.link, once, language)
        return _opened(installation, to, once, command.view, news=news)
    to = response_of(unit, wave, instrument, command.link, command.page, language)
    was_used = bool(given_before(unit, to))
    if was_used and command.again != CHANGE:
        return ask_again(installation, to, command.page, {}, {})
    page = _opened(installation, to, command.page, command.view, news=news)
    return page.model_copy(update={"changes": was_used})


def _address(command: OpenForm, once: str, language: str) -> str:
    """Return the address of a page of its own; with a language where one was chosen."""
    view = f"&view={command.view}" if command.view else ""
    spoken = f"&lang={language}" if command.language == language else ""
    return f"/f/{command.link}?page={once}{view}{spoken}"


def _opened(
    installation: Installation, to: Response, once: str, view: View, *, news: bool
) -> Reply:
    if view == "whole":
        return _asking_for_help(form_of(installation, to, once, {}, {}), {})
    page = start_page(installation, to, once)
    return page.model_copy(update={"by_code": True, "news": news})


def submit_form(unit: Unit, command: SubmitForm, installation: Installation) -> Reply:
    """Keep a form; where it is not kept, hear it, and give back everything that was sent."""
    wave, instrument, takes_answers = behind(unit, command.link)
    once, unread = _once(unit, command)
    language = language_of(instrument, command.speak or command.language)
    to = response_of(unit, wave, instrument, command.link, once, language)
    raw = raw_answers(instrument, command.fields)
    answers, problems = read_answers(instrument, raw, unit.today, language=language)
    if takes_answers and not problems and not unread and not command.speak:
        sent = SentForm(
            once=once,
            receipt=code_of(unit.keyring, command.link, once),
            changes=command.again == CHANGE,
            at_once=command.at_once,
            fields=command.fields,
            assistance=read_assistance(command.fields),
        )
        return keep_form(unit, installation, to, sent, answers)
    words = unread_words(instrument, command.fields, answers)
    hear_all(unit, installation, to, answers, unread=words)
    if not takes_answers:
        shown = unread_words(instrument, command.fields, answers, language)
        return not_saved(installation, to, "link-closed", answers, shown)
    form = form_of(installation, to, once, raw, {} if command.speak else problems)
    about = {"unsaved": unread, "changes": command.again == CHANGE}
    page = sent_back(form, instrument, answers).model_copy(update=about)
    return _asking_for_help(page, command.fields)


def _asking_for_help(form: ShowForm, sent: Fields) -> ShowForm:
    """Return a form that asks who helped, with what was ticked, where its reader is asked."""
    if form.changes or form.reader is None or not asks_for_help(form.reader):
        return form
    return form.model_copy(update={"helped": ticked(sent)})


def _once(unit: Unit, command: SubmitForm) -> tuple[str, str]:
    """Return the `once` to answer under, and why the page was not taken as it was sent, if so."""
    given = (unit.keyring, command.link, command.once)
    is_good = form_once.is_good(*given, unit.now)
    if is_good and command.again != OTHER:
        return command.once, command.unread
    after = form_once.once_after(*given, command.fields, unit.now)
    return after, command.unread or ("" if is_good else "page-over")


def response_of(
    unit: Unit,
    wave: Wave,
    instrument: Instrument,
    link: str,
    once: str,
    language: str = ENGLISH,
) -> Response:
    """Return the response that a page is for."""
    key = key_by_once(unit.keyring, link, once)
    return Response(wave, instrument, key, None, WEB, language=language)


def behind(unit: Unit, link: str) -> tuple[Wave, Instrument, bool]:
    """Return what is behind a link, and whether it takes answers now; refuses `page-not-found`."""
    found = unit.public_links.wave_behind(token_hash(link))
    if found is None:
        raise Refusal("page-not-found")
    wave, is_open = found
    unit.narrow_to([wave.partnership_id])
    instrument = asked_of(unit.instruments.at(wave.instrument_version), None)
    return wave, instrument, is_open and wave.is_open(unit.now)
