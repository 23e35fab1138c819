"""From evidence to the draft of a release: which figures a summary would give out.

A summary prints a share, an interval or a rate only beside the counts that it is made of, so that
the counts are all that there is to guard.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from surveys.impact.evidence import (
    Asked,
    Evidence,
    PairCounts,
    Reach,
    ReportedChange,
    Tally,
)
from surveys.impact.item_counts import ItemCounts
from surveys.impact.release.cell_keys import (
    ACTS,
    AUDIENCE,
    DELIVERED,
    CellKeys,
    part_of,
    reached_of,
    row_of,
)
from surveys.impact.release.cells import CellKey, CellTable, Count, Draft
from surveys.impact.release.chart_cells import chart_parts
from surveys.impact.release.contact_cells import contact_counts, contact_tables

Part = tuple[dict[CellKey, Count], CellTable]


def draft_of(evidence: Evidence, as_at: date, minimum: int) -> Draft:
    """Return the figures that a summary of the evidence would give out, and their tables."""
    keys = CellKeys(evidence)
    counts: dict[CellKey, Count] = {
        **dict(zip(keys.pairs(), map(_of_pair, evidence.pairs), strict=True)),
        **dict(zip(keys.reported(), map(_of_change, evidence.reported_changes), strict=True)),
        **dict(zip(keys.items(), map(_of_item, evidence.items), strict=True)),
        **dict(zip(keys.barriers(), (Count(n) for _, _, n in evidence.barriers), strict=True)),
        **contact_counts(evidence.disseminations),
    }
    tables = [*contact_tables(evidence.disseminations)]
    parts = (
        *_sources(keys),
        *_reach(keys, evidence.reach),
        *_waves(keys, evidence.asked),
        *_described(keys),
        *(p for one in evidence.indicators for p in chart_parts(evidence.ref, one, as_at, minimum)),
    )
    for found, table in parts:
        counts |= found
        tables += [table] if table.rows else []
    leaders = (*_leaders(keys), *_question_leaders(keys))
    follows = [(own, total) for own, total in leaders if total in counts]
    return Draft(as_at, counts, tuple(tables), tuple(follows))


def _leaders(keys: CellKeys) -> Iterator[tuple[CellKey, CellKey]]:
    """Yield the count of each source with how many answered its waves."""
    totals = {one.wave_id: key for one, key in zip(keys.evidence.asked, keys.asked(), strict=True)}
    names = {one.wave_id: keys.all_of_name(one) for one in keys.evidence.asked}
    for tally, key in zip(keys.evidence.tallies, keys.tallies(), strict=True):
        if tally.wave_id is not None and tally.wave_id in totals:
            many = "+" in key.wave
            yield key, names[tally.wave_id] if many else totals[tally.wave_id]


def _question_leaders(keys: CellKeys) -> Iterator[tuple[CellKey, CellKey]]:
    """Yield the count of each question with how many answered its wave."""
    totals = {one.wave_id: key for one, key in zip(keys.evidence.asked, keys.asked(), strict=True)}
    items = zip(keys.evidence.items, keys.items(), strict=True)
    described = zip(keys.evidence.descriptions, keys.descriptions(), strict=True)
    for question, key in (*items, *described):
        if question.wave_id is not None and question.wave_id in totals:
            yield key, totals[question.wave_id]


def _sources(keys: CellKeys) -> Iterator[Part]:
    """Yield the counts of sources; where waves are added up, each of them is a row."""
    rows = keys.evidence.tallies
    members: dict[CellKey, list[Tally]] = defaultdict(list)
    for tally, key in zip(rows, keys.tallies(), strict=True):
        members[key].append(tally)
    for key, mine in members.items():
        waves = {tally.wave_id for tally in mine}
        parts = {
            keys.of_survey(mine[0], wave_id): _added([t for t in mine if t.wave_id == wave_id])
            for wave_id in waves
            if len(waves) > 1
        }
        unprinted = {one: replace(count, is_printed=False) for one, count in parts.items()}
        yield {key: _added(mine), **unprinted}, CellTable(key, tuple(parts))


def _added(rows: Sequence[Tally]) -> Count:
    n, favourable, outside = (
        sum(getattr(row, name) for row in rows) for name in ("n", "favourable", "outside")
    )
    return Count(n, favourable, outside, is_imported=rows[0].wave_id is None)


def _of_pair(pair: PairCounts) -> Count:
    return Count(pair.improved + pair.same + pair.worse, pair.improved, pair.worse)


def _of_item(item: ItemCounts) -> Count:
    return Count(item.n, item.favourable, item.outside)


def _of_change(change: ReportedChange) -> Count:
    return Count(change.n, change.reporting)


def _reach(keys: CellKeys, reach: Reach) -> Iterator[Part]:
    """Yield who was reached and who was not, whose total is the audience; then what they did."""
    total = keys.reach(AUDIENCE)
    counted = {DELIVERED: reach.delivered, **dict(reach.not_reached)}
    rows = {keys.reach(part, "delivery"): Count(n) for part, n in counted.items()}
    acts = {keys.reach(act): Count(getattr(reach, act)) for act in ACTS}
    if reach != Reach():
        yield _table(total, reach.audience, rows)
        yield acts, CellTable(total, ())


def _waves(keys: CellKeys, asked: Sequence[Asked]) -> Iterator[Part]:
    """Yield each wave by agency, door and helper, then the waves of one name, which add up."""
    of_name: dict[CellKey, dict[CellKey, Count]] = defaultdict(dict)
    for wave, total in zip(asked, keys.asked(), strict=True):
        of_name[keys.all_of_name(wave)][total] = Count(wave.answered)
        agencies = {row_of(total, "agency", a.agency): Count(a.n) for a in wave.by_agency}
        yield _table(total, wave.answered, agencies)
        for dimension, split in (("door", wave.by_door), ("helper", wave.by_helper)):
            rows = {row_of(total, dimension, part): Count(n) for part, n in split}
            yield _table(total, wave.answered, rows)
        if wave.reached is not None:
            reached = {reached_of(total, a.agency): Count(a.reached or 0) for a in wave.by_agency}
            yield _table(reached_of(total), wave.reached, reached)
    for total, rows in of_name.items():
        if len(rows) > 1:
            yield _table(total, sum(count.n for count in rows.values()), rows)


def _described(keys: CellKeys) -> Iterator[Part]:
    """Yield how many answered each question that is not scored, and how, which adds up to it."""
    for one, total in zip(keys.evidence.descriptions, keys.descriptions(), strict=True):
        yield _table(total, one.n, {part_of(total, what): Count(n) for what, n in one.parts})


def _table(total: CellKey, n: int, rows: dict[CellKey, Count]) -> Part:
    complete = sum(count.n for count in rows.values()) == n
    return {total: Count(n), **rows}, CellTable(total, tuple(rows), complete)
