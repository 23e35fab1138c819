"""Contacts are withheld as counts of people are, and no withheld one can be worked out."""

import random
from datetime import date

import pytest

from surveys.impact.dissemination import (
    ContactCount,
    ContactKind,
    Dissemination,
    DisseminationKind,
)
from surveys.impact.release.disclose import disclose
from tests.surveys.impact.version_1.builders import evidence

DAY, MINIMUM = date(2026, 6, 30), 10
DELIVERED, OPENED, VISITS = ContactKind.DELIVERED, ContactKind.OPENED, ContactKind.VISITS


def told(
    delivered: int | None = None,
    opened: int | None = None,
    agency: str = "",
    *,
    visits: int | None = None,
    kind: DisseminationKind = DisseminationKind.NEWSLETTER,
    each_once: bool = True,
) -> Dissemination:
    known = ((DELIVERED, delivered), (OPENED, opened), (VISITS, visits))
    counts = tuple(ContactCount(what, n) for what, n in known if n is not None)
    return Dissemination(kind, "News", DAY, DAY, agency, each_once, "", counts)


def given(*rows: Dissemination) -> list[list[int | None]]:
    """Return the counts of each row as they are given out; nought is withheld."""
    shown = disclose(evidence(disseminations=rows), DAY, (), MINIMUM, 1).evidence.disseminations
    return [[one.n for one in row.counts] for row in shown]


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        (told(1240, 410), [1240, 410]),
        (told(1240, 9), [1240, 0]),
        (told(1240, 1235), [1240, 0]),  # who did not open it are few
        (told(1240, 1240), [1240, 1240]),
        (told(1240, 1235, each_once=False), [1240, 1235]),  # openings, and not readers
        (told(9, 3), [0, 0]),
        (told(visits=6, kind=DisseminationKind.VISIT), [6]),  # what we did ourselves
        (told(5, visits=4, kind=DisseminationKind.LEAFLET), [5, 0]),
    ],
)
def test_a_small_count_of_readers_is_withheld(row: Dissemination, shown: list[int | None]) -> None:
    assert given(row) == [shown]


def test_beside_a_small_agency_another_is_withheld() -> None:
    rows = [told(opened=n, agency=name) for name, n in (("A", 3), ("B", 30), ("C", 67))]
    assert given(told(opened=100), *rows) == [[100], [0], [0], [67]]
    assert given(*rows) == [[0], [30], [67]]  # no total to subtract from


def test_agencies_that_are_not_named_are_guarded_too() -> None:
    rows = [told(opened=n, agency=name) for name, n in (("A", 30), ("B", 67))]
    assert given(told(opened=100), *rows) == [[100], [0], [0]]


def test_two_actions_that_an_item_tells_of_have_one_figure() -> None:
    one, other = (evidence(disseminations=(told(1240, 410),), ref=ref) for ref in ("A1", "A2"))
    keys = [
        {cell.key for cell in disclose(known, DAY, (), MINIMUM, 1).release.cells}
        for known in (one, other)
    ]
    assert keys[0] == keys[1]


def made_up(rng: random.Random) -> tuple[Dissemination, ...]:
    """A newsletter of a few agencies, some of them small, and perhaps of others not named."""
    sizes = (0, 2, 5, 9, 10, 14, 30, 80)
    agencies = [(name, rng.choice(sizes)) for name in "ABCDE"[: rng.randint(1, 5)]]
    opened = [rng.randint(0, n) for _, n in agencies]
    others = rng.choice((0, 0, 4, 25))
    whole = told(sum(n for _, n in agencies) + others, sum(opened) + others // 2)
    rows = (told(n, seen, name) for (name, n), seen in zip(agencies, opened, strict=True))
    return (whole, *rows)


@pytest.mark.parametrize("seed", range(200))
def test_no_withheld_contact_is_left_alone_beside_its_total(seed: int) -> None:
    rows = made_up(random.Random(seed))
    (whole, *agencies), truth = given(*rows), [[one.n or 0 for one in row.counts] for row in rows]
    for place in range(len(whole)):
        shown = [row[place] or 0 for row in agencies]
        hidden = [true[place] for true, n in zip(truth[1:], shown, strict=True) if not n]
        left = (whole[place] or 0) - sum(shown)
        assert all(n == 0 or n >= MINIMUM for n in (whole[place], *shown) if n is not None)
        if whole[place] and hidden:
            assert left >= MINIMUM
            assert len(hidden) > 1 or left > hidden[0]
    for delivered, seen in (whole, *agencies):
        assert not seen or not 0 < (delivered or 0) - seen < MINIMUM
