"""The words of a questionnaire on a page: marked where they are of another language than the page.

A page speaks a language that has a catalogue, and English otherwise; an author's words may be in
any language, and stay English where a translation misses them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from surveys.languages import ENGLISH, TRANSLATED, direction, name_of


@dataclass(frozen=True, slots=True)
class OfferedLanguage:
    """A language in which a form can be read, by its own name; `now` if it is the one shown."""

    code: str
    name: str
    direction: str
    now: bool


def page_language(language: str) -> str:
    """The language of a page's own words, where a form is read in `language`."""
    return language if language in TRANSLATED else ENGLISH


def worded(text: Mapping[str, str], language: str) -> str | Markup:
    """The words in `language`, else in English, for a page that is read in that language."""
    said = language if text.get(language) else ENGLISH
    if said == page_language(language):
        return text[said]
    return Markup('<span lang="{}" dir="{}">{}</span>').format(said, direction(said), text[said])


def offered(languages: Sequence[str], language: str) -> tuple[OfferedLanguage, ...]:
    """The languages to choose from; none where there is no choice."""
    if len(languages) < 2:
        return ()
    return tuple(
        OfferedLanguage(one, name_of(one), direction(one), one == language) for one in languages
    )
