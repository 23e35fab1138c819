"""Phrases, and where they are in a sentence.

A phrase is written as people speak. `<family>` is any word of a list, `hit/kick` either word, and
`*` lets up to three words come between.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from surveys.asking.screening.writing import Sentence

BETWEEN = 3  # words that a `*` lets come between
Forms = frozenset[str]


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a phrase: the words that count there, and how many may come before it."""

    forms: Forms
    between: int = 0


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase as it is found: from its rarest word to the left, then to the right."""

    sign: str
    anchor: Element
    left: tuple[Element, ...]
    right: tuple[Element, ...]
    denies: bool  # it says no itself, so no other word of denial turns it round

    def forms(self) -> Forms:
        """Every word that the phrase may have."""
        elements = (self.anchor, *self.left, *self.right)
        return frozenset(form for element in elements for form in element.forms)

    def around(self, words: Sentence, at: int) -> tuple[int, int] | None:
        """The first and last place of the phrase with its rarest word at `at`, if it is there."""
        first = _reach(self.left, words, at, -1) if self.left else at
        if first is None:
            return None
        last = _reach(self.right, words, at, 1) if self.right else at
        return None if last is None else (first, last)


def _reach(elements: Sequence[Element], words: Sentence, at: int, step: int) -> int | None:
    """The place of the last of `elements`, going from `at` by `step`."""
    places = [at]
    for element in elements:
        places = [
            place + step * way
            for place in places
            for way in range(1, element.between + 2)
            if 0 <= place + step * way < len(words) and words[place + step * way] in element.forms
        ]
        if not places:
            return None
    return places[0]


@dataclass(frozen=True, slots=True)
class PhraseReader:
    """Reads phrases as the lexicon writes them, with its lists of words and irregular forms."""

    lists: Mapping[str, Forms]
    forms_of: Callable[[str], Forms]
    plain: Callable[[str], Iterable[str]]  # a written word as it is in a sentence
    common: Forms
    denials: Forms

    def read(self, sign: str, written: str) -> Phrase:
        """One phrase; raises KeyError for a list that is not there, ValueError if it is empty."""
        elements = tuple(self._elements(written))
        if not elements:
            msg = f"{sign}: {written!r} has only words that are skipped"
            raise ValueError(msg)
        rarest = min(range(len(elements)), key=lambda at: self._frequency(elements[at].forms))
        gaps = [element.between for element in elements]
        left = tuple(Element(elements[at].forms, gaps[at + 1]) for at in range(rarest - 1, -1, -1))
        denies = any(not element.forms.isdisjoint(self.denials) for element in elements)
        return Phrase(sign, elements[rarest], left, elements[rarest + 1 :], denies)

    def _elements(self, written: str) -> Iterator[Element]:
        between = 0
        for part in written.split():
            if part == "*":
                between = BETWEEN
                continue
            for forms in self._forms(part):
                yield Element(forms, between)
                between = 0

    def _forms(self, part: str) -> Iterator[Forms]:
        if "/" not in part and not part.startswith("<"):
            yield from (self.forms_of(word) for word in self.plain(part))
        elif either := [forms for one in part.split("/") for forms in self._either(one)]:
            yield frozenset().union(*either)

    def _either(self, one: str) -> list[Forms]:
        if one.startswith("<"):
            return [self.lists[one.strip("<>")]]
        return [self.forms_of(word) for word in self.plain(one)]

    def _frequency(self, forms: Forms) -> int:
        """How often a sentence has one of these forms, roughly."""
        return sum(100 if form in self.common else 1 for form in forms)


class Found(NamedTuple):
    """A phrase, and the places of its rarest, first and last word."""

    phrase: Phrase
    rarest: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class PhraseIndex:
    """Phrases by the forms of their rarest word, each with the lists that a sentence must touch."""

    phrases: Mapping[str, tuple[tuple[int, Phrase], ...]]
    touches: Mapping[str, int]

    def found(self, words: Sentence) -> Iterator[Found]:
        """Each phrase that is in `words`."""
        touched = 0
        for word in words:
            touched |= self.touches.get(word, 0)
        missing = ~touched
        for at, word in enumerate(words):
            for needs, phrase in self.phrases.get(word, ()):
                if not needs & missing and (place := phrase.around(words, at)):
                    yield Found(phrase, at, *place)


def read_index(phrases: Iterable[Phrase]) -> PhraseIndex:
    """Number every list of forms, so that one comparison rules most phrases out."""
    numbers: dict[Forms, int] = {}
    touches: dict[str, int] = {}
    one_of: dict[int, int] = {}  # these are long numbers, and many are the same
    found: dict[str, list[tuple[int, Phrase]]] = {}
    for phrase in phrases:
        needs = 0
        for element in (phrase.anchor, *phrase.left, *phrase.right):
            bit = numbers.setdefault(element.forms, 1 << len(numbers))
            needs |= bit
            for form in element.forms:
                both = touches.get(form, 0) | bit
                touches[form] = one_of.setdefault(both, both)
        entry = one_of.setdefault(needs, needs), phrase
        for form in phrase.anchor.forms:
            found.setdefault(form, []).append(entry)
    return PhraseIndex({form: tuple(there) for form, there in found.items()}, touches)
