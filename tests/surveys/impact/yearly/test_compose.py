"""The pack tells what the summaries tell, the least favourable first, and adds nothing up."""

from datetime import date

import pytest

from surveys.impact.people_parts import Voice
from surveys.impact.yearly.business_year import BusinessYear
from tests.builders.packs import a_pack, an_action, of_every_label, started
from tests.builders.summaries import a_summary
from tests.builders.summary_parts import (
    a_level,
    a_review_point,
    a_wave,
    a_withheld_estimate,
    an_estimate,
    an_outcome,
)

FAMILIES = an_estimate(
    "family", family="children_and_families", n=33, favourable=27, proportion=27 / 33
)
HEARD = an_outcome(levels=[a_level("experience", sources=[FAMILIES, a_withheld_estimate()])])


def test_the_order_of_the_summaries_changes_nothing():
    every = of_every_label()
    assert a_pack(*every) == a_pack(*reversed(every))


def test_the_least_favourable_action_comes_first():
    assert [one.label for one in a_pack().actions] == [
        "worse",
        "contradicted",
        "no_clear_change",
        "insufficient",
        "suppressed",
        "emerging",
        "supported",
        "strong",
    ]


def test_of_two_actions_with_one_label_the_lower_difference_comes_first():
    lower = an_estimate(difference={"value": -0.3, "interval": (-0.5, -0.1), "design_effect": 1.0})
    lost = an_outcome(label="worse", levels=[a_level(sources=[lower])])
    pack = a_pack(an_action("A-1", "worse"), an_action("A-2", "worse", outcomes=[lost]))
    assert [one.ref for one in pack.actions] == ["A-2", "A-1"]
    assert pack.least_favourable.startswith("A-2, Plan A-2: ")


def test_a_credible_finding_goes_before_one_that_says_nothing():
    nothing = "No source has enough to say anything, favourable or not."
    silent = an_action("A-1", "insufficient", least_favourable=nothing)
    found = an_action("A-2", "emerging", least_favourable="Families: 4 of 20 favourable.")
    assert a_pack(silent, found).least_favourable == "A-2, Plan A-2: Families: 4 of 20 favourable."
    assert a_pack(silent).least_favourable == nothing


def test_it_says_how_many_outcomes_were_judged_and_what_chance_alone_would_do():
    outcomes = [an_outcome(f"O{n}", "emerging") for n in range(1, 26)]
    unjudged = [an_outcome("O26", "insufficient"), an_outcome("O27", "suppressed")]
    chance = a_pack(an_action("A-1", outcomes=[*outcomes, *unjudged])).chance
    assert (chance.judged, chance.emerging_or_better) == (25, 25)
    assert chance.by_chance == pytest.approx(1.0)
    assert chance.wording == (
        "25 outcomes were judged, 25 are emerging or better. If nothing had changed, chance alone "
        "would call about 1.0 of them emerging (4 in 100)."
    )


def test_actions_are_counted_by_label():
    pack = a_pack(an_action("A-1", "worse"), an_action("A-2"), an_action("A-3"))
    assert pack.statement == "3 actions: 2 emerging, 1 worse."


def test_an_action_that_starts_later_is_left_out_by_name():
    later = started(an_action("A-2"), date(2026, 4, 1))
    pack = a_pack(an_action("A-1"), later, started(an_action("A-3"), None))
    assert pack.left_out == ["A-2"]
    assert [one.ref for one in pack.evidence] == ["A-1", "A-3"]
    assert pack.chance == a_pack(an_action("A-1"), started(an_action("A-3"), None)).chance


def test_an_action_that_started_after_the_year_is_left_out_though_the_figures_are_later():
    pack = a_pack(an_action("A-1"), year=BusinessYear(2024))
    assert pack.left_out == ["A-1"]
    assert pack.statement == "No action had started."
    assert pack.evidence == []


def test_outcomes_below_emerging_are_listed_with_their_gaps_by_name():
    up, down = an_outcome("O1", "emerging"), an_outcome("O2", "insufficient")
    [gap] = a_pack(an_action("A-1", outcomes=[up, down])).little_progress
    assert (gap.ref, gap.outcome, gap.label) == ("A-1", "O2", "insufficient")
    assert gap.missing == down.missing


def test_an_action_without_an_outcome_has_no_progress():
    [gap] = a_pack(an_action("A-1", "insufficient", outcomes=[])).little_progress
    assert (gap.outcome, gap.label) == (None, "insufficient")
    assert "Write down what should change" in gap.reason


def test_each_action_is_told_from_its_learning_source_to_what_changed():
    [one] = a_pack(an_action("A-1", "supported")).improvements
    first = a_summary().first_page
    assert (one.source.ref, one.ref, one.label) == ("CSPR Child K", "A-1", "supported")
    assert (one.started_on, one.changed) == (date(2025, 10, 1), first.changed)


def test_where_the_work_on_points_of_reviews_is_stands_beside_what_changed():
    open_point = a_review_point(point="3", state="not looked at yet", note=None, proof=None)
    answering = an_action("A-1", review_points=[a_review_point(), open_point])
    (line, without) = a_pack(answering, an_action("A-2", review_points=[])).improvements
    assert line.points == (
        "2 points of case reviews: 1 completed with proof and 1 not looked at yet."
    )
    assert without.points == ""


def test_a_wave_about_two_actions_is_told_once_with_both():
    wave = a_wave(wave="on the ward", voice="child", answered=20)
    pack = a_pack(*(an_action(ref, participation=[wave]) for ref in ("A-1", "A-2")))
    [told] = pack.feedback.waves
    assert (told.actions, told.answered) == (["A-1", "A-2"], 20)
    assert pack.feedback.not_asked == []


def test_waves_that_closed_before_the_year_are_not_told_and_who_was_not_asked_is_named():
    old = a_wave(voice="family", opened_on=date(2024, 6, 1), closes_on=date(2025, 3, 31))
    pack = a_pack(an_action("A-1", participation=[old]))
    assert pack.feedback.waves == pack.evidence[0].waves == []
    assert pack.feedback.not_asked == ["A-1"]
    undated = started(an_action("A-1", participation=[old]), None)
    before = a_pack(undated, year=BusinessYear(2024))
    assert len(before.feedback.waves) == 1


def test_what_children_and_families_say_is_as_in_the_summary_and_withheld_as_there():
    shown, withheld = a_pack(an_action("A-1", outcomes=[HEARD])).feedback.findings
    assert (shown.source, shown.favourable, shown.n) == ("family", 27, 33)
    assert shown.wording == FAMILIES.wording
    assert (withheld.n, withheld.favourable, withheld.suppressed) == (None, None, True)


def test_words_of_children_and_families_are_told_and_those_of_staff_are_not():
    voices = a_pack(an_action("A-1")).feedback.voices
    assert [(one.ref, one.voice, one.question) for one in voices] == [
        ("A-1", "family", "What else do you want to tell us?"),
        ("A-1", "child", "What do you want to tell us?"),
        ("A-1", "child", "What helped?"),
    ]


def test_the_page_for_families_has_a_few_of_the_shortest_words_once_each():
    long, words = "Long words. " * 11, [f"Short {chr(number)}" for number in range(110, 96, -1)]
    told = [
        Voice(voice=voice, question="What helped?", quotes=words) for voice in ("child", "family")
    ]
    other = Voice(voice="practitioner", question="What helped?", quotes=["Short"])
    one = an_action("A-1", voices=[*told, other, told[0].model_copy(update={"quotes": [long]})])
    assert a_pack(one, one).families.said == [f"Short {letter}" for letter in "abcdefghijkl"]
    assert a_pack(an_action("A-1", voices=[other])).families.said == []


def test_you_said_we_did_is_told_by_action():
    [told] = a_pack(an_action("A-1"), an_action("A-2", you_said=[])).feedback.you_said
    assert (told.ref, told.released) == ("A-1", a_summary().you_said)


def test_no_figure_in_the_pack_is_absent_from_the_summaries():
    wave = a_wave(voice="family", eligible=None, answered=None, response_rate=None, suppressed=True)
    pack = a_pack(an_action("A-1", participation=[wave]), an_action("A-2", participation=[wave]))
    assert [one.answered for one in pack.feedback.waves] == [None]
    assert all(one.answered is None for action in pack.evidence for one in action.waves)
    assert pack.evidence[0].reach == a_summary().reach
