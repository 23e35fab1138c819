"""What cards say in a line where a form says it in full: how answers are kept, that no one reads.

The full notice is one tap away on the card that begins a survey; these are the gist of it.
"""

from collections.abc import Mapping
from types import MappingProxyType

from surveys.asking.instrument import Mode

_KEPT = {
    Mode.NAMED: "Your name is kept with your answers.",
    Mode.CONFIDENTIAL: (
        "Confidential: kept under a code, not your name, within a day. If someone is not safe, "
        "safeguarding leads see your words and name."
    ),
    Mode.ANONYMOUS: (
        "We do not ask for your name. Within a day your answers are kept apart from it."
    ),
}
IN_BRIEF: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {f"kept-in-brief.{mode}": {"en": words} for mode, words in _KEPT.items()}
    | {
        "not-read-in-brief": {
            "en": (
                "This is not a referral and nobody reads it straight away. In danger now: call 999."
            )
        },
        "skip-in-brief": {"en": "You can skip any question."},
        "skip-some-in-brief": {"en": "You can skip each question that has “Skip”."},
        "no-names-in-brief": {"en": "No names, please."},
        "your-answer": {"en": "Your answer"},
        "you-wrote": {"en": "You wrote"},
        "you-typed": {"en": "What you wrote was not saved. You can copy it from here."},
    }
)
