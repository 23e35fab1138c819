"""The rows of the tidy table: each states one thing, with its value and its status.

A withheld figure is an empty value, and its status says so.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from bot.documents.wording import WITHHELD
from surveys.impact.parts import Part

Value = str | float | int | bool | date | None


class Row(NamedTuple):
    """One row.

    `on` is a date or period, `group` an agency, door, item or reason within the source.
    """

    section: str
    outcome: str = ""
    level: str = ""
    source: str = ""
    wave: str = ""
    group: str = ""
    on: str = ""
    measure: str = ""
    value: Value = None
    status: str = ""


COLUMNS = Row._fields

_PLANNED = frozenset(("planned_change", "why_not"))  # None means that there is none, not withheld
_COUNTED_ANYWAY = frozenset(("outside",))  # beside a figure it is always known
_ENDS = {
    "interval": ("interval_low", "interval_high"),
    "bounds": ("bound_worst", "bound_best"),
    "limits": ("limit_low", "limit_high"),
}


def figures(place: Row, part: Part, measures: Iterable[str]) -> Iterator[Row]:
    """Yield rows for the named fields of one part; an interval becomes two rows."""
    hidden = bool(getattr(part, "suppressed", False))
    has_figures = getattr(part, "n", None) is not None
    for measure in measures:
        value: Value | tuple[Value, Value] = getattr(part, measure)
        is_small = has_figures and measure in _COUNTED_ANYWAY
        withheld = value is None and (hidden or is_small) and measure not in _PLANNED
        status = WITHHELD if withheld else ""
        ends = _ENDS.get(measure)
        if ends is None:
            yield place._replace(measure=measure, value=value, status=status)
        else:
            pair = value if isinstance(value, tuple) else (None, None)
            for name, end in zip(ends, pair, strict=True):
                yield place._replace(measure=name, value=end, status=status)


def prefixed(name: str, found: Iterable[Row]) -> Iterator[Row]:
    """Yield rows whose figures belong to a part of what they are about."""
    return (row._replace(measure=f"{name}_{row.measure}") for row in found)
