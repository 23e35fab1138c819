"""What a source shows, in words: always with the figures to recompute it from.

No sentence claims a change where there is no starting point, or repeats a withheld figure.
"""

from surveys.impact.kinds import Direction
from surveys.impact.parts import Interval
from surveys.impact.version_2.intervals import Difference
from surveys.impact.version_2.sources.evaluation import SourceEvaluation
from surveys.impact.version_2.sources.starting_point import StartKind
from surveys.impact.version_2.sources.sufficiency import Insufficiency
from surveys.impact.words import DIRECTIONS, NAMES, percent, span

SILENT: dict[Insufficiency, str] = {
    Insufficiency.NOTHING: "nothing collected yet",
    Insufficiency.NO_FOLLOW_UP: "nothing since the action started",
    Insufficiency.SMALL: "too few people to show",
    Insufficiency.UNCHECKED: "more answers than expected, not checked yet",
    Insufficiency.SAME_COUNTS: "the same counts as {other}, so counted once",
    Insufficiency.OLD: "too old",
    Insufficiency.ELIGIBLE_UNKNOWN: "not known how many could have answered",
    Insufficiency.MORE_THAN_ELIGIBLE: "more answers than people who could have answered",
    Insufficiency.LOW_RESPONSE: "answered by too few of those asked",
    Insufficiency.NO_VERDICT: "the chart cannot say",
}
STARTS: dict[StartKind, str] = {
    StartKind.COUNTED: "from {share} of {n} before",
    StartKind.TYPED: "from {share} in the plan, read as of {n}",
    StartKind.PAIRED: "of {n} people asked before and after",
    StartKind.NONE: "no starting point",
}


def silence_of(source: SourceEvaluation) -> str:
    """Return a source that cannot decide anything, and why, without its figures."""
    return f"{source.name}: {why_silent(source)}"


def why_silent(source: SourceEvaluation) -> str:
    """Return why a source cannot decide anything, as a phrase."""
    why = SILENT[source.insufficiency or Insufficiency.NOTHING]
    return why.format(other=other_name(source))


def other_name(source: SourceEvaluation) -> str:
    """Return the name of the source that has the same counts, or nothing."""
    return NAMES[source.same_counts_as] if source.same_counts_as else ""


def said(source: SourceEvaluation) -> str:
    """Return a sufficient source with its share, where that comes from, and its direction."""
    if source.figures is None or source.start is None:
        direction = DIRECTIONS[source.direction or Direction.NO_CLEAR_CHANGE]
        return f"{source.name}: {direction}"
    start = STARTS[source.start.kind].format(
        share=percent(source.start.proportion or 0), n=source.start.n
    )
    level = f"{said_level(source)}, {start}"
    if source.difference is None or source.direction is None:
        return level
    return f"{level}: {said_difference(source.difference)}, {DIRECTIONS[source.direction]}"


def said_level(source: SourceEvaluation) -> str:
    """Return a source with its share alone, its counts and its interval."""
    figures = source.figures
    if figures is None:
        return source.name
    counts = f"{figures.favourable} of {figures.n}, 95 % interval {span(figures.interval)}"
    return f"{source.name}: {percent(figures.proportion)} favourable ({counts})"


def said_difference(difference: Difference) -> str:
    """Return a difference of shares in percentage points: `+20 points (5 to 33)`."""
    return f"{points(difference.value)} points ({said_points(difference.interval)})"


def said_points(interval: Interval) -> str:
    """Return an interval of differences in percentage points: `-1 to 40`."""
    low, high = (points(end).removeprefix("+") for end in interval)
    return f"{low} to {high}"


def points(difference: float) -> str:
    """Return a difference of shares as whole percentage points with its sign, 0 without one."""
    whole = percent(abs(difference)).removesuffix(" %")
    sign = "-" if difference < 0 else "+"
    return whole if whole == "0" else f"{sign}{whole}"
