"""The bank holidays of England and Wales as the government lists them, and when they load."""

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.bank_holidays import is_bank_holiday
from bot.settings import Settings
from bot.startup import installation

ROOT = Path(__file__).parents[2]
LISTED = {
    2022: (
        "01-03",
        "04-15",
        "04-18",
        "05-02",
        "06-02",
        "06-03",
        "08-29",
        "09-19",
        "12-26",
        "12-27",
    ),
    2023: ("01-02", "04-07", "04-10", "05-01", "05-08", "05-29", "08-28", "12-25", "12-26"),
    2026: ("01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"),
    2027: ("01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"),
}


@pytest.mark.parametrize("year", LISTED)
def test_the_weekdays_off_are_those_that_the_government_lists(year: int) -> None:
    days = [date(year, 1, 1) + timedelta(days=days) for days in range(365)]
    off = [day for day in days if day.weekday() < 5 and is_bank_holiday(day)]

    assert [f"{day:%m-%d}" for day in off] == list(LISTED[year])


def test_saint_andrews_day_is_a_holiday_in_scotland_only() -> None:
    assert not is_bank_holiday(date(2026, 11, 30))


def test_an_installation_knows_bank_holidays() -> None:
    assert installation(Settings()).is_holiday(date(2026, 12, 28))


@pytest.mark.parametrize(
    "what",
    [
        "sys.argv = ['app.py', '--help']; runpy.run_path('app.py', run_name='__main__')",
        "startup.installation(Settings())",
    ],
)
def test_nobody_waits_for_bank_holidays_before_a_day_is_asked_about(what: str) -> None:
    probe = (
        "import atexit, runpy, sys; sys.path.insert(0, '.'); import app;"
        "from bot import startup; from bot.settings import Settings;"
        f"atexit.register(lambda: print('holidays' in sys.modules)); {what}"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "False"
