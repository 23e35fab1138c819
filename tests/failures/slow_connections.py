"""Many connections send a head or a body one byte at a time, while others use the program.

Each is let go within its limit, and the others are answered meanwhile. The program begins with the
limit of open files that service managers give, and raises it itself.
"""

import asyncio
import resource
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.failures.drips import FORM, HEAD, TEAMS, Drip, Kind, drips
from tests.failures.families import Family, a_browser
from tests.failures.house import Plot, house
from tests.failures.processes import Nursery, connector
from tests.failures.scene import a_public_form

USUAL = 1024  # open files that a service manager allows a program at its start
QUICK = 1.0
ROOM = 2.0  # seconds that a busy machine may take to let go of all of them
OWN = 200  # files that the test itself has open
AT_A_TIME, BETWEEN = 50, 0.05


@dataclass(frozen=True, slots=True)
class Slow:
    """The size: half of the connections are slow in the head, the rest in one of these bodies."""

    connections: int
    bodies: Sequence[Kind] = (FORM, TEAMS)


def slow_connections(plot: Plot, size: Slow) -> str:
    """Open them all; return the figures."""
    many = min(size.connections, _allowed() - OWN)
    kinds = [HEAD if n % 2 else size.bodies[n // 2 % len(size.bodies)] for n in range(many)]
    with connector(plot.folder) as line, house(plot, line, 1) as home:
        home.arrange(lambda unit: a_public_form(unit, home.known))
        with _usual_limit(plot.nursery):
            address = home.serve()
            home.all_started()
        held, others = asyncio.run(_held(address, kinds))
        assert home.running[0].alive, home.plight()
    failed = others.failed()
    assert not failed, f"{len(failed)} calls were not answered well: {failed[:3]}"
    stuck = [one.kind.name for one in held.drips if one.seconds is None]
    assert not stuck, f"{len(stuck)} were never let go: {stuck[:3]}"
    return _figure(held, others)


@dataclass(slots=True)
class _Held:
    """How many are open now, how many were at most, and what came of each."""

    drips: Sequence[Drip] = ()
    now: int = 0
    most: int = 0

    async def open(self, port: int, kinds: Sequence[Kind]) -> None:
        """Open them a few at a time, and wait until all are let go."""
        self.drips = await asyncio.gather(
            *(self._one(port, kind, place) for place, kind in enumerate(kinds))
        )

    async def _one(self, port: int, kind: Kind, place: int) -> Drip:
        await asyncio.sleep(place // AT_A_TIME * BETWEEN)
        drip = await drips(port, kind, self._opened)
        self.now -= 1
        return drip

    def _opened(self) -> None:
        self.now += 1
        self.most = max(self.most, self.now)


async def _held(address: str, kinds: Sequence[Kind]) -> tuple[_Held, Family]:
    held = _Held()
    async with a_browser() as session:
        family = Family(session, address)
        opening = asyncio.create_task(held.open(urlsplit(address).port or 0, kinds))
        while not opening.done():
            await family.stays(1.0)
        await opening
    return held, family


def _allowed() -> int:
    """Raise what this process may have open as far as it may be; return it."""
    _, highest = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (highest, highest))
    return highest


@contextmanager
def _usual_limit(nursery: Nursery) -> Generator[None]:
    """Have what the nursery starts begin with the usual limit."""
    before = resource.prlimit(nursery.orders.pid, resource.RLIMIT_NOFILE)
    usual = (min(USUAL, before[0]), before[1])
    resource.prlimit(nursery.orders.pid, resource.RLIMIT_NOFILE, usual)
    try:
        yield
    finally:
        resource.prlimit(nursery.orders.pid, resource.RLIMIT_NOFILE, before)


def _figure(held: _Held, others: Family) -> str:
    slowest = {
        kind: max(one.seconds or 0.0 for one in held.drips if one.kind == kind)
        for kind in dict.fromkeys(one.kind for one in held.drips)
    }
    kept = all(seconds < kind.within + ROOM for kind, seconds in slowest.items())
    limits = ", ".join(
        f"{kind.name} {seconds:.1f} s (limit {kind.within:.0f} s)"
        for kind, seconds in slowest.items()
    )
    most = others.slowest(0.95)
    return (
        f"{len(held.drips):,} connections, {held.most:,} at once, a byte a second: the last let go "
        f"after: {limits}: {'met' if kept else 'missed'}; meanwhile {len(others.calls):,} calls of "
        f"others: p50 {others.slowest(0.5) * 1000:.0f} ms, p95 {most * 1000:.0f} ms (under "
        f"{QUICK:.0f} s: {'met' if most < QUICK else 'missed'}), slowest "
        f"{others.slowest(1.0) * 1000:.0f} ms"
    )
