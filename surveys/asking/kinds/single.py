"""One choice out of the author's own; it may count what gets in the way."""

from dataclasses import replace

from surveys.asking.kinds.choices import MOST_LISTED, ONE_CHOICE

RULES = replace(ONE_CHOICE, most_choices=MOST_LISTED, may_be_barrier=True)
