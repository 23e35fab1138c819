"""One installation under a failure: its database, processes, connector, and what it delivered."""

from collections import Counter
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from sqlalchemy import func, select, update

from storage import tables as t
from storage.store import Store
from storage.unit import Unit
from surveys.sending.delivery import State
from tests.bench.scene import MeasuredInstallation
from tests.failures.people import tenant
from tests.failures.planted import is_not_planted
from tests.failures.processes import Line, Nursery, Running, until
from tests.failures.scene import Roster, roster
from tests.ports import free_port
from tests.stand_ins.activities import CLIENT_ID

T = TypeVar("T")
FASTEST = 50  # messages a second and tenant: the most that GT_SEND_RATE takes
LONGEST_STILL = 240.0  # seconds: twice the longest pause that a tenant may be given
UNDER_WAY = (State.PENDING, State.SENDING)


@dataclass(frozen=True, slots=True)
class Fate:
    """What one row says became of a message; `attempt` is how often someone took it on."""

    chat: str
    state: State
    reason: str | None
    attempt: int


@dataclass(slots=True)
class House:
    """Everything that a failure strikes."""

    folder: Path
    installation: MeasuredInstallation
    store: Store
    line: Line
    nursery: Nursery
    known: Roster
    environment: dict[str, str]
    running: list[Running] = field(default_factory=list[Running])

    def start(self, *words: str) -> Running:
        """Start one more process: a worker unless other words are given."""
        started = self.nursery.start(list(words) or ["worker"], self.environment, self.folder)
        self.running.append(started)
        return started

    def serve(self) -> str:
        """Start a process with doors; return its address, which need not answer yet."""
        port = free_port()
        self.start("serve", "--port", str(port))
        return f"http://127.0.0.1:{port}"

    def kill(self, which: Running | None = None) -> None:
        """Kill one process, the oldest unless another is named."""
        victim = which or self.running[0]
        victim.kill()
        self.running.remove(victim)

    def arrange(self, act: Callable[[Unit], T]) -> T:
        """Write to the database from here."""
        return self.store.act_now(act)

    def look(self, read: Callable[[Unit], T]) -> T:
        """Read the database from here."""
        return self.store.look(read)

    def counts(self) -> Counter[State]:
        """Return how many messages are in each state, over all dispatches but the canary's."""
        query = (
            select(t.deliveries.c.state, func.count())
            .join(t.dispatches, t.dispatches.c.id == t.deliveries.c.dispatch_id)
            .where(is_not_planted(t.dispatches.c))
            .group_by(t.deliveries.c.state)
        )
        return self.look(
            lambda unit: Counter({State(state): n for state, n in unit.connection.execute(query)})
        )

    def audience(self) -> int:
        """Return how many people all dispatches were fanned out to, as it was frozen."""
        return self.look(
            lambda unit: unit.connection.scalars(select(func.sum(t.dispatches.c.audience))).one()
        )

    def fates(self) -> list[Fate]:
        """Return what became of every message."""
        d = t.deliveries.c
        query = (
            select(t.chats.c.conversation_id, d.state, d.reason, d.attempt)
            .join(t.people, t.people.c.id == d.person_id)
            .join(t.chats, t.IS_THEIR_CHAT)
        )
        return self.look(
            lambda unit: [
                Fate(r[0], State(r[1]), r[2], r[3]) for r in unit.connection.execute(query)
            ]
        )

    def run_out_leases(self) -> None:
        """Move the leases of whoever was killed back, so that no one has to wait for their end."""
        over = update(t.deliveries).where(t.deliveries.c.state == State.SENDING)
        self.arrange(
            lambda unit: unit.connection.execute(
                over.values(lease_until=unit.now - timedelta(seconds=1))
            )
        )

    def move_chats(self, service_url: str) -> None:
        """Have everyone's chat at another address, as a word from each of them would."""
        moved = update(t.chats).values(service_url=service_url)
        self.arrange(lambda unit: unit.connection.execute(moved))

    def taken_on(self) -> int:
        """Return how many messages someone has had in hand since they were queued."""
        query = select(func.count()).where(t.deliveries.c.changed_at > t.dispatches.c.asked_at)
        query = query.join_from(
            t.deliveries, t.dispatches, t.dispatches.c.id == t.deliveries.c.dispatch_id
        )
        return self.look(lambda unit: unit.connection.scalars(query).one())

    def settle(self, *states: State) -> None:
        """Wait until no delivery is in these states; fail only if there is no progress."""
        while left := self._still(*states):
            until(
                lambda left=left: self._still(*states) < left,
                "some are settled",
                self.plight,
                LONGEST_STILL,
            )

    def _still(self, *states: State) -> int:
        counts = self.counts()
        return sum(counts[state] for state in states or UNDER_WAY)

    def all_started(self) -> None:
        """Wait until every process says that it runs."""
        until(
            lambda: all("is running" in one.words() for one in self.running),
            "all have started",
            self.plight,
        )

    def plight(self) -> str:
        """Return the state of deliveries and the last output of the processes, to find a cause."""
        said = [one.words()[-500:] for one in self.running]
        return "\n".join([str(self.counts()), *said])


@dataclass(frozen=True, slots=True)
class Plot:
    """Where a house is built: a folder, an empty database, who starts processes."""

    folder: Path
    url: str
    nursery: Nursery

    @property
    def is_sqlite(self) -> bool:
        """Say whether only one process may run at a time."""
        return self.url.startswith("sqlite")


@contextmanager
def house(
    plot: Plot,
    line: Line,
    people: int,
    tenants: int = 1,
    settings: Mapping[str, str] | None = None,
    to: str = "",
) -> Generator[House]:
    """Yield an installation with so many people, whose chats are at the connector, or at `to`."""
    installation = MeasuredInstallation.new(plot.url, plot.folder)
    store = installation.store()
    try:
        known = store.act_now(lambda unit: roster(unit, people, tenants, to or line.service_url))
        environment = {**installation.environment, **_settings(tenants), **(settings or {})}
        built = House(plot.folder, installation, store, line, plot.nursery, known, environment)
        try:
            yield built
        finally:
            for one in built.running:
                if one.alive:
                    one.kill()
    finally:
        store.close()


def _settings(tenants: int) -> dict[str, str]:
    return {
        "CLIENT_ID": CLIENT_ID,
        "GT_MODE": "local",
        "GT_ALLOWED_TENANTS": ",".join(tenant(place) for place in range(tenants)),
        "GT_SEND_RATE": str(FASTEST),
        "GT_WATCH_MINUTES": "0",  # a message more would be counted
        "GT_TICK_SECONDS": "0.5",  # every round of every tick costs what a busy machine has not got
        "GT_QUIET_HOURS": "",
        "GT_QUIET_DAYS": "",
    }
