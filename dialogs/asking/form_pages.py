"""What a form answers: itself, its thanks, a question where it was used before, what was not saved.

Every page has the words for its reader and whom to call; none says whether words raised a concern.
"""

from collections.abc import Mapping

from dialogs.asking.record_answers import Words, words_of
from dialogs.asking.response import Response
from dialogs.replies import AskAgain, FormNotSaved, FormThanks, ShowForm
from dialogs.turn import Installation
from surveys.asking.answers import Answer
from surveys.asking.concerns import own_tap
from surveys.asking.instrument import Instrument, say
from surveys.asking.length import told_minutes
from surveys.asking.lexicon import ConcernClass
from surveys.asking.notices import form_notice, help_lines, notice, what_happens_next


def thanks_of(
    installation: Installation, to: Response, answers: Mapping[str, Answer], words: str
) -> FormThanks:
    """Return the page after a form, saying the notice `words`: alike for all who tapped alike."""
    reader, tap = to.instrument.reader, own_tap(to.instrument, answers.values())
    return FormThanks(
        voice=reader.value,
        reader=reader,
        language=to.language,
        help_lines=help_lines(reader, installation.local_help, to.language),
        partnership=to.wave.partnership,
        help_now=tap is ConcernClass.RED,
        notice=(notice(words, to.language, reader), what_happens_next(reader, tap, to.language)),
    )


def ask_again(
    installation: Installation,
    to: Response,
    once: str,
    sent: Mapping[str, tuple[str, ...]],
    answers: Mapping[str, Answer],
) -> AskAgain:
    """Ask whether a page that was used before changes what was sent, or somebody else answers."""
    reader, language = to.instrument.reader, to.language
    words = ("sent-before", "sent-just-now") if sent else ("sent-before",)
    return AskAgain(
        title=say(to.instrument.title, language),
        reader=reader,
        language=language,
        partnership=to.wave.partnership,
        once=once,
        sent=dict(sent),
        help_now=own_tap(to.instrument, answers.values()) is ConcernClass.RED,
        notice=tuple(notice(key, language, reader) for key in words),
        help_lines=help_lines(reader, installation.local_help, language),
    )


def not_saved(
    installation: Installation,
    to: Response,
    code: str,
    answers: Mapping[str, Answer],
    unread: Words,
) -> FormNotSaved:
    """Return the page after a form that can be answered no more, with what was written."""
    reader, tap = to.instrument.reader, own_tap(to.instrument, answers.values())
    return FormNotSaved(
        code=code,
        reader=reader,
        language=to.language,
        partnership=to.wave.partnership,
        notice=(what_happens_next(reader, tap, to.language),),
        words=tuple(words_of(to, answers, unread, to.language)),
        help_now=tap is ConcernClass.RED,
        help_lines=help_lines(reader, installation.local_help, to.language),
    )


def sent_back(form: ShowForm, instrument: Instrument, answers: Mapping[str, Answer]) -> ShowForm:
    """Return a form that was heard and not kept; after the respondent's tap, people know."""
    tap = own_tap(instrument, answers.values())
    told = (*form.notice[:-1], what_happens_next(instrument.reader, tap, form.language))
    return form.model_copy(update={"notice": told, "help_now": tap is ConcernClass.RED})


def form_of(
    installation: Installation,
    to: Response,
    once: str,
    raw: Mapping[str, object],
    problems: Mapping[str, str],
) -> ShowForm:
    """Return a form with what was given so far and what is wrong."""
    wave, instrument, language = to.wave, to.instrument, to.language
    words = form_notice(instrument, installation.local_help, language)
    return ShowForm.model_validate(
        {
            "title": say(instrument.title, language),
            "language": language,
            "languages": instrument.languages,
            "voice": instrument.reader.value,
            "reader": instrument.reader,
            "help_lines": words.help_lines,
            "partnership": wave.partnership,
            "identity_words": words.how_kept,
            "notice": (words.taking_part, words.not_read_at_once),
            "questions": instrument.questions,
            "minutes": told_minutes(instrument, language),
            "once": once,
            "given": {question: value for question, value in raw.items() if value},
            "problems": dict(problems),
            "about": wave.about if instrument.reader.value == "practitioner" else "",
        }
    )
