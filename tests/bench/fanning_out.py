"""Fan-out, one transaction from the audience to a row for each person, and the memory of sending.

Each size has a new sending process, which created none of the data, so that its peak memory is its
own.
"""

import time
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from sqlalchemy import update

from storage import tables as t
from storage.store import Store
from storage.unit import Unit
from tests.bench.deliveries import Connector, connector
from tests.bench.figures import Line, at_most, below
from tests.bench.processes import ask, module
from tests.bench.scene import MeasuredInstallation, Roster, asked, roster, sent_to_all
from tests.databases import Cluster

FEW, MANY, MOST = 1_000, 20_000, 200_000
TIMES = 3
MEGABYTE = 1_000_000
LIMITS = {MANY: below(1, "under 1 s"), MOST: below(10, "under 10 s")}
FLAT = at_most(20, "at most 20 MB more")


@dataclass(frozen=True, slots=True)
class Place:
    """A database of its own for a number of people."""

    installation: MeasuredInstallation
    store: Store
    known: Roster
    wave: int

    def fan_out(self, once: str) -> tuple[int, float]:
        """Fan out to everyone; return the dispatch and the seconds until it was on disk."""
        began = time.perf_counter()
        dispatch = self.store.act_now(lambda unit: sent_to_all(unit, self.known, self.wave, once))
        return dispatch, time.perf_counter() - began


def fanning_out(directory: Path, cluster: Cluster | None) -> list[Line]:
    """Return the lines of fan-out on each database, and of memory on SQLite."""
    with ExitStack() as stack:
        to = stack.enter_context(connector())
        few, _ = _on_sqlite(directory, FEW, to)
        _, many = _on_sqlite(directory, MANY, to)
        most, whole = _on_sqlite(directory, MOST, to)
        lines = [_line(MANY, "SQLite", many), _line(MOST, "SQLite", whole)]
        if cluster is not None:
            lines += [
                _line(people, "PostgreSQL", _on_postgresql(directory, cluster, people))
                for people in LIMITS
            ]
    return [*lines, _memory(few, most)]


def _on_sqlite(directory: Path, people: int, to: Connector) -> tuple[float, float]:
    """Return the peak memory (bytes) of a process that sends to so many, and fan-out seconds."""
    home = directory / f"{people}"
    with _place(f"sqlite:///{home / 'people.db'}", home, people, to.url) as place:
        took = median(_let_go(place, f"round {number}") for number in range(TIMES))
        dispatch, _ = place.fan_out("to be sent")
    order = {
        "database": place.installation.url,
        "keys": str(place.installation.keys),
        "dispatch": dispatch,
    }
    return (ask(module("draining"), order)["peak_bytes"] if people != MANY else 0.0), took


def _on_postgresql(directory: Path, cluster: Cluster, people: int) -> float:
    with cluster.empty() as url, _place(url, directory / f"postgresql-{people}", people) as place:
        return median(_let_go(place, f"round {number}") for number in range(TIMES))


@contextmanager
def _place(
    url: str, home: Path, people: int, service_url: str = "http://127.0.0.1:9/"
) -> Generator[Place]:
    home.mkdir()
    installation = MeasuredInstallation.new(url, home)
    store = installation.store()
    try:
        yield Place(installation, store, *store.act_now(_scene(people, service_url)))
    finally:
        store.close()


def _scene(people: int, service_url: str) -> Callable[[Unit], tuple[Roster, int]]:
    def fill(unit: Unit) -> tuple[Roster, int]:
        known = roster(unit, people, service_url)
        return known, asked(unit, known)

    return fill


def _let_go(place: Place, once: str) -> float:
    """Return how long a fan-out takes that no one will send."""
    dispatch, took = place.fan_out(once)
    cancelled = update(t.dispatches).where(t.dispatches.c.id == dispatch).values(state="cancelled")
    place.store.act_now(lambda unit: unit.connection.execute(cancelled))
    return took


def _line(people: int, name: str, took: float) -> Line:
    return Line(
        f"fan-out of {people:,} rows, {name}", f"{took:.2f} s", target=LIMITS[people].verdict(took)
    )


def _memory(few: float, most: float) -> Line:
    words = f"{few / MEGABYTE:,.0f} MB, {most / MEGABYTE:,.0f} MB"
    verdict = FLAT.verdict((most - few) / MEGABYTE)
    return Line(
        f"most memory while sending to {FEW:,} and to {MOST:,}, SQLite", words, target=verdict
    )
