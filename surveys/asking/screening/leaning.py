"""How much a stretch of text leans towards harm where no rule names it: weights that are added up.

The weights are learned from the labelled texts and are data that people review. A stretch is a
short text as it is; a long one is looked at a sentence, or a piece of one, at a time, so that half
a sentence counts as much in a long cheerful text as it does alone.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, repeat
from math import sqrt
from typing import TypeVar

from surveys.asking.screening.writing import Sentence

SHORT, PIECE, STEP = 30, 24, 12  # words: a short text; a piece of a long sentence; on to the next
START = "(start)"
_FIRST, _LAST = "^", "$"
Meaning = TypeVar("Meaning")
Said = tuple[Sentence, int]  # a sentence and the bits of the signs in it


@dataclass(frozen=True, slots=True)
class Leaning:
    """What each feature of a stretch adds; above nought a person should look."""

    start: float
    weights: Mapping[str, float]  # by word, by pair of words
    signs: tuple[tuple[int, float], ...]  # by the bit of a sign
    meanings: Mapping[str, float]  # by word, from what it means elsewhere; for unseen words too

    def calls(self, said: Sequence[Said]) -> bool:
        """Say whether any stretch of a text leans towards harm."""
        return self.strongest(said) > 0

    def strongest(self, said: Sequence[Said]) -> float:
        """How much the stretch of a text that does the most leans towards harm."""
        return max(map(self.of, stretches(said)), default=self.start)

    def of(self, stretch: Sequence[Said]) -> float:
        """How much one stretch leans towards harm, in log-odds from where a person should look."""
        weights, meant = self.weights, [*meanings(stretch, self.meanings)]
        bits = all_signs(stretch)
        return (
            self.start
            + sum(map(weights.get, features(stretch), repeat(0.0)))
            + sum(weight for bit, weight in self.signs if bits & bit)
            + (sum(meant) / sqrt(len(meant)) if meant else 0.0)
        )


def meanings(stretch: Iterable[Said], known: Mapping[str, Meaning]) -> Iterator[Meaning]:
    """What is `known` of each word of a stretch, where something is."""
    return (known[word] for sentence, _ in stretch for word in sentence if word in known)


def all_signs(stretch: Iterable[Said]) -> int:
    """The bits of every sign in a stretch."""
    bits = 0
    for _, said in stretch:
        bits |= said
    return bits


def features(stretch: Iterable[Said]) -> set[str]:
    """The words of a stretch, and each two in a row with the ends of its sentences."""
    found: set[str] = set()
    for sentence, _ in stretch:
        found.update(sentence)
        found.update(map(" ".join, pairwise((_FIRST, *sentence, _LAST))))
    return found


def stretches(said: Sequence[Said]) -> Iterator[Sequence[Said]]:
    """The stretches of a text: all of it, if it is short."""
    if sum(len(sentence) for sentence, _ in said) <= SHORT:
        yield said
        return
    for sentence, bits in said:
        for at in range(0, max(1, len(sentence) - PIECE + STEP), STEP):
            yield ((sentence[at : at + PIECE], bits),)


def read_leaning(weights: str, meanings: str, bits: Mapping[str, int]) -> Leaning:
    """From two tables of `feature<TAB>weight`; a `+` begins a sign, which must be in `bits`."""
    by_feature, by_word = _table(weights), _table(meanings)
    start = by_feature.pop(START)
    signs = {name for name in by_feature if name.startswith("+")}
    return Leaning(
        start=start,
        signs=tuple((bits[name[1:]], by_feature.pop(name)) for name in sorted(signs)),
        weights=by_feature,
        meanings=by_word,
    )


def _table(written: str) -> dict[str, float]:
    fields = written.strip().replace("\n", "\t").split("\t")
    weights = fields[1::2]
    read = {weight: float(weight) for weight in set(weights)}  # a few hundred, each one object
    return dict(zip(fields[::2], map(read.__getitem__, weights), strict=True))
