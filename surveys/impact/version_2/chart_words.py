"""The words of indicator charts: gaps, signals, and why a chart has no direction."""

from collections.abc import Iterable, Sequence

from surveys.impact.kinds import AtSource
from surveys.impact.version_2.chart_gates import ChartGates
from surveys.impact.version_2.chart_parts import ChartGap, Undecided
from surveys.impact.version_2.periods import GapReason, Period, Periodicity
from surveys.impact.version_2.signals import ChartSignal, SignalKind
from surveys.impact.words import listed, sentence

POOLED: dict[Periodicity, str] = {
    Periodicity.QUARTER: "Counted per quarter, because the numbers of shorter periods are small.",
    Periodicity.YEAR: "Counted per year, because the numbers of shorter periods are small.",
}
GAPS: dict[GapReason, str] = {
    GapReason.MISSING: "no figure was given",
    GapReason.INCOMPLETE: "a part of it has no figure",
    GapReason.NO_DENOMINATOR: "its denominator is missing",
    GapReason.NOT_OVER: "it was not over when this was made",
    GapReason.SMALL: "withheld to protect people, because the numbers are small",
}
AT_SOURCE: dict[AtSource, str] = {
    AtSource.CONFIDENTIAL: "withheld at source: confidential",
    AtSource.LOW_RELIABILITY: "withheld at source: not reliable enough",
    AtSource.NOT_AVAILABLE: "withheld at source: not available",
    AtSource.NOT_APPLICABLE: "withheld at source: not applicable",
    AtSource.ROUNDS_TO_NOUGHT: "withheld at source: above nought, and rounds to it",
}
SIGNALS: dict[SignalKind, str] = {
    SignalKind.OUTSIDE: "outside the limits",
    SignalKind.RUN: "{run} in a row on one side of the mean",
    SignalKind.TREND: "a trend of {trend}",
    SignalKind.TWO_OF_THREE: "two of three near a limit",
}
WAYS = {1: "up", -1: "down"}
UNDECIDED: dict[Undecided, str] = {
    Undecided.NO_START: "The action has no start date, so nothing is said to have changed.",
    Undecided.SHORT_BASELINE: "Too few values before the action: {found}; {needed} are needed.",
    Undecided.NO_VARIATION: "The values before the action are all the same, so chance cannot be "
    "told from change.",
    Undecided.UNSTEADY: "Unsteady before the action ({signals}).",
    Undecided.NOTHING_AFTER: "No value yet from after the start of the action.",
}


def why_gap(reason: GapReason | AtSource) -> str:
    """Return why a period has no value, as a phrase."""
    return AT_SOURCE[reason] if isinstance(reason, AtSource) else GAPS[reason]


def signals_in_words(
    signals: Iterable[ChartSignal], periods: Sequence[Period], gates: ChartGates
) -> list[str]:
    """Return signals among the values of these periods: outside the limits, up: March 2025."""
    return [_signal(signal, periods, gates) for signal in signals]


def _signal(signal: ChartSignal, periods: Sequence[Period], gates: ChartGates) -> str:
    first, last = periods[signal.first], periods[signal.last]
    when = Period(first.first_month, last.first_month + last.months - first.first_month)
    rule = SIGNALS[signal.kind].format(run=gates.run, trend=gates.trend)
    return f"{rule}, {WAYS[signal.side]}: {when.in_words}"


def why_undecided(
    undecided: Undecided, found: int, signals: Sequence[str], gates: ChartGates
) -> str:
    """Return why a chart has no direction, as a sentence; `found` are the values before."""
    told = {"found": found, "needed": gates.points_before, "signals": "; ".join(signals)}
    return UNDECIDED[undecided].format(**told)


def gaps_in_words(gaps: Sequence[ChartGap]) -> list[str]:
    """Return a sentence for each reason, which names its periods."""
    named = {gap.why: [one.period for one in gaps if one.why == gap.why] for gap in gaps}
    return [sentence(f"{listed(periods)}: {why}") for why, periods in named.items()]
