"""Answer a public form: a family, a child or a practitioner, all questions at once, no names.

One opened page is one response: sending it again, or from two windows at once, keeps one and gets
the same page.
"""

import secrets
from collections.abc import Mapping
from types import MappingProxyType

from pydantic import Field

from dialogs.asking.record_answers import hear_again, keep_all
from dialogs.asking.response import Response
from dialogs.replies import FormThanks, Reply, ShowForm
from dialogs.turn import WEB, Command, Installation
from storage.asking.answers import NewResponse
from storage.trust.one_time_links import token_hash
from storage.unit import Unit
from surveys.asking.answers import Answer, read_answer
from surveys.asking.concerns import own_taps
from surveys.asking.identity import form_key, iso_week
from surveys.asking.instrument import Instrument, say
from surveys.asking.kinds import KINDS
from surveys.asking.kinds.values import Fields, is_blank
from surveys.asking.lexicon import ConcernClass
from surveys.asking.notices import form_notice, notice
from surveys.asking.routing import visible
from surveys.asking.wave import Wave
from surveys.problems import Refusal


class OpenForm(Command):
    """Open the page behind a link."""

    link: str = Field(max_length=200)


class SubmitForm(OpenForm):
    """Send the page; `once` came with it when it was opened."""

    once: str = Field(max_length=200)
    fields: Mapping[str, tuple[str, ...]]


def open_form(unit: Unit, command: OpenForm, installation: Installation) -> Reply:
    """Show the form of a link."""
    wave, instrument = _behind(unit, command.link)
    return form_of(installation, wave, instrument, secrets.token_hex(16), {}, {})


def submit_form(unit: Unit, command: SubmitForm, installation: Installation) -> Reply:
    """Keep a form, or show it again with what is wrong and everything that was given."""
    wave, instrument = _behind(unit, command.link)
    raw = raw_answers(instrument, command.fields)
    answers, problems = read_answers(instrument, raw)
    if problems:
        return form_of(installation, wave, instrument, command.once, raw, problems)
    _keep(unit, installation, wave, instrument, command, answers)
    words = form_notice(instrument, installation.local_help)
    return FormThanks(
        voice=instrument.reader.value,
        reader=instrument.reader,
        help_lines=words.help_lines,
        partnership=wave.partnership,
        help_now=ConcernClass.RED in own_taps(instrument, answers.values()),
        notice=(notice("thanks" if answers else "thanks-nothing"), words.not_read_at_once),
    )


def _behind(unit: Unit, link: str) -> tuple[Wave, Instrument]:
    wave = unit.public_links.wave_behind(token_hash(link))
    if wave is None:
        raise Refusal("not-found")
    if not wave.is_open(unit.now):
        raise Refusal("link-closed")
    return wave, unit.instruments.at(wave.instrument_version)


def raw_answers(instrument: Instrument, fields: Fields) -> dict[str, object]:
    """Return what was sent for each question, as `read_answer` takes it."""
    return {
        question.id: KINDS[question.kind].from_form(question.id, fields)
        for question in instrument.questions
    }


def read_answers(
    instrument: Instrument,
    raw: Mapping[str, object],
    kept: Mapping[str, Answer] = MappingProxyType({}),
) -> tuple[dict[str, Answer], dict[str, str]]:
    """Return the answers sent, and what is wrong, by question; a blank leaves what was `kept`.

    A page shows every box, so words count wherever they were written, even in the wrong box.
    """
    answers: dict[str, Answer] = {}
    problems: dict[str, str] = {}
    for question in instrument.questions:
        blank = is_blank(raw[question.id])
        written = question.is_text and not blank
        if (question.id in kept and blank) or not (
            written or question in visible(instrument, {**kept, **answers})
        ):
            continue
        try:
            read = read_answer(question, raw[question.id])
        except Refusal as refusal:
            problems[question.id] = refusal.sentence
        else:
            answers |= {question.id: read} if read else {}
    return answers, problems


def _keep(
    unit: Unit,
    installation: Installation,
    wave: Wave,
    instrument: Instrument,
    command: SubmitForm,
    answers: Mapping[str, Answer],
) -> None:
    if not answers:
        return
    secret = unit.keyring.mark("link", command.link).encode()
    to = Response(wave, instrument, form_key(secret, command.once.encode()), None, WEB)
    week = iso_week(unit.now.date())
    new = NewResponse(wave.id, to.key, None, None, WEB, None, week, finished=True)
    keep = keep_all if to.answers(unit).begin(new) else hear_again
    keep(unit, installation, to, answers)


def form_of(
    installation: Installation,
    wave: Wave,
    instrument: Instrument,
    once: str,
    raw: Mapping[str, object],
    problems: Mapping[str, str],
) -> ShowForm:
    """Return a form with what was given so far and what is wrong."""
    words = form_notice(instrument, installation.local_help)
    return ShowForm.model_validate(
        {
            "title": say(instrument.title, "en"),
            "voice": instrument.reader.value,
            "reader": instrument.reader,
            "help_lines": words.help_lines,
            "partnership": wave.partnership,
            "identity_words": words.how_kept,
            "notice": (words.taking_part, words.not_read_at_once),
            "questions": instrument.questions,
            "once": once,
            "given": {question: value for question, value in raw.items() if value},
            "problems": dict(problems),
            "about": wave.about if instrument.reader.value == "practitioner" else "",
        }
    )
