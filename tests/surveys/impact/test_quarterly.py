"""Complaints are a signal or silence, and no score."""

from datetime import date

import pytest

from surveys.impact.kinds import AtSource
from surveys.impact.quarterly import (
    ComplaintCount,
    ComplaintKind,
    ComplaintSignal,
    HeardTheme,
    heard_on,
)

TODAY = date(2026, 3, 4)


def counted(
    count: int | None, theme: str = "Rude", quarter: date = date(2026, 1, 1)
) -> ComplaintCount:
    withheld = AtSource.CONFIDENTIAL if count is None else None
    return ComplaintCount("NHS", ComplaintKind.COMPLAINT, theme, quarter, count, withheld)


@pytest.mark.parametrize(
    ("counts", "heard", "total"),
    [
        ([12], ComplaintSignal.SIGNAL, 12),
        ([6, 6], ComplaintSignal.SIGNAL, 12),
        ([3], ComplaintSignal.SIGNAL, None),
        ([12, None], ComplaintSignal.SIGNAL, None),  # a part is withheld
        ([None], ComplaintSignal.SIGNAL, None),
        ([0], ComplaintSignal.SILENCE, None),
    ],
)
def test_a_theme_is_a_signal_where_anyone_complained(
    counts: list[int | None], heard: ComplaintSignal, total: int | None
) -> None:
    found = heard_on([counted(one) for one in counts], TODAY, 10)

    assert found == (HeardTheme("Rude", heard, total, ("NHS",)),)


def test_only_the_last_year_is_heard_and_themes_are_told_apart() -> None:
    counts = [
        counted(20, "Late", date(2025, 1, 1)),
        counted(20, "Late", date(2025, 4, 1)),
        counted(20, "rude"),
        counted(20, "Rude"),
        counted(20, "Rude", date(2026, 4, 1)),
    ]

    assert [(one.theme, one.total) for one in heard_on(counts, TODAY, 10)] == [
        ("Late", 20),
        ("rude", 40),
    ]
