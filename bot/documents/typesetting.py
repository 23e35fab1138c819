"""Templates and data become PDF/UA-1 by typst, with our own fonts and nothing from the machine.

Data enters as JSON and is never read as markup; no creation time is written, so the same data gives
the same bytes.
"""

import json
from functools import cache
from pathlib import Path

import typst

from bot.documents.fonts import FONT, FONT_FOLDER

_HERE = Path(__file__).parent


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONT_FOLDER]
    )


def pdf(template: str, data: object) -> bytes:
    """Return the tagged PDF of a template in this folder.

    Raises typst.TypstError if the result would break the standard.
    """
    return typst.compile(
        _HERE / template,
        root=_HERE,
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False), "font": FONT},
        format="pdf",
        pdf_standards=["ua-1"],
    )
