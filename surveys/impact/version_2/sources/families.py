"""Families of sources: two voices of one kind are one voice.

An audit speaks for records only if nobody chose which cases would be read.
"""

from collections.abc import Iterable
from enum import StrEnum

from surveys.impact.evidence import Tally
from surveys.impact.kinds import Source
from surveys.impact.provenance import Selection


class Family(StrEnum):
    """The kinds of voices, of which change needs two."""

    STAFF = "staff"
    RECORDS = "records"
    CHILDREN_AND_FAMILIES = "children_and_families"
    EXTERNAL = "external"
    INDICATORS = "indicators"


FAMILIES: dict[Source, Family] = {
    Source.PRACTITIONER: Family.STAFF,
    Source.SUPERVISOR: Family.STAFF,
    Source.FRONTLINE: Family.STAFF,
    Source.SECTION_11: Family.STAFF,
    Source.MULTI_AGENCY_AUDIT: Family.RECORDS,
    Source.SINGLE_AGENCY_AUDIT: Family.RECORDS,
    Source.CHILD: Family.CHILDREN_AND_FAMILIES,
    Source.FAMILY: Family.CHILDREN_AND_FAMILIES,
    Source.CHILD_VIA_WORKER: Family.CHILDREN_AND_FAMILIES,
    Source.INSPECTION: Family.EXTERNAL,
    Source.PEER_REVIEW: Family.EXTERNAL,
    Source.CASE_REVIEW: Family.EXTERNAL,
    Source.INDICATOR: Family.INDICATORS,
}
# Families whose better source can carry `supported`.
CARRYING = frozenset({Family.RECORDS, Family.CHILDREN_AND_FAMILIES})


def family_of(source: Source, rows: Iterable[Tally]) -> Family:
    """Return the family of a source; `rows` are all the counts that its difference rests on."""
    family = FAMILIES[source]
    if family is Family.RECORDS and not all(map(_reads_open_cases, rows)):
        return Family.STAFF
    return family


def _reads_open_cases(row: Tally) -> bool:
    """Return whether cases were drawn at random, or were all there are, by count.

    An agency's own audit must have been read by another agency as well.
    """
    is_census = row.selection is Selection.ALL and row.n == row.eligible
    is_open = is_census or row.selection is Selection.RANDOM
    return is_open and (row.source is not Source.SINGLE_AGENCY_AUDIT or _read_by_another(row))


def _read_by_another(row: Tally) -> bool:
    reader, owner = ((name or "").strip().casefold() for name in (row.read_by, row.agency))
    return bool(reader and owner) and reader != owner
