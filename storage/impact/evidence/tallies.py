"""Tallies of survey waves: how many people answered at each level, and how many favourably.

One grouped query over the rollup kept as answers arrive; it walks the primary key wave by wave and
reads no answer.
"""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import Connection, func, select

from storage import tables as t
from storage.database.query_types import AnyRow, AnySelect
from storage.impact.evidence.asked import AnswerCounts
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
    counts: AnswerCounts,
) -> tuple[Tally, ...]:
    """Return a tally for each wave, level and outcome that anyone answered about."""
    by_id = {wave.id: wave for wave in waves}
    rows = connection.execute(tally_query(scope, waves, outcome_refs)) if waves else ()
    return tuple(
        _tally(row, by_id[row.wave_id], teams_of(row.n, counts.by_agency[row.wave_id]))
        for row in rows
    )


def teams_of(n: int, answered: Counter[int | None]) -> tuple[int, ...]:
    """Return how many of `n` respondents each known agency has, the largest first.

    They are shared out as the responses to the wave are, because looking up the agency behind each
    tally would cost more than the tallies.
    """
    responses = answered.total()
    of_agencies = (people for agency, people in answered.items() if agency is not None)
    sizes = (round(n * people / responses) for people in of_agencies if people)
    return tuple(sorted((size for size in sizes if size), reverse=True))


def _tally(row: AnyRow, wave: EvidenceWave, teams: tuple[int, ...]) -> Tally:
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
        teams=teams,
    )
