"""One picture as SVG with a text alternative, and the colours and the type of all of them.

Text is drawn as outlines and nothing depends on the time or the machine: the same figures give the
same bytes.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from bot.documents.fonts import FONT

# matplotlib.axes.Axes, whose types leave keyword arguments unknown: strict checking refuses them
Axes = Any
_matplotlib: Any = mpl

INK, BLUE, GREY, PALE = "#0b0c0c", "#1d4f91", "#505a5f", "#e8edf3"
WIDTH = 6.7  # inches: the width of the text on a page, so that the font size is right

_STYLE = {
    "svg.fonttype": "path",
    "svg.hashsalt": "golden-thread",
    "font.family": FONT,
    "font.size": 8,
    "hatch.linewidth": 0.4,
    "text.parse_math": False,
    "text.color": INK,
    "axes.edgecolor": GREY,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
}
LEGEND = {"loc": "lower center", "ncols": 5, "frameon": False, "fontsize": 7}
_one_at_a_time = Lock()  # matplotlib's settings are shared by the whole process


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG and its text alternative."""

    svg: str
    alternative: str


def drawn(height: float, draw: Callable[[Axes], None]) -> str:
    """Return the SVG of one chart, `height` inches high."""
    with _one_at_a_time, _matplotlib.rc_context(_STYLE):
        figure: Any = Figure(figsize=(WIDTH, height), layout="constrained")
        FigureCanvasSVG(figure)
        axes = figure.add_subplot()
        axes.spines[["top", "right"]].set_visible(False)
        draw(axes)
        page = io.StringIO()
        figure.savefig(page, format="svg", metadata={"Date": None, "Creator": None})
    return page.getvalue()


def day_number(on: date) -> float:
    """Return the place of a day on an axis of dates."""
    return float(on.toordinal() - date(1970, 1, 1).toordinal())
