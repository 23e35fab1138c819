"""The send rate: requests that reach the connector in any second, from one worker and from three.

Each worker is the unchanged program in a process of its own; the connector says when a request
came.
"""

import time
from bisect import bisect_left
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from surveys.sending.delivery import CANARY
from tests.bench.deliveries import Connector, connector
from tests.bench.figures import Line, at_most, over
from tests.bench.processes import APP, ServerEnded, running
from tests.bench.scene import NO_QUIET, MeasuredInstallation, waiting_for
from tests.databases import Cluster

RATE, SECONDS = 25, 30.0
PEOPLE = 1_000  # more than can be sent meanwhile
STARTS_WITHIN = 60.0
NEVER_MORE = at_most(RATE, f"at most {RATE} in a second")
NO_SLOWER = over(24, "more than 24/s")


def rate_limit(directory: Path, cluster: Cluster | None) -> list[Line]:
    """Return a line for one worker on SQLite, and one for three on PostgreSQL."""
    lines = [
        _line("one worker, SQLite", _came(f"sqlite:///{directory / 'rate-limit.db'}", directory, 1))
    ]
    if cluster is not None:
        with cluster.empty() as url:
            lines.append(_line("three workers, PostgreSQL", _came(url, directory, 3)))
    return lines


def _came(url: str, directory: Path, workers: int) -> list[float]:
    """Return when requests came, from the first after the canary on, for as long as is measured."""
    with ExitStack() as stack:
        to = stack.enter_context(connector())
        installation = MeasuredInstallation.new(url, directory)
        store = installation.store()
        store.act_now(waiting_for(PEOPLE, to.url))
        store.close()
        environment = {**installation.environment, **NO_QUIET, "GT_SEND_RATE": str(RATE)}
        processes = [
            stack.enter_context(running((*APP, "worker"), environment)) for _ in range(workers)
        ]
        came = _after_canary(to)
        time.sleep(SECONDS)
        if ended := [process.args for process in processes if process.poll() is not None]:
            raise ServerEnded(f"{ended[0]} ended")
        came += to.arrivals()
    return [moment for moment in came if moment <= came[0] + SECONDS]


def _after_canary(to: Connector) -> list[float]:
    came: list[float] = []
    ends = time.perf_counter() + STARTS_WITHIN
    while len(came) <= CANARY:
        if time.perf_counter() > ends:
            msg = f"only {len(came)} messages within {STARTS_WITHIN:.0f} s"
            raise RuntimeError(msg)
        time.sleep(0.1)
        came += to.arrivals()
    return came[CANARY:]


def _line(who: str, came: Sequence[float]) -> Line:
    most, mean = most_in_a_second(came), (len(came) - 1) / (came[-1] - came[0])
    return Line(
        f"limit of {RATE}/s over {SECONDS:.0f} s, {who}",
        f"at most {most} in any second, {mean:.1f}/s on average",
        target=f"{NEVER_MORE.verdict(most)}; {NO_SLOWER.verdict(mean)}",
    )


def most_in_a_second(came: Sequence[float]) -> int:
    """Return the largest number of these sorted moments within any one second."""
    return max(bisect_left(came, began + 1.0) - place for place, began in enumerate(came))
