"""The values of an indicator in words: percentages as percentages, differences with their sign."""

from dataclasses import dataclass

from surveys.impact.version_2.chart_change import MeanChange
from surveys.impact.version_2.chart_gates import ChartGates
from surveys.impact.version_2.indicator_rows import SeriesKind
from surveys.impact.version_2.periods import Periodicity
from surveys.impact.words import counted

LARGE = 1000  # from here on a value is shown whole


@dataclass(frozen=True, slots=True)
class Notation:
    """How values of a kind are written: scaled, in a format while they are small, with a unit."""

    axis: str
    scale: float
    few: str
    of_value: str
    of_difference: str


NOTATIONS: dict[SeriesKind, Notation] = {
    SeriesKind.SHARE: Notation("Share, %", 100, ".3g", " %", " points"),
    SeriesKind.COUNT: Notation("Number", 1, ",.1f", "", ""),
    SeriesKind.RATE: Notation("Rate", 1, ".3g", "", ""),
}
LINE = "; the values leaned before the start, and that line would have come to {value}"


def value_in_words(kind: SeriesKind, value: float) -> str:
    """Return a value to about three figures: 41.7 %, 1,250 or 0.0132."""
    notation = NOTATIONS[kind]
    return f"{_figures(notation, value, '')}{notation.of_value}"


def difference_in_words(kind: SeriesKind, difference: float) -> str:
    """Return a difference with its sign and unit: +13.8 points, -1,250."""
    notation = NOTATIONS[kind]
    return f"{_figures(notation, difference, '+')}{notation.of_difference}"


def _figures(notation: Notation, value: float, sign: str) -> str:
    scaled = notation.scale * value
    few = ",.0f" if abs(scaled) >= LARGE else notation.few
    return format(scaled, sign + few).removesuffix(".0")


def change_in_words(
    kind: SeriesKind, periodicity: Periodicity, change: MeanChange, gates: ChartGates
) -> str:
    """Return a sentence: means before and after, of how many periods, difference and interval."""
    before, after = (value_in_words(kind, mean) for mean in (change.before, change.after))
    spans = [counted(n, periodicity, f"{periodicity}s") for n in change.periods]
    difference = difference_in_words(kind, change.difference)
    low, high = (difference_in_words(kind, end) for end in change.interval)
    interval = f"{100 * gates.confidence:.0f} % interval {low} to {high}"
    line = "" if change.line is None else LINE.format(value=value_in_words(kind, change.line))
    return (
        f"{before} before the start ({spans[0]}), {after} after it ({spans[1]}): "
        f"{difference} ({interval}){line}."
    )
