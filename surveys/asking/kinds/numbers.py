"""What the kinds share that are answered by a number from 0 to 10: the ends, reading and comparing.

A number is read however it is written (7, "7", 7.0), and refused unless it is whole and in range.
"""

import re

from surveys.asking.kinds.kind import AskedQuestion
from surveys.asking.kinds.values import BeforeNow, Given, as_text, is_blank, sign
from surveys.problems import Refusal

SCALE_LOW, SCALE_HIGH = 0, 10

_DIGITS = re.compile(r"[0-9]{1,2}(?:\.0)?")


def read_number(raw: object) -> int | None:
    """A whole number from 0 to 10, None for a blank; refuses `answer-not-a-number`."""
    if is_blank(raw):
        return None
    written = as_text(raw).strip() if isinstance(raw, str | int | float) else ""
    number = int(float(written)) if _DIGITS.fullmatch(written) else -1
    if not SCALE_LOW <= number <= SCALE_HIGH:
        raise Refusal("answer-not-a-number", low=SCALE_LOW, high=SCALE_HIGH)
    return number


def compare(_question: AskedQuestion, earlier: Given, later: Given) -> int | None:
    """More is better; a before/now answer counts by its now, and may come first in a study."""
    then, now = _number(earlier), _number(later)
    return None if then is None or now is None else sign(now - then)


def _number(value: Given) -> int | None:
    if isinstance(value, BeforeNow):
        return value.now
    return value if isinstance(value, int) else None
