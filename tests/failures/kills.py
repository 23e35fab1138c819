"""The program is killed many times during a send, while the connector fails some messages."""

import random
import time
from dataclasses import dataclass

from surveys.sending.delivery import CANARY, State
from tests.failures.account import everybody_accounted_for
from tests.failures.house import House, Plot, house
from tests.failures.processes import connector, until
from tests.failures.scene import briefed

FAILING = {
    "shares": {"accepted-503": 0.015, "accepted-drop": 0.01, "429": 0.03},
    "spared": 2 * CANARY,
}


@dataclass(frozen=True, slots=True)
class Kills:
    """How large: `tenants` share the people, because each has a rate of its own.

    A kill comes after a number of messages that is drawn, or every `seconds` where they are given.
    `together` is how many processes run at once.
    """

    people: int
    kills: int
    tenants: int
    together: int = 1
    seconds: float = 0.0
    seed: int = 20261123


def kills(plot: Plot, size: Kills) -> str:
    """Send to everyone through all the kills; return the figures."""
    chance = random.Random(size.seed)
    with (
        connector(plot.folder, seed=size.seed) as line,
        house(plot, line, size.people, size.tenants) as home,
    ):
        line.treat(FAILING)
        home.arrange(lambda unit: briefed(unit, home.known))
        for _ in range(size.together):
            _start(plot, home)
        until(lambda: line.count() > CANARY * 2, "the canary has gone", home.plight)
        killed = 0
        while killed < size.kills and _sending(home):
            _wait(home, size, chance)
            home.kill()
            killed += 1
            everybody_accounted_for(home, size.people)
            _start(plot, home)
        _see_it_out(plot, home, size)
        account = everybody_accounted_for(home, size.people)
    assert killed >= size.kills or size.seconds, (
        f"all was taken on after {killed} kills: {account.in_words()}"
    )
    return (
        f"{size.people:,} people, {killed} kills, {account.posts:,} messages: {account.in_words()}"
    )


def _start(plot: Plot, home: House) -> None:
    if plot.is_sqlite:
        home.serve()
    else:
        home.start()


def _sending(home: House) -> bool:
    return home.counts()[State.PENDING] > 0


def _wait(home: House, size: Kills, chance: random.Random) -> None:
    """Wait until it is time for the next kill: in the middle of something."""
    if size.seconds:
        time.sleep(size.seconds)
        return
    # what was under way at a kill is never sent again
    most = max(2, size.people // size.kills // 2)
    due = home.line.count() + chance.randint(1, most)
    until(
        lambda: home.line.count() >= due or not _sending(home), f"message {due} comes", home.plight
    )


def _see_it_out(plot: Plot, home: House, size: Kills) -> None:
    """Kill everything once more, let the leases run out, and have one process finish."""
    while home.running:
        home.kill()
    home.run_out_leases()
    _start(plot, home)
    home.settle()
