"""What one sum alone leaves open is what a search finds."""

from collections.abc import Callable

import pytest

from surveys.impact.release import feasible
from surveys.impact.release.cells import CellKey
from surveys.impact.release.feasible import Range, of_one_sum, wide_enough
from surveys.impact.release.unknowns import Fact, Unknown

A, B, C, TOTAL = ((CellKey(part=name), 1) for name in "abct")


def total(value: int, *unknowns: Unknown, exact: bool = True) -> list[Fact]:
    return [Fact(tuple((one, 1) for one in unknowns), value, exact)]


def unknown_total(value: int, *rows: Unknown, exact: bool = True) -> list[Fact]:
    return [Fact((*((one, 1) for one in rows), (TOTAL, -1)), value, exact)]


@pytest.mark.parametrize("exact", [True, False])
@pytest.mark.parametrize("unknowns", [(A,), (A, B), (A, B, C)])
@pytest.mark.parametrize("value", [0, 3, 4, 5, 17])
@pytest.mark.parametrize("sum_of", [total, unknown_total])
def test_one_sum_leaves_open_what_a_search_finds(
    monkeypatch: pytest.MonkeyPatch,
    sum_of: Callable[..., list[Fact]],
    value: int,
    unknowns: tuple[Unknown, ...],
    exact: bool,
):
    facts = sum_of(value, *unknowns, exact=exact)
    told = wide_enough(facts)
    monkeypatch.setattr(feasible, "of_one_sum", lambda _: None)
    searched = wide_enough(facts)
    assert told
    assert searched
    assert {one: found.is_wide for one, found in told.items()} == {
        one: found.is_wide for one, found in searched.items()
    }


def test_one_unknown_in_one_sum_is_what_is_left():
    assert of_one_sum(total(7, A)) == {A: Range(7, 7)}


@pytest.mark.parametrize(
    "facts",
    [
        total(-1, A, B),
        [*total(7, A, B), *total(9, B, C)],
        [Fact(((A, 1), (B, -2)), 7, True)],
    ],
)
def test_anything_else_is_searched(facts: list[Fact]):
    assert of_one_sum(facts) is None
