"""The table of figures: measured medians, what they are compared with, and the target if any.

A ratio is taken within a round, and then its median, because the speed of a machine changes from
minute to minute.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

BEGIN, END = "<!-- figures: begin (make bench) -->", "<!-- figures: end -->"


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure should come to: `holds` says whether it does."""

    words: str
    holds: Callable[[float], bool]

    def verdict(self, value: float) -> str:
        """Return the target and whether it is met."""
        return f"{self.words}: {'met' if self.holds(value) else 'missed'}"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table, as it is printed."""

    work: str
    ours: str
    beside: str = ""
    ratio: str = ""
    target: str = ""


HEADINGS = Line("work", "Golden Thread", "beside it", "ratio", "first target")


def at_least(least: float, words: str) -> Target:
    """Return the target of a figure that should be large."""
    return Target(words, lambda value: value >= least)


def below(most: float, words: str) -> Target:
    """Return the target of a figure that should be small."""
    return Target(words, lambda value: value < most)


def at_most(most: float, words: str) -> Target:
    """Return the target of a figure that may come to its limit."""
    return Target(words, lambda value: value <= most)


def over(least: float, words: str) -> Target:
    """Return the target of a figure that must be larger."""
    return Target(words, lambda value: value > least)


def middle_ratio(ours: Sequence[float], beside: Sequence[float]) -> float:
    """Return the median of the ratios of interleaved rounds."""
    return median(one / other for one, other in zip(ours, beside, strict=True))


def table(lines: Iterable[Line]) -> str:
    """Return the lines as a table of Markdown that reads well in a terminal too."""
    rows = [_cells(line) for line in (HEADINGS, *lines)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    drawn = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in rows
    ]
    ruled = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([drawn[0], ruled, *drawn[1:]])


def _cells(line: Line) -> tuple[str, ...]:
    return (line.work, line.ours, line.beside, line.ratio, line.target)


def write_between(page: Path, figures: str) -> None:
    """Replace the figures on the page; raises ValueError if the page has no place for them."""
    text = page.read_text(encoding="utf-8")
    place = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)
    if not place.search(text):
        msg = f"{page.name} has no place for figures"
        raise ValueError(msg)
    page.write_text(place.sub(lambda _: f"{BEGIN}\n\n{figures}\n\n{END}", text), encoding="utf-8")
