"""The bank holidays of England and Wales from the library `holidays`: by law, and as proclaimed.

A year is looked up once and cached whole, so that no thread ever sees half of one.
"""

from datetime import date
from functools import cache

from holidays import country_holidays


@cache
def _of(year: int) -> frozenset[date]:
    return frozenset(country_holidays("GB", subdiv="ENG", years=year))


def is_bank_holiday(day: date) -> bool:
    """Say whether a day is a bank holiday, or the substitute day of one that falls on a weekend."""
    return day in _of(day.year)
