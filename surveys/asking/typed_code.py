"""Codes that people type: letters and digits without look-alikes, the last one checks the rest.

What a person types may have spaces, dashes and small letters. A slip in one character, or two that
are swapped, is noticed before anything is looked up.
"""

import re
from dataclasses import dataclass

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # 31, a prime: so the check finds every single slip
_IN_BETWEEN = re.compile(r"[\s.\-‐‑–—]+")


@dataclass(frozen=True, slots=True)
class CodeShape:
    """How a code is written: `drawn` characters and their check, `together` between two dashes."""

    drawn: int
    together: int

    def write(self, secret: bytes) -> str:
        """The code of some bytes that cannot be guessed (8 or more), such as `4F7K-M2PX-9RTD`."""
        number, digits = int.from_bytes(secret), list[int]()
        for _ in range(self.drawn):
            number, digit = divmod(number, len(ALPHABET))
            digits.append(digit)
        return self._grouped("".join(ALPHABET[digit] for digit in (*digits, _check(digits))))

    def read(self, typed: str) -> str | None:
        """The code that a person typed, as `write` writes it; None where it cannot be one."""
        plain = _IN_BETWEEN.sub("", typed).upper()
        if len(plain) != self.drawn + 1 or any(letter not in ALPHABET for letter in plain):
            return None
        digits = [ALPHABET.index(letter) for letter in plain]
        return self._grouped(plain) if digits[-1] == _check(digits[:-1]) else None

    def _grouped(self, plain: str) -> str:
        starts = range(0, len(plain), self.together)
        return "-".join(plain[at : at + self.together] for at in starts)


def _check(digits: list[int]) -> int:
    """Weighted by place, modulo a prime: no single slip and no swap gives the same."""
    return sum(at * digit for at, digit in enumerate(digits, start=2)) % len(ALPHABET)
