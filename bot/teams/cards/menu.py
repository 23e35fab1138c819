"""What a person can do, as rows and buttons: what needs them now, their main jobs, all the rest.

Whatever can be typed is one tap away, and is still a word to type.
"""

import re
from collections.abc import Sequence

from bot.teams.cards.actions import leave
from bot.teams.cards.folding import Fold, folds
from bot.teams.cards.parts import Card, more, text
from bot.teams.cards.rows import row
from bot.teams.cards.safe_text import bold, joined
from dialogs.replies import Needed

MOST_WORDS = 20
MOST_NEEDS = 4
ALL_OPEN = 6  # more words than these are folded
JOBS = ("send briefing", "follow up", "summary", "briefings")
EVERYTHING = "Everything you can do"
_WORD = re.compile(r"[a-z]{1,20}(?: [a-z]{1,20}){0,3}")
_TAP_OR_TYPE = "Tap one, or type its name."
_ASKS = {"stop": "ask-stop"}  # what is never done at one tap


def verb_of(word: str) -> str:
    """Return the verb of a word to type: the word itself, with hyphens for spaces."""
    return _ASKS.get(word, word.replace(" ", "-"))


def need_rows(needs: Sequence[Needed]) -> list[Card]:
    """Return what needs a person now; what is urgent is in the colour of a warning as well."""
    return [
        row(need.text, need.verb, {}, detail=need.detail, urgent=need.urgent)
        for need in needs[:MOST_NEEDS]
    ]


def word_rows(words: Sequence[tuple[str, str]]) -> list[Card]:
    """Return a row for each word to type, with what it does; many of them are folded."""
    rows = [_row(word, does) for word, does in words[:MOST_WORDS]]
    all_of_them = [
        text(_TAP_OR_TYPE, subtle=True),
        *rows,
        *more(len(words) - MOST_WORDS),
    ]
    folded = len(words) > ALL_OPEN
    return folds([Fold(EVERYTHING, all_of_them)]) if folded else all_of_them if words else []


def _row(word: str, does: str) -> Card:
    """Return a row where the word is a verb, as it always is but for a spoilt row in a chat."""
    if not _WORD.fullmatch(word):
        return text(joined(bold(word), " – ", does), gap="Small")
    return row(word.capitalize(), verb_of(word), {}, detail=does)


def job_buttons(words: Sequence[tuple[str, str]]) -> list[Card]:
    """Return buttons for the main jobs of someone who can type these words."""
    known = {word for word, _ in words}
    return [leave(word.capitalize(), verb_of(word)) for word in JOBS if word in known]
