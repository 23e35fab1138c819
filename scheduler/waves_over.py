"""Keep what waves that are over add to summaries, one at a time.

One that fails is reported and holds up no other. What is kept is in rows; a process remembers only
how long not to try one again.
"""

import asyncio
from dataclasses import dataclass, field

from storage.store import Store
from surveys.sending.backoff import Backoff

RESTS = Backoff(first=600.0, longest=86_400.0, certain=1.0)


@dataclass(frozen=True, slots=True)
class FailedWave:
    """A wave that could not be kept: how often it was tried, and until when it rests."""

    tries: int
    until: float  # event loop time


@dataclass
class WavesOver:
    """The waves that one process keeps; one that failed rests, longer each time."""

    store: Store
    backoff: Backoff = RESTS
    _failed: dict[int, FailedWave] = field(default_factory=dict[int, FailedWave])

    async def keep_next(self) -> bool:
        """Keep a wave; return whether there was one. Raises what went wrong, once it rests."""
        now = asyncio.get_running_loop().time()
        resting = [wave for wave, failed in self._failed.items() if failed.until > now]
        wave = await self.store.read(lambda unit: unit.evidence.next_wave_over(unit.now, resting))
        if wave is None:
            return False
        try:
            await self.store.act(lambda unit: unit.evidence.keep_wave(wave, unit.now))
        except Exception:
            tries = self._failed[wave].tries + 1 if wave in self._failed else 0
            self._failed[wave] = FailedWave(tries, now + self.backoff.wait(tries, chance=0.0))
            raise
        self._failed.pop(wave, None)
        return True
