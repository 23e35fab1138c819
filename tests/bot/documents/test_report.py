"""The report is honest: silence is not insufficiency, and values can be recomputed."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from bot.documents import report_contacts, report_indicators, report_triangulation
from bot.documents.report import report
from bot.documents.wording import WITHHELD
from surveys.impact.indicator_evidence import IndicatorSeries
from surveys.impact.people_parts import Barrier
from surveys.impact.summary.outcome_parts import ReviewResult
from surveys.impact.version_2.chart_words import POOLED
from surveys.impact.version_2.periods import Periodicity
from tests.builders.summaries import a_summary
from tests.builders.summary_parts import (
    NO_START,
    a_level,
    a_triangle,
    a_wave,
    an_estimate,
    an_indicator,
    an_item,
    an_outcome,
)
from tests.surveys.impact.version_2.charted import chart, counts


def blocks_of(**facts: object) -> Iterable[dict[str, Any]]:
    sections: Any = report(a_summary(**facts))["sections"]
    return [block for section in sections for block in section["blocks"]]


def rows_of(caption: str, **facts: object) -> list[list[Any]]:
    return next(
        b["rows"]
        for b in blocks_of(**facts)
        if b["kind"] == "table" and b["caption"].startswith(caption)
    )


def texts_of(**facts: object) -> list[str]:
    return [block["text"] for block in blocks_of(**facts) if block["kind"] == "text"]


def with_source(**facts: object) -> dict[str, object]:
    """One outcome with one source, a level unless said otherwise."""
    bare = {"starting_point": NO_START, "difference": None, "direction": None}
    levels = [a_level(sources=[an_estimate(**{**bare, **facts})], change=[])]
    return {"outcomes": [an_outcome(levels=levels)]}


def test_what_was_planned_and_never_collected_is_not_called_insufficient():
    row = (
        an_outcome()
        .plan[0]
        .model_copy(update={"target_met": None, "so_far": "nothing collected yet"})
    )
    [drawn] = rows_of("Evidence plan", outcomes=[an_outcome(plan=[row])])
    assert drawn[-1] == "nothing collected yet"


def test_a_plan_says_baseline_change_and_whether_it_started_the_action():
    row = an_outcome().plan[0].model_copy(update={"planned_change": 0.15, "trigger": True})
    [drawn] = rows_of("Evidence plan", outcomes=[an_outcome(plan=[row])])
    assert drawn[2:5] == ["60 %", "+15 points", "80 %"]
    assert drawn[-1] == "sufficient; target not met; the finding that started the action"


def test_a_change_after_the_first_release_is_listed_with_both_values():
    assert rows_of("Changes to start") == [
        ["5 January 2026", "start date", "1 September 2025", "1 October 2025"]
    ]


def test_a_source_says_where_it_started_before_it_says_what_changed():
    [row] = rows_of("O1: figures by source", **with_source())
    assert row[4:] == ["no starting point", "none", "none", "none"]
    [_, row, *_] = rows_of("O1: figures by source")
    assert row[4:] == ["60 % of 40, counted", "+16", "-5 to 34", "no_clear_change"]


def test_a_starting_point_that_started_the_action_says_so():
    start = NO_START.model_copy(
        update={"kind": "counted", "proportion": 0.3, "n": 40, "trigger": True, "reference": 0.4}
    )
    [row] = rows_of("O1: figures by source", **with_source(starting_point=start))
    assert row[4] == "30 % of 40, counted; what started the action"


def test_a_source_that_decides_nothing_says_why():
    facts = with_source(sufficient=False, why_not="answered by too few of those asked")
    [row] = rows_of("O1: what each source can decide", **facts)
    assert row[-1] == "answered by too few of those asked"


def test_no_level_has_a_label():
    labels = [
        row for row in rows_of("O1: scores by level") if any(isinstance(c, dict) for c in row)
    ]
    assert labels == []


def test_a_level_of_one_source_is_named_where_there_is_little_evidence():
    outcome = an_outcome(levels=[a_level(single_source=True, sources=[an_estimate()])])
    [row] = rows_of("O1: scores by level", outcomes=[outcome])
    assert row[-1] == "one source only"
    gaps = [block["items"] for block in blocks_of(outcomes=[outcome]) if block["kind"] == "bullets"]
    assert any("O1, practice: one source only." in items for items in gaps)


def test_the_label_at_the_end_of_each_wave_is_printed():
    [row] = rows_of("The label at the end of each wave")
    assert [cell if isinstance(cell, str) else cell["word"] for cell in row] == [
        "17 March 2026",
        "Contradicted",
        "Contradicted",
        "Insufficient",
    ]


def test_a_dissonance_is_not_hidden_by_an_agreement_of_the_same_sources_at_another_level():
    between = ("practitioner", "multi_agency_audit")
    outcome = an_outcome(
        triangulation=[
            a_triangle(*between, "dissonance", "49 points"),
            a_triangle(*between, "agreement", "same direction"),
        ]
    )
    [first, _] = rows_of("O1: triangulation matrix", outcomes=[outcome])
    assert first[2] == "≠ Dissonance"


def test_two_indicators_that_were_compared_are_in_the_matrix():
    pair = a_triangle("indicator", "indicator", "partial", "one has no clear change")
    [row] = rows_of("O1: triangulation matrix", outcomes=[an_outcome(triangulation=[pair])])
    assert row[1] == "≈ Partial"


def test_a_level_beside_a_direction_has_nothing_to_compare():
    pair = a_triangle("child", "family", "no_starting_point", "nothing to compare")
    [first, _] = rows_of("O1: triangulation matrix", outcomes=[an_outcome(triangulation=[pair])])
    assert first[2] == "· No starting point"


def test_what_an_evaluator_said_of_a_code_stays_beside_it():
    review = ReviewResult(confirmed=False, reason="One team only.", on=date(2026, 3, 20))
    pair = a_triangle("child", "family", "agreement", "The same direction.")
    pair = pair.model_copy(update={"reviews": [review]})
    [row] = rows_of("O1: why", outcomes=[an_outcome(triangulation=[pair])])
    assert row[-1] == (
        "The same direction. An evaluator contested this on 20 March 2026: One team only."
    )


def test_joint_differences_are_printed_over_all_and_for_each_kind_of_source():
    assert rows_of("O1: joint difference") == [
        ["counted waves", "All but staff", "+8", "-2 to 18"],
        ["counted waves", "Records", "+8", "-2 to 18"],
    ]


def test_a_rival_explanation_says_how_it_was_weighed_or_that_it_was_not():
    assert [row[1] for row in rows_of("Rival explanations")] == [
        "It has no field for the child's words.",
        "not weighed yet",
    ]


def test_who_chose_and_read_the_cases_of_an_audit_is_printed():
    audit = an_estimate("multi_agency_audit", read_by=[], selection=["chosen"], notes=[])
    outcome = an_outcome(levels=[a_level(sources=[an_estimate(), audit])])
    assert rows_of("Who chose and read the cases", outcomes=[outcome]) == [
        ["O1, Practice: Multi-agency audit", "chosen", "not recorded", "none"]
    ]


def test_a_count_of_reported_change_has_no_direction():
    [row, *_] = rows_of("O1: reported change")
    assert row == ["Has your practice changed?", "Practitioners", "17 March 2026", "18 of 41"]


def test_children_and_families_come_first_with_their_words_and_the_result_of_each_question():
    sections: Any = report(a_summary())["sections"]
    assert sections[0]["title"] == "Children and families"
    kinds = [
        (one["kind"], one.get("who") or one.get("caption") or None) for one in sections[0]["blocks"]
    ]
    assert kinds == [
        ("quotes", "Children and young people, in their own words"),
        ("quotes", None),
        ("quotes", "Families, in their own words"),
        ("text", None),
        ("table", "Children and young people: how each question was answered"),
        ("table", "Families: how each question was answered"),
    ]


def test_a_question_is_shown_with_those_outside_its_share_and_its_interval():
    assert rows_of("Children and young people: how each question was answered") == [
        [
            "Did your worker ask what you think?",
            "young people, March 2026",
            "Experience",
            "26 / 41; 12 outside",
            "63 %",
            "48–76 %",
        ]
    ]
    [few] = rows_of("Families: how each question was answered")
    assert few[3:] == [WITHHELD, "none", "none"]


def test_questions_about_one_outcome_name_it():
    [row] = rows_of("Children and young people: how each", items=[an_item(outcome="O1")])
    assert row[2] == "O1, experience"


def test_a_form_without_an_end_is_said_to_be_open():
    rows = rows_of("How each wave was asked", participation=[a_wave(closes_on=None)])
    assert rows[0][3] == "from 3 March 2026, no end"


def test_each_wave_says_how_many_were_asked_reached_answered_and_counted():
    rows = rows_of("By wave")
    assert rows[0][2:] == ["60", "58", "41", "39", "68 %"]
    assert rows[1][2:] == ["none", "none", WITHHELD, WITHHELD, "none"]


def test_each_agency_says_how_many_were_reached_between_those_asked_and_those_who_answered():
    rows = rows_of("By agency")
    assert rows[0][1:] == ["Northshire Council", "32", "31", "24", "75 %"]
    assert rows[-1][2:] == ["none", "none", WITHHELD, "none"]


def test_every_value_of_an_indicator_is_printed_beside_its_mean_and_limits():
    words = texts_of()
    assert "Mean before the start 41.4 %, limits 33.4 % to 49.4 %. Higher is better." in words
    assert any(
        text.endswith("(95 % interval +14.1 points to +19 points). Direction: better.")
        for text in words
    )
    rows = rows_of("O1: Assessments with the child's own words, every value")
    assert len(rows) == len(an_indicator().points)
    assert rows[0] == ["1 October 2024", "42 %", "before the start"]
    assert rows[12:14] == [
        ["1 October 2025", "56 %", "after the start"],
        ["1 November 2025", "no value", "after the start"],
    ]


def test_an_order_is_told_by_what_was_put_first_and_a_number_by_how_many_answered():
    rows = rows_of("How they were answered; of an order, what was put first")
    assert [(row[-2], row[-1]) for row in rows] == [
        ("Everyone who answered", "48"),
        ("A checklist", "31"),
        ("More time", WITHHELD),
    ]


def test_withheld_barriers_of_a_question_are_one_line():
    shown = Barrier(question="What?", barrier="time", people=12, suppressed=False)
    held_back = [
        shown.model_copy(update={"barrier": b, "people": None, "suppressed": True})
        for b in ("form", "rule")
    ]
    rows = rows_of("What got in the way", barriers=[shown, *held_back])
    assert [row[1] for row in rows] == ["time", "The other 2 answers, each"]


def test_a_period_without_a_value_says_why():
    bullets = [block for block in blocks_of() if block["kind"] == "bullets"]
    [gaps] = [one["items"] for one in bullets if one["lead"] == "Periods without a value:"]
    assert gaps == [
        "November 2025: withheld at source: confidential.",
        "January 2026: no figure was given.",
    ]


def test_an_indicator_without_any_value_is_said_and_not_drawn():
    none = IndicatorSeries("seen", "O1", "Children seen alone", "up", ())
    outcome = an_outcome(levels=[], indicators=[chart(none)])
    drawn = blocks_of(outcomes=[outcome])
    assert "No period has a value yet." in texts_of(outcomes=[outcome])
    profile, *others = [block for block in drawn if block["kind"] == "picture"]
    assert profile["caption"].startswith("Level profile")
    assert others == []


def test_what_may_not_be_shown_of_an_indicator_is_no_value():
    small = chart(counts([3.0] * 29, [1.0] + [0.0] * 11 + [3.0] * 12))
    outcome = an_outcome(indicators=[small])
    rows = rows_of("O1: Children seen, every value", outcomes=[outcome])
    values = [row[1] for row in rows]
    assert values == ["no value", "36", "36", "no value", "30", "no value"]
    assert POOLED[Periodicity.YEAR] in texts_of(outcomes=[outcome])


def test_complaints_on_the_theme_are_a_signal_and_no_number():
    block = report_triangulation.complaints(a_summary())
    assert block["items"] == [
        "Voice of the child: a signal, people complained (Northshire Council)"
    ]


def test_what_an_analyst_says_is_beside_the_chart_it_is_about():
    found = [b for b in report_indicators.indicators(a_summary()) if b["kind"] == "bullets"]
    [[told]] = [b["items"] for b in found if b["lead"] == "What the analyst says:"]
    assert told.startswith("Quarter from 1 January 2026. On How words are recorded: The new form")


def test_what_newsletters_counted_stands_as_contacts_with_what_is_withheld():
    [row] = rows_of(report_contacts.CAPTION)
    assert row == [
        "Newsletter “Safeguarding news, March”",
        "2 March 2026 to 20 March 2026",
        "All agencies",
        (
            "delivered to 1,240 addresses; opened: withheld (small numbers); "
            "clicked: withheld at source: not available"
        ),
        "Mailchimp",
    ]
    nothing = blocks_of(dissemination=[])
    assert report_contacts.CAPTION not in {block.get("caption") for block in nothing}
