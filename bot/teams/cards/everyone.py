"""Cards that anyone may get: what can be done here, a short word back, a refusal, what is held about the person.

A refusal says what is wrong and what to do, and always leaves a way on.
"""

from collections.abc import Sequence

from bot.teams.cards.actions import leave, press, words_as_buttons
from bot.teams.cards.inputs import day
from bot.teams.cards.parts import Card, card, facts, heading, more, subheading, text, warning
from bot.teams.cards.safe_text import bold, joined
from dialogs.replies import Help, MyData, NotOnRoster, ProblemReply, Said, Stale
from surveys.problems import PROBLEMS

MOST_WORDS = 20
_FIRST_DAY_BACK = "If you will be away: the first day you are back"


def help_card(reply: Help) -> Card:
    """What the person can do, as words to type and the first few as buttons."""
    body = [
        heading("What you can do here"),
        text(reply.partnership, subtle=True, gap="None"),
        text(reply.greeting or ""),
        *word_list(reply.words),
    ]
    return card(reply, body, words_as_buttons(reply.words))


def word_list(words: Sequence[tuple[str, str]]) -> list[Card]:
    """Each word to type, and what it does."""
    lines = [
        text(joined(bold(word), " – ", does) if does.strip() else bold(word), gap="Small")
        for word, does in words[:MOST_WORDS]
    ]
    return [
        text("Type one of these words, or tap a button.", subtle=True),
        *lines,
        *more(len(words) - MOST_WORDS),
    ]


def not_on_roster(reply: NotOnRoster) -> Card:
    """Nobody knows the person here: who can mend it."""
    problem = PROBLEMS["not-on-roster"]
    return _refused(reply, problem.sentence, problem.advice)


def said(reply: Said) -> Card:
    """A title, a sentence, perhaps one next step."""
    actions = [leave(reply.next_label or "Next", reply.next_verb)] if reply.next_verb else []
    return card(reply, [heading(reply.title), text(reply.text)], actions)


def problem_card(reply: ProblemReply) -> Card:
    """A refusal."""
    return _refused(reply, reply.sentence, reply.advice)


def stale(reply: Stale) -> Card:
    """The card acted on is out of date, and what is true now."""
    return _refused(reply, reply.sentence, reply.advice)


def my_data(reply: MyData) -> Card:
    """What is held about the person."""
    lines = facts(reply.lines) or [text("We hold nothing about you.")]
    ask = "To have something put right or removed, ask your safeguarding lead."
    body = [
        heading("What we hold about you"),
        *warning(reply.problem),
        *lines,
        text(ask, subtle=True),
        day(
            "until",
            _FIRST_DAY_BACK,
            error="Please give a date.",
            earliest=reply.earliest,
        ),
    ]
    back = [leave("I am back", "i-am-back")] if reply.away else []
    return card(reply, body, [press("I am away", "away"), *back, leave("Help", "help")])


def lines_and_words(
    lines: Sequence[tuple[str, str]], words: Sequence[tuple[str, str]]
) -> list[Card]:
    """Figures, and below them what to do."""
    return [*facts(lines), *([subheading("What you can do"), *word_list(words)] if words else [])]


def _refused(reply: NotOnRoster | ProblemReply | Stale, sentence: str, advice: str) -> Card:
    return card(
        reply, [heading(reply.summary), text(sentence), text(advice)], [leave("Help", "help")]
    )
