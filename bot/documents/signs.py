"""Characters that would change how other text is read, taken out of every drawn file.

Control characters become a blank. Marks that turn the direction of writing are dropped: one that is
never closed would turn round all that stands after it. The text itself is kept as it was written.
"""

import re

_CONTROLS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ue000-\uf8ff]"
)
_RANGES = re.compile(r"(?<=\d)-(?=\d+[ \u00a0]%)")  # such as 4-23 %
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    """Return the text without control characters and marks that turn its direction."""
    return _CONTROLS.sub(" ", _TURNS.sub("", text.replace("\r\n", "\n")))


def legible(text: str) -> str:
    """Return harmless text as it is printed for readers: every range in per cent has one dash."""
    return _RANGES.sub("–", harmless(text))
