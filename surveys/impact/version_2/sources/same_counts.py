"""One count under two names: equal counts of one day are one source until a person says why not.

Which name is right is not known, so every choice of one is a reading of the evidence.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import product

from surveys.impact.evidence import Tally
from surveys.impact.kinds import CLAIMS, Source
from surveys.impact.version_2.change_model import ChangeModel

# Rows that are left out of a reading, each with the source that keeps the same counts.
SetAside = Mapping[Tally, Source]


def readings(rows: Iterable[Tally], model: ChangeModel) -> Iterator[SetAside]:
    """Yield what to leave out: once for each choice of a source for counts that several have.

    Without such counts there is one reading, which leaves out nothing.
    """
    by_sources: dict[tuple[Source, ...], list[Tally]] = defaultdict(list)
    for group in _recorded_twice(rows, model):
        by_sources[tuple(sorted({row.source for row in group}))].extend(group)
    for kept in product(*by_sources):
        yield {
            row: right
            for right, group in zip(kept, by_sources.values(), strict=True)
            for row in group
            if row.source is not right
        }


def _recorded_twice(rows: Iterable[Tally], model: ChangeModel) -> list[list[Tally]]:
    """Return the rows of each count that several sources have.

    What was asked here cannot be the same answers: at least one of the rows was typed.
    """
    groups: dict[tuple[date, int, int], list[Tally]] = defaultdict(list)
    for row in rows:
        if row.level in CLAIMS and row.n >= model.minimum_group and not row.distinct_because:
            groups[row.collected_on, row.favourable, row.n].append(row)
    return [
        group
        for _, group in sorted(groups.items())
        if len({row.source for row in group}) > 1 and not all(row.survey for row in group)
    ]
