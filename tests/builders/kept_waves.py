"""Keep what waves that are over add to summaries, one transaction each, as the clock does."""

from datetime import datetime

from storage.store import Store
from storage.unit import Unit


def keep_waves(store: Store, now: datetime | None = None) -> int:
    """Keep all that are over by `now`, or by the store's own time; return how many there were."""

    def keep_next(unit: Unit) -> bool:
        at = now or unit.now
        wave = unit.evidence.next_wave_over(at)
        if wave is not None:
            unit.evidence.keep_wave(wave, at)
        return wave is not None

    kept = 0
    while store.act_now(keep_next):
        kept += 1
    return kept
