"""The words of posters, cards and letters, beside those that a form says itself.

One table for the languages to come; what is asked depends on the reader, like every notice.
"""

from collections.abc import Mapping
from types import MappingProxyType

from surveys.asking.instrument import Reader

_ASKS = {
    Reader.YOUNG_CHILD: "Tell us how things are for you. Ask a grown-up to help.",
    Reader.CHILD: "Tell us what it is like for you.",
    Reader.YOUNG_PERSON: "Tell us what it is like for you.",
    Reader.FAMILY: "Tell us what it is like for you and your family.",
    Reader.PRACTITIONER: "Tell us what it is like in your work.",
}
_PRINT = {
    "for": "For: {audience}.",
    "takes-one": "It takes about 1 minute.",
    "takes": "It takes about {minutes} minutes.",
    "until": "You can answer until {day}.",
    "scan": "Point your phone’s camera at the square.",
    "type": "No camera? Go to {place} and type this code:",
    "square": "Square for a phone’s camera. It opens the same form as the code beside it.",
    "help": "Need help now?",
    "why": "What you tell us shows us what works for children, and what must change.",
    "tick-one": "Tick one box.",
    "tick-number": "Tick one number.",
    "tick-number-twice": "Tick one number in each row.",
    "write": "Write here.",
    "write-number": "Write a number from {low} to {high}.",
    "only-if": "Only if you said {said} to question {number}.",
    "unless": "Only if you did not say {said} to question {number}.",
    "if-helped": "Only if someone helped you.",
    "number": "Paper",
    "number-why": (
        "Each paper has a number, so that we count it once. We do not write down who has it."
    ),
    "version": "Form {version}",
    "on-paper": "Would you like a paper form? Ask the person who gave you this.",
}

PRINT_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {f"print-asks.{reader}": {"en": words} for reader, words in _ASKS.items()}
    | {f"print-{key}": {"en": words} for key, words in _PRINT.items()}
)
