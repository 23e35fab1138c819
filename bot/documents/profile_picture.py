"""The level profile of an outcome: shares with their intervals, and where they started."""

from bot.documents.fonts import fitted
from bot.documents.picture import (
    BLUE,
    GREY,
    INK,
    LEGEND,
    PALE,
    Axes,
    Picture,
)
from bot.documents.profile_text import ProfileLine, profile_in_words, profile_lines
from bot.documents.wording import LEVELS, WITHHELD, named, source_title
from surveys.impact.summary.outcome_parts import OutcomeResult
from surveys.impact.summary.source_parts import LevelResult, SourceResult


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
    axes.tick_params(axis="y", length=0)
    _profile_key(axes)


def _line_name(line: ProfileLine) -> str:
    if line.source is None:
        alone = " – one source only" if line.level.single_source else ""
        return f"{named(LEVELS, line.level.level)}{alone}"
    n = "" if line.source.n is None else f" (n = {line.source.n})"
    return f"{fitted(source_title(line.source.source, line.source.title))}{n}"


def _draw_level(axes: Axes, place: int, level: LevelResult) -> None:
    axes.axhspan(place - 0.5, place + 0.5, color=PALE, linewidth=0, zorder=0)
    if level.score is None:
        axes.text(1, place, "no score", va="center", color=GREY, fontstyle="italic")
        return
    if level.interval:
        axes.plot([100 * end for end in level.interval], [place, place], color=INK, linewidth=2.2)
    axes.plot(100 * level.score, place, "D", color=INK, markersize=5.5)


def _draw_source(axes: Axes, place: int, source: SourceResult) -> None:
    if source.proportion is None:
        words = WITHHELD if source.suppressed else "no figure"
        axes.text(1, place, words, va="center", color=GREY, fontstyle="italic")
    else:
        if source.interval:
            ends = [100 * end for end in source.interval]
            axes.plot(ends, [place, place], color=BLUE, linewidth=1.4)
        share, inside = 100 * source.proportion, BLUE if source.sufficient else "white"
        axes.plot(share, place, "o", color=BLUE, markerfacecolor=inside, markersize=5)
    if (before := source.starting_point.proportion) is not None:
        axes.plot(100 * before, place, "|", color=INK, markersize=10, markeredgewidth=1.8)


def _profile_key(axes: Axes) -> None:
    for marker, inside, words in (
        ("D", INK, "level score"),
        ("o", BLUE, "source"),
        ("o", "white", "source, not sufficient alone"),
        ("|", INK, "before the start"),
    ):
        edge = BLUE if marker == "o" else INK
        style = {"markerfacecolor": inside, "markersize": 5, "markeredgewidth": 1.2}
        axes.plot([], [], marker, color=edge, label=words, **style)
    # above the whole picture, because long names leave the axes less than its width
    axes.figure.legend(**{**LEGEND, "loc": "outside upper center"}, handletextpad=0.1)
