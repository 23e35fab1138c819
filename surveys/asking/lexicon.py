"""The words that move a concern up the queue: a data file that people review, with its version.

It says how people write, which phrases are signs of what, by which rules signs call for a person,
and which words lean towards harm. It only orders: nothing in it closes or lowers anything.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from surveys.asking.screening.leaning import Leaning, Said, all_signs
from surveys.asking.screening.negation import Negation
from surveys.asking.screening.phrases import PhraseIndex
from surveys.asking.screening.rules import SignRule
from surveys.asking.screening.writing import PlainWords, Sentence


class ConcernClass(StrEnum):
    """How soon a person must look: red help now, amber within hours, green the next working day."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"


_URGENCY = {ConcernClass.RED: 3, ConcernClass.AMBER: 2, ConcernClass.GREEN: 1}


def worst(classes: Iterable[ConcernClass | None]) -> ConcernClass | None:
    """The most urgent of `classes`; None where there is none."""
    return max((c for c in classes if c is not None), key=_URGENCY.__getitem__, default=None)


@dataclass(frozen=True, slots=True)
class Signs:
    """The bit of each sign, and of the signs that are treated apart."""

    bits: Mapping[str, int]
    contexts: int  # what a text is about, or how it is meant
    anywhere: tuple[tuple[int, int], ...]  # a sign, and that the text has it in some sentence
    denied: int
    idiom: int
    alone: int

    def names(self, said: int) -> tuple[str, ...]:
        """The signs that are `said`."""
        return tuple(name for name, bit in self.bits.items() if said & bit)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A version of the lexicon, ready to read texts by."""

    version: str
    writing: PlainWords
    negation: Negation
    idioms: PhraseIndex
    phrases: PhraseIndex
    alone: frozenset[Sentence]  # sentences that are a sign when they are nothing more
    signs: Signs
    rules: Mapping[ConcernClass, tuple[SignRule, ...]]  # the most urgent first
    leaning: Leaning
    common: frozenset[str]

    def strongest(self, text: str) -> ConcernClass | None:
        """The most urgent class that `text` calls for by any rule, or green by where it leans."""
        sentences = self.said(text)
        each = {said for _, said in sentences if said}
        for concern, rules in self.rules.items():
            if any(rule.holds(said) for said in each for rule in rules):
                return concern
        return ConcernClass.GREEN if self.leaning.calls(sentences) else None

    def said(self, text: str) -> list[Said]:
        """Each sentence of `text` and what it may say: a bit for each sign."""
        each = [(sentence, self._said(sentence)) for sentence in self.writing.sentences(text)]
        together = all_signs(each)
        throughout = sum(anywhere for sign, anywhere in self.signs.anywhere if together & sign)
        return [(sentence, said | throughout) for sentence, said in each]

    def _said(self, sentence: Sentence) -> int:
        denied = self.negation.denied(sentence)
        covered = {
            place
            for found in self.idioms.found(sentence)
            for place in range(found.first, found.last + 1)
        }
        said = self.signs.idiom if covered else 0
        said |= self.signs.alone if sentence in self.alone else 0
        for found in self.phrases.found(sentence):
            bit = self.signs.bits[found.phrase.sign]
            is_context = bit & self.signs.contexts
            if found.rarest in covered and not is_context:
                continue
            if found.phrase.denies or denied.isdisjoint((found.first, found.rarest, found.last)):
                said |= bit
            elif not is_context:
                said |= self.signs.denied
        return said
