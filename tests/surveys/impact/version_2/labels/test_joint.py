import pytest

from surveys.impact.kinds import Level, Source
from surveys.impact.version_2.intervals import Difference
from surveys.impact.version_2.labels.joint import joint_difference
from surveys.impact.version_2.sources.evaluation import SourceEvaluation
from surveys.impact.version_2.sources.families import FAMILIES, Family
from tests.surveys.impact.version_2.builders import AUDIT, CHILD, FAMILY, FRONTLINE, WORKERS


def speaking(
    source: Source, value: float, half: float, level: Level = Level.PRACTICE
) -> tuple[SourceEvaluation, Difference]:
    difference = Difference(value, (value - half, value + half))
    return SourceEvaluation(level, source, FAMILIES[source], True), difference


def test_staff_have_a_family_and_no_part_in_the_joint_difference():
    found = joint_difference(
        [speaking(WORKERS, 0.4, 0.1), speaking(FRONTLINE, 0.2, 0.1), speaking(AUDIT, 0.1, 0.1)]
    )
    assert found.overall
    assert found.overall.value == pytest.approx(0.1)
    assert [(one.family, round(one.difference.value, 6)) for one in found.families] == [
        (Family.STAFF, 0.3),
        (Family.RECORDS, 0.1),
    ]


def test_sources_count_by_their_precision():
    found = joint_difference([speaking(AUDIT, 0.1, 0.1), speaking(FAMILY, 0.4, 0.2)])
    assert found.overall
    assert found.overall.value == pytest.approx((4 * 0.1 + 0.4) / 5)


def test_one_source_at_two_levels_is_one_voice():
    twice = [speaking(CHILD, 0.4, 0.1), speaking(CHILD, 0.2, 0.3, Level.EXPERIENCE)]
    found = joint_difference([*twice, speaking(AUDIT, 0.0, 0.2)])
    alone = joint_difference([speaking(CHILD, 0.3, 0.2), speaking(AUDIT, 0.0, 0.2)])
    assert found.overall
    assert alone.overall
    assert found.overall.value == pytest.approx(alone.overall.value)
    assert found.overall.interval == pytest.approx(alone.overall.interval)


def test_without_differences_there_is_no_joint_one():
    judged = SourceEvaluation(Level.OUTCOME, Source.INSPECTION, Family.EXTERNAL, True)
    found = joint_difference([(judged, None), speaking(WORKERS, 0.4, 0.1)])
    assert found.overall is None
    assert [one.family for one in found.families] == [Family.STAFF]
