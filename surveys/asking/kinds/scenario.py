"""What to do in a case that is told: one choice, of which one is defensible and scores."""

from dataclasses import replace

from surveys.asking.kinds.choices import ONE_CHOICE
from surveys.asking.kinds.kind import AskedQuestion


def _has_no_defensible_choice(question: AskedQuestion) -> bool:
    return not question.favourable


RULES = replace(
    ONE_CHOICE,
    rules=(
        (
            _has_no_defensible_choice,
            "a scenario needs its one defensible choice under “favourable”",
        ),
    ),
)
