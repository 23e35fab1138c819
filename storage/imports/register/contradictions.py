"""Counts of newsletters and the like that cannot all be true, beside those that we have already."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from sqlalchemy import select

from storage import tables as t
from storage.imports.intake import Intake
from storage.imports.merge import Given, Key, read_in_batches
from surveys.impact.dissemination import AFTER_DELIVERY, ContactKind


def refuse_contradictions(intake: Intake, lines: Mapping[int, Key]) -> None:
    """Refuse lines, by their item and agency, that what is stored now contradicts."""
    items: dict[int, dict[str, Given]] = defaultdict(dict)
    counts = t.dissemination_counts
    query = select(counts, t.disseminations.c.each_once).join(t.disseminations)
    ids = {item for item, _ in lines.values()}
    for row in read_in_batches(intake.connection, query, counts.c.dissemination_id, ids):
        items[row["dissemination_id"]][row["agency"]] = row
    told: set[int] = set()
    for line, (item, agency) in lines.items():
        for what, reason in _more_than_delivered(items[item][agency]):
            intake.refuse(line, what, reason)
        if item not in told:
            told.add(item)
            for what, reason in _more_than_whole(items[item]):
                intake.refuse(line, what, reason)


def _more_than_delivered(row: Given) -> Iterator[tuple[str, str]]:
    delivered = row["delivered"]
    if not row["each_once"] or delivered is None:
        return
    for what in AFTER_DELIVERY:
        if (row[what] or 0) > delivered:
            reason = f"{row[what]:,} is more than delivered, which is {delivered:,}"
            yield what, f"{reason}; each reader is counted once"


def _more_than_whole(by_agency: Mapping[str, Given]) -> Iterator[tuple[str, str]]:
    """Yield the counts of which the agencies come to more than all together."""
    whole = by_agency.get("", {})
    for what in ContactKind:
        total = whole.get(what)
        parts = sum(row[what] or 0 for agency, row in by_agency.items() if agency)
        if total is not None and parts > total:
            yield what, f"the agencies come to {parts:,}, and all together is {total:,}"
