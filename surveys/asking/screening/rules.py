"""Rules over what a sentence says: `fear | threat + home - learning`.

That is two rules: fear and home, or a threat and home, and no learning. Signs are bits of one
number, so that a rule is compared with a sentence at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product


@dataclass(frozen=True, slots=True)
class SignRule:
    """The signs that must all be there, and those of which none may be."""

    written: str
    needs: int
    unless: int

    def holds(self, said: int) -> bool:
        """Say whether the rule holds where these signs are `said`."""
        return said & self.needs == self.needs and not said & self.unless


def read_rules(written: str, bits: Mapping[str, int]) -> tuple[SignRule, ...]:
    """The rules of one line of the lexicon; raises KeyError for a sign that is not there."""
    wanted, *unwanted = written.split(" - ")
    unless = sum(bits[sign.strip()] for sign in unwanted)
    either = [part.split(" | ") for part in wanted.split(" + ")]
    return tuple(
        SignRule(written, sum(bits[sign.strip()] for sign in all_of), unless)
        for all_of in product(*either)
    )
