"""When each wave of an event opens, reminds and closes.

Days, weeks and months are counted on the clock on the wall in London, hours as they pass; what
comes out is UTC.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from surveys.asking.instrument import Instrument, WaveKind
from surveys.london import LONDON


@dataclass(frozen=True, slots=True)
class After:
    """A distance in time: months and days on the wall, then hours that pass."""

    months: int = 0
    days: int = 0
    hours: int = 0

    def from_(self, moment: datetime) -> datetime:
        """The moment this long after an aware `moment`, in UTC."""
        wall = _later_month(moment.astimezone(LONDON), self.months) + timedelta(days=self.days)
        return wall.astimezone(UTC) + timedelta(hours=self.hours)


@dataclass(frozen=True, slots=True)
class Window:
    """How long after the event's end a wave opens; how long after that it reminds and closes."""

    opens: After
    reminds: After
    closes: After


_TWO_DAYS = (After(hours=24), After(hours=48))
_TWO_WEEKS = (After(days=7), After(days=14))
_THREE_WEEKS = (After(days=10), After(days=21))

WINDOWS: Mapping[WaveKind, Window] = MappingProxyType(
    {
        WaveKind.POST_EVENT: Window(After(), *_TWO_DAYS),
        WaveKind.FOLLOW_UP_6_WEEKS: Window(After(days=42), *_TWO_WEEKS),
        WaveKind.FOLLOW_UP_3_MONTHS: Window(After(months=3), *_THREE_WEEKS),
        WaveKind.FOLLOW_UP_6_MONTHS: Window(After(months=6), *_THREE_WEEKS),
        WaveKind.ON_DEMAND: Window(After(), *_TWO_WEEKS),
    }
)


@dataclass(frozen=True, slots=True)
class PlannedWave:
    """One instrument to be put to one audience: times in UTC, one reminder halfway."""

    instrument_code: str
    opens_at: datetime
    closes_at: datetime
    remind_at: datetime


def plan_waves(ends_at: datetime, instruments: Iterable[Instrument]) -> tuple[PlannedWave, ...]:
    """The waves after an event that ends at `ends_at` (aware), earliest first, none on demand."""
    timed = (i for i in instruments if i.wave is not WaveKind.ON_DEMAND)
    planned = (_wave(i, WINDOWS[i.wave].opens.from_(_aware(ends_at))) for i in timed)
    return tuple(sorted(planned, key=lambda wave: (wave.opens_at, wave.instrument_code)))


def follow_up_due(
    ends_at: datetime, now: datetime, instruments: Iterable[Instrument]
) -> Instrument | None:
    """The last follow-up whose time has come since an event, or the first to come; both aware.

    None before the event is over, and where nothing follows up.
    """
    later = [i for i in instruments if WINDOWS[i.wave].opens != After()]
    in_order = sorted(later, key=lambda i: WINDOWS[i.wave].opens.from_(_aware(ends_at)))
    if ends_at > now or not in_order:
        return None
    due = [i for i in in_order if WINDOWS[i.wave].opens.from_(ends_at) <= now]
    return due[-1] if due else in_order[0]


def wave_on_demand(instrument: Instrument, opens_at: datetime) -> PlannedWave:
    """The wave that a lead opens at `opens_at` (aware), as long as its kind always lasts."""
    return _wave(instrument, _aware(opens_at).astimezone(UTC))


def _wave(instrument: Instrument, opens_at: datetime) -> PlannedWave:
    window = WINDOWS[instrument.wave]
    return PlannedWave(
        instrument.code, opens_at, window.closes.from_(opens_at), window.reminds.from_(opens_at)
    )


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a wave is planned from a time with its offset")
    return moment


def _later_month(day: datetime, months: int) -> datetime:
    """The same day and time `months` later, or the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return day.replace(year=year, month=month + 1, day=min(day.day, last), fold=0)
