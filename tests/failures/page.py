"""The figures on `docs/assurance.md`: one row for each failure, replaced by its latest run."""

import re
from collections.abc import Mapping
from pathlib import Path

from tests.bench.processes import ROOT

PAGE = ROOT / "docs" / "assurance.md"
BEGIN, END = "<!-- figures: begin (make failures) -->", "<!-- figures: end -->"
HEADINGS = ("failure", "at full size", "measured")
_PLACE = re.compile(f"{re.escape(BEGIN)}(.*?){re.escape(END)}", re.DOTALL)
_ROW = re.compile(r"^\| `([a-z-]+)` +\| (.*?) +\| (.*?) +\|$", re.MULTILINE)


def rows(page: Path = PAGE) -> dict[str, tuple[str, str]]:
    """Return the figures that stand on the page and when each was measured, by failure."""
    place = _PLACE.search(page.read_text(encoding="utf-8"))
    assert place is not None, f"{page.name} has no place for figures"
    return {name: (figure, measured) for name, figure, measured in _ROW.findall(place[1])}


def write(found: Mapping[str, tuple[str, str]], page: Path = PAGE) -> None:
    """Put rows in the place of those that stand on the page."""
    lines = [HEADINGS, *((f"`{name}`", *rest) for name, rest in found.items())]
    widths = [max(len(line[at]) for line in lines) for at in range(len(HEADINGS))]
    drawn = [
        "| "
        + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        + " |"
        for line in lines
    ]
    ruled = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    whole = "\n".join([BEGIN, "", drawn[0], ruled, *drawn[1:], "", END])
    page.write_text(_PLACE.sub(lambda _: whole, page.read_text(encoding="utf-8")), encoding="utf-8")
