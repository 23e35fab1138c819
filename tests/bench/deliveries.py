"""Deliveries with every state kept, on both databases, and a bare session with the same bytes."""

import json
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.figures import Line, at_least, at_most, middle_ratio
from tests.bench.processes import answering, ask, module, running
from tests.databases import Cluster
from tests.ports import free_port

PEOPLE, ROUNDS = 20_000, 3
LEAST = at_least(0.6, "at least 0.60")
LEAN = at_most(0.0006, "at most 0.60 ms each")


@dataclass(frozen=True, slots=True)
class Connector:
    """The connector in its own process."""

    port: int

    @property
    def url(self) -> str:
        """Its address, as activities name it."""
        return f"http://127.0.0.1:{self.port}/"

    def arrivals(self) -> list[float]:
        """Return the seconds at which messages have come since this was last asked."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", "/arrivals")
        came = json.loads(connection.getresponse().read())
        connection.close()
        return came


@contextmanager
def connector() -> Generator[Connector]:
    """Give a running connector."""
    port = free_port()
    with running((*module("connector"), str(port))) as process:
        answering(process, port, "/")
        yield Connector(port)


def deliveries(directory: Path, cluster: Cluster | None) -> list[Line]:
    """Return a line for each database."""
    with ExitStack() as stack:
        to = stack.enter_context(connector())
        lines = [_measured("SQLite", f"sqlite:///{directory / 'sending.db'}", directory, to)]
        if cluster is not None:
            lines.append(
                _measured("PostgreSQL", stack.enter_context(cluster.empty()), directory, to)
            )
    return lines


def _measured(name: str, database: str, directory: Path, to: Connector) -> Line:
    order = {
        "database": database,
        "directory": str(directory),
        "service_url": to.url,
        "people": PEOPLE,
        "rounds": ROUNDS,
    }
    figures = ask(module("sending"), order)
    ratio = middle_ratio(_all(figures["ours"], "rate"), _all(figures["bare"], "rate"))
    each = median(_all(figures["ours"], "each"))
    return Line(
        f"deliveries, {PEOPLE:,} people, every state kept, {name}",
        _words(figures["ours"]),
        f"bare aiohttp session, the same bytes: {_words(figures['bare'])}",
        f"{ratio:.2f}",
        f"{LEAST.verdict(ratio)}; {LEAN.verdict(each)}",
    )


def _all(figures: list[dict[str, Any]], name: str) -> list[float]:
    return [figure[name] for figure in figures]


def _words(figures: list[dict[str, Any]]) -> str:
    rate, each = median(_all(figures, "rate")), median(_all(figures, "each"))
    return f"{rate:,.0f}/s, {each * 1000:.2f} ms of processor time each"
