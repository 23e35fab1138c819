"""What the register proposes for next year."""

from datetime import date

import pytest

from surveys.register.gaps import GapKind, RegisterGap
from surveys.register.learning import Learning
from surveys.register.priorities import (
    LabelledAction,
    ProposedPriority,
    programme_year_of,
    proposed,
    span_of,
)


def learned(source: str, theme: str, on: date = date(2025, 9, 1)) -> Learning:
    return Learning(source, "1", "Ask twice", theme, on, recommended=True)


def gap(theme: str, since: date | None) -> RegisterGap:
    return RegisterGap(GapKind.NO_ACTION, "R1, 1", since, theme)


@pytest.mark.parametrize(
    ("day", "year"), [(date(2026, 3, 31), 2025), (date(2026, 4, 1), 2026), (date(2026, 1, 1), 2025)]
)
def test_a_year_begins_in_april(day: date, year: int) -> None:
    first, last = span_of(programme_year_of(day))

    assert programme_year_of(day) == year
    assert first <= day <= last


def test_the_weakest_label_of_a_theme_counts_and_comes_first() -> None:
    actions = [
        LabelledAction("A1", "Neglect", "supported"),
        LabelledAction("A2", "Voice", "strong"),
        LabelledAction("A3", "voice", "worse"),
    ]

    first, second = proposed(actions, [], [], 2025)
    assert (first.theme, first.label, first.actions) == ("Voice", "worse", ("A2", "A3"))
    assert (second.theme, second.label) == ("Neglect", "supported")


def test_of_equal_labels_the_theme_learned_in_more_places_comes_first() -> None:
    learning = [learned("R1", "Neglect"), learned("R1", "Neglect"), learned("R2", "Neglect")]
    learning += [learned("R1", "Voice")]

    assert [(one.theme, one.sources) for one in proposed([], learning, [], 2025)] == [
        ("Neglect", ("R1", "R2")),
        ("Voice", ("R1",)),
    ]


def test_learning_of_another_year_is_left_out() -> None:
    learning = [learned("R1", "Neglect", date(2025, 3, 31)), learned("R2", "Voice")]

    assert [one.theme for one in proposed([], learning, [], 2025)] == ["Voice"]


def test_then_the_oldest_gap_decides_and_a_gap_without_a_theme_is_no_theme() -> None:
    gaps = [gap("Neglect", date(2024, 1, 1)), gap("Voice", date(2025, 1, 1)), gap("", None)]

    assert proposed([], [], gaps, 2025) == (
        ProposedPriority("Neglect", None, (), (), gaps[0]),
        ProposedPriority("Voice", None, (), (), gaps[1]),
    )
