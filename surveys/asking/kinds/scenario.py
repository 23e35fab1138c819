"""What to do in a case that is told: one choice, of which one is defensible and scores."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from surveys.asking.kinds.choices import ONE_CHOICE

if TYPE_CHECKING:
    from surveys.asking.question import Question


def _has_no_defensible_choice(question: Question) -> bool:
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
