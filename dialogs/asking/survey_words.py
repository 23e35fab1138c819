"""The words around a survey: invitation, notices, thanks; made from the instrument and the wave."""

from datetime import datetime

from dialogs.replies import InviteToSurvey, Option, Said
from dialogs.telling.web_pages import page_of_message
from surveys.asking.instrument import Instrument, Question, say
from surveys.asking.length import told_minutes
from surveys.asking.lexicon import ConcernClass
from surveys.asking.notices import form_notice, gist, notice, what_happens_next
from surveys.asking.wave import STARTED, Wave
from surveys.london import LONDON, day_in_words, time_in_words


def closes_in_words(wave: Wave) -> str | None:
    """Return until when a wave is open."""
    if wave.closes_at is None:
        return None
    local = wave.closes_at.astimezone(LONDON)
    return f"{local:%A} {local.day} {local:%B}, {time_in_words(local)}"


def invite_reply(
    wave: Wave, instrument: Instrument, public_url: str, *, reminder: bool = False
) -> InviteToSurvey:
    """Return the card that asks someone to answer."""
    words = form_notice(instrument)
    return InviteToSurvey(
        wave=wave.id,
        title=say(instrument.title, "en"),
        about=wave.about,
        questions=len(instrument.asked),
        minutes=told_minutes(instrument),
        identity_words=words.how_kept,
        notice=(words.taking_part, words.not_read_at_once),
        closes=closes_in_words(wave),
        reminder=reminder,
        page=page_of_message(public_url),
        in_brief=gist(instrument),
    )


def option_of(wave: Wave, progress: str) -> Option:
    """Return a wave as a line of “my surveys”, with the event or action that it asks about."""
    closes = closes_in_words(wave)
    started = "started" if progress == STARTED else ""
    detail = (wave.about, started, f"open until {closes}" if closes else "")
    return Option(
        value=str(wave.id), text=wave.label, detail=", ".join(part for part in detail if part)
    )


def feedback_given(until: datetime | None) -> Said:
    """Return what someone reads who has spent their ticket; the next quarter begins at `until`."""
    again = f" You can give feedback about it again from {day_in_words(until)}." if until else ""
    return Said(
        title="You have given feedback about this",
        text=f"Your answers are kept.{again} If the card where you began still shows a question, "
        "you can go on there.",
        next_verb="feedback",
        next_label="Choose something else",
    )


def feedback_stopped(*, answered: bool) -> Said:
    """Return what someone reads who stops: a response under a ticket cannot be gone back to."""
    closed = (
        "Your answers so far are kept, and this form is closed. You can give feedback on "
        "something else at any time."
    )
    nothing = "Nothing was kept. You can give feedback again at any time."
    return Said(title="You have stopped", text=closed if answered else nothing)


def question_notice(question: Question) -> tuple[str, ...]:
    """Return what is said in a line beside a free-text box before anything is typed."""
    if not question.is_text:
        return ()
    return (f"{notice('gist-not-read.practitioner')} {notice('no-names-in-brief')}",)


def thanks_notice(
    instrument: Instrument, tap: ConcernClass | None, *, anything: bool
) -> tuple[str, ...]:
    """Return the closing words, with whom to call; the same for all who answered anything.

    Only the respondent's own `tap` changes them: then they say what happens next.
    """
    lines = form_notice(instrument).help_lines
    told = () if tap is None else (what_happens_next(instrument.reader, tap),)
    return (
        notice("thanks" if anything else "thanks-nothing"),
        *(f"{line.name}: {line.number}" for line in lines),
        *told,
    )
