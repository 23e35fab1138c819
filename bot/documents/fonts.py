"""Text in characters that our own fonts can draw, so that a document is the same on every machine.

Nothing is dropped: a pictogram becomes its name, and words in a script that the fonts lack a note
that says so.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

import matplotlib as mpl
from matplotlib.ft2font import FT2Font

from bot.documents.signs import legible

FONT_FOLDER = Path(mpl.get_data_path()) / "fonts" / "ttf"
FONT = "DejaVu Sans"

_JOINERS = re.compile("[\u200d\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0000-\U000e007f]")
_OTHER_SCRIPT = "[words in a script that this document cannot show]"


@cache
def drawable_signs() -> frozenset[int]:
    """Return the characters that both the upright and the bold font can draw."""
    files = (FONT_FOLDER / f"DejaVuSans{cut}.ttf" for cut in ("", "-Bold"))
    upright, bold = (FT2Font(str(file)).get_charmap() for file in files)
    return frozenset(upright) & frozenset(bold)


def fitted(text: str, beside: frozenset[int] = frozenset()) -> str:
    """Return the text with everything that our fonts cannot draw replaced by words.

    `beside` is what another font draws beside them.
    """
    text = legible(text)
    known = drawable_signs() | beside
    if all(ord(sign) in known or sign in "\n\t" for sign in text):
        return text
    named = "".join(_in_words(sign, known) for sign in _JOINERS.sub("", text))
    return re.sub(rf"(?:{re.escape(_OTHER_SCRIPT)}\s*)+", f"{_OTHER_SCRIPT} ", named).strip()


def _in_words(sign: str, known: frozenset[int]) -> str:
    if ord(sign) in known or sign in "\n\t":
        return sign
    if unicodedata.category(sign)[0] in "LM":
        return _OTHER_SCRIPT
    return f"[{unicodedata.name(sign, 'unknown sign').lower()}]"
