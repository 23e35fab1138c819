"""The mark of the program as the two pictures that Teams asks for.

Outline icons are white on nothing: Teams puts a colour of its own behind them.
"""

from typing import Any

from bot.documents import typesetting
from surveys.sending.app_package import AppIcons

_DOTS = 72  # to 72 points: a point is a dot
BRAND = "#1d4f91"
_COLOUR = {"side": 192, "ground": BRAND, "thread": "#ffd84d", "width": 7, "knot": 8}
_OUTLINE = {"side": 32, "ground": "", "thread": "#ffffff", "width": 9, "knot": 10}


def draw() -> AppIcons:
    """Return both icons as PNG, 192 x 192 and 32 x 32 dots; always the same bytes."""
    return AppIcons(color=_picture(_COLOUR), outline=_picture(_OUTLINE))


def _picture(look: dict[str, Any]) -> bytes:
    (drawn,) = typesetting.pictures("icon.typ", look, _DOTS)
    return drawn
