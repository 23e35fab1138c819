"""Builders for the impact tests: plain evidence, so that a test states only what matters."""

from datetime import date, timedelta
from typing import Any

from surveys.impact.evidence import Evidence, Level, Outcome, PairCounts, Planned, Source, Tally
from surveys.impact.indicator_evidence import IndicatorPoint, IndicatorSeries
from surveys.impact.ratified_model import months_before
from surveys.impact.version_1.compose import summarise
from surveys.impact.version_1.model import ImpactModel, shipped_model
from surveys.impact.version_1.summary import (
    PastLevelResult,
    PastOutcomeResult,
    PastSummary,
    SourceEstimate,
)

AS_AT = date(2026, 6, 30)
STARTED = date(2025, 6, 1)
MODEL: ImpactModel = shipped_model()


def days_before(days: int) -> date:
    return AS_AT - timedelta(days=days)


def tally(
    source: Source, favourable: int, n: int, level: Level = Level.PRACTICE, **facts: Any
) -> Tally:
    given = {
        "outcome_ref": "O1",
        "wave": "follow-up",
        "instrument": f"{source}, 1",
        "collected_on": days_before(30),
        "survey": False,
        **facts,
    }
    opened = given.pop("opened_on", given["collected_on"])
    return Tally(level=level, source=source, n=n, favourable=favourable, opened_on=opened, **given)


def planned(source: Source, level: Level = Level.PRACTICE, **facts: Any) -> Planned:
    return Planned(**{"level": level, "source": source, "indicator": str(source), **facts})


def pairs(
    source: Source, improved: int, same: int, worse: int, level: Level = Level.PRACTICE
) -> PairCounts:
    return PairCounts(level, source, "I listen to the child alone", improved, same, worse)


def plan_of(tallies: tuple[Tally, ...]) -> tuple[Planned, ...]:
    return tuple(
        planned(source, level) for level, source in sorted({(t.level, t.source) for t in tallies})
    )


def evidence(*tallies: Tally, plan: tuple[Planned, ...] | None = None, **facts: Any) -> Evidence:
    """Evidence for one outcome `O1`, whose plan is exactly what was collected unless given."""
    given = {
        "partnership": "Northshire",
        "partnership_slug": "northshire",
        "ref": "A1",
        "title": "Hear the child",
        "change_wanted": "Children are seen alone",
        "source_kind": "child safeguarding practice review",
        "source_ref": "R1",
        "owner_agency": "Northshire Council",
        "due_on": date(2026, 12, 31),
        "theme": None,
        "started_on": STARTED,
        "outcomes": (
            Outcome("O1", "Children are heard", plan_of(tallies) if plan is None else plan),
        ),
        **facts,
    }
    return Evidence(tallies=tallies, **given)


def summary_of(
    *tallies: Tally, plan: tuple[Planned, ...] | None = None, **facts: Any
) -> PastSummary:
    return summarise(evidence(*tallies, plan=plan, **facts), MODEL, AS_AT)


def outcome_of(
    *tallies: Tally, plan: tuple[Planned, ...] | None = None, **facts: Any
) -> PastOutcomeResult:
    return summary_of(*tallies, plan=plan, **facts).outcomes[0]


def level_in(outcome: PastOutcomeResult, level: Level = Level.PRACTICE) -> PastLevelResult:
    return next(result for result in outcome.levels if result.level == level)


def source_in(
    outcome: PastOutcomeResult, source: Source, level: Level = Level.PRACTICE
) -> SourceEstimate:
    return next(s for s in level_in(outcome, level).sources if s.source == source)


def monthly(first: date, values: list[float]) -> tuple[IndicatorPoint, ...]:
    start = first.year * 12 + first.month - 1
    return tuple(
        IndicatorPoint(date(*divmod_month(start + i)), value) for i, value in enumerate(values)
    )


def divmod_month(months: int) -> tuple[int, int, int]:
    year, month = divmod(months, 12)
    return year, month + 1, 1


def series(before: list[float], after: list[float], better: str = "up") -> IndicatorSeries:
    """Monthly values up to the start of the action, and from it."""
    points = (*monthly(months_before(STARTED, len(before)), before), *monthly(STARTED, after))
    return IndicatorSeries("seen-alone", "O1", "Children seen alone", better, points)
