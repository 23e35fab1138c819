"""The rows of the tidy table about one outcome: plan, levels, sources, pairs of sources, charts."""

from collections.abc import Iterator

from bot.documents.tidy_row import Row, figures, prefixed
from bot.documents.wording import WITHHELD
from surveys.impact.summary.outcome_parts import OutcomeResult
from surveys.impact.summary.source_parts import LevelResult, SourceResult
from surveys.impact.version_2.chart_parts import Chart
from surveys.impact.version_2.periods import GapReason

_SOURCE = (
    "family",
    "n",
    "eligible",
    "favourable",
    "outside",
    "proportion",
    "interval",
    "bounds",
    "weight",
    "response_rate",
    "planned_change",
    "direction",
    "sufficient",
    "why_not",
    "wording",
)
_START = ("kind", "proportion", "n", "on", "trigger", "reference")
_DIFFERENCE = ("value", "interval", "design_effect")
_PLAN = (
    "baseline",
    "planned_change",
    "trigger",
    "target",
    "target_met",
    "due_on",
    "so_far",
)
_CHART = (
    "title",
    "kind",
    "periodicity",
    "pooled",
    "better",
    "centre",
    "limits",
    "direction",
    "finding",
)
_CHART_CHANGE = ("before", "after", "difference", "interval")
_PAIRS = ("retrospective", "pairs", "improved", "same", "worse", "p_value")


def outcome_rows(outcome: OutcomeResult) -> Iterator[Row]:
    """Yield everything about one outcome."""
    place = Row("outcome", outcome.ref)
    yield from figures(place, outcome, ("statement", "label", "reason", "changed"))
    yield from (place._replace(measure="missing", value=text) for text in outcome.missing)
    for planned in outcome.plan:
        here = Row("plan", outcome.ref, planned.level, planned.source, group=planned.indicator)
        yield from figures(here, planned, _PLAN)
    for level in outcome.levels:
        yield from _level(outcome.ref, level)
    yield from _joint(outcome)
    for triangle in outcome.triangulation:
        both = Row("triangulation", outcome.ref, source=" / ".join(triangle.between))
        pair = both._replace(level=" / ".join(triangle.levels), group=" / ".join(triangle.names))
        yield from figures(pair, triangle, ("code", "why"))
    for chart in outcome.indicators:
        yield from _chart(outcome.ref, chart)
    for judged in outcome.judgements:
        on, who = judged.on.isoformat(), judged.body or ""
        judgement = Row("judgements", outcome.ref, source=judged.source, group=who, on=on)
        yield from figures(judgement, judged, ("direction", "reason", "reference"))


def _level(outcome: str, level: LevelResult) -> Iterator[Row]:
    place = Row("levels", outcome, level.level)
    yield from figures(place, level, ("heading", "single_source", "score", "interval"))
    for source in level.sources:
        yield from _source(place, source)
    for item in level.change:
        pairs = place._replace(section="paired_change", source=item.source, group=item.item)
        yield from figures(pairs, item, _PAIRS)
    for told in level.reported:
        on = told.on.isoformat()
        place_of = place._replace(
            section="reported_change", source=told.source, group=told.item, on=on
        )
        yield from figures(place_of, told, ("n", "reporting", "interval"))


def _source(place: Row, source: SourceResult) -> Iterator[Row]:
    on = source.collected_on.isoformat() if source.collected_on else ""
    named = place._replace(section="sources", source=source.source, group=source.title or "")
    here = named._replace(wave=source.wave or "", on=on)
    yield from figures(here, source, _SOURCE)
    yield from prefixed("starting_point", figures(here, source.starting_point, _START))
    if source.difference:
        yield from prefixed("difference", figures(here, source.difference, _DIFFERENCE))
    for measure, texts in (
        ("selection", source.selection),
        ("read_by", source.read_by),
        ("note", source.notes),
    ):
        yield from (here._replace(measure=measure, value=str(text)) for text in texts)
    for point in source.series:
        then = named._replace(section="series", wave=point.wave or "", on=point.on.isoformat())
        yield from figures(then, point, ("is_baseline", "n", "proportion", "interval"))


def _joint(outcome: OutcomeResult) -> Iterator[Row]:
    for wave, joint in (("counted waves", outcome.joint), ("earlier waves", outcome.earlier)):
        found = [("all but staff", joint.overall)] if joint.overall else []
        found += [(one.family, one.difference) for one in joint.families]
        for group, difference in found:
            place = Row("joint_difference", outcome.ref, wave=wave, group=group)
            yield from prefixed("difference", figures(place, difference, ("value", "interval")))


def _chart(outcome: str, chart: Chart) -> Iterator[Row]:
    place = Row("indicators", outcome, "outcome", "indicator", group=chart.indicator)
    yield from figures(place, chart, _CHART)
    if chart.change:
        yield from prefixed("change", figures(place, chart.change, _CHART_CHANGE))
    signals = [("signal_before", chart.signals_before), ("signal", chart.signals)]
    for measure, texts in signals:
        yield from (place._replace(measure=measure, value=text) for text in texts)
    gaps = {gap.on: WITHHELD if gap.reason is GapReason.SMALL else gap.why for gap in chart.gaps}
    for on, value in chart.points:
        point = place._replace(on=on.isoformat(), measure="point", value=value)
        yield point._replace(status=gaps.get(on, ""))
