from datetime import date
from typing import Any, get_args

import pytest

from surveys.impact.evidence import Outcome, Reach
from surveys.impact.kinds import CLAIMS, Level
from surveys.impact.labels import Label
from surveys.impact.summary.first_page import DECISIONS, LABELS, UNKNOWN, statement_of
from surveys.impact.summary.structure import FirstPage
from tests.surveys.impact.summary.builders import summary_of
from tests.surveys.impact.version_1.builders import AS_AT, planned
from tests.surveys.impact.version_2.builders import (
    AUDIT,
    CHILD,
    EMERGING,
    FAMILY,
    LATER,
    WORKERS,
    counts,
    measured,
)


def page_of(*tallies: Any, **facts: Any) -> FirstPage:
    return summary_of(*tallies, **facts).first_page


@pytest.mark.parametrize(
    ("outcomes", "above", "told"),
    [
        (0, 0, "No clear change: the action has no intended outcome yet."),
        (1, 0, "No clear change."),
        (3, 0, "No clear change: the weakest of 3 outcomes, none is above it."),
        (3, 1, "No clear change: the weakest of 3 outcomes, 1 is above it."),
        (3, 2, "No clear change: the weakest of 3 outcomes, 2 are above it."),
    ],
)
def test_a_label_is_told_with_how_many_outcomes_are_above_it(outcomes: int, above: int, told: str):
    assert statement_of("no_clear_change", outcomes, above) == told


def test_every_label_has_words_and_asks_for_a_decision_of_its_own():
    labels = get_args(Label)
    assert len({LABELS[label] for label in labels}) == len(labels)
    assert len({DECISIONS[label] for label in labels}) == len(labels)
    assert all(text.startswith("Decide") for text in DECISIONS.values())


def test_the_decision_asked_for_is_that_of_the_label():
    assert page_of(*EMERGING).decision == DECISIONS["emerging"]
    assert page_of().decision == DECISIONS["insufficient"]


def test_the_start_is_on_the_page_and_so_is_its_want():
    assert page_of().started == "Started on 1 June 2025."
    assert page_of(started_on=None).started == (
        "No start date is recorded, so nothing is said to have changed. Add it."
    )


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        ((AS_AT,), "Decided: the plan names 30 June 2026 for it."),
        (
            (LATER, date(2026, 9, 30), date(2026, 12, 1)),
            "Provisional: the plan has it decided on 30 September 2026 and 1 December 2026.",
        ),
        (
            (LATER,),
            "Provisional: the plan had it decided on 1 April 2026, and names no later date.",
        ),
    ],
)
def test_the_page_says_whether_the_label_is_decided(dates: tuple[date, ...], told: str):
    assert page_of(*EMERGING, decision_dates=dates).decided == told


def test_what_changed_is_told_of_the_outcome_with_the_weakest_label():
    outcomes = (
        Outcome("O1", "Children are heard", (planned(AUDIT), planned(CHILD))),
        Outcome("O2", "Families are heard", (planned(FAMILY, Level.EXPERIENCE),)),
    )
    found = summary_of(*EMERGING, outcomes=outcomes)
    assert found.first_page.changed == found.outcomes[1].changed
    assert found.first_page.difference == (
        "“Children are heard”: early signs of a difference, not yet supported. "
        "“Families are heard”: not enough evidence."
    )


def test_the_least_favourable_finding_is_the_same_on_the_page_and_in_the_summary():
    found = summary_of(measured(AUDIT, (30, 40), (12, 41)), measured(FAMILY, (12, 40), (30, 42)))
    assert found.label == "contradicted"
    assert found.least_favourable.startswith("Sources disagree, and the lower one is multi-agency")
    assert found.first_page.least_favourable == found.least_favourable


def test_a_source_too_small_to_show_is_no_finding():
    assert page_of(counts(CHILD, 0, 9)).least_favourable == (
        "No source has enough to say anything, favourable or not."
    )


def test_the_page_says_what_was_done_without_figures_that_are_withheld():
    reach = Reach(audience=1200, delivered=1200, read=300, discussed=4)
    assert page_of(reach=reach).did == (
        "1,200 people in the audience; 1,200 people delivered to; 300 people read it."
    )
    assert page_of().did == "Fewer people than may be shown are recorded as reached."


def test_the_page_says_how_well_it_was_done_as_a_level_and_not_as_a_change():
    told = page_of(measured(WORKERS, (12, 40), (30, 40), level=Level.REACTION)).how_well
    assert told == ("Practitioners (reaction): 75 % favourable (30 of 40, 95 % interval 60-86 %).")
    small = page_of(counts(WORKERS, 3, 4, level=Level.REACTION)).how_well
    assert small == "Nothing can be shown about how well it was done."


def test_how_well_of_several_outcomes_is_told_once():
    plan = (planned(WORKERS, Level.REACTION),)
    outcomes = tuple(Outcome(ref, "Children are heard", plan) for ref in ("O1", "O2"))
    asked = counts(WORKERS, 30, 40, level=Level.REACTION, outcome_ref=None)
    assert page_of(asked, outcomes=outcomes).how_well.count("Practitioners") == 1


def test_what_cannot_be_said_names_levels_without_a_source_and_levels_without_a_start():
    told = page_of(counts(CHILD, 26, 41)).cannot_be_said
    assert [text.split(":")[0] for text in told] == [
        "That this action brought about any difference",
        "Whether children and families notice a difference",
        "Whether children are safer or better",
        "That anything changed, where a source has no starting point",
    ]
    measured_alone = page_of(measured(CHILD, (12, 40), (26, 41))).cannot_be_said
    assert not any("no starting point" in text for text in measured_alone)
    nothing = page_of().cannot_be_said
    assert [text for text in nothing if text in UNKNOWN.values()] == [UNKNOWN[lv] for lv in CLAIMS]
