import json
import tomllib
from dataclasses import replace
from datetime import date, timedelta

import pytest

from surveys.impact.as_at import fingerprint
from surveys.impact.evidence import Outcome, Reach
from surveys.impact.kinds import Level
from surveys.impact.provenance import RecordedChange
from surveys.impact.ratified_model import shipped_text
from surveys.impact.summary.compose import summarise
from surveys.impact.summary.first_page import UNKNOWN
from surveys.impact.voices import RELEASED_BY_A_PERSON
from tests.surveys.impact.summary.builders import QUOTED, RICH, json_of, summarised, summary_of
from tests.surveys.impact.version_1.builders import AS_AT, planned, series
from tests.surveys.impact.version_2.builders import (
    AUDIT,
    BEFORE,
    CHANGE_MODEL,
    CHILD,
    EARLIER,
    EMERGING,
    LASTING,
    LATER,
    WORKERS,
    counts,
    known,
)

PLAN = (planned(AUDIT), planned(CHILD))
LEVELS_ALONE = (counts(CHILD, 39, 41), counts(AUDIT, 38, 40), counts(WORKERS, 28, 30))


def test_a_summary_names_its_schema_model_gates_and_minimum_group():
    found = json_of(RICH)
    assert found["schema"] == "golden-thread/impact-summary/2"
    assert found["as_at"] == AS_AT.isoformat()
    model = found["model"]
    assert (model["version"], model["minimum_group"]) == ("2", 10)
    assert model["weights"]["practitioner"] == 0.5
    assert model["gates"]["sufficiency"]["response_rate"] == 0.2
    assert model["gates"]["change"]["planned"] == 0.1


def test_a_summary_prints_every_number_of_the_model_file():
    printed = json_of(RICH)["model"]
    tables = {**printed.pop("gates"), "quality": printed.pop("weights")}
    assert {**printed, **tables} == tomllib.loads(shipped_text("2"))


def test_the_same_evidence_in_another_order_gives_the_same_bytes():
    other = replace(
        RICH,
        tallies=tuple(reversed(RICH.tallies)),
        outcomes=tuple(replace(one, plan=tuple(reversed(one.plan))) for one in RICH.outcomes),
        pairs=tuple(reversed(RICH.pairs)),
        barriers=tuple(reversed(RICH.barriers)),
        rival_explanations=tuple(reversed(RICH.rival_explanations)),
    )
    one, two = (summarised(given).model_dump_json(by_alias=True) for given in (RICH, other))
    assert one == two


def test_an_action_takes_the_weakest_label_of_its_outcomes_which_are_in_natural_order():
    other = tuple(replace(row, outcome_ref="O2") for source in EMERGING for row in source)
    outcomes = tuple(Outcome(ref, f"Change {ref}", PLAN) for ref in ("O10", "O1", "O2"))
    found = summary_of(*LASTING, *other, outcomes=outcomes)
    assert [(one.ref, one.label) for one in found.outcomes] == [
        ("O1", "supported"),
        ("O2", "emerging"),
        ("O10", "insufficient"),
    ]
    assert found.label == "insufficient"
    assert found.statement == "Not enough evidence: the weakest of 3 outcomes, 2 are above it."
    assert found.first_page.changed == found.outcomes[2].changed


def test_an_action_without_outcomes_is_insufficient_and_asks_for_one():
    found = summary_of(outcomes=())
    assert (found.label, found.outcomes, found.history) == ("insufficient", [], [])
    assert found.statement == "Not enough evidence: the action has no intended outcome yet."
    assert "Write down what should change" in found.first_page.changed


def test_the_label_at_the_end_of_each_wave_is_printed():
    assert [(one.on, one.label, one.outcomes) for one in summary_of(*LASTING).history] == [
        (EARLIER, "emerging", ["emerging"]),
        (LATER, "supported", ["supported"]),
    ]


def test_a_change_after_the_first_release_is_printed_with_both_values():
    changes = (
        RecordedChange(date(2026, 1, 5), "start date", "1 May 2025", "1 June 2025"),
        RecordedChange(AS_AT + timedelta(1), "start date", "1 June 2025", "1 July 2025"),
    )
    assert json_of(known(*EMERGING, changes=changes))["action"]["changes"] == [
        {"on": "2026-01-05", "what": "start date", "from": "1 May 2025", "to": "1 June 2025"}
    ]


def test_no_level_has_a_label_or_a_direction_and_nothing_has_a_score_over_levels():
    found = json_of(RICH)
    levels = [level for outcome in found["outcomes"] for level in outcome["levels"]]
    assert len(levels) > 2
    assert not [level for level in levels if {"label", "direction"} & level.keys()]
    assert "score" not in found.keys() | found["outcomes"][0].keys()


def test_a_summary_of_levels_says_no_starting_point_and_never_better():
    found = summary_of(*LEVELS_ALONE)
    told = found.model_dump_json(by_alias=True)
    assert found.label == "insufficient"
    assert "no starting point" in found.first_page.changed
    assert told.count("no starting point") > 5
    assert "better" not in told.replace(UNKNOWN[Level.OUTCOME], "")
    assert {one.direction for lv in found.outcomes[0].levels for one in lv.sources} == {None}


def test_without_a_start_nothing_is_said_to_have_changed():
    found = summary_of(*LASTING, started_on=None)
    told = found.model_dump_json(by_alias=True)
    assert (found.label, found.action.started_on) == ("insufficient", None)
    assert '"direction":"' not in told
    assert "better" not in told.replace(UNKNOWN[Level.OUTCOME], "")
    assert "the action has no start date" in found.first_page.changed


def test_later_evidence_is_left_out_and_said_to_be_known():
    late = counts(CHILD, 2, 40, AS_AT + timedelta(9))
    with_late, without = summary_of(*EMERGING, late), summary_of(*EMERGING)
    assert with_late.later_evidence_on == AS_AT + timedelta(9)
    assert any("Later evidence is known, up to 9 July 2026" in one for one in with_late.caveats)
    same = {"later_evidence_on": None, "caveats": without.caveats}
    assert with_late.model_copy(update=same) == without


def test_the_fingerprint_is_of_what_was_known_at_the_date():
    late = counts(CHILD, 2, 40, AS_AT + timedelta(9))
    given = known(*EMERGING)
    more = replace(given, tallies=(*given.tallies, late))
    assert summarised(more).inputs_fingerprint == fingerprint(given)
    assert summarised(more, AS_AT + timedelta(9)).inputs_fingerprint == fingerprint(more)


@pytest.mark.parametrize("provisional", [True, False])
def test_a_label_is_provisional_but_at_the_dates_that_the_plan_names(provisional: bool):
    day = LATER if provisional else AS_AT
    found = summary_of(*EMERGING, decision_dates=(day,))
    assert (found.provisional, found.decision_dates) == (provisional, [day])


def test_a_smaller_minimum_group_shows_smaller_groups():
    model = CHANGE_MODEL.with_minimum_group(7)
    found = summarise(known(counts(CHILD, 3, 7)), model, AS_AT, fingerprint)
    assert (found.model.minimum_group, found.outcomes[0].levels[0].sources[0].n) == (7, 7)


def test_an_outcome_has_the_charts_of_its_own_indicators():
    outcomes = tuple(Outcome(ref, f"Change {ref}", PLAN) for ref in ("O1", "O2"))
    mine = series([110.0, 112.0] * 6, [126.0, 128.0, 127.0])
    found = summary_of(outcomes=outcomes, indicators=(mine, replace(mine, indicator="a")))
    assert [[chart.indicator for chart in one.indicators] for one in found.outcomes] == [
        ["a", "seen-alone"],
        [],
    ]
    assert found.outcomes[0].indicators[0].direction == "better"


def test_who_was_reached_asked_and_heard_is_printed():
    found = summarised(RICH)
    assert (found.reach.audience, found.reach.delivered) == (60, None)  # two were not reached
    assert [(one.wave, one.answered) for one in found.participation] == [("follow-up", 31)]
    assert [(one.barrier, one.people) for one in found.barriers] == [("time", 12), ("room", None)]


def test_released_words_are_quoted_and_it_is_said_that_a_person_read_them():
    found = summarised(QUOTED)
    [heard] = found.voices
    assert (heard.voice, heard.question) == ("child", "What helped?")
    assert heard.quotes == ["She asked me first."]
    said = RELEASED_BY_A_PERSON.partition(".")[0]
    assert [said in " ".join(one.caveats) for one in (found, summarised(RICH))] == [True, False]


def test_withheld_figures_anywhere_are_said_to_be_withheld():
    small = summary_of(*EMERGING, reach=Reach(40, 28, 20, 20, 20, 20, (("opted out", 12),)))
    assert not any("are withheld" in one for one in small.caveats)
    both = (("opted out", 9), ("address unknown", 3))
    part = summary_of(*EMERGING, reach=Reach(40, 28, 20, 20, 20, 20, both))
    assert any("because such a number could be worked out" in one for one in part.caveats)
    hidden = summary_of(*EMERGING, barriers=(("What got in the way?", "time", 3),))
    assert any("Some figures are withheld" in one for one in hidden.caveats)


def test_a_wave_before_the_start_is_told_apart_from_those_after_it():
    [audit, child] = summary_of(*LASTING).outcomes[0].levels[0].sources
    days = [(point.on, point.is_baseline) for point in child.series]
    assert days == [(BEFORE, True), (EARLIER, False)]
    assert json.loads(audit.model_dump_json())["series"][0]["is_baseline"] is True
