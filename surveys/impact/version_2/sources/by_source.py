"""The evidence of one outcome by source: its plan, and its waves before and after the start.

One agency's own audit is a source of its own: another agency's cases are no follow-up of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from surveys.impact.evidence import Outcome, PairCounts, Planned, Tally
from surveys.impact.kinds import LEVELS, NOT_COUNTED, SOURCES, Level, Source
from surveys.impact.relevance import pairs_for, speaks_to
from surveys.impact.version_2.basis import Basis
from surveys.impact.version_2.sources.same_counts import SetAside
from surveys.impact.version_2.sources.waves import WaveCounts, waves_of

BY_AGENCY = frozenset({Source.SINGLE_AGENCY_AUDIT})
Key = tuple[Level, Source, str | None]


@dataclass(frozen=True, slots=True)
class SourceEvidence:
    """One source at one level of one outcome; waves are oldest first."""

    level: Level
    source: Source
    agency: str | None
    planned: tuple[Planned, ...]
    baselines: tuple[WaveCounts, ...]
    follow_ups: tuple[WaveCounts, ...]
    pairs: tuple[PairCounts, ...]
    is_unchecked: bool
    same_counts_as: Source | None  # of a row that was left out


def rows_about(outcome: Outcome, basis: Basis) -> list[Tally]:
    """Return the counts that are about an outcome."""
    return [row for row in basis.evidence.tallies if speaks_to(row, outcome, basis.evidence)]


def evidence_by_source(
    rows: Sequence[Tally], set_aside: SetAside, outcome: Outcome, basis: Basis
) -> tuple[SourceEvidence, ...]:
    """Return the evidence of each source and level with a plan or counts, in a fixed order.

    Rows that are set aside are left out.
    """
    keys = {_key(row) for row in rows}
    counted = {(level, source) for level, source, _ in keys}
    planned = {(p.level, p.source) for p in outcome.plan if p.source not in NOT_COUNTED}
    keys |= {(level, source, None) for level, source in planned - counted}
    ordered = sorted(keys, key=_place)
    return tuple(_of(key, rows, set_aside, outcome, basis) for key in ordered)


def _of(
    key: Key, rows: Sequence[Tally], set_aside: SetAside, outcome: Outcome, basis: Basis
) -> SourceEvidence:
    level, source, agency = key
    mine = [row for row in rows if _key(row) == key]
    waves = waves_of(row for row in mine if row not in set_aside)
    pairs = pairs_for(outcome, basis.evidence)
    return SourceEvidence(
        level,
        source,
        agency,
        planned=tuple(p for p in outcome.plan if (p.level, p.source) == (level, source)),
        baselines=tuple(w for w in waves if not basis.is_after_start(w.collected_on)),
        follow_ups=tuple(w for w in waves if basis.is_after_start(w.collected_on)),
        pairs=tuple(p for p in pairs if (p.level, p.source) == (level, source)),
        is_unchecked=any(one.source is source for one in basis.evidence.unchecked),
        same_counts_as=next((set_aside[row] for row in mine if row in set_aside), None),
    )


def _key(row: Tally) -> Key:
    return row.level, row.source, row.agency if row.source in BY_AGENCY else None


def _place(key: Key) -> tuple[int, int, str]:
    level, source, agency = key
    return LEVELS.index(level), SOURCES.index(source), agency or ""
