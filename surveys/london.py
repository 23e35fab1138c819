"""The time zone in which rules are read: moments are kept in UTC, and days and hours are London's."""

from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
