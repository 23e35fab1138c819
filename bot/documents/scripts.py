"""Fonts for words in every script: our own, and one of this computer where ours lack its letters.

What is given out is never printed with boxes in the place of letters: where no font has them, that
is said instead. One font draws all of a script, because letters of a word join only within a font.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unicodedata import category, name

from matplotlib.font_manager import (
    findSystemFonts,  # pyright: ignore[reportUnknownVariableType] - of paths
)
from matplotlib.ft2font import FT2Font

from bot.documents.fonts import FONT, FONT_FOLDER, drawable_signs
from surveys.problems import Refusal


@dataclass(frozen=True, slots=True)
class Fonts:
    """Our own font, and the one that draws the script of `letters`, where ours cannot."""

    folders: tuple[Path, ...] = (FONT_FOLDER,)
    other: str = ""
    letters: str = ""

    @property
    def names(self) -> list[str | dict[str, str]]:
        """The fonts as templates take them, the first that covers a letter draws it."""
        if not self.other:
            return [FONT]
        return [{"name": self.other, "covers": self.letters}, FONT]


def fonts_for(texts: Iterable[str]) -> Fonts:
    """Return fonts that draw every letter of some texts; refuses `script-without-font`."""
    signs = frozenset(sign for text in texts for sign in text)
    missing = {one for one in signs if category(one)[0] in "LM" and not _is_ours(one)}
    if not missing:
        return Fonts()
    scripts = {_script(sign) for sign in missing}
    letters = frozenset(sign for sign in signs if _script(sign) in scripts)
    for file, drawn in _of_this_computer():
        if letters <= drawn:
            # and the signs between them, such as the danda that ends a sentence in Gurmukhi
            beside = {one for one in signs & drawn if not _is_ours(one) and one.isprintable()}
            family = FT2Font(str(file)).family_name
            return Fonts((FONT_FOLDER, file.parent), family, "".join(sorted(letters | beside)))
    raise Refusal("script-without-font", letters=" ".join(sorted(missing)[:3]))


def _is_ours(sign: str) -> bool:
    return ord(sign) in drawable_signs()


def _script(sign: str) -> str:
    """The first word of a sign's name, such as GURMUKHI: that of its script."""
    return name(sign, "").partition(" ")[0]


@cache
def _of_this_computer() -> tuple[tuple[Path, frozenset[str]], ...]:
    """Return the font files of this computer with what each draws; plain ones come first."""
    found: list[tuple[Path, frozenset[str]]] = []
    for file in sorted(map(Path, findSystemFonts()), key=_how_plain):
        try:
            found.append((file, frozenset(map(chr, FT2Font(str(file)).get_charmap()))))
        except RuntimeError:  # no font that can be read
            continue
    return tuple(found)


def _how_plain(file: Path) -> tuple[bool, bool, str]:
    return "Sans" not in file.stem, "Regular" not in file.stem, file.stem
