"""One picture as SVG or PNG with a text alternative, and the colours and the type of all of them.

Text is drawn as outlines and nothing depends on the time or the machine: the same figures give the
same bytes.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any, Literal

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
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
_CANVAS = {"svg": FigureCanvasSVG, "png": FigureCanvasAgg}
_DOTS_PER_INCH = 200  # sharp on paper; SVG has no dots
LEGEND = {"loc": "lower center", "ncols": 5, "frameon": False, "fontsize": 7}
_one_at_a_time = Lock()  # matplotlib's settings are shared by the whole process


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart, `height` inches high, and its text alternative; it is drawn when it is asked for."""

    height: float
    draw: Callable[[Axes], None]
    alternative: str

    def svg(self) -> str:
        """Return the chart as SVG."""
        return self._drawn("svg", {"Date": None, "Creator": None}).decode()

    def png(self) -> bytes:
        """Return the chart as PNG, for programs that show no SVG."""
        return self._drawn("png", {"Software": None})

    def _drawn(self, fmt: Literal["svg", "png"], metadata: dict[str, None]) -> bytes:
        with _one_at_a_time, _matplotlib.rc_context(_STYLE):
            figure: Any = Figure(figsize=(WIDTH, self.height), layout="constrained")
            _CANVAS[fmt](figure)
            axes = figure.add_subplot()
            axes.spines[["top", "right"]].set_visible(False)
            self.draw(axes)
            page = io.BytesIO()
            figure.savefig(page, format=fmt, metadata=metadata, dpi=_DOTS_PER_INCH)
        return page.getvalue()


def day_number(on: date) -> float:
    """Return the place of a day on an axis of dates."""
    return float(on.toordinal() - date(1970, 1, 1).toordinal())
