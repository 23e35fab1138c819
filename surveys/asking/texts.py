"""Words in one or more languages, as an instrument or a notice carries them.

English is always there, so that no reader ever meets an empty label; every other language falls
back to it.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

from surveys.languages import ENGLISH

_LANGUAGE = re.compile(r"[a-z]{2,3}")
# Invisible characters that reverse the reading direction: one text could look like another.
_BIDIRECTIONAL = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def say(text: Mapping[str, str], language: str = ENGLISH) -> str:
    """The words of `text` in `language`, or in English where there are none."""
    return text.get(language) or text[ENGLISH]


def clean(text: str) -> str:
    """NFC, LF line ends, stripped, without control, direction or lone surrogate characters."""
    # Most words are printable, and to look at every character takes a hundred times as long.
    if not text.isprintable():
        lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        text = "".join(c for c in lines if _is_kept(c))
    return unicodedata.normalize("NFC", text).strip()


def _is_kept(character: str) -> bool:
    return character == "\n" or (
        character not in _BIDIRECTIONAL
        and unicodedata.category(character) not in {"Cc", "Cs", "Cn", "Co"}
    )


def _in_english(value: object) -> object:
    """A bare string in a file is English."""
    return {ENGLISH: value} if isinstance(value, str) else value


def _within(limit: int) -> Callable[[dict[str, str]], dict[str, str]]:
    def check(texts: dict[str, str]) -> dict[str, str]:
        if ENGLISH not in texts:
            raise ValueError("the English words (“en”) are missing")
        cleaned = {language: clean(words) for language, words in texts.items()}
        for language, words in cleaned.items():
            if not _LANGUAGE.fullmatch(language):
                raise ValueError(f"“{language[:20]}” is not a language code such as en or cy")
            if not words:
                raise ValueError(f"the words in “{language}” are empty")
            if len(words) > limit:
                raise ValueError(f"the words in “{language}” are longer than {limit} characters")
        return cleaned

    return check


Label = Annotated[dict[str, str], BeforeValidator(_in_english), AfterValidator(_within(160))]
Sentence = Annotated[dict[str, str], BeforeValidator(_in_english), AfterValidator(_within(600))]
