"""Tallies of survey waves: how many people answered at each level, and how many favourably.

One grouped query over the rollup kept as answers arrive; it walks the primary key wave by wave and
reads no answer.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from storage import tables as t
from storage.database.query_types import AnyRow, AnySelect
from storage.impact.evidence.scope import Scope
from storage.impact.evidence.waves import EvidenceWave, in_time
from surveys.impact.evidence import Level, Tally

_T = t.tallies.c


def tally_query(
    scope: Scope, waves: Sequence[EvidenceWave], outcome_refs: frozenset[str]
) -> AnySelect:
    """Return the query; a person counts as favourable if more than half of their items are."""
    return (
        select(
            _T.wave_id,
            _T.level,
            _T.outcome,
            func.count().filter(_T.answered > 0).label("n"),
            func.count().filter(2 * _T.favourable > _T.answered).label("favourable"),
            func.count().filter(_T.answered == 0).label("outside"),
        )
        .where(in_time(t.tallies, waves, scope), _T.outcome.in_(["", *sorted(outcome_refs)]))
        .group_by(_T.wave_id, _T.level, _T.outcome)
    )


def tallies_of(
    connection: Connection,
    scope: Scope,
    waves: Sequence[EvidenceWave],
    outcome_refs: frozenset[str],
) -> tuple[Tally, ...]:
    """Return a tally for each wave, level and outcome that anyone answered about."""
    by_id = {wave.id: wave for wave in waves}
    rows = connection.execute(tally_query(scope, waves, outcome_refs)) if waves else ()
    return tuple(_tally(row, by_id[row.wave_id]) for row in rows)


def _tally(row: AnyRow, wave: EvidenceWave) -> Tally:
    return Tally(
        outcome_ref=row.outcome or None,
        level=Level(row.level),
        source=wave.source,
        wave=wave.label,
        instrument=wave.instrument_name,
        opened_on=wave.opened_on,
        collected_on=wave.collected_on,
        n=row.n,
        favourable=row.favourable,
        eligible=wave.eligible,
        outside=row.outside,
        wave_id=wave.id,
    )
