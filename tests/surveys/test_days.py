"""Days as files have them."""

from datetime import date

import pytest

from surveys.records import fields
from surveys.records.days import ReadAs, columns_of_days, day_first, only_reading
from surveys.records.rows import AttendanceRow, EventRow, PersonRow
from surveys.records.sheet import sheet_of


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-9-3", date(2026, 9, 3)),
        ("3 September 2026", date(2026, 9, 3)),
        ("3rd Sept 2026", date(2026, 9, 3)),
        ("27/10/2023", date(2023, 10, 27)),
        ("27.10.2023", date(2023, 10, 27)),
        ("09/09/2023", date(2023, 9, 9)),
    ],
)
def test_what_can_be_read_one_way_only_is_read(text: str, day: date) -> None:
    assert fields.day(text) == day


@pytest.mark.parametrize("text", ["11/09/2023", "27/10/23", "9 March", "today", "2023", "x"])
def test_what_has_two_readings_or_no_year_is_not(text: str) -> None:
    assert only_reading(text) is None


def test_days_in_figures_are_read_day_first_where_that_is_said() -> None:
    rows = [
        {"starts_at": "11/09/2023 09:30", "ends_at": "27/10/23", "title": "11/09/2023"},
        {"starts_at": "2023-09-11", "ends_at": "soon", "title": ""},
    ]
    sheet, read = day_first(sheet_of(rows), columns_of_days(EventRow))

    assert [dict(row.cells) for row in sheet.rows] == [
        {"starts_at": "2023-09-11 09:30", "ends_at": "2023-10-27", "title": "11/09/2023"},
        rows[1],
    ]
    assert read == (
        ReadAs("11/09/2023", date(2023, 9, 11)),
        ReadAs("27/10/23", date(2023, 10, 27)),
    )


def test_the_columns_of_days_are_those_of_days_and_moments() -> None:
    assert columns_of_days(EventRow) == {"starts_at", "ends_at"}
    assert columns_of_days(PersonRow) == {"away_until"}
    assert columns_of_days(AttendanceRow) == frozenset()
