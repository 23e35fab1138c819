"""The picture of an indicator chart: values with their gaps, the baseline, and the start.

Mean and limits are the baseline's, continued after the start. Nothing needs colour to be told
apart.
"""

from collections.abc import Sequence

from matplotlib import dates as mpl_dates

from bot.documents.chart_text import chart_in_words
from bot.documents.picture import BLUE, GREY, INK, LEGEND, PALE, Axes, Picture, day_number
from surveys.impact.kinds import AtSource
from surveys.impact.version_2.chart_parts import Chart, ChartGap
from surveys.impact.version_2.chart_values import NOTATIONS
from surveys.impact.version_2.periods import MONTHS, GapReason, Period, month_of

Span = tuple[float, float]  # the days on which a period begins and is over
DASHED, DOTTED = (0, (5, 3)), (0, (1, 2))
WANTED = {"up": "higher is better ↑", "down": "lower is better ↓"}
MOST_DATES, MOST_NAMED = 8, 12
_UPRIGHT = {
    "rotation": 90,
    "fontsize": 6,
    "ha": "center",
    "va": "bottom",
    "bbox": {"facecolor": "white", "edgecolor": "none", "pad": 1},
}
HATCHES = {"withheld": "////", "no figure": "...."}


def chart_picture(chart: Chart) -> Picture:
    """Return the XmR chart of an indicator with its text alternative."""
    return Picture(2.8, lambda axes: draw_chart(axes, chart), chart_in_words(chart))


def draw_chart(axes: Axes, chart: Chart) -> None:
    """Draw a chart into axes whose x is in days."""
    notation = NOTATIONS[chart.kind]
    spans = [_span(chart, place) for place in range(len(chart.points))]
    _draw_baseline(axes, chart, spans)
    if chart.started_on:
        style = {"color": INK, "linewidth": 1.6, "label": "start of the action"}
        axes.axvline(day_number(chart.started_on), **style)
    _draw_values(axes, chart, spans)
    if notation.of_value:
        low, high = axes.get_ylim()
        axes.set_ylim(max(0, low), min(notation.scale, high))
    if spans:
        axes.set_xlim(spans[0][0], spans[-1][1])
    _draw_gaps(axes, chart, spans)
    step = -(-len(spans) // MOST_DATES)
    axes.set_xticks([first for first, _ in spans[::step]] if spans else [])
    axes.xaxis.set_major_formatter(mpl_dates.DateFormatter("%b %Y"))
    axes.set_ylabel(f"{notation.axis}\n{WANTED[chart.better]}")
    marks, words = axes.get_legend_handles_labels()
    once = dict(zip(words, marks, strict=True))
    axes.legend(once.values(), once.keys(), bbox_to_anchor=(0.5, 1.0), **LEGEND)


def _span(chart: Chart, place: int) -> Span:
    period = Period(month_of(chart.points[place][0]), MONTHS[chart.periodicity])
    return day_number(period.starts_on), day_number(period.ends_on) + 1


def _draw_gaps(axes: Axes, chart: Chart, spans: Sequence[Span]) -> None:
    """Hatch each period without a value, the withheld otherwise than the missing, and name it.

    Where there are too many to be read, the text alternative alone names them.
    """
    places = {on: span for (on, _), span in zip(chart.points, spans, strict=True)}
    for gap in chart.gaps:
        (first, last), words = places[gap.on], _gap_words(gap)
        style = {"facecolor": "none", "edgecolor": GREY, "linewidth": 0, "zorder": 1}
        axes.axvspan(first, last, hatch=HATCHES[words], label=words, **style)
        if len(chart.gaps) <= MOST_NAMED:
            middle, foot = (first + last) / 2, axes.get_xaxis_transform()
            axes.text(middle, 0.03, gap.period, transform=foot, **_UPRIGHT)


def _gap_words(gap: ChartGap) -> str:
    is_withheld = isinstance(gap.reason, AtSource) or gap.reason is GapReason.SMALL
    return "withheld" if is_withheld else "no figure"


def _draw_baseline(axes: Axes, chart: Chart, spans: Sequence[Span]) -> None:
    if chart.centre is None:
        return
    first, end, last = spans[0][0], spans[chart.baseline_until - 1][1], spans[-1][1]
    axes.axvspan(first, end, color=PALE, linewidth=0, zorder=0, label="baseline")
    scale = NOTATIONS[chart.kind].scale
    lines = [(limit, GREY, DASHED, "limits") for limit in chart.limits or ()]
    for value, color, style, words in ((chart.centre, INK, "-", "mean before"), *lines):
        height, common = [scale * value] * 2, {"color": color, "linewidth": 1}
        axes.plot([first, end], height, linestyle=style, label=words, **common)
        if end < last:
            axes.plot([end, last], height, linestyle=DOTTED, label="continued", **common)


def _draw_values(axes: Axes, chart: Chart, spans: Sequence[Span]) -> None:
    """Draw the line, broken at gaps, and its points: bigger squares outside the limits."""
    scale = NOTATIONS[chart.kind].scale
    days = [sum(span) / 2 for span in spans]
    values = [None if value is None else scale * value for _, value in chart.points]
    axes.plot(days, [float("nan") if v is None else v for v in values], color=BLUE, linewidth=1)
    low, high = chart.limits or (float("-inf"), float("inf"))
    for outside, marker, size, words in (
        (False, "o", 4, "value"),
        (True, "s", 6, "outside the limits"),
    ):
        chosen = [
            (day, value)
            for day, value in zip(days, values, strict=True)
            if value is not None and (not scale * low <= value <= scale * high) is outside
        ]
        if chosen:
            style = {"color": BLUE, "markersize": size, "label": words, "zorder": 3}
            axes.plot(*zip(*chosen, strict=True), marker, **style)
    if chart.change:
        after = [spans[chart.after_from][0], spans[-1][1]]
        height = [scale * chart.change.after] * 2
        axes.plot(after, height, color=BLUE, linewidth=1.6, linestyle=DASHED, label="mean after")
