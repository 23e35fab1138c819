"""Yes or no."""

from dataclasses import replace
from types import MappingProxyType

from surveys.asking.kinds.choices import ONE_CHOICE

RULES = replace(ONE_CHOICE, standard_choices=MappingProxyType({"yes": "Yes", "no": "No"}))
