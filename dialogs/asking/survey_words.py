"""The words around a survey: invitation, notices, thanks; made from the instrument and the wave."""

from datetime import datetime

from dialogs.asking.response import Response
from dialogs.replies import InviteToSurvey, Option, Said
from dialogs.telling.web_pages import page_of_message
from surveys.asking.instrument import Instrument, Question, say
from surveys.asking.length import told_minutes
from surveys.asking.lexicon import ConcernClass
from surveys.asking.notices import form_notice, gist, notice, what_happens_next
from surveys.asking.wave import STARTED, Wave
from surveys.languages import ENGLISH
from surveys.languages.dates import day_of, moment_of


def closes_in_words(wave: Wave, language: str = ENGLISH) -> str | None:
    """Return until when a wave is open, in London."""
    return moment_of(wave.closes_at, language) if wave.closes_at else None


def invite_reply(
    wave: Wave,
    instrument: Instrument,
    public_url: str,
    language: str = ENGLISH,
    *,
    reminder: bool = False,
) -> InviteToSurvey:
    """Return the card that asks someone to answer."""
    words = form_notice(instrument, language=language)
    return InviteToSurvey(
        wave=wave.id,
        language=language,
        title=say(instrument.title, language),
        about=wave.about,
        questions=len(instrument.asked),
        minutes=told_minutes(instrument, language),
        identity_words=words.how_kept,
        notice=(words.taking_part, words.not_read_at_once),
        closes=closes_in_words(wave, language),
        reminder=reminder,
        page=page_of_message(public_url),
        in_brief=gist(instrument, language),
    )


def option_of(wave: Wave, progress: str) -> Option:
    """Return a wave as a line of “my surveys”, with the event or action that it asks about."""
    closes = closes_in_words(wave)
    started = "started" if progress == STARTED else ""
    detail = (wave.about, started, f"open until {closes}" if closes else "")
    return Option(
        value=str(wave.id), text=wave.label, detail=", ".join(part for part in detail if part)
    )


def feedback_given(until: datetime | None, language: str) -> Said:
    """Return what someone reads who has spent their ticket; the next quarter begins at `until`."""
    again = notice("feedback-again", language)
    day = day_of(until, language) if until else ""
    said = (
        notice("answers-are-kept", language),
        again.format(day=day) if day else "",
        notice("feedback-go-on", language),
    )
    return Said(
        title=notice("feedback-given", language),
        text=" ".join(filter(None, said)),
        next_verb="feedback",
        next_label=notice("choose-something-else", language),
    )


def feedback_stopped(language: str, *, answered: bool) -> Said:
    """Return what someone reads who stops: a response under a ticket cannot be gone back to."""
    text = notice("stopped-and-kept" if answered else "stopped-nothing", language)
    return Said(title=notice("stopped", language), text=text)


def finish_later(wave: Wave, language: str, *, answered: bool) -> Said:
    """Return what someone reads who will go on another time, or does not want to start now."""
    closes = closes_in_words(wave, language)
    said = (
        notice("answers-so-far" if answered else "that-is-fine", language),
        notice("stays-open", language).format(closes=closes) if closes else "",
        notice("to-go-on", language),
    )
    return Said(
        title=notice("finish-later" if answered else "not-now", language),
        text=" ".join(filter(None, said)),
        next_verb="my-surveys",
        next_label=notice("my-surveys", language),
    )


def question_notice(question: Question, language: str = ENGLISH) -> tuple[str, ...]:
    """Return what is said in a line beside a free-text box before anything is typed."""
    if not question.is_text:
        return ()
    keys = ("gist-not-read.practitioner", "no-names-in-brief")
    return (" ".join(notice(key, language) for key in keys),)


def thanks_notice(to: Response, tap: ConcernClass | None, *, anything: bool) -> tuple[str, ...]:
    """Return the closing words, with whom to call; the same for all who answered anything.

    Only the respondent's own `tap` changes them: then they say what happens next.
    """
    reader, language = to.instrument.reader, to.language
    lines = form_notice(to.instrument, language=language).help_lines
    told = () if tap is None else (what_happens_next(reader, tap, language),)
    return (
        notice("thanks" if anything else "thanks-nothing", language),
        *(f"{line.name}: {line.number}" for line in lines),
        *told,
    )
