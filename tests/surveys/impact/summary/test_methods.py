from datetime import date
from typing import Any

from surveys.impact.provenance import RivalWeighed
from surveys.impact.summary.structure import Methods
from tests.surveys.impact.summary.builders import RICH, RIVAL, summarised, summary_of
from tests.surveys.impact.version_1.builders import planned, series
from tests.surveys.impact.version_2.builders import (
    AUDIT,
    BEFORE,
    CHILD,
    FAMILY,
    LATER,
    counts,
    measured,
    paired,
    typed,
)


def methods_of(*tallies: Any, **facts: Any) -> Methods:
    return summary_of(*tallies, **facts).methods


def test_methods_name_modes_instruments_and_dates():
    methods = summarised(RICH).methods
    assert methods.modes == ["follow-up: confidential"]
    assert methods.instruments == [
        "child, 1",
        "follow-up-6-weeks, 2",
        "multi_agency_audit, 1",
        "practitioner, 1",
    ]
    assert methods.dates == (date(2024, 6, 1), LATER)  # the first month of the indicator


def test_dates_are_those_of_what_was_collected_and_none_where_nothing_was():
    assert methods_of(measured(CHILD, (12, 40), (26, 41))).dates == (BEFORE, LATER)
    assert methods_of().dates is None


def test_each_comparison_is_named_with_what_it_is_taken_from():
    methods = methods_of(
        measured(AUDIT, (12, 40), (25, 41)),
        counts(FAMILY, 26, 42),
        counts(CHILD, 28, 43),
        plan=(planned(AUDIT), typed(FAMILY, 0.3), planned(CHILD)),
        pairs=(paired(15, 6, 1),),
        indicators=(series([110.0, 112.0] * 6, [126.0, 128.0, 127.0]),),
    )
    assert methods.comparisons == [
        "children (practice) the same people before and after the start",
        "children (practice), paired: I am listened to",
        "families (experience) against the share written in the plan",
        "indicator “Children seen alone”: mean after against mean before the start",
        "multi-agency audit (practice) against the count from before the start",
    ]


def test_a_level_and_a_source_too_small_to_show_are_no_comparisons():
    assert methods_of(counts(CHILD, 26, 41), measured(AUDIT, (3, 9), (8, 9))).comparisons == []


def test_a_chart_that_cannot_say_is_no_comparison():
    short = series([110.0, 112.0] * 2, [126.0, 128.0, 127.0])
    assert methods_of(indicators=(short,)).comparisons == []


def test_every_rival_explanation_is_there_weighed_or_not():
    other = "Two teams merged."
    weighed = (RivalWeighed(RIVAL, "It has no field for it."), RivalWeighed("Unknown", "-"))
    methods = methods_of(rival_explanations=(other, RIVAL), rivals_weighed=weighed)
    assert [(one.explanation, one.weighed) for one in methods.rival_explanations] == [
        (RIVAL, "It has no field for it."),
        (other, None),
    ]


def test_methods_say_how_intervals_are_made_and_from_how_many_people_figures_are_shown():
    methods = methods_of()
    for named in ("Wilson 95 %", "Newcombe", "sign test", "inverse-variance", "XmR"):
        assert named in methods.interval
    assert methods.suppression.startswith("Nothing is shown or scored for fewer than 10 people;")
