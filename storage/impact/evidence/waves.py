"""The survey waves about an action or its events, and which of their answers count.

A wave that has answers after the as-at date is read through the weeks of its responses; every other
wave is counted directly from its rows, which needs no lookup.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from operator import attrgetter

from sqlalchemy import ColumnElement, Connection, Table, or_, select

from storage import tables as t
from storage.asking.instruments import Instruments
from storage.database.query_types import AnyRow
from storage.impact.evidence.links import events_of
from storage.impact.evidence.scope import Scope, london_date
from surveys.asking.instrument import Instrument
from surveys.asking.wave import CLOSED, OPEN
from surveys.impact.evidence import Source

_W = t.waves.c


@dataclass(frozen=True, slots=True)
class EvidenceWave:
    """One wave; `has_later_answers` says that some answers arrived after the as-at date."""

    id: int
    study_id: int
    instrument: Instrument
    source: Source
    label: str
    opened_on: date
    closes_on: date | None
    eligible: int | None
    collected_on: date
    has_later_answers: bool = False

    @property
    def instrument_name(self) -> str:
        """Code and version of what was asked."""
        return f"{self.instrument.code}, {self.instrument.version[:12]}"


def waves_of(connection: Connection, scope: Scope) -> tuple[EvidenceWave, ...]:
    """Return the waves of the action that had opened by the as-at date, oldest first."""
    return _waves(connection, scope, about(scope))


def waves_of_study(connection: Connection, scope: Scope, study_id: int) -> tuple[EvidenceWave, ...]:
    """Return the waves of a study that had opened by the as-at date, oldest first."""
    return _waves(connection, scope, _W.study_id == study_id)


def about(scope: Scope) -> ColumnElement[bool]:
    """Return the condition that a wave is about the action or one of its events."""
    return or_(_W.action_id == scope.action_id, _W.event_id.in_(events_of(scope)))


def _waves(
    connection: Connection, scope: Scope, chosen: ColumnElement[bool]
) -> tuple[EvidenceWave, ...]:
    query = (
        select(t.waves)
        .where(
            _W.partnership_id == scope.partnership_id,
            chosen,
            _W.state.in_((OPEN, CLOSED)),
            _W.opens_at < scope.until,
        )
        .order_by(_W.opens_at, _W.id)
    )
    instruments = Instruments(connection)
    return tuple(_wave(row, instruments) for row in connection.execute(query).all())


def _wave(row: AnyRow, instruments: Instruments) -> EvidenceWave:
    opened = london_date(row.opens_at)
    return EvidenceWave(
        id=row.id,
        study_id=row.study_id,
        instrument=instruments.at(row.instrument_version),
        source=Source(row.voice),
        label=row.label,
        opened_on=opened,
        closes_on=london_date(row.closes_at) if row.closes_at else None,
        eligible=row.eligible,
        collected_on=opened,
    )


def studies_of(waves: Iterable[EvidenceWave]) -> Iterator[list[EvidenceWave]]:
    """Yield the waves of each study, in their order; answers are linked within a study alone."""
    study = attrgetter("study_id")
    return (list(found) for _, found in groupby(sorted(waves, key=study), key=study))


def settle(
    waves: Iterable[EvidenceWave],
    latest: Mapping[int, date],
    later: Collection[int],
    scope: Scope,
) -> tuple[EvidenceWave, ...]:
    """Set when each wave was collected, given the Monday of its last week of answers that count.

    That is the day it closed, or the as-at date if it was open; for a form with no end, the last
    week of answers. `later` are the waves that have answers after the date as well.
    """
    return tuple(
        replace(
            wave,
            collected_on=_collected(wave, latest.get(wave.id), scope.as_at),
            has_later_answers=wave.id in later,
        )
        for wave in waves
    )


def _collected(wave: EvidenceWave, last_week: date | None, as_at: date) -> date:
    end = wave.closes_on or max(wave.opened_on, last_week or date.min)
    return min(end, as_at)


def in_time(table: Table, waves: Iterable[EvidenceWave], scope: Scope) -> ColumnElement[bool]:
    """Return the condition that rows of `tallies` or `answers` belong to these waves and count."""
    chosen = tuple(waves)
    of_waves = table.c.wave_id.in_([wave.id for wave in chosen])
    direct = [wave.id for wave in chosen if not wave.has_later_answers]
    if len(direct) == len(chosen):
        return of_waves
    responses = t.responses.c
    known = (
        select(responses.key)
        .where(responses.wave_id == table.c.wave_id, responses.key == table.c.response_key)
        .where(responses.week <= scope.as_at)
        .exists()
    )
    return of_waves & (or_(table.c.wave_id.in_(direct), known) if direct else known)
