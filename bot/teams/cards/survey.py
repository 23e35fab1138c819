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


def invite(reply: InviteToSurvey) -> Card:
    """What it asks about, how long it takes, how answers are kept; start or not."""
    language = reply.language
    until = notice("open-until", language).format(closes=reply.closes) if reply.closes else ""
    in_full = (reply.identity_words, *reply.notice, notice("to-stop", language))
    body = [
        text(notice("a-reminder" if reply.reminder else "a-short-survey", language), subtle=True),
        heading(reply.title),
        text(reply.about, gap="Small"),
        text(_length(reply), strong=True),
        text(until, gap="Small"),
        *_notice(reply.in_brief, in_full, language),
        *in_browser(reply.page, language),
    ]
    start = primary(leave(notice("start", language), "open-survey", wave=reply.wave))
    not_now = leave(notice("not-now", language), "later", wave=reply.wave)
    return card(reply, body, [start, not_now], language=language)


def _length(reply: InviteToSurvey) -> str:
    return notice("length-in-brief", reply.language).format(
        questions=questions_in_words(reply.questions, reply.language),
        minutes=minutes_in_words(reply.minutes, reply.language),
    )


def _notice(gist: Sequence[str], in_full: Sequence[str], language: str) -> list[Card]:
    """Return the gist of a notice, and below it all of it folded; all of it where there is none."""
    full = [text(words, subtle=True) for words in in_full]
    lines = [text(words, gap="Small") for words in gist]
    more_about = notice("more-about-this", language)
    return [*lines, *folds([Fold(more_about, full)])] if gist else full


def thanks(reply: Thanks) -> Card:
    """The same words for everyone."""
    body = [
        heading(notice("get-help" if reply.help_now else "all-done", reply.language)),
        text(reply.survey, subtle=True, gap="None"),
        *(text(words) for words in _closing(reply)),
    ]
    mine = leave(notice("my-surveys", reply.language), "my-surveys")
    return card(reply, body, [mine], language=reply.language)


def _closing(reply: Thanks) -> Sequence[str]:
    """The closing words; someone who needs help now reads first whom to call."""
    thanked, *calls = reply.notice
    return (
        [notice("help-first", reply.language), *calls, thanked] if reply.help_now else reply.notice
    )


def choose_subject(reply: ChooseSubject) -> Card:
    """What frontline feedback is about, after the words on how it is kept."""
    language = reply.language
    pick = Pick(
        "action",
        "give-feedback",
        reply.subjects,
        label=notice("what-about", language),
        error=notice("choose-what-about", language),
        button=notice("start", language),
    )
    body = [
        heading(notice("give-feedback", language)),
        *_notice(reply.in_brief, reply.notice, language),
        *([subheading(pick.label)] if pick.as_rows else []),
        *pick.parts(),
    ]
    get_help = leave(notice("help-button", language), "help")
    return card(reply, body, [*pick.buttons(), get_help], language=language)


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
