"""One choice from strongly agree to strongly disagree; two waves may be compared by the order."""

from dataclasses import replace
from types import MappingProxyType

from surveys.asking.kinds.choices import ONE_CHOICE

RULES = replace(
    ONE_CHOICE,
    standard_choices=MappingProxyType(
        {
            "strongly_agree": "Strongly agree",
            "agree": "Agree",
            "neither": "Neither agree nor disagree",
            "disagree": "Disagree",
            "strongly_disagree": "Strongly disagree",
        }
    ),
    may_be_paired=True,
)
