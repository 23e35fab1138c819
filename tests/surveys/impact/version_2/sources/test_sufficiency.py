from datetime import date
from typing import Any

import pytest

from surveys.impact.version_2.sources.sufficiency import (
    Insufficiency,
    shortfall_at,
    shortfall_of,
)
from surveys.impact.version_2.sources.waves import waves_of
from tests.surveys.impact.version_2.builders import AS_AT, AUDIT, CHANGE_MODEL, FAMILY, counts


@pytest.mark.parametrize(
    ("n", "facts", "why"),
    [
        (10, {}, None),
        (9, {}, Insufficiency.SMALL),
        (20, {"eligible": None}, Insufficiency.ELIGIBLE_UNKNOWN),
        (20, {"eligible": 0}, Insufficiency.MORE_THAN_ELIGIBLE),
        (20, {"eligible": 19}, Insufficiency.MORE_THAN_ELIGIBLE),
        (20, {"eligible": 20}, None),
        (20, {"eligible": 100}, None),  # exactly one in five
        (20, {"eligible": 101}, Insufficiency.LOW_RESPONSE),
        (20, {"eligible": None, "survey": True}, Insufficiency.ELIGIBLE_UNKNOWN),
    ],
)
def test_a_survey_needs_enough_people_and_enough_of_those_asked(
    n: int, facts: dict[str, Any], why: Insufficiency | None
):
    (wave,) = waves_of([counts(FAMILY, 5, n, **facts)])
    assert shortfall_of(wave, CHANGE_MODEL) is why


@pytest.mark.parametrize(
    ("eligible", "why"),
    [(None, None), (2000, None), (19, Insufficiency.MORE_THAN_ELIGIBLE)],
)
def test_an_audit_need_not_read_a_share_of_all_cases(
    eligible: int | None, why: Insufficiency | None
):
    (wave,) = waves_of([counts(AUDIT, 5, 20, eligible=eligible)])
    assert shortfall_of(wave, CHANGE_MODEL) is why


@pytest.mark.parametrize(
    ("collected_on", "why"), [(date(2025, 6, 30), None), (date(2025, 6, 29), Insufficiency.OLD)]
)
def test_evidence_of_more_than_twelve_months_ago_is_old(
    collected_on: date, why: Insufficiency | None
):
    (wave,) = waves_of([counts(FAMILY, 5, 20, collected_on)])
    assert shortfall_at(wave, CHANGE_MODEL, AS_AT) is why
