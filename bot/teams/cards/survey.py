"""Cards around a survey: the invitation, the thanks, a person's surveys, what feedback is about.

How answers are kept is said before the first question, in words made from the instrument's mode.
"""

from collections.abc import Sequence

from bot.teams.cards.actions import leave, press
from bot.teams.cards.inputs import choose
from bot.teams.cards.parts import Card, card, heading, in_browser, more, subheading, text
from dialogs.replies import ChooseSubject, InviteToSurvey, SurveyList, Thanks
from surveys.asking.notices import notice

MOST_FINISHED = 15


def invite(reply: InviteToSurvey) -> Card:
    """What it asks about, how long it takes, how answers are kept; start or not."""
    body = [
        text("A reminder" if reply.reminder else "A short survey", subtle=True),
        heading(reply.title),
        text(reply.about, gap="Small"),
        text(_length(reply), strong=True),
        text(f"Open until {reply.closes}." if reply.closes else "", gap="Small"),
        text(reply.identity_words),
        *(text(words, subtle=True) for words in reply.notice),
        *in_browser(reply.page),
        text("To stop these messages, type “stop”.", subtle=True),
    ]
    start = leave("Start", "open-survey", wave=reply.wave)
    return card(reply, body, [start, leave("Not now", "later", wave=reply.wave)])


def _length(reply: InviteToSurvey) -> str:
    questions = "1 question" if reply.questions == 1 else f"{reply.questions} questions"
    minutes = "1 minute" if reply.minutes == 1 else f"{reply.minutes} minutes"
    return f"{questions}, about {minutes}"


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
    body = [
        heading(reply.summary),
        *(text(words, subtle=True) for words in reply.notice),
        *choose(
            "action", "What is it about?", reply.subjects, error="Please choose what it is about."
        ),
    ]
    start = [press("Start", "give-feedback")] if reply.subjects else []
    return card(reply, body, [*start, leave("Help", "help")])


def survey_list(reply: SurveyList) -> Card:
    """The surveys to start or go on with, and those finished."""
    body = [heading("Your surveys"), *_open(reply)]
    if reply.finished:
        done = [text(f"✓ {title}", gap="Small") for title in reply.finished[:MOST_FINISHED]]
        body += [subheading("Finished"), *done, *more(len(reply.finished) - MOST_FINISHED)]
    actions = [press("Open", "open-survey")] if reply.open else [leave("Help", "help")]
    return card(reply, body, actions)


def _open(reply: SurveyList) -> list[Card]:
    if not reply.open:
        return [text("There is nothing to answer just now. We will tell you when there is.")]
    return choose(
        "wave", "Which one would you like to answer?", reply.open, error="Please choose a survey."
    )
