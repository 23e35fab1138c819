"""The simple forms of an English word: kill, kills, killed, killing, killer, killers."""

from functools import cache

_VOWELS = "aeiou"
_ENDINGS = ("ed", "ing", "er", "ers")


@cache  # the same words are in many phrases
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
