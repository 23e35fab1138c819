from datetime import date
from typing import Any

import pytest

from surveys.impact.provenance import CorrectedCounts
from surveys.impact.version_2.sources.first_released import as_first_released
from tests.surveys.impact.version_1.builders import STARTED
from tests.surveys.impact.version_2.builders import AUDIT, CHANGE_MODEL, FAMILY, counts, known

FROM = CorrectedCounts(date(2026, 5, 1), favourable=8, n=40, eligible=60)


def test_evidence_that_never_changed_is_as_it_was_first_released():
    assert as_first_released(known(counts(AUDIT, 30, 40)), CHANGE_MODEL) is None


@pytest.mark.parametrize(
    "corrected",
    [
        counts(AUDIT, 8, 9, corrected_from=FROM),
        counts(AUDIT, 0, 0, corrected_from=FROM),  # withdrawn
        counts(FAMILY, 8, 40, eligible=None, corrected_from=FROM),
        counts(FAMILY, 8, 40, eligible=400, corrected_from=FROM),
    ],
)
def test_counts_that_a_correction_hides_are_read_as_they_were(corrected: Any):
    first = as_first_released(known(corrected), CHANGE_MODEL)
    assert first
    assert [(one.favourable, one.n, one.eligible) for one in first.tallies] == [(8, 40, 60)]


def test_a_correction_that_hides_nothing_replaces():
    corrected = counts(AUDIT, 20, 38, corrected_from=FROM)
    assert as_first_released(known(corrected), CHANGE_MODEL) is None


def test_a_start_that_was_moved_is_read_as_it_was():
    moved = known(first_started_on=date(2025, 3, 1))
    first = as_first_released(moved, CHANGE_MODEL)
    assert first
    assert (first.started_on, moved.started_on) == (date(2025, 3, 1), STARTED)
