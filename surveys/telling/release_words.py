"""The word lists of the release check, with their version, from a data file that people review.

A trait matches whole words in any case, with an optional plural, and a hyphen or a space between.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TraitGroup:
    """Rare traits of one sort: what they are called, and why they matter."""

    what: str
    why: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class ReleaseWords:
    """A version of the lists: rare traits, and what looks like a name or an initial but is neither.

    `abbreviations` are capitals that name no person, `no_name` are capitalised words that name
    nothing, `lettered` are nouns told apart by a letter (Plan B).
    """

    version: str
    groups: tuple[TraitGroup, ...]
    abbreviations: frozenset[str]
    no_name: frozenset[str]
    lettered: frozenset[str]


def read_release_words(text: str) -> ReleaseWords:
    """Read TOML: `version`, lines of the three lists, `[[group]]`s of `what`, `why` and `words`."""
    data = tomllib.loads(text)
    groups = tuple(
        TraitGroup(one["what"], one["why"], _pattern(one["words"])) for one in data["group"]
    )
    abbreviations, no_name, lettered = (
        _listed(data[name]) for name in ("abbreviations", "no_name", "lettered")
    )
    return ReleaseWords(str(data["version"]), groups, abbreviations, no_name, lettered)


def _listed(lines: Iterable[str]) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(map(_form, longest_first))})(?:s|es|[’']s)?(?!\w)", re.IGNORECASE
    )


def _form(words: str) -> str:
    parts = (re.escape(part).replace("'", "[’']") for part in re.split(r"[\s-]+", words.strip()))
    return r"[\s-]+".join(parts)
