"""Gettext catalogues, `locale/CODE/forms.po`: the context of a message is where it is said.

A message marked `fuzzy` is used and awaits a human check. Each file is read once, when needed.
"""

from functools import cache
from importlib.resources import files

from surveys.languages.names import TRANSLATED
from surveys.languages.one_catalogue import Catalogue

TO_A_CHILD = ", to a child"  # added to a context: the same words, where a child reads them


@cache
def catalogue(language: str) -> Catalogue | None:
    """The catalogue of a language; None for English, which needs none, and for those without."""
    if language not in TRANSLATED:
        return None
    from surveys.languages.read_catalogue import (  # noqa: PLC0415 - slow to load, and not for English
        read_catalogue,
    )

    file = files("surveys.languages") / "locale" / language / "forms.po"
    return read_catalogue(language, file.read_bytes())


def say_in(key: str, english: str, language: str, *, to_a_child: bool = False) -> str:
    """The words at `key` in a language; in English where it has none.

    Where a child reads them, the words for a child come first: many languages say “you” otherwise.
    """
    found = catalogue(language)
    if found is None:
        return english
    own = found.words(key + TO_A_CHILD, english) if to_a_child else None
    return own or found.words(key, english) or english


def is_said_in(key: str, english: str, language: str) -> bool:
    """Say whether a language has words of its own at `key`."""
    found = catalogue(language)
    return found is not None and (key, english) in found.awaits_check


def count_in(key: str, one: str, many: str, count: int, language: str) -> str:
    """How a number of things is said, by the language's plural forms; `{count}` is filled in."""
    found = catalogue(language)
    if found is None or (key, one) not in found.awaits_check:
        return (one if count == 1 else many).format(count=count)
    return found.translations.npgettext(key, one, many, count).format(count=count)
