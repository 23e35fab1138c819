"""The number on a paper form, such as 0017-KD: a count, and two letters that check it.

The letters are keyed by the link, so a number that was mistyped, or is of another link, is noticed.
A number is not given to a person: it is there so that no paper is counted twice.
"""

import re

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ"  # without I, L and O
_SHAPE = re.compile(rf"(\d{{1,6}})([{LETTERS}]{{2}})")
_IN_BETWEEN = re.compile(r"[\s.\-‐‑–—]+")


def check_letters(drawn: bytes) -> str:
    """The letters of some bytes that are made from the link and the count."""
    first, second = divmod(int.from_bytes(drawn) % len(LETTERS) ** 2, len(LETTERS))
    return LETTERS[first] + LETTERS[second]


def paper_number(count: int, letters: str) -> str:
    """The number as it is printed."""
    return f"{count:04}-{letters}"


def read_paper_number(typed: str) -> tuple[int, str] | None:
    """The count and the letters that a person typed; None where they cannot be a number."""
    found = _SHAPE.fullmatch(_IN_BETWEEN.sub("", typed).upper())
    return (int(found[1]), found[2]) if found else None
