"""Gettext catalogues, `locale/CODE/forms.po`: the context of a message is where it is said.

A message marked `fuzzy` is used and awaits a human check. One that a tool guessed from other
English words (it has a previous message, `#|`) is not used. Each file is read once, when needed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations
from importlib.resources import files
from io import BytesIO

from babel.messages.catalog import Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from surveys.languages.names import TRANSLATED

TO_A_CHILD = ", to a child"  # added to a context: the same words, where a child reads them
_GUESSED = "| "  # how a comment with a previous message begins


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The words of one language; `awaits_check` by context and English words, true if none did."""

    language: str
    awaits_check: Mapping[tuple[str, str], bool]
    translations: GNUTranslations

    def words(self, key: str, english: str) -> str | None:
        """What is said at `key` for some English words; None where that is not translated."""
        known = (key, english) in self.awaits_check
        return self.translations.pgettext(key, english) if known else None


@cache
def catalogue(language: str) -> Catalogue | None:
    """The catalogue of a language; None for English, which needs none, and for those without."""
    if language not in TRANSLATED:
        return None
    file = files("surveys.languages") / "locale" / language / "forms.po"
    return read_catalogue(language, file.read_bytes())


def read_catalogue(language: str, content: bytes) -> Catalogue:
    """The catalogue in a file's `content`; raises babel's PoFileError where there is none."""
    read = read_po(BytesIO(content), locale=language, abort_invalid=True)
    known: dict[tuple[str, str], bool] = {}
    for message in read:
        if message.id and _is_said(message):
            english = message.id if isinstance(message.id, str) else message.id[0]
            known[message.context or "", english] = message.fuzzy
    compiled = BytesIO()
    write_mo(compiled, read, use_fuzzy=True)
    compiled.seek(0)
    return Catalogue(language, known, GNUTranslations(compiled))


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


def _is_said(message: Message) -> bool:
    forms = (message.string,) if isinstance(message.string, str) else message.string or ("",)
    guessed = any(comment.startswith(_GUESSED) for comment in message.user_comments)
    return all(forms) and not (message.fuzzy and guessed)
