"""The pictures of a summary: the profile of an outcome, and the XmR chart of an indicator."""

from matplotlib import dates as mpl_dates

from bot.documents.alt_text import ProfileLine, indicator_in_words, profile_in_words, profile_lines
from bot.documents.fonts import fitted
from bot.documents.picture import (
    BLUE,
    GREY,
    INK,
    LEGEND,
    PALE,
    Axes,
    Picture,
    day_number,
)
from bot.documents.wording import LABELS, LEVELS, SOURCES, WITHHELD, named
from surveys.impact.version_1.summary import Indicator, LevelResult, OutcomeResult, SourceEstimate


def level_profile(outcome: OutcomeResult) -> Picture:
    """Return the profile: a dot and a 95 % interval for each source and level, in per cent."""
    lines = profile_lines(outcome)
    height = 0.75 + 0.235 * len(lines)
    return Picture(height, lambda axes: _draw_profile(axes, lines), profile_in_words(outcome))


def _draw_profile(axes: Axes, lines: list[ProfileLine]) -> None:
    for place, line in enumerate(lines):
        if line.source is None:
            _draw_level(axes, place, line.level)
        else:
            _draw_source(axes, place, line.source)
    axes.set_yticks(range(len(lines)), [_line_name(line) for line in lines])
    for tick, line in zip(axes.get_yticklabels(), lines, strict=True):
        tick.set_fontweight("bold" if line.source is None else "normal")
    axes.set(xlim=(0, 100), ylim=(len(lines) - 0.5, -0.6), xlabel="Share favourable, %")
    axes.axvline(50, color=GREY, linewidth=0.6, linestyle=":", zorder=0)
    axes.tick_params(axis="y", length=0)
    _profile_key(axes)


def _line_name(line: ProfileLine) -> str:
    if line.source is None:
        return f"{named(LEVELS, line.level.level)} – {LABELS[line.level.label].word.lower()}"
    n = "" if line.source.n is None else f" (n = {line.source.n})"
    return f"{fitted(named(SOURCES, line.source.source))}{n}"


def _draw_level(axes: Axes, place: int, level: LevelResult) -> None:
    axes.axhspan(place - 0.5, place + 0.5, color=PALE, linewidth=0, zorder=0)
    if level.score is None:
        axes.text(1, place, "no score", va="center", color=GREY, fontstyle="italic")
        return
    if level.interval:
        axes.plot([100 * end for end in level.interval], [place, place], color=INK, linewidth=2.2)
    axes.plot(100 * level.score, place, "D", color=INK, markersize=5.5)


def _draw_source(axes: Axes, place: int, source: SourceEstimate) -> None:
    if source.proportion is None:
        words = WITHHELD if source.suppressed else "no figure"
        axes.text(1, place, words, va="center", color=GREY, fontstyle="italic")
    else:
        if source.interval:
            ends = [100 * end for end in source.interval]
            axes.plot(ends, [place, place], color=BLUE, linewidth=1.4)
        share, inside = 100 * source.proportion, BLUE if source.sufficient else "white"
        axes.plot(share, place, "o", color=BLUE, markerfacecolor=inside, markersize=5)
    if source.baseline is not None:
        axes.plot(100 * source.baseline, place, "|", color=INK, markersize=10, markeredgewidth=1.8)
    if source.target is not None:
        axes.plot(100 * source.target, place, "^", color=INK, markerfacecolor="white", markersize=5)


def _profile_key(axes: Axes) -> None:
    for marker, inside, words in (
        ("D", INK, "level score"),
        ("o", BLUE, "source"),
        ("o", "white", "source, not sufficient alone"),
        ("|", INK, "baseline"),
        ("^", "white", "target"),
    ):
        edge = BLUE if marker == "o" else INK
        style = {"markerfacecolor": inside, "markersize": 5, "markeredgewidth": 1.2}
        axes.plot([], [], marker, color=edge, label=words, **style)
    axes.legend(bbox_to_anchor=(0.35, 1.0), handletextpad=0.1, columnspacing=1.0, **LEGEND)


def indicator_chart(indicator: Indicator) -> Picture:
    """Return the XmR chart of an indicator: its points, their mean, and the natural limits."""
    alternative = indicator_in_words(indicator)
    return Picture(2.5, lambda axes: _draw_indicator(axes, indicator), alternative)


def _draw_indicator(axes: Axes, indicator: Indicator) -> None:
    days = [day_number(on) for on, _ in indicator.points]
    values = [value for _, value in indicator.points]
    baseline = days[: indicator.baseline_points]
    if len(baseline) > 1:
        band = {"color": PALE, "linewidth": 0, "zorder": 0, "label": "baseline period"}
        axes.axvspan(baseline[0], baseline[-1], **band)
    if indicator.centre is not None:
        axes.axhline(indicator.centre, color=INK, linewidth=1, label="mean")
    for limit, label in zip(indicator.limits or (), ("limits", None), strict=False):
        axes.axhline(limit, color=GREY, linewidth=1, linestyle=(0, (5, 3)), label=label)
    axes.plot(days, values, "-", color=BLUE, linewidth=1, zorder=2)
    _mark_points(axes, days, values, indicator)
    axes.xaxis.set_major_locator(mpl_dates.AutoDateLocator(maxticks=8))
    axes.xaxis.set_major_formatter(mpl_dates.DateFormatter("%b %Y"))
    better = {"up": "higher is better ↑", "down": "lower is better ↓"}[indicator.better]
    axes.set_ylabel(better)
    axes.legend(bbox_to_anchor=(0.5, 1.0), **LEGEND)


def _mark_points(axes: Axes, days: list[float], values: list[float], indicator: Indicator) -> None:
    """Draw points outside the limits as bigger squares, so that no colour is needed to see them."""
    low, high = indicator.limits or (float("-inf"), float("inf"))
    inside = [low <= value <= high for value in values]
    for shown, marker, size, words in (
        (True, "o", 4, "value"),
        (False, "s", 6, "outside the limits"),
    ):
        chosen = [place for place, within in enumerate(inside) if within is shown]
        if chosen:
            style = {"color": BLUE, "markersize": size, "label": words, "zorder": 3}
            axes.plot([days[i] for i in chosen], [values[i] for i in chosen], marker, **style)
