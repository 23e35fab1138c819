"""What a language calls itself, which way it is written, and which of several a reader prefers."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from babel import Locale

ENGLISH = "en"
TRANSLATED = ("cy", "pl", "ro", "ur", "ar", "pa")  # those with a catalogue, in the order offered


def name_of(language: str) -> str:
    """The language's name in its own words and script, such as “Cymraeg”; its code if unknown."""
    found = _locale(language)
    name = (found.display_name if found else None) or language
    return name[:1].upper() + name[1:]


def direction(language: str) -> Literal["ltr", "rtl"]:
    """Which way a language is written; from the left where that is not known."""
    found = _locale(language)
    return "rtl" if found and found.text_direction == "rtl" else "ltr"


def preferred(offered: Sequence[str], wanted: Iterable[str]) -> str | None:
    """The first of the languages `wanted` that is offered; None where none is.

    A language of a country is wanted as such: “cy-GB” finds “cy”.
    """
    primary = (language.partition("-")[0].lower() for language in wanted)
    return next((language for language in primary if language in offered), None)


def _locale(language: str) -> "Locale | None":
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - slow to load

    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return None
