"""Symbols that stand for a figure its source withheld; a figure is never taken for nought."""

import re

from surveys.impact.kinds import AtSource
from surveys.records.fields import number

SYMBOLS: dict[str, AtSource] = {
    "c": AtSource.CONFIDENTIAL,
    "[c]": AtSource.CONFIDENTIAL,
    "u": AtSource.LOW_RELIABILITY,
    "[u]": AtSource.LOW_RELIABILITY,
    "x": AtSource.NOT_AVAILABLE,
    "[x]": AtSource.NOT_AVAILABLE,
    "-": AtSource.NOT_AVAILABLE,
    "z": AtSource.NOT_APPLICABLE,
    "[z]": AtSource.NOT_APPLICABLE,
    "low": AtSource.ROUNDS_TO_NOUGHT,
    "[low]": AtSource.ROUNDS_TO_NOUGHT,
}
_UNDER = re.compile(r"<\s*\d+")  # such as <5: a number that is too small to be shown


def figure(text: str) -> float | AtSource:
    """Parse a number, or the symbol that stands in its place."""
    sign = text.casefold()
    if _UNDER.fullmatch(sign):
        return AtSource.CONFIDENTIAL
    return SYMBOLS.get(sign) or number(text)
