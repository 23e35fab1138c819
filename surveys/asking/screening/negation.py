"""Which words of a sentence are denied: "nobody hits me" does not say that somebody does.

A denial reaches a few words on. It ends where another person or clause begins ("not lying, he hits
me"), "stop" turns it round ("does not stop hitting me"), and so does "except" anywhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from surveys.asking.screening.writing import Sentence

_REACH = 7


@dataclass(frozen=True, slots=True)
class Negation:
    """Words that deny, and what they do after one that denies; `not·to` is two words in a row."""

    deny: frozenset[str]
    end: frozenset[str]
    carry: frozenset[str]  # the next word does not end it
    extend: frozenset[str]
    turn_round: frozenset[str]
    unless: frozenset[str]  # nothing in a sentence with one of these is denied

    def denied(self, words: Sentence) -> frozenset[int]:
        """The places in `words` that a denial reaches."""
        if self.deny.isdisjoint(words) or any(
            _at(words, at, self.unless) for at in range(len(words))
        ):
            return frozenset()
        reached: set[int] = set()
        left = 0
        for at, word in enumerate(words):
            if word in self.deny and not (left and word in self.turn_round):
                left = _REACH
            elif left:
                left = self._after(words, at, left)
                reached.update({at} if left else ())
        return frozenset(reached)

    def _after(self, words: Sentence, at: int, left: int) -> int:
        """How many words a denial still reaches after the one at `at`."""
        if words[at] in self.turn_round:
            return 0
        if words[at] in self.extend:
            return _REACH
        ends = _at(words, at, self.end) and words[at - 1] not in self.carry
        return 0 if ends else left - 1


def _at(words: Sentence, at: int, listed: frozenset[str]) -> bool:
    return words[at] in listed or "·".join(words[at : at + 2]) in listed


def read_negation(written: Mapping[str, str]) -> Negation:
    """From the lists of words; raises KeyError if one is missing."""
    return Negation(*(frozenset(written[field.name].split()) for field in fields(Negation)))
