"""Fonts for words in every script: our own, and one of this computer where ours lack its letters.

What is given out is never printed with boxes in the place of letters: where no font has them, that
is said instead.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unicodedata import category

from matplotlib.font_manager import (
    findSystemFonts,  # pyright: ignore[reportUnknownVariableType] - of paths
)
from matplotlib.ft2font import FT2Font

from bot.documents.fonts import FONT, FONT_FOLDER, drawable_signs
from surveys.problems import Refusal


@dataclass(frozen=True, slots=True)
class Fonts:
    """The names of fonts, the first that has a letter draws it, and the folders they are in."""

    names: tuple[str, ...] = (FONT,)
    folders: tuple[Path, ...] = (FONT_FOLDER,)
    signs: frozenset[int] = frozenset()  # what they draw beside our own


def fonts_for(texts: Iterable[str]) -> Fonts:
    """Return fonts that draw every letter of some texts; refuses `script-without-font`."""
    letters = {sign for text in texts for sign in text if category(sign)[0] in "LM"}
    missing = frozenset(sign for sign in letters if ord(sign) not in drawable_signs())
    if not missing:
        return Fonts()
    for file, signs in _of_this_computer():
        if {ord(sign) for sign in missing} <= signs:
            name = FT2Font(str(file)).family_name
            return Fonts((FONT, name), (FONT_FOLDER, file.parent), signs)
    raise Refusal("script-without-font", letters=" ".join(sorted(missing)[:3]))


@cache
def _of_this_computer() -> tuple[tuple[Path, frozenset[int]], ...]:
    """Return the font files of this computer, each with what it draws."""
    found: list[tuple[Path, frozenset[int]]] = []
    for file in sorted(map(Path, findSystemFonts())):
        try:
            found.append((file, frozenset(FT2Font(str(file)).get_charmap())))
        except RuntimeError:  # no font that can be read
            continue
    return tuple(found)
