"""The shapes of the picture of the house, as SVG text: the same values give the same bytes."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

INK, ARROW, PAPER = "#1d2b3a", "#3d5a80", "#ffffff"
Point = tuple[float, float]
_HEAD = f"""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 WIDTH HEIGHT" width="WIDTH" height="HEIGHT"
  role="img" aria-labelledby="title about" font-family="Helvetica, Arial, sans-serif" fill="{INK}">
<title id="title">TITLE</title>
<desc id="about">ABOUT</desc>
<defs>
<marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9"
  markerUnits="userSpaceOnUse" orient="auto"><path d="M0,0 L10,5 L0,10 z" fill="{ARROW}"/></marker>
</defs>
<style>
text {{ paint-order: stroke; stroke: {PAPER}; stroke-width: 3px; stroke-opacity: 0.85; }}
.count {{ font-size: 13px; font-weight: 700; fill: {ARROW}; }}
</style>
<rect width="WIDTH" height="HEIGHT" fill="{PAPER}"/>"""


def number(value: float) -> str:
    """Return a length without a needless fraction."""
    return f"{value:.1f}".removesuffix(".0")


def box(at: Point, size: Point, fill: str, width: float = 1.4, corner: float = 7) -> str:
    """Draw a rectangle with round corners."""
    x, y, w, h = map(number, (*at, *size))
    return (
        f'<rect x="{x}" y="{y}" width="{w}" height="{h}" rx="{number(corner)}" '
        f'fill="{fill}" stroke="{INK}" stroke-width="{number(width)}"/>'
    )


def text(
    at: Point, words: str, size: int = 16, anchor: str = "middle", *, bold: bool = False
) -> str:
    """Write words; a rim of paper keeps them legible where a line passes."""
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{number(at[0])}" y="{number(at[1])}" font-size="{size}" text-anchor="{anchor}"'
        f"{weight}>{escape(words)}</text>"
    )


def count(at: Point, imports: int, anchor: str = "middle") -> str:
    """Write how many imports an arrow is."""
    x, y = map(number, at)
    return f'<text class="count" x="{x}" y="{y}" text-anchor="{anchor}">{imports}</text>'


def arrow(points: Sequence[Point], width: float = 1.6) -> str:
    """Draw a line through points that ends in a head; a rim parts it from what it crosses."""
    path = f"M{_point(points[0])}"
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        begin, end = _toward(corner, before), _toward(corner, after)
        path += f" L{_point(begin)} Q{_point(corner)} {_point(end)}"
    path += f" L{_point(points[-1])}"
    line = f'<path d="{path}" fill="none" stroke="{{}}" stroke-width="{{}}"{{}}/>'
    rim = line.format(PAPER, number(width + 4), ' stroke-opacity="0.85"')
    return rim + line.format(ARROW, number(width), ' marker-end="url(#head)"')


def _point(point: Point) -> str:
    return f"{number(point[0])},{number(point[1])}"


def _toward(corner: Point, end: Point, radius: float = 6) -> Point:
    dx, dy = end[0] - corner[0], end[1] - corner[1]
    length = max(abs(dx), abs(dy)) or 1
    step = min(radius, length / 2) / length
    return corner[0] + dx * step, corner[1] + dy * step


def page(size: Point, title: str, description: str, parts: Sequence[str]) -> str:
    """Return the whole picture, with what a screen reader says of it."""
    width, height = map(number, size)
    names = {"WIDTH": width, "HEIGHT": height, "TITLE": escape(title), "ABOUT": escape(description)}
    head = _HEAD
    for name, value in names.items():
        head = head.replace(name, value)
    return "\n".join([head, *parts, "</svg>", ""])
