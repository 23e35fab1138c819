"""Which word a word that is in no dictionary was meant to be, among the words a lexicon knows.

A word of English is never changed. The rest are compared without disguise (k1ll, diiie, hittin), by
letters (one slip) and by sound (skared, puncht).
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_DISGUISE = str.maketrans("013457@$!|", "oieastasii")
_STRETCHED = re.compile(r"(.)\1{2,}")
_SHORTEST, _LONGEST = 4, 24  # letters
_ALIKE = 0.7  # of its letters, where only the sound is the same
_SOUNDS = (
    (re.compile(r"[^a-z]"), ""),
    (re.compile(r"^kn|^gn"), "n"),
    (re.compile(r"^wr"), "r"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"ck"), "k"),
    (re.compile(r"gh"), ""),
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"tch"), "ch"),
    (re.compile(r"c(?!h)"), "k"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"z"), "s"),
    (re.compile(r"d"), "t"),
    (re.compile(r"(?!^)[aeiouyw]|(?!^)h(?<![cs]h)"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)


@dataclass(frozen=True, slots=True)
class Spelling:
    """Words of English, and those of them that are looked for, by their slips and their sounds."""

    english: frozenset[str]
    wanted: frozenset[str]
    slips: Mapping[str, tuple[str, ...]]
    sounds: Mapping[str, tuple[str, ...]]

    def meant(self, written: str) -> str:
        """The word that is wanted and was most likely meant, or what was written."""
        for word in _undisguised(written):
            if word in self.wanted or word in self.english:
                return word
        word = _plain(written)
        if not _SHORTEST <= len(written) <= _LONGEST:
            return written
        return self._by_sound(word) or self._by_letters(word) or written

    def _by_letters(self, word: str) -> str | None:
        near = {other for slip in _slips(word) for other in self.slips.get(slip, ())}
        # People leave a letter out or double it more often than they type another one.
        return min(
            (other for other in near if is_one_slip(word, other)),
            key=lambda other: (other[0] != word[0], len(other) == len(word), other),
            default=None,
        )

    def _by_sound(self, word: str) -> str | None:
        key = sound(word)
        near = self.sounds.get(key, ()) if len(key) > 2 else ()
        near = [other for other in near if _shared_letters(word, other) >= _ALIKE]
        return min(near, key=lambda other: _unlikeness(word, other), default=None)


def _alike_from_the_start(one: str, other: str) -> int:
    """How many letters are the same before the first that differs."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _shared_letters(word: str, other: str) -> float:
    shared = (Counter(word) & Counter(other)).total()
    return 2 * shared / (len(word) + len(other))


def _unlikeness(word: str, other: str) -> tuple[bool, int, int, str]:
    shared = _alike_from_the_start(word, other)
    return (not is_one_slip(word, other), abs(len(other) - len(word)), -shared, other)


def read_spelling(english: frozenset[str], wanted: frozenset[str]) -> Spelling:
    """Make the index of the words that are looked for."""
    slips: dict[str, list[str]] = {}
    sounds: dict[str, list[str]] = {}
    for word in sorted(word for word in wanted if len(word) >= _SHORTEST):
        sounds.setdefault(sound(word), []).append(word)
        for slip in _slips(word):
            slips.setdefault(slip, []).append(word)
    return Spelling(english, wanted, _frozen(slips), _frozen(sounds))


def _frozen(index: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """Freeze an index; keys with the same words share them, as most slips of a word do."""
    one_of: dict[tuple[str, ...], tuple[str, ...]] = {}
    found = ((key, tuple(words)) for key, words in index.items())
    return {key: one_of.setdefault(words, words) for key, words in found}


def is_one_slip(one: str, other: str) -> bool:
    """Say whether one letter is left out, added or another, or two have changed places."""
    if abs(len(one) - len(other)) > 1:
        return False
    same = _alike_from_the_start(one, other)
    if len(one) != len(other):
        short, long = sorted((one, other), key=len)
        return short[same:] == long[same + 1 :]
    rest, other_rest = one[same:], other[same:]
    swapped = rest[:2] == other_rest[:2][::-1] and rest[2:] == other_rest[2:]
    return rest[1:] == other_rest[1:] or swapped


def sound(word: str) -> str:
    """A key that words of the same English sound share: consonants, and a vowel that begins."""
    for pattern, instead in _SOUNDS:
        word = pattern.sub(instead, word)
    return word


def _undisguised(written: str) -> Iterator[str]:
    word = _plain(written)
    yield word
    for again in (r"\1\1", r"\1"):
        yield _STRETCHED.sub(again, word)
    if word.endswith("in"):
        yield f"{word}g"


def _plain(written: str) -> str:
    """Without figures for letters; a star hides a letter, which is then a slip."""
    word = written if written.isdigit() else written.translate(_DISGUISE)
    return word.replace("*", "")


def _slips(word: str) -> set[str]:
    """The word, and the word without any one of its letters."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}
