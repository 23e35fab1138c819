"""Outcomes stand in the order in which people count."""

import pytest

from surveys.impact.natural_order import natural


@pytest.mark.parametrize(
    "ordered",
    [
        ["O1", "O2", "O10"],
        ["A-9-b", "A-10", "A-10-2", "A-10-11"],
        ["2", "10", "O1"],
        ["O", "O0", "O1"],
        ["O2", "o10"],
        ["", "O1"],
    ],
)
def test_numbers_in_references_are_counted(ordered: list[str]) -> None:
    turned = ordered[::-1]
    assert sorted(turned, key=natural) == ordered


def test_references_that_differ_in_case_alone_have_an_order() -> None:
    assert sorted(["o1", "O1"], key=natural) == sorted(["O1", "o1"], key=natural)
