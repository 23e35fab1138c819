"""Let failures strike at full size, and keep the figures on the page.

With names (`python -m tests.failures storm posts`) those alone; a row is written as soon as its
failure was survived.
"""

import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from tests.databases import Cluster, postgresql_cluster
from tests.failures import page
from tests.failures.alerts import Alerts, alerts
from tests.failures.flooding import Flooding, flooding
from tests.failures.hanging import Hanging, hanging
from tests.failures.house import Plot
from tests.failures.kills import Kills, kills
from tests.failures.outages import Outage, cut, refused, unnamed
from tests.failures.posts import posts
from tests.failures.processes import nursery
from tests.failures.restarts import Restarts, restarts
from tests.failures.restores import Loss, restores
from tests.failures.slow_connections import Slow, slow_connections
from tests.failures.storm import Storm, storm

DURABLE = {
    "fsync": "on",
    "full_page_writes": "on",
    "listen_addresses": "",
    "max_connections": "100",
}
KILLS = Kills(people=12_000, kills=100, tenants=2)
WORKERS = Kills(people=12_000, kills=1000, tenants=2, together=3, seconds=5)
STORM = Storm(people=600, seconds=20, grace=0.35, to_the_end=True)
HANGING = Hanging(people=1_500, seconds=60, to_the_end=True)
DOWN, GONE = Outage(people=2_000, seconds=600), Outage(people=2_000, seconds=120)
RESTARTS = Restarts(people=6_000, at_once=8, restarts=6, seconds=20)
ALERTS = Alerts(concerns=60, kills=20, restarts=5, seconds=2.5, grace=5.0)
FLOODING = Flooding(answers=900, forged=90, seconds=30)
SLOW = Slow(connections=1_500)
LOSS = Loss(people=12_000, tenants=8)
MESSAGES = 100  # for each way of going wrong

Failure = Callable[[Plot, Cluster | None], str]
ON_SQLITE: dict[str, Failure] = {
    "kills-sqlite": lambda plot, _: kills(plot, KILLS),
    "posts": lambda plot, _: posts(plot, MESSAGES),
    "hanging-sqlite": lambda plot, _: hanging(plot, HANGING),
    "connector-down": lambda plot, _: refused(plot, DOWN),
    "name-unknown": lambda plot, _: unnamed(plot, GONE),
    "tls-cut": lambda plot, _: cut(plot, GONE),
    "alerts-sqlite": lambda plot, _: alerts(plot, None, replace(ALERTS, restarts=0)),
    "flooding": lambda plot, _: flooding(plot, FLOODING),
    "slow-connections": lambda plot, _: slow_connections(plot, SLOW),
    "restore-sqlite": lambda plot, _: restores(plot, _other_file(plot), LOSS),
}
ON_POSTGRESQL: dict[str, Failure] = {
    "kills-postgresql": lambda plot, _: kills(plot, KILLS),
    "three-workers": lambda plot, _: kills(plot, WORKERS),
    "storm": lambda plot, _: storm(plot, STORM),
    "hanging-postgresql": lambda plot, _: hanging(plot, HANGING),
    "postgresql-restarted": lambda plot, cluster: restarts(plot, _own(cluster), RESTARTS),
    "alerts-postgresql": lambda plot, cluster: alerts(plot, _own(cluster), ALERTS),
    "restore-postgresql": lambda plot, cluster: _restored(plot, _own(cluster)),
}
FAILURES = ON_SQLITE | ON_POSTGRESQL


def main(chosen: Sequence[str]) -> int:
    """Run the named failures, or all, for 70 minutes; return 1 if a promise was broken."""
    # what was started is ended on the way out
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    broken = 0
    for name in chosen or FAILURES:
        began = time.perf_counter()
        try:
            figure = _strike(name)
        except AssertionError as problem:
            broken += 1
            print(
                f"{name}: BROKEN after {time.perf_counter() - began:.0f} s: {problem}", flush=True
            )
        else:
            print(f"{name}: {figure} ({time.perf_counter() - began:.0f} s)", flush=True)
            _keep(name, figure)
    return min(broken, 1)


def _strike(name: str) -> str:
    with tempfile.TemporaryDirectory(prefix="gt-failures-") as folder, ExitStack() as stack:
        cluster = (
            stack.enter_context(postgresql_cluster(DURABLE)) if name in ON_POSTGRESQL else None
        )
        file = f"sqlite:///{Path(folder) / 'golden-thread.db'}"
        url = file if cluster is None else stack.enter_context(cluster.empty())
        starts = stack.enter_context(nursery())
        return FAILURES[name](Plot(Path(folder), url, starts), cluster)


def _keep(name: str, figure: str) -> None:
    measured = f"{datetime.now(UTC):%d %B %Y}, load {os.getloadavg()[0]:.0f} on {os.cpu_count()}"
    found = page.rows() | {name: (figure, measured)}
    page.write({name: found[name] for name in FAILURES if name in found})


def _other_file(plot: Plot) -> str:
    return f"sqlite:///{plot.folder / 'elsewhere.db'}"


def _restored(plot: Plot, cluster: Cluster) -> str:
    with cluster.empty() as elsewhere:
        return restores(plot, elsewhere, LOSS)


def _own(cluster: Cluster | None) -> Cluster:
    assert cluster is not None
    return cluster


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
