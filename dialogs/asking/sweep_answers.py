"""The daily sweep, as the clock does it: answers are kept apart from names within a day.

It is due once each day of London, whichever process finds it so; the trail counts the responses of
each wave, because no single answer of someone who is not named is in it.
"""

from collections.abc import Sequence
from datetime import datetime

from dialogs.turn import Installation
from storage.asking.sweep import SWEPT, PreparedSweep
from storage.store import Store
from storage.trust.heartbeats import DELETED, NAMES_TAKEN
from storage.unit import Unit
from surveys.london import LONDON

LOG_EMPTIED, NAMES_GONE = "log emptied", "names gone"


def is_due(unit: Unit) -> bool:
    """Say whether nothing has been swept today."""
    last = unit.heartbeats.last(SWEPT)
    return last is None or _day(last) < _day(unit.now)


def plan(unit: Unit) -> list[Sequence[str]]:
    """Return what goes today, in parts, each of which has a unit of work of its own."""
    return unit.sweep.parts(unit.now.date())


def prepare(unit: Unit, installation: Installation, part: Sequence[str]) -> PreparedSweep:
    """Make a part ready; this takes the time, and holds up nobody."""
    return unit.sweep.prepared(part, installation.minimum_group)


def sweep(unit: Unit, prepared: PreparedSweep, *, is_last: bool) -> int:
    """Move a part, unless another process has swept; return how many responses were new."""
    if not is_due(unit):
        return 0
    moved = unit.sweep.move(prepared, is_last=is_last)
    for wave_id, responses in sorted(moved.items()):
        place = prepared.waves[wave_id].partnership_id
        unit.record(place, "clock", "answers swept", f"wave:{wave_id} responses:{responses}")
    if is_last:
        unit.spent_tickets.forget()
        unit.heartbeats.beat(SWEPT, unit.now)
    return moved.total()


def leaves_traces(unit: Unit) -> bool:
    """Say whether the database's log may still hold what was swept or deleted since."""
    return _is_older(unit, LOG_EMPTIED, SWEPT, DELETED)


def leaves_names(unit: Unit) -> bool:
    """Say whether the database's files may still hold names that were taken out since."""
    return _is_older(unit, NAMES_GONE, NAMES_TAKEN)


def traces_gone(unit: Unit) -> None:
    """Keep that the log has been emptied since."""
    unit.heartbeats.beat(LOG_EMPTIED, unit.now)


def names_gone(unit: Unit) -> None:
    """Keep that the files hold no name any more that was taken out before."""
    unit.heartbeats.beat(NAMES_GONE, unit.now)


async def leave_no_names(store: Store) -> bool:
    """Empty the database's files of names that were taken out; return whether it was done."""
    if not await store.read(leaves_names) or not await store.leave_no_traces():
        return False
    await store.act(names_gone)
    return True


def _is_older(unit: Unit, done: str, *marks: str) -> bool:
    """Say whether something was last done before one of these heartbeats."""
    since = [last for mark in marks if (last := unit.heartbeats.last(mark))]
    last = unit.heartbeats.last(done)
    return bool(since) and (last is None or last < max(since))


def _day(moment: datetime) -> str:
    return moment.astimezone(LONDON).date().isoformat()
