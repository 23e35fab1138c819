"""Cards around a survey: the invitation, the thanks, a person's surveys, what feedback is about.

How answers are kept is said before the first question, in words made from the instrument's mode:
the gist in a line, and all of it one tap away.
"""

from collections.abc import Sequence

from bot.teams.cards.actions import leave, primary
from bot.teams.cards.folding import Fold, folds
from bot.teams.cards.parts import Card, card, heading, in_browser, more, subheading, text
from bot.teams.cards.picking import Pick
from dialogs.replies import ChooseSubject, InviteToSurvey, SurveyList, Thanks
from surveys.asking.length import minutes_in_words, questions_in_words
from surveys.asking.notices import notice

MOST_FINISHED = 15
_IN_FULL = "How we use your answers"
_TO_STOP = "To stop these messages, type “stop”."


def invite(reply: InviteToSurvey) -> Card:
    """What it asks about, how long it takes, how answers are kept; start or not."""
    body = [
        text("A reminder" if reply.reminder else "A short survey", subtle=True),
        heading(reply.title),
        text(reply.about, gap="Small"),
        text(_length(reply), strong=True),
        text(f"Open until {reply.closes}." if reply.closes else "", gap="Small"),
        *_notice(reply.in_brief, (reply.identity_words, *reply.notice, _TO_STOP)),
        *in_browser(reply.page),
    ]
    start = primary(leave("Start", "open-survey", wave=reply.wave))
    return card(reply, body, [start, leave("Not now", "later", wave=reply.wave)])


def _length(reply: InviteToSurvey) -> str:
    return f"{questions_in_words(reply.questions)}, about {minutes_in_words(reply.minutes)}"


def _notice(gist: Sequence[str], in_full: Sequence[str]) -> list[Card]:
    """Return the gist of a notice, and below it all of it folded; all of it where there is none."""
    full = [text(words, subtle=True) for words in in_full]
    lines = [text(words, gap="Small") for words in gist]
    return [*lines, *folds([Fold(_IN_FULL, full)])] if gist else full


def thanks(reply: Thanks) -> Card:
    """The same words for everyone."""
    body = [
        heading("Get help now" if reply.help_now else "All done"),
        text(reply.survey, subtle=True, gap="None"),
        *(text(words) for words in _closing(reply)),
    ]
    return card(reply, body, [leave("My surveys", "my-surveys")])


def _closing(reply: Thanks) -> Sequence[str]:
    """The closing words; someone who needs help now reads first whom to call."""
    thanked, *calls = reply.notice
    return [notice("help-first"), *calls, thanked] if reply.help_now else reply.notice


def choose_subject(reply: ChooseSubject) -> Card:
    """What frontline feedback is about, after the words on how it is kept."""
    pick = Pick(
        "action",
        "give-feedback",
        reply.subjects,
        label="What is it about?",
        error="Please choose what it is about.",
        button="Start",
    )
    body = [
        heading(reply.summary),
        *_notice(reply.in_brief, reply.notice),
        *([subheading(pick.label)] if pick.as_rows else []),
        *pick.parts(),
    ]
    return card(reply, body, [*pick.buttons(), leave("Help", "help")])


def survey_list(reply: SurveyList) -> Card:
    """The surveys to start or go on with, and those finished."""
    pick = Pick(
        "wave",
        "open-survey",
        reply.open,
        label="Which one would you like to answer?",
        error="Please choose a survey.",
        button="Open",
    )
    nothing = "There is nothing to answer just now. We will tell you when there is."
    body = [heading("Your surveys"), *pick.parts(), text("" if reply.open else nothing)]
    if reply.finished:
        done = [text(f"✓ {title}", gap="Small") for title in reply.finished[:MOST_FINISHED]]
        body += [subheading("Finished"), *done, *more(len(reply.finished) - MOST_FINISHED)]
    return card(reply, body, [*pick.buttons(), leave("Help", "help")])
