"""Measure everything, print the table, and put it into `docs/performance.md`.

With names of parts (`python -m tests.bench deliveries rate-limit`) those alone are measured, and
the page stays as it is.
"""

import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.answers import answers
from tests.bench.chart_characteristics import chart_characteristics
from tests.bench.deliveries import deliveries
from tests.bench.fanning_out import fanning_out
from tests.bench.figures import Line, table, write_between
from tests.bench.household import household
from tests.bench.household_large import household_large
from tests.bench.lexicon import lexicon_figures
from tests.bench.meanwhile import meanwhile
from tests.bench.operating_characteristics import operating_characteristics
from tests.bench.processes import ROOT
from tests.bench.rate_limit import rate_limit
from tests.bench.reading import reading_figures
from tests.bench.releases import SAMPLE, WHOLE, releases
from tests.bench.upgrading import upgrading
from tests.databases import Cluster, postgresql_cluster
from tests.tools import TOOLS

PAGE = ROOT / "docs" / "performance.md"
DURABLE = {
    "fsync": "on",
    "full_page_writes": "on",
    "listen_addresses": "",
    "max_connections": "100",
}


Part = Callable[[Path, Cluster | None], list[Line]]
PARTS: dict[str, Part] = {
    "answers": answers,
    "deliveries": deliveries,
    "meanwhile": meanwhile,
    "rate-limit": rate_limit,
    "fan-out": fanning_out,
    "household": lambda directory, _: household(directory),
    "household-large": household_large,
    "reading": lambda _directory, _cluster: reading_figures(),
    "lexicon": lambda _directory, _cluster: lexicon_figures(),
    "labels": lambda _directory, _cluster: operating_characteristics(),
    "charts": lambda _directory, _cluster: chart_characteristics(),
    "releases": lambda _directory, _cluster: releases(SAMPLE),
    "releases-whole": lambda _directory, _cluster: releases(WHOLE),
    "upgrade": upgrading,
}
HOURS = frozenset({"household-large", "releases-whole", "upgrade"})  # only where they are named


def main(chosen: Sequence[str]) -> None:
    """Run the whole benchmark, which takes some twelve minutes, or the parts that are named."""
    began = time.perf_counter()
    lines: list[Line] = []
    with tempfile.TemporaryDirectory(prefix="gt-bench-") as name, ExitStack() as stack:
        cluster = (
            stack.enter_context(postgresql_cluster(DURABLE)) if TOOLS["postgresql"]() else None
        )
        if cluster is None:
            print("PostgreSQL is not installed, so its lines are missing: run `make tools`")
        for part in chosen or (part for part in PARTS if part not in HOURS):
            lines += _told(PARTS[part](_folder(name, part), cluster))
    figures = f"{table(lines)}\n\n{_circumstances()}"
    print(f"{figures}\n\n{time.perf_counter() - began:.0f} s in all.")
    if not chosen:
        write_between(PAGE, figures)


def _told(lines: list[Line]) -> list[Line]:
    """Show what has been measured so far: the whole takes minutes."""
    print(table(lines), end="\n\n", flush=True)
    return lines


def _folder(within: str, name: str) -> Path:
    folder = Path(within) / name
    folder.mkdir()
    return folder


def _circumstances() -> str:
    load = os.getloadavg()[0]
    return (
        f"Measured on {datetime.now(UTC):%d %B %Y}, {os.cpu_count()} processors, Python "
        f"{platform.python_version()}, "
        f"{platform.system()}; load average at the end {load:.1f}."
    )


if __name__ == "__main__":
    main(sys.argv[1:])
