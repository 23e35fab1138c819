"""Keep what waves that are over add to summaries, one transaction each, as the clock does."""

from datetime import datetime

from storage.store import Store
from storage.unit import Unit


def keep_waves(store: Store, now: datetime | None = None) -> int:
    """Keep all that are over by `now`, or by the store's own time; return how many there were."""
    kept = 0
    while store.act_now(lambda unit: keep_next_wave(unit, now or unit.now)):
        kept += 1
    return kept


def keep_next_wave(unit: Unit, now: datetime) -> bool:
    """Keep one that is over by `now`; return whether there was one."""
    wave = unit.evidence.next_wave_over(now)
    if wave is not None:
        unit.evidence.keep_wave(wave, now)
    return wave is not None
