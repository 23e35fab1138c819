"""The cost of sending among five million deliveries: `python -m tests.bench.large`, run once.

Each step is timed in an installation of fifty thousand deliveries and in one of five million; the
ratio of the two is what counts.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import text

from storage.database.engine import is_sqlite
from storage.store import Store
from storage.unit import Unit
from surveys.sending.delivery import State
from surveys.sending.dispatch import Claim, RateSlots, Settled
from tests.bench.__main__ import DURABLE
from tests.bench.figures import Line, table
from tests.bench.posting import UNLIMITED
from tests.bench.scene import MeasuredInstallation, asked, roster, sent_to_all
from tests.bench.taps import TENANT
from tests.databases import postgresql_cluster
from tests.tools import TOOLS

PEOPLE, SENDS = 20_000, 250
FEW_PEOPLE, FEW_SENDS = 2_000, 25
BATCH, TIMES = 16, 50
LEASE = timedelta(seconds=90)

COPIED_DISPATCHES = (
    "INSERT INTO dispatches (id, partnership_id, once, kind, title, rule, content, reply, "
    "wave_id, asked_at, state,"
    " audience, card_shows) WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE "
    "n < :sends)"
    " SELECT d.id + n.n, d.partnership_id, 'copy ' || n.n, d.kind, d.title, d.rule, d.content, "
    "d.reply, d.wave_id,"
    " d.asked_at, 'done', d.audience, 100 FROM dispatches AS d, n WHERE d.id = 1"
)
COPIED_LANES = (
    "INSERT INTO lanes (id, dispatch_id, tenant_id, canary, held)"
    " SELECT 1000 + l.id + 2 * d.id, d.id, l.tenant_id, l.canary, l.held"
    " FROM lanes AS l, dispatches AS d WHERE l.dispatch_id = 1 AND d.id > 1"
)
COPIED_DELIVERIES = (
    "INSERT INTO deliveries (dispatch_id, person_id, lane_id, state, due_at, attempt, "
    "activity_id, changed_at, shows)"
    " SELECT d.id, v.person_id, 1000 + v.lane_id + 2 * d.id, v.state, v.due_at, 1, 'activity', "
    "v.changed_at, 0"
    " FROM dispatches AS d, deliveries AS v WHERE v.dispatch_id = 1 AND d.id > 1"
)


@dataclass(frozen=True, slots=True)
class Large:
    """A store with many sends that are over, and one that waits."""

    store: Store
    waiting: int


def _fill(store: Store, people: int, sends: int) -> Large:
    def fill(unit: Unit) -> int:
        known = roster(unit, people)
        wave = asked(unit, known)
        if not is_sqlite(unit.connection):
            # the copies refer to what is there
            unit.connection.execute(text("SET session_replication_role = replica"))
        for statement in (COPIED_DISPATCHES, COPIED_LANES, COPIED_DELIVERIES):
            facts = {"sends": sends - 1} if ":sends" in statement else {}
            unit.connection.execute(text(statement), facts)
        if not is_sqlite(unit.connection):
            unit.connection.execute(text("SET session_replication_role = DEFAULT"))
            for name in ("dispatches", "lanes"):
                sequence = f"pg_get_serial_sequence('{name}', 'id')"
                counted = f"SELECT setval({sequence}, (SELECT max(id) FROM {name}))"
                unit.connection.execute(text(counted))
            unit.connection.execute(text("ANALYZE"))  # as autovacuum would
        return sent_to_all(unit, known, wave, "waiting")

    waiting = store.act_now(fill)
    store.act_now(lambda unit: unit.lanes.let_go(waiting))
    return Large(store, waiting)


def _steps(large: Large) -> dict[str, Callable[[Unit], object]]:
    """Return what is timed; a claim is settled in the unit after it, as the engine does."""
    held: list[Claim] = []
    slots = RateSlots(UNLIMITED, time.time(), 0.25, TENANT)

    def claim(unit: Unit) -> None:
        held[:] = unit.claims.take("bench", unit.now, BATCH, LEASE, slots)
        assert held

    def settle(unit: Unit) -> None:
        unit.claims.settle(
            "bench", [Settled(one, State.SENT, activity_id="a") for one in held], unit.now
        )

    return {
        f"claim {BATCH}": claim,
        f"settle {BATCH}": settle,
        "look for lost leases": lambda unit: unit.claims.expire(unit.now),
        "wake lanes and finish sends": lambda unit: (unit.lanes.wake(), unit.lanes.finish()),
        "prove one": lambda unit: unit.deliveries.prove(7, wave_id=1),
        "progress cards": lambda unit: unit.progress_cards.watched(),
        "who was not reached, first 20": lambda unit: unit.deliveries.not_reached(
            large.waiting, 20
        ),
    }


def _timed(store: Store, people: int, sends: int) -> dict[str, float]:
    """Return the median of each step in seconds, commit included."""
    large = _fill(store, people, sends)
    steps = _steps(large)
    took: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(TIMES):
        for name, step in steps.items():
            began = time.perf_counter()
            store.act_now(step)
            took[name].append(time.perf_counter() - began)
    return {name: median(found) for name, found in took.items()}


def _lines(name: str, few: dict[str, float], many: dict[str, float]) -> list[Line]:
    return [
        Line(
            f"{step}, {name}",
            f"{took * 1000:.1f} ms",
            f"{few[step] * 1000:.1f} ms",
            f"{few[step] / took:.2f}",
        )
        for step, took in many.items()
    ]


def _measured(name: str, url: str, directory: Path, people: int, sends: int) -> dict[str, float]:
    home = directory / f"{name}-{sends}"
    home.mkdir()
    store = MeasuredInstallation.new(url or f"sqlite:///{home / 'large.db'}", home).store()
    began = time.perf_counter()
    try:
        return _timed(store, people, sends)
    finally:
        store.close()
        print(
            f"{name}: {people * sends:,} deliveries, {time.perf_counter() - began:.0f} s in all",
            flush=True,
        )


def main() -> None:
    """Print the table of steps."""
    sizes: tuple[tuple[int, int], ...] = ((FEW_PEOPLE, FEW_SENDS), (PEOPLE, SENDS))
    with tempfile.TemporaryDirectory(prefix="gt-large-") as name, ExitStack() as stack:
        folder = Path(name)
        lines = _lines("SQLite", *(_measured("SQLite", "", folder, *size) for size in sizes))
        if TOOLS["postgresql"]():
            cluster: Any = stack.enter_context(postgresql_cluster(DURABLE))
            urls = [stack.enter_context(cluster.empty()) for _ in sizes]
            found = [
                _measured("PostgreSQL", url, folder, *size)
                for url, size in zip(urls, sizes, strict=True)
            ]
            lines += _lines("PostgreSQL", *found)
    print(table(lines), file=sys.stdout)


if __name__ == "__main__":
    main()
