"""A clock that stands still until a test moves it."""

from datetime import UTC, datetime, timedelta

from surveys.sending.dispatch import RateSlots

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)  # a Wednesday, well inside working hours
# as many messages as anyone likes
UNLIMITED = RateSlots(rate=1e9, at=0.0, ahead=1.0, default_tenant="")


class SettableClock:
    """The time in UTC, set by a test: `clock()` returns it, `clock.forward(hours=2)` moves it."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def set(self, now: datetime) -> None:
        """Make it this moment."""
        if now.tzinfo is None:
            msg = "a moment needs its zone"
            raise ValueError(msg)
        self.now = now

    def forward(self, **distance: float) -> datetime:
        """Move on by weeks, days, hours, minutes or seconds; returns the new moment."""
        self.now += timedelta(**distance)
        return self.now
