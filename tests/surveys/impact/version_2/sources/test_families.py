from typing import Any

import pytest

from surveys.impact.kinds import Source
from surveys.impact.provenance import Selection
from surveys.impact.version_2.sources.families import Family, family_of
from tests.surveys.impact.version_2.builders import AGENCY_AUDIT, AUDIT, FAMILY, counts

ALL, RANDOM, CHOSEN = Selection.ALL, Selection.RANDOM, Selection.CHOSEN


@pytest.mark.parametrize(
    ("facts", "family"),
    [
        ({"selection": RANDOM}, Family.RECORDS),
        ({"selection": CHOSEN}, Family.STAFF),
        ({"selection": None}, Family.STAFF),
        ({"selection": ALL, "eligible": 20}, Family.RECORDS),
        ({"selection": ALL, "eligible": 21}, Family.STAFF),
        ({"selection": ALL, "eligible": None}, Family.STAFF),  # a claim that nobody can check
    ],
)
def test_an_audit_speaks_for_records_if_nobody_chose_its_cases(
    facts: dict[str, Any], family: Family
):
    assert family_of(AUDIT, [counts(AUDIT, 10, 20, **facts)]) is family


@pytest.mark.parametrize(
    ("facts", "family"),
    [
        ({"agency": "Health", "read_by": "Police"}, Family.RECORDS),
        ({"agency": "Health", "read_by": " health"}, Family.STAFF),
        ({"agency": "Health"}, Family.STAFF),
        ({"read_by": "Police"}, Family.STAFF),
    ],
)
def test_an_agencys_own_audit_must_be_read_by_another(facts: dict[str, Any], family: Family):
    assert family_of(AGENCY_AUDIT, [counts(AGENCY_AUDIT, 10, 20, **facts)]) is family


def test_cases_chosen_in_one_wave_make_the_whole_comparison_one_of_staff():
    rows = [counts(AUDIT, 10, 20), counts(AUDIT, 2, 20, selection=CHOSEN)]
    assert family_of(AUDIT, rows) is Family.STAFF


@pytest.mark.parametrize(
    ("source", "family"),
    [
        (Source.SECTION_11, Family.STAFF),
        (Source.FRONTLINE, Family.STAFF),
        (FAMILY, Family.CHILDREN_AND_FAMILIES),
        (Source.PEER_REVIEW, Family.EXTERNAL),
        (Source.INDICATOR, Family.INDICATORS),
    ],
)
def test_other_sources_have_one_family_whatever_their_rows(source: Source, family: Family):
    assert family_of(source, [counts(source, 10, 20, selection=CHOSEN)]) is family
