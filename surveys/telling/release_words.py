"""The words by which the release check points, with their version, as people review them in a data file.

A trait matches whole words only, whatever the case, with or without a simple plural, a hyphen or a space between.
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
    """A version of the words: rare traits, and what looks like a name or an initial and is none.

    `abbreviations` are capitals that stand for no person, `no_name` words that name nothing though they may be written
    with a capital, `lettered` what is told apart by a letter (Plan B).
    """

    version: str
    groups: tuple[TraitGroup, ...]
    abbreviations: frozenset[str]
    no_name: frozenset[str]
    lettered: frozenset[str]


def read_release_words(text: str) -> ReleaseWords:
    """The words from TOML: `version`, lines of the three lists, and `[[group]]`s of `what`, `why` and `words`."""
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
