"""Words that only a card in Teams has; what it says in brief is the gist that a page has too."""

from collections.abc import Mapping
from types import MappingProxyType

CARD_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "no-names-in-brief": {"en": "No names, please."},
        "your-answer": {"en": "Your answer"},
        "tap-first": {"en": "Tap what comes first."},
        "tap-next": {"en": "Tap what comes next."},
        "you-wrote": {"en": "You wrote"},
        "you-typed": {"en": "What you wrote was not saved. You can copy it from here."},
    }
)
