"""The words that move a concern up the queue: a data file that people review, with its version.

A phrase matches whole words only, whatever the case, the accents or a simple ending (kill, kills,
killed, killing).
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class ConcernClass(StrEnum):
    """How soon a person must look: red help now, amber within hours, green the next working day."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"


_URGENCY = {ConcernClass.RED: 3, ConcernClass.AMBER: 2, ConcernClass.GREEN: 1}

_WORD = re.compile(r"[a-z0-9]+")
_VOWELS = "aeiou"
_ENDINGS = ("ed", "ing", "er", "ers")


def worst(classes: Iterable[ConcernClass | None]) -> ConcernClass | None:
    """The most urgent of `classes`; None where there is none."""
    return max((c for c in classes if c is not None), key=_URGENCY.__getitem__, default=None)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase: for each of its words the forms that count as it."""

    words: tuple[frozenset[str], ...]
    concern: ConcernClass

    def is_at(self, said: Sequence[str], start: int) -> bool:
        """Say whether the phrase is what `said` says from `start`."""
        here = said[start : start + len(self.words)]
        return len(here) == len(self.words) and all(
            w in forms for w, forms in zip(here, self.words, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A version of the lexicon: phrases by their first word, and common words of the language."""

    version: str
    phrases: Mapping[str, tuple[Phrase, ...]]
    common: frozenset[str]

    def strongest(self, said: Sequence[str]) -> ConcernClass | None:
        """The most urgent class among the phrases in `said` (words as `tokens` gives them)."""
        return worst(self._found(said))

    def _found(self, said: Sequence[str]) -> Iterator[ConcernClass]:
        for start, word in enumerate(said):
            for phrase in self.phrases.get(word, ()):
                if phrase.is_at(said, start):
                    yield phrase.concern


def read_lexicon(text: str) -> Lexicon:
    """A lexicon from TOML: `version`, a list of phrases for each class, and `common` words."""
    data = tomllib.loads(text)
    phrases: dict[str, list[Phrase]] = {}
    for concern in ConcernClass:
        for written in data[concern.value]:
            phrase = Phrase(tuple(inflections(word) for word in tokens(written)), concern)
            for form in phrase.words[0]:
                phrases.setdefault(form, []).append(phrase)
    by_first = {form: tuple(found) for form, found in phrases.items()}
    return Lexicon(
        str(data["version"]),
        by_first,
        frozenset(w for line in data["common"] for w in tokens(line)),
    )


def fold(text: str) -> str:
    """`text` without case, accents or full-width twins."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))


def tokens(text: str) -> tuple[str, ...]:
    """The words of `text`, folded, an apostrophe joining its two sides (don't: dont)."""
    return tuple(_WORD.findall(fold(text).replace("'", "").replace("’", "")))


def inflections(word: str) -> frozenset[str]:
    """The word and its simple English forms; words under three letters unchanged."""
    if len(word) < 3 or not word.isalpha():
        return frozenset({word})
    return frozenset(
        {word, *_plurals(word), *(s + ending for s in _stems(word) for ending in _ENDINGS)}
    )


def _plurals(word: str) -> tuple[str, ...]:
    if word.endswith("y") and word[-2] not in _VOWELS:
        return (f"{word[:-1]}ies", f"{word[:-1]}ied")
    return (f"{word}s", f"{word}es") if word.endswith(("s", "x", "h")) else (f"{word}s",)


def _stems(word: str) -> tuple[str, ...]:
    if word.endswith("e"):
        return (word[:-1],)
    short = word[-1] not in f"{_VOWELS}wxy" and word[-2] in _VOWELS and word[-3] not in _VOWELS
    return (word, word + word[-1]) if short else (word,)
