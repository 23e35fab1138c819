"""Sentences of plain words, whatever was typed: case, accents, emoji, shorthand, slips.

What is typed and what the lexicon lists go the same way, so a phrase is written as people speak.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from surveys.asking.screening.spelling import Spelling

_SENTENCE_ENDS = re.compile(r"[.!?;:\n…]+(?:\s|$)|\n")
_WORD = re.compile(r"[a-z0-9]+(?:['’`@$*!|]+[a-z0-9]+)*")
_APOSTROPHE = re.compile(r"['’`]")
_SHORTENED = re.compile(r"['’`](?:(?:d|ll|ve|re|m|s)$)?")  # he'd, mum's; and can't without its mark
_SPELT_OUT = re.compile(r"\b[a-z0-9](?:[ .\-_*][a-z0-9]\b){3,}")
_NOBODY = re.compile(r"\bno[ -](?:one|1|body|boddy)\b")
_LOOK_ALIKE = str.maketrans("аеорсухіѕјкмтвнѡԁհɡɩαβεικνορτυχ", "aeopcyxisjkmtbhwdhgiabeiknoptux")
_INVISIBLE = dict.fromkeys(
    (0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFE0F, *range(0x1F3FB, 0x1F400))
)
Sentence = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlainWords:
    """How people write: signs for words, shorthand, words that carry no meaning, slips."""

    signs: Mapping[int, str | int | None]
    shorthand: Mapping[str, tuple[str, ...]]
    skipped: frozenset[str]
    spelling: Spelling

    def sentences(self, text: str) -> list[Sentence]:
        """The sentences of `text` in plain words, those that are skipped left out."""
        plain = text.lower() if text.isascii() else fold(text.casefold().translate(self.signs))
        plain = _NOBODY.sub("nobody", plain)
        plain = _SPELT_OUT.sub(lambda found: re.sub(r"[^a-z0-9]", "", found[0]), plain)
        return [words for part in _SENTENCE_ENDS.split(plain) if (words := self._words(part))]

    def knows(self, word: str) -> bool:
        """Say whether `word` is English, or shorthand for something."""
        return word in self.shorthand or word in self.spelling.english

    def _words(self, part: str) -> Sentence:
        found: list[str] = []
        for written in _WORD.findall(part):
            plain = written if written.isalnum() else _SHORTENED.sub("", written)
            found += [word for word in self._meant(plain) if word not in self.skipped]
        return tuple(found)

    def _meant(self, written: str) -> tuple[str, ...]:
        known = self.shorthand.get(written)
        if known is not None:
            return known
        if written in self.spelling.wanted or written in self.spelling.english:
            return (written,)
        meant = self.spelling.meant(written)
        return self.shorthand.get(meant, (meant,))


def fold(text: str) -> str:
    """`text` without case, accents or full-width twins."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))


def plain_tokens(text: str) -> list[str]:
    """The words of `text` as they were typed, folded, an apostrophe joining its two sides."""
    return [_APOSTROPHE.sub("", word) for word in _WORD.findall(fold(text))]


def signs_of(emoji: Mapping[str, str]) -> dict[int, str | int | None]:
    """A table for `str.translate`: emoji to words, look-alike letters to Latin ones."""
    words = {ord(sign): f" {word} " for sign, word in emoji.items()}
    return {**_LOOK_ALIKE, **_INVISIBLE, **words}
