"""Requests to a tenant are never closer than the rate allows, whatever a process slept through."""

import asyncio

import pytest

from bot.teams.rate_limit import APART, ON_TIME, RateLimit
from tests.stand_ins.activities import TENANT

RATE, STALL_ENDS = 25, 0.5
STEP = APART / RATE


class Stalled:
    """A clock whose sleepers sleep until a stall is over, all of them together."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._asleep: list[tuple[float, asyncio.Event]] = []

    def __call__(self) -> float:
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        alarm = asyncio.Event()
        self._asleep.append((max(STALL_ENDS, self.seconds + seconds), alarm))
        await alarm.wait()

    async def pass_until_nobody_sleeps(self) -> None:
        await asyncio.sleep(0)
        while self._asleep:
            self.seconds = min(wakes for wakes, _ in self._asleep)
            for wakes, alarm in self._asleep:
                if wakes <= self.seconds:
                    alarm.set()
            self._asleep = [(wakes, alarm) for wakes, alarm in self._asleep if wakes > self.seconds]
            await asyncio.sleep(0)


async def test_those_who_slept_through_a_stall_do_not_go_together() -> None:
    time, spoken = Stalled(), list[float]()
    limit = RateLimit(RATE, clock=time, sleep=time.sleep)

    async def speak() -> None:
        await limit.wait_for_slot(TENANT, has_slot=True)
        spoken.append(time())

    async with asyncio.TaskGroup() as tasks:
        for _ in range(4):
            tasks.create_task(speak())
        await time.pass_until_nobody_sleeps()
    then = STALL_ENDS - ON_TIME
    assert spoken == pytest.approx([0, STALL_ENDS, then + STEP, then + 2 * STEP])


async def test_tenants_do_not_wait_for_each_other() -> None:
    time = Stalled()
    limit = RateLimit(RATE, clock=time, sleep=time.sleep)
    for tenant in ("one", "two"):
        await limit.wait_for_slot(tenant, has_slot=True)
    assert time() == 0
