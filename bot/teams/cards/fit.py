"""The size of a card: one that is too large is shortened evenly, and says so.

Words for people are shortened; identifiers, addresses and what a person has typed never are.
"""

import json
from collections.abc import Mapping
from typing import Any, cast

from bot.teams.cards.safe_text import shortened

# Bytes of UTF-8 JSON: with what surrounds the card an activity stays under 24 KB.
LARGEST = 23 * 1024
SHORTENED = "Some of this is too long to show here. It is cut where you see “…”."

_SHORTEST = 24
_WORDS: Mapping[str, frozenset[str]] = {
    "choices": frozenset({"title"}),
    "facts": frozenset({"title", "value"}),
    "selectAction": frozenset({"title"}),
    "fallback": frozenset({"title"}),  # of a part that is tapped, for older clients
    "": frozenset({"text", "label", "placeholder", "speak", "fallbackText"}),
}


def size(card: Mapping[str, Any]) -> int:
    """Return the bytes of the card as UTF-8 JSON, with the spaces that some serialisers write."""
    return len(json.dumps(card, ensure_ascii=False).encode("utf-8"))


def fitted(card: dict[str, Any]) -> dict[str, Any]:
    """Return the card, shortened as little as `LARGEST` allows, with a line that says so."""
    if size(card) <= LARGEST:
        return card
    note = {"type": "TextBlock", "text": SHORTENED, "wrap": True, "isSubtle": True}
    noted = {**card, "body": [*card["body"], note]}
    fits, too_long = _SHORTEST, LARGEST
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        if size(_capped(noted, middle)) <= LARGEST:
            fits = middle
        else:
            too_long = middle
    return {**_capped(noted, fits), "body": [*_capped(card, fits)["body"], note]}


def _capped(node: Any, cap: int, within: str = "") -> Any:
    if isinstance(node, list):
        return [_capped(item, cap, within) for item in cast("list[Any]", node)]
    if not isinstance(node, dict):
        return node
    words = _WORDS.get(within, _WORDS[""])
    fields = cast("dict[str, Any]", node)
    return {
        key: shortened(value, cap)
        if isinstance(value, str) and key in words
        else _capped(value, cap, key)
        for key, value in fields.items()
    }
