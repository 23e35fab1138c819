"""Cards that anyone may get: what they can do here, a short answer, a refusal, their own data.

A refusal says what is wrong and what to do, and always offers a next step.
"""

from collections.abc import Sequence

from bot.teams.cards.actions import MOST_BUTTONS, leave, press
from bot.teams.cards.inputs import day, give_back
from bot.teams.cards.menu import job_buttons, need_rows, verb_of, word_rows
from bot.teams.cards.parts import Card, card, facts, heading, text, warning
from dialogs.replies import Help, MyData, NotOnRoster, ProblemReply, Said, Stale
from surveys.asking.instrument import Reader
from surveys.asking.notices import not_read_notice, notice
from surveys.problems import PROBLEMS

_FIRST_DAY_BACK = "If you will be away, what is your first day back?"


def help_card(reply: Help) -> Card:
    """Show what needs the person now, and what they can do: each is one tap, or a word to type."""
    near = reply.nearest
    asked = [text(f"Did you mean “{near}”?", strong=True)] if near else []
    meant = [leave(near.capitalize(), verb_of(near))] if near else []
    body = [
        *(text(words) for words in reply.before),
        heading("What you can do here"),
        text(reply.partnership, subtle=True, gap="None"),
        text(reply.greeting or ""),
        *asked,
        *need_rows(reply.needs),
        *word_rows(reply.words),
    ]
    others = [one for one in job_buttons(reply.words) if one["verb"] != verb_of(near)]
    return card(reply, body, [*meant, *others][:MOST_BUTTONS])


def not_on_roster(reply: NotOnRoster) -> Card:
    """Tell someone who is on no list who can add them."""
    problem = PROBLEMS["not-on-roster"]
    not_read = text(not_read_notice(Reader.PRACTITIONER), subtle=True)
    return _refused(reply, problem.sentence, problem.advice, [not_read])


def said(reply: Said) -> Card:
    """Show a title, a sentence and an optional next step."""
    actions = [leave(reply.next_label or "Next", reply.next_verb)] if reply.next_verb else []
    return card(reply, [heading(reply.title), text(reply.text)], actions)


def problem_card(reply: ProblemReply) -> Card:
    """Show a refusal."""
    return _refused(reply, reply.sentence, reply.advice, _given_back(reply))


def stale(reply: Stale) -> Card:
    """Say that the card is out of date, and what is true now."""
    return _refused(reply, reply.sentence, reply.advice, _given_back(reply))


def my_data(reply: MyData) -> Card:
    """Show what we hold about the person."""
    lines = facts(reply.lines) or [text("We hold nothing about you.")]
    ask = "If something is wrong or should not be here, tell your Golden Thread administrator."
    body = [
        heading("What we hold about you"),
        *warning(reply.problem),
        *lines,
        text(ask, subtle=True),
        day(
            "until",
            _FIRST_DAY_BACK,
            error="Please choose a date.",
            earliest=reply.earliest,
        ),
    ]
    back = [leave("I am back", "i-am-back")] if reply.away else []
    return card(reply, body, [press("I am away", "away"), *back, leave("Help", "help")])


def _given_back(reply: ProblemReply | Stale) -> list[Card]:
    """Return what the person wrote in boxes to copy it from, said to be not saved."""
    if not reply.typed:
        return []
    words = "\n\n".join(reply.typed)
    return [
        text(notice("you-typed"), strong=True),
        *give_back("typed", notice("you-wrote"), words, error="", required=False, longest=0),
        *(text(words, subtle=True) for words in reply.notice),
    ]


def _refused(
    reply: NotOnRoster | ProblemReply | Stale,
    sentence: str,
    advice: str,
    more_said: Sequence[Card] = (),
) -> Card:
    body = [heading(reply.summary), text(sentence), text(advice), *more_said]
    return card(reply, body, [leave("Help", "help")])
