"""One address sends hundreds of forms, good ones and forged ones, while others use the program.

Each that was acknowledged is kept once, what tells of harm is a concern at once, the source decides
nothing until a lead has looked, and another family is answered as ever.
"""

import asyncio
import time
from dataclasses import dataclass

from sqlalchemy import select

from bot.web.bursts import MOST_AT_ONCE
from dialogs.asking.receipts import key_by_once
from storage import tables as t
from storage.asking.sweep import SWEPT
from storage.unit import Unit
from tests.bench.provider import provider
from tests.failures.families import Family, a_browser
from tests.failures.house import House, Plot, house
from tests.failures.leads import Leads
from tests.failures.link_checks import at_once_until_a_lead_looks
from tests.failures.planted import is_not_planted
from tests.failures.processes import connector, until
from tests.failures.scene import LINK, a_public_form, an_outcome, everybody_leads
from tests.stand_ins.activities import CLIENT_ID

FLOOD, FAMILY = "203.0.113.7", "198.51.100.9"
LEADS, EVERY = 3, 100
HARM = "He hits me every night and I am scared to go home, I am number {}."
NOT_TAKEN = ("not saved yet",)
QUICK = 1.0
STAYS = 4.0  # seconds between two forms of the other family


@dataclass(frozen=True, slots=True)
class Flooding:
    """The size: good and forged forms begun over so many seconds; one in a hundred tells of harm.

    Whose form is forged made its `once` for themselves.
    """

    answers: int
    forged: int
    seconds: float
    every: int = EVERY

    @property
    def concerns(self) -> int:
        """Return how many forms tell of harm."""
        return -(-self.answers // self.every) + -(-self.forged // self.every)


@dataclass(slots=True)
class Flood:
    """Who floods, who else is there, and how long it took until all was answered."""

    by: Family
    other: Family
    lasted: float = 0.0

    async def sends(self, size: Flooding) -> None:
        """Send all the forms, while the others go on as ever."""
        began = time.monotonic()
        sending = asyncio.create_task(self._all(size))
        while not sending.done():
            await self.other.stays(STAYS)
        self.lasted = await sending - began

    async def _all(self, size: Flooding) -> float:
        """Send all; return when the last was answered."""
        good = (self._good(number, size) for number in range(size.answers))
        forged = (self._forged(number, size) for number in range(size.forged))
        await asyncio.gather(*good, *forged)
        return time.monotonic()

    async def _good(self, number: int, size: Flooding) -> None:
        await asyncio.sleep(size.seconds * number / size.answers)
        await self.by.answers(**_fields(f"{number}", harm=number % size.every == 0))

    async def _forged(self, number: int, size: Flooding) -> None:
        await asyncio.sleep(size.seconds * number / size.forged)
        fields = _fields(f"{number} of those", harm=number % size.every == 0)
        await self.by.sends(f"{number:072x}", fields, NOT_TAKEN)


def _fields(mark: str, *, harm: bool) -> dict[str, str]:
    """Return the answers of one form: as of any family, or of one that tells of harm."""
    if harm:
        return {"respect": "never", "concern": "now", "say": HARM.format(mark)}
    return {"respect": "always", "included": "always"}


def flooding(plot: Plot, size: Flooding) -> str:
    """Flood one link; return the figures."""
    with provider(CLIENT_ID) as signer, connector(plot.folder) as line:
        settings = {"GT_OPENID_METADATA_URL": signer.metadata_url, "GT_PROXIES": "127.0.0.1"}
        with house(plot, line, LEADS, 1, settings) as home:
            home.arrange(lambda unit: everybody_leads(unit, home.known))
            home.arrange(lambda unit: an_outcome(unit, home.known))
            home.arrange(lambda unit: a_public_form(unit, home.known))
            address = home.serve()
            until(lambda: home.look(_has_swept), "what goes today has been swept", home.plight)
            leads = Leads(line, lambda: address, signer.token(serviceurl=line.service_url))
            with leads.taking_on():
                flood = asyncio.run(_flooded(address, size))
                until(
                    lambda: len(leads.taken) == size.concerns,
                    f"leads have all of {size.concerns} concerns",
                    lambda: f"{len(leads.taken)}; {home.plight()}",
                )
            home.kill()
            slowest = _all_is_kept(home, flood, size)
            at_once = at_once_until_a_lead_looks(home)
    assert size.answers - MOST_AT_ONCE <= at_once <= size.answers, at_once
    return _figure(size, flood, leads, slowest, at_once)


async def _flooded(address: str, size: Flooding) -> Flood:
    async with a_browser() as session:
        flood = Flood(Family(session, address, FLOOD), Family(session, address, FAMILY))
        await flood.sends(size)
        return flood


def _all_is_kept(home: House, flood: Flood, size: Flooding) -> float:
    """Fail if anything was lost or kept twice; return the longest that a concern took."""
    failed = [*flood.by.failed(), *flood.other.failed()]
    assert not failed, f"{len(failed)} calls were not answered well: {failed[:3]}"
    assert len(flood.by.kept) == size.answers
    acknowledged = [*flood.by.kept, *flood.other.kept]
    kept = home.look(_kept)
    keys = home.look(lambda unit: [_key(unit, once) for once in acknowledged])
    assert sorted(kept) == sorted(keys), f"{len(kept)} kept of {len(keys)} acknowledged"
    raised = home.look(lambda unit: list(unit.connection.scalars(_RAISED)))
    assert len(raised) == size.concerns, f"{len(raised)} of {size.concerns} concerns"
    times = zip(sorted(flood.by.told), raised, strict=True)
    return max(at.timestamp() - told for told, at in times)


def _has_swept(unit: Unit) -> bool:
    return unit.heartbeats.last(SWEPT) is not None


_C = t.concerns.c
_RAISED = select(_C.raised_at).where(is_not_planted(_C)).order_by(_C.raised_at)


def _kept(unit: Unit) -> list[str]:
    return [one.key for _, _, one in unit.sweep.waiting()]


def _key(unit: Unit, once: str) -> str:
    return key_by_once(unit.keyring, LINK, once)


def _figure(size: Flooding, flood: Flood, leads: Leads, slowest: float, at_once: int) -> str:
    taps = [call.seconds for call in leads.calls]
    most = flood.other.slowest(0.95)
    verdict = "met" if most < QUICK else "missed"
    return (
        f"{size.answers:,} good forms and {size.forged:,} forged from one address in "
        f"{flood.lasted:.0f} s: {len(flood.by.kept):,} acknowledged and kept once, {at_once:,} of "
        f"them named as at once and deciding nothing until a lead looked; {size.concerns} "
        f"concerns, the slowest {slowest:.1f} s after its form; another family's "
        f"{len(flood.other.calls):,} calls p95 {most * 1000:.0f} ms (under {QUICK:.0f} s: "
        f"{verdict}), a lead's taps at most {max(taps) * 1000:.0f} ms"
    )
