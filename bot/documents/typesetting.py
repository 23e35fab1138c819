"""Templates and data become PDF/UA-1, or pictures, by typst: our own fonts, or one that is added.

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
        sys_inputs=_inputs(data),
        format="pdf",
        pdf_standards=["ua-1"],
    )


def pictures(
    template: str, data: object, dots: int, folders: Sequence[Path] = (FONT_FOLDER,)
) -> list[bytes]:
    """Return each page of a template in this folder as PNG, so many dots to 72 points."""
    drawn = typst.compile(
        _HERE / template,
        root=_HERE,
        font_paths=_fonts(tuple(folders)),
        sys_inputs=_inputs(data),
        format="png",
        ppi=dots,
    )
    return drawn if isinstance(drawn, list) else [drawn]


def _inputs(data: object) -> dict[str, str]:
    return {"data": json.dumps(data, ensure_ascii=False), "font": FONT}
