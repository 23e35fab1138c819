"""Words that are printed and given out, as a template takes them, with the fonts that draw them."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any, cast

from bot.documents.fonts import fitted
from bot.documents.scripts import Fonts, fonts_for
from surveys.asking.handout import Handout
from surveys.asking.paper_form import PaperForm
from surveys.languages import direction


def printed_words(form: Handout | PaperForm, fonts: Fonts) -> dict[str, Any]:
    """Return the words by name; what is no letter and no font draws is named in words."""
    return {
        name: _fitted(part, frozenset(map(ord, fonts.letters)))
        for name, part in asdict(form).items()
    }


def layout_of(form: Handout | PaperForm, fonts: Fonts, paper: str) -> dict[str, Any]:
    """Return what every template takes: words, fonts, paper and the direction of writing."""
    return {
        "words": printed_words(form, fonts),
        "fonts": fonts.names,
        "paper": paper,
        "to_left": direction(form.language) == "rtl",
    }


def fonts_of(form: Handout | PaperForm) -> Fonts:
    """Return fonts that draw every letter; refuses `script-without-font`."""
    return fonts_for(_texts(asdict(form)))


def _texts(value: object) -> Iterator[str]:
    """Yield every text in some words."""
    if isinstance(value, str):
        yield value
    for part in _parts(value):
        yield from _texts(part)


def _parts(value: object) -> list[object]:
    if isinstance(value, Mapping):
        return list(cast("Mapping[str, object]", value).values())
    return list(cast("tuple[object, ...]", value)) if isinstance(value, tuple | list) else []


def _fitted(value: object, signs: frozenset[int]) -> object:
    if isinstance(value, str):
        return fitted(value, signs)
    if isinstance(value, Mapping):
        named = cast("Mapping[str, object]", value)
        return {name: _fitted(part, signs) for name, part in named.items()}
    if isinstance(value, tuple | list):
        return [_fitted(part, signs) for part in _parts(cast("object", value))]
    return value
