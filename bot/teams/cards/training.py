"""A card of a training partnership: it says first, and aloud, that it is not real."""

from bot.teams.cards.parts import Card, warning
from surveys.asking.notices import notice


def with_training(card: Card) -> Card:
    """Return the card with the mark as its first line, in the card's language."""
    words = notice("training", card["lang"])
    spoken = {name: f"{words}. {card[name]}" for name in ("speak", "fallbackText")}
    return {**card, **spoken, "body": [*warning(words), *card["body"]]}
