"""The summary as one tidy table: a row for each figure or text, with its value and its status.

Each row states one thing; a withheld figure is an empty value, and its status says so.
"""

from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, replace
from datetime import date

from bot.documents.wording import WITHHELD, place_of_voice
from surveys.impact.parts import Part
from surveys.impact.people_parts import WaveParticipation
from surveys.impact.version_1.summary import (
    Indicator,
    LevelResult,
    OutcomeResult,
    SourceEstimate,
    Summary,
)

Value = str | float | int | bool | date | None


@dataclass(frozen=True, slots=True)
class Row:
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

    def cells(self) -> tuple[Value, ...]:
        """Return the cells of the row in the order of `COLUMNS`."""
        return astuple(self)


COLUMNS = (
    "section",
    "outcome",
    "level",
    "source",
    "wave",
    "group",
    "on",
    "measure",
    "value",
    "status",
)

_ESTIMATE = (
    "n",
    "eligible",
    "favourable",
    "outside",
    "proportion",
    "interval",
    "bounds",
    "weight",
    "response_rate",
    "baseline",
    "target",
    "target_met",
    "direction",
    "wording",
    "sufficient",
)
_INDICATOR = ("title", "better", "centre", "limits", "baseline_points", "direction")
_WAVE = ("instrument", "mode", "closes_on", "eligible", "answered", "response_rate")
_CHANGE = ("retrospective", "pairs", "improved", "same", "worse", "p_value")
_PLANNED = frozenset(("baseline", "target"))  # None means that nothing was planned, not withheld
_ENDS = {
    "interval": ("interval_low", "interval_high"),
    "bounds": ("bound_worst", "bound_best"),
    "limits": ("limit_low", "limit_high"),
}


def rows(summary: Summary) -> list[Row]:
    """Return every row of the summary, first page first, methods last."""
    figures = _Figures(WITHHELD)
    return [
        *_first_page(summary),
        *(row for outcome in summary.outcomes for row in figures.outcome(outcome)),
        *figures.of(Row("reach"), summary.reach, tuple(type(summary.reach).model_fields)[:-1]),
        *(row for wave in summary.participation for row in figures.wave(wave)),
        *_quotes(summary),
        *figures.barriers_and_not_reached(summary),
        *_methods(summary),
    ]


def _texts(section: str, measure: str, texts: Iterable[str]) -> Iterator[Row]:
    return (Row(section, measure=measure, value=text) for text in texts)


def _first_page(summary: Summary) -> Iterator[Row]:
    facts: dict[str, Value] = {
        "partnership": summary.partnership.name,
        "action": summary.action.ref,
        "title": summary.action.title,
        "change_wanted": summary.action.change_wanted,
        "learning_source_kind": summary.action.source.kind,
        "learning_source": summary.action.source.ref,
        "owner_agency": summary.action.owner_agency,
        "due_on": summary.action.due_on,
        "theme": summary.action.theme,
        "as_at": summary.as_at,
        "label": summary.label,
        "statement": summary.statement,
        "how_much_did_we_do": summary.first_page.did,
        "how_well_did_we_do_it": summary.first_page.how_well,
        "what_difference_did_it_make": summary.first_page.difference,
        "least_favourable": summary.first_page.least_favourable,
        "decision": summary.first_page.decision,
    }
    yield from (Row("first_page", measure=measure, value=value) for measure, value in facts.items())
    yield from _texts("first_page", "cannot_be_said", summary.first_page.cannot_be_said)


def _quotes(summary: Summary) -> Iterator[Row]:
    for voice in sorted(summary.voices, key=lambda one: place_of_voice(one.voice)):
        for quote in voice.quotes:
            yield Row("voices", source=voice.voice, measure="quote", value=quote)


def _methods(summary: Summary) -> Iterator[Row]:
    methods = summary.methods
    for measure, texts in (
        ("mode", methods.modes),
        ("instrument", methods.instruments),
        ("comparison", methods.comparisons),
        ("interval", [methods.interval]),
        ("suppression", [methods.suppression]),
        ("rival_explanation", methods.rival_explanations),
        ("model_version", [summary.model.version]),
        ("sha256_of_inputs", [summary.sha256_of_inputs]),
    ):
        yield from _texts("methods", measure, texts)
    if methods.dates:
        yield Row("methods", measure="first_date", value=methods.dates[0])
        yield Row("methods", measure="last_date", value=methods.dates[1])
    yield Row("methods", measure="minimum_group", value=summary.model.minimum_group)
    for source, weight in summary.model.weights.items():
        yield Row("methods", source=source, measure="weight", value=weight)
    yield from _texts("caveats", "caveat", summary.caveats)


@dataclass(frozen=True, slots=True)
class _Figures:
    """Rows of figures; `withheld` is the status of a withheld one."""

    withheld: str

    def of(self, place: Row, part: Part, measures: Iterable[str]) -> Iterator[Row]:
        """Yield rows for the named fields of one part; an interval becomes two rows."""
        hidden = bool(getattr(part, "suppressed", False))
        for measure in measures:
            value: Value | tuple[Value, Value] = getattr(part, measure)
            status = self.withheld if value is None and hidden and measure not in _PLANNED else ""
            ends = _ENDS.get(measure)
            if ends is None:
                yield replace(place, measure=measure, value=value, status=status)
            else:
                pair = value if isinstance(value, tuple) else (None, None)
                for name, end in zip(ends, pair, strict=True):
                    yield replace(place, measure=name, value=end, status=status)

    def outcome(self, outcome: OutcomeResult) -> Iterator[Row]:
        """Yield everything about one outcome."""
        place = Row("outcome", outcome.ref)
        yield from self.of(place, outcome, ("statement", "label", "reason"))
        yield from (replace(place, measure="missing", value=text) for text in outcome.missing)
        for level in outcome.levels:
            yield from self._level(outcome.ref, level)
        for triangle in outcome.triangulation:
            pair = Row("triangulation", outcome.ref, source=" / ".join(triangle.between))
            yield from self.of(pair, triangle, ("code", "why"))
        for indicator in outcome.indicators:
            yield from self._indicator(outcome.ref, indicator)
        for judged in outcome.judgements:
            on = judged.on.isoformat()
            judgement = Row("judgements", outcome.ref, source=judged.source, on=on)
            yield from self.of(judgement, judged, ("direction", "reason"))

    def _level(self, outcome: str, level: LevelResult) -> Iterator[Row]:
        place = Row("levels", outcome, level.level)
        yield from self.of(place, level, ("heading", "label", "score", "interval"))
        for source in level.sources:
            yield from self._source(place, source)
        for change in level.change:
            pairs = replace(place, section="paired_change", source=change.source, group=change.item)
            yield from self.of(pairs, change, _CHANGE)

    def _source(self, place: Row, source: SourceEstimate) -> Iterator[Row]:
        on = source.collected_on.isoformat() if source.collected_on else ""
        here = replace(place, source=source.source, wave=source.wave or "", on=on)
        yield from self.of(here, source, _ESTIMATE)
        for point in source.series:
            then = replace(here, section="series", wave=point.wave or "", on=point.on.isoformat())
            yield from self.of(then, point, ("n", "proportion", "interval"))

    def _indicator(self, outcome: str, indicator: Indicator) -> Iterator[Row]:
        place = Row("indicators", outcome, "outcome", "indicator", group=indicator.indicator)
        yield from self.of(place, indicator, _INDICATOR)
        yield from (replace(place, measure="signal", value=text) for text in indicator.signals)
        for on, value in indicator.points:
            yield replace(place, on=on.isoformat(), measure="point", value=value)

    def wave(self, wave: WaveParticipation) -> Iterator[Row]:
        """Yield who was asked and who answered in one wave: in total, by agency and by door."""
        opened = wave.opened_on.isoformat()
        place = Row("participation", source=wave.voice, wave=wave.wave, on=opened)
        yield from self.of(place, wave, _WAVE)
        for agency in wave.by_agency:
            here = replace(place, group=f"agency: {agency.agency}")
            yield from self.of(here, agency, ("eligible", "answered", "response_rate"))
        for door in wave.by_door:
            yield from self.of(replace(place, group=f"door: {door.door}"), door, ("answered",))

    def barriers_and_not_reached(self, summary: Summary) -> Iterator[Row]:
        """Yield barriers, and who was not reached; a count of None is withheld."""
        for barrier in summary.barriers:
            place = Row("barriers", group=f"{barrier.question}: {barrier.barrier}")
            yield from self.of(place, barrier, ("people",))
        for reason, people in [("all", summary.not_reached.people), *summary.not_reached.reasons]:
            status = self.withheld if people is None else ""
            yield Row("not_reached", group=reason, measure="people", value=people, status=status)
