"""A receipt code: twelve letters and digits without look-alikes, the last of which checks the rest.

What a person types may have spaces, dashes and small letters. A slip in one character, or two that
are swapped, is noticed before anything is looked up.
"""

import re

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # 31, a prime: so the check finds every single slip
EXAMPLE = "4F7K-M2PX-9RTD"
_TOGETHER = 4  # characters between two dashes
_DRAWN = 11  # characters before the check
_IN_BETWEEN = re.compile(r"[\s.\-‐‑–—]+")


def receipt_code(drawn: bytes) -> str:
    """The code of some bytes that cannot be guessed (8 or more), as `4F7K-M2PX-9RTD`."""
    number, digits = int.from_bytes(drawn), list[int]()
    for _ in range(_DRAWN):
        number, digit = divmod(number, len(ALPHABET))
        digits.append(digit)
    code = "".join(ALPHABET[digit] for digit in (*digits, _check(digits)))
    return "-".join(code[at : at + _TOGETHER] for at in range(0, len(code), _TOGETHER))


def read_code(typed: str) -> str | None:
    """The code that a person typed, as `receipt_code` writes it; None where it cannot be one."""
    plain = _IN_BETWEEN.sub("", typed).upper()
    if len(plain) != _DRAWN + 1 or any(character not in ALPHABET for character in plain):
        return None
    digits = [ALPHABET.index(character) for character in plain]
    if digits[-1] != _check(digits[:-1]):
        return None
    return "-".join(plain[at : at + _TOGETHER] for at in range(0, len(plain), _TOGETHER))


def _check(digits: list[int]) -> int:
    """Weighted by place, modulo a prime: no single slip and no swap gives the same."""
    return sum(at * digit for at, digit in enumerate(digits, start=2)) % len(ALPHABET)
