"""The parts that every card is made of: the card itself, text, headings, facts and groups.

Every text is escaped here, everything wraps, and nothing empty is shown: an empty text makes phones
drop the whole card.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from bot.teams.cards.fit import fitted
from bot.teams.cards.safe_text import (
    NO_NAME,
    Marked,
    bold,
    joined,
    link,
    may_open,
    plain,
    safe,
)
from dialogs.replies import Reply
from surveys.asking.notices import notice
from surveys.languages import ENGLISH

Card = dict[str, Any]
MOST_FACTS = 30
NARROW = 22  # characters that fit half the width of a phone
THUMB = {"minHeight": "44px", "verticalContentAlignment": "Center"}  # the room that one needs


def card(
    reply: Reply,
    body: Sequence[Card],
    actions: Sequence[Card] = (),
    *,
    speak: str | None = None,
    language: str = ENGLISH,
) -> Card:
    """Return an Adaptive Card 1.5 of at most `fit.LARGEST` bytes.

    `speak` is the lock-screen sentence unless given.
    """
    sentence = plain(reply.lock_screen()) or "Golden Thread"
    drawn: Card = {
        "type": "AdaptiveCard",
        "version": "1.5",
        "lang": language,
        "fallbackText": notice("update-teams", language).format(sentence=sentence),
        "speak": (plain(speak) if speak else "") or sentence,
        "body": shown(body) or [heading(reply.summary)],
    }
    return fitted({**drawn, "actions": list(actions)} if actions else drawn)


def text(words: str, *, subtle: bool = False, strong: bool = False, gap: str | None = None) -> Card:
    """Return a paragraph; `gap` is the space above it (Small, Medium, Large).

    One without words is left out by `card` and `group`.
    """
    shown = safe(words)
    block: Card = {"type": "TextBlock", "text": shown if shown.strip() else "", "wrap": True}
    if subtle:
        block["isSubtle"] = True
    if strong:
        block["weight"] = "Bolder"
    if gap:
        block["spacing"] = gap
    return block


def heading(words: str) -> Card:
    """Return the card's title, also a heading for screen readers; it makes sense alone."""
    return {**text(words, strong=True), "style": "heading", "size": "Large"}


def subheading(words: str) -> Card:
    """Return a heading within the card."""
    return {**text(words, strong=True, gap="Medium"), "style": "heading", "size": "Medium"}


def warning(words: str | None) -> list[Card]:
    """Return what was wrong with the last try, or nothing; in words as well as in colour."""
    if not words or not words.strip():
        return []
    return [{**text(words, strong=True), "color": "Attention"}]


def facts(lines: Iterable[tuple[str, str]]) -> list[Card]:
    """Return names and values, or nothing; lines beyond `MOST_FACTS` are counted.

    Two columns where they fit a phone; with long names or long words, such as an e-mail address,
    a line each.
    """
    every = list(lines)
    pairs = [
        (plain(name) or Marked(NO_NAME), safe(value) or Marked("not given"))
        for name, value in every[:MOST_FACTS]
    ]
    fits = all(
        len(name) <= NARROW and max(map(len, value.split())) <= NARROW for name, value in pairs
    )
    two_columns: Card = {
        "type": "FactSet",
        "facts": [{"title": name, "value": value} for name, value in pairs],
    }
    one_column = [text(joined(bold(name), ": ", value), gap="Small") for name, value in pairs]
    return ([two_columns] if fits and pairs else one_column) + more(len(every) - MOST_FACTS)


def more(left_out: int) -> list[Card]:
    """Return how many lines are not shown, if any."""
    return [text(f"… and {left_out:,} more.", subtle=True)] if left_out > 0 else []


def page_of(page: int, pages: int) -> list[Card]:
    """Return which page of a list this is (`page` counts from 0), where there are several."""
    return [text(f"Page {page + 1} of {pages}", subtle=True)] if pages > 1 else []


def group(
    items: Sequence[Card],
    *,
    identity: str | None = None,
    separator: bool = False,
    **more_fields: Any,
) -> Card:
    """Return elements kept together."""
    box: Card = {"type": "Container", "items": shown(items), **more_fields}
    if identity:
        box["id"] = identity
    if separator:
        box["separator"] = True
    return box


def shown(elements: Iterable[Card]) -> list[Card]:
    """Return the elements without those that have nothing to show."""
    return [
        element for element in elements if element.get("text") != "" and element.get("items") != []
    ]


def in_browser(page: str, language: str = ENGLISH) -> list[Card]:
    """Return a plain link to the person's own page: it works where a phone's buttons do not."""
    words = notice("answer-in-browser", language)
    return [text(link(words, page), subtle=True)] if may_open(page) else []
