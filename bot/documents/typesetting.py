"""Templates and data become PDF/UA-1 by typst, with our own fonts unless a caller adds one.

Data enters as JSON and is never read as markup; no creation time is written, so the same data gives
the same bytes.
"""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import typst

from bot.documents.fonts import FONT, FONT_FOLDER

_HERE = Path(__file__).parent


@cache
def _fonts(folders: tuple[Path, ...]) -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders)
    )


def pdf(template: str, data: object, folders: Sequence[Path] = (FONT_FOLDER,)) -> bytes:
    """Return the tagged PDF of a template in this folder, with the fonts in some folders.

    Raises typst.TypstError if the result would break the standard.
    """
    return typst.compile(
        _HERE / template,
        root=_HERE,
        font_paths=_fonts(tuple(folders)),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False), "font": FONT},
        format="pdf",
        pdf_standards=["ua-1"],
    )
