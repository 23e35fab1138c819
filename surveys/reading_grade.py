"""How hard a text is to read, as a school grade, and which of its sentences is the hardest.

For English only: the formula counts groups of vowels.
"""

import re
from collections.abc import Iterable

OF_CHILDREN = 4.0  # what is written for children of 8 to 11 is below this
_SENTENCE = re.compile(r"[^.?!]*\w[^.?!]*[.?!]*")
_WORD = re.compile(r"[a-z’']+")
_VOWELS = re.compile(r"[aeiouy]+")


def reading_grade(text: str) -> float:
    """Flesch-Kincaid grade (Kincaid and others 1975), syllables counted as groups of vowels.

    A text without words is of grade 0.
    """
    words = _WORD.findall(text.lower())
    if not words:
        return 0.0
    sentences = max(1, len(re.findall(r"[.?!]+", text)))
    syllables = sum(max(1, len(_VOWELS.findall(word.removesuffix("e")))) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, each with its mark."""
    return [one.strip() for one in _SENTENCE.findall(text)]


def hardest_sentence(texts: Iterable[str]) -> tuple[float, str]:
    """The highest grade of a sentence, and that sentence; 0 and no words where there is none."""
    graded = ((reading_grade(one), one) for text in texts for one in sentences_of(text))
    return max(graded, default=(0.0, ""))
